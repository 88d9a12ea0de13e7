"""CODEOWNERS: who has to approve a change of which record, as hosting sites read it.

A record is approved by the managers of who answers for it, and of its territory; a target by who
stands above those that have to reach it; the company's own settings by its executives. What is
logged day by day, such as activities, needs nobody's approval. Of several lines that fit a path the
last one counts, so a folder stands before what is in it: its line names those who approve most of
its records, which then holds for new ones, too.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from typing import NamedTuple

from generator.book import Book, Entry, MemoryShelf
from generator.checks.rights import ANSWERED, leaders, over
from schema import KINDS, Account, Person, Shared, Target, Team, Territory
from schema.company import Company

FILE = ".github/CODEOWNERS"
HEAD = "# Who approves a change of what. Written by `salesbook codeowners`; do not edit by hand.\n"
_AT_THE_TOP = (".github/", ".gitlab-ci.yml", ".gitlab/", ".mailmap")
"""Settings that count at the top of the repository alone, wherever in it the book lies."""
_OF_THE_BOOK = (
    ".gitattributes", "data/commission_plans/", "data/company.yml", "mkdocs.yml",
    "requirements.txt",
)  # fmt: skip
_KINDS = frozenset(kind.folder for kind in (*ANSWERED, Person, Team, Territory))
_NEAREST = 2
"""So many of the managers above somebody are asked: the nearest, and one in their place."""
_ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in "\\ *?[]#!"})

Owners = tuple[str, ...]


def text(company: Company, entries: Iterable[Entry], day: date, prefix: str = "") -> str:
    """Write the file for a book as of a day; people who have left are not asked.

    Who has no `login` is named by the mail address; who has neither cannot be named. `prefix`
    leads from the top of the repository to the book, such as `sales/`.
    """
    known = sorted(entries)
    rights = _Rights(Book(company, day, MemoryShelf(known, ())))
    chosen = {one.path: rights.above(_record(one)) for one in known if one.key.folder in _KINDS}
    places = {path: owners for path, owners in chosen.items() if path.isprintable()}
    settings = sorted((*_AT_THE_TOP, *(f"{prefix}{one}" for one in _OF_THE_BOOK)))
    lines = [(f"/{path}", rights.executives) for path in settings]
    lines += sorted((f"/{prefix}{path}", who) for path, who in _folded(places, "data", ()))
    return HEAD + "".join(f"{line(path, owners)}\n" for path, owners in lines if owners)


def line(path: str, owners: Owners) -> str:
    """Write a line: a path from the root of the repository, and who owns it."""
    return f"{path.translate(_ESCAPED)} {' '.join(owners)}"


def _record(entry: Entry) -> Shared:
    return KINDS[entry.key.folder].model_validate_json(entry.text)


class _Rights(NamedTuple):
    """Who stands above whom in a book."""

    book: Book

    @property
    def executives(self) -> Owners:
        """The executives, by whom the company's settings are approved."""
        every = self.book.every(Person)
        return self._named(one.id for one in every if one.role == "executive")

    def above(self, record: Shared) -> Owners:
        """Give who approves a change of a record; nobody where nobody stands above it."""
        book = self.book
        match record:
            case Person():
                return self._nearest(over(record.id, book))
            case Target(person=str(person)):
                return self._nearest(over(person, book))
            case Target(team=str(team)) | Team(parent=team) if team:
                found = book.get(Team, team) if isinstance(record, Target) else None
                above = leaders(found.parent if found else team, book)
                return self._nearest(above) or self.executives
            case Target(territory=str(place)) | Territory(parent=place) if place:
                own = book.get(Territory, place) if isinstance(record, Target) else None
                there = self._territories(own.parent if own else place)
                return self._nearest(there) or self.executives
            case Target() | Team() | Territory():
                return self.executives
            case _:
                who = getattr(record, "owner", None) or getattr(record, "person", None)
                return self._nearest(chain(over(who, book), self._places(record)))

    def _places(self, record: Shared) -> Iterator[str]:
        """Name the managers of the territory that a record lies in."""
        given = getattr(record, "account", None)
        account = record if isinstance(record, Account) else self.book.get(Account, given)
        yield from self._territories(account.territory if account else None)

    def _territories(self, territory: str | None) -> Iterator[str]:
        """Name who answers for a territory and those above it, the nearest first."""
        seen: set[str] = set()
        while territory is not None and territory not in seen:
            seen.add(territory)
            found = self.book.get(Territory, territory)
            if found is not None and found.manager:
                yield found.manager
            territory = found.parent if found else None

    def _nearest(self, people: Iterable[str]) -> Owners:
        return self._named(dict.fromkeys(people))[:_NEAREST]

    def _named(self, people: Iterable[str]) -> Owners:
        """Name people as the hosting site knows them; who has left is not asked."""
        found = (self.book.get(Person, one) for one in people)
        here = (one for one in found if one and (one.active_to or date.max) >= self.book.as_of)
        named = (f"@{one.login}" if one.login else one.mail for one in here)
        return tuple(dict.fromkeys(name for name in named if name))


def _folded(
    places: Mapping[str, Owners], folder: str, above: Owners
) -> Iterator[tuple[str, Owners]]:
    """Give one line for a folder and one for each file or folder in it that differs."""
    usual = Counter(places.values()).most_common(1)[0][0] if folder != "data" and places else ()
    if usual and usual != above:
        yield f"{folder}/", usual
    inner: dict[str, dict[str, Owners]] = {}
    for path, owners in places.items():
        name, slash, _ = path.removeprefix(f"{folder}/").partition("/")
        if slash:
            inner.setdefault(name, {})[path] = owners
        elif owners and owners != (usual or above):
            yield path, owners
    for name, inside in inner.items():
        yield from _folded(inside, f"{folder}/{name}", usual or above)
