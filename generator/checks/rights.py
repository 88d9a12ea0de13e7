"""Law 10: who may change what."""

from collections.abc import Iterator

from generator.book import Book
from generator.checks.law import Finding
from generator.checks.revision import Revision
from generator.checks.wording import either
from schema import (
    Account,
    Deal,
    ForecastSubmission,
    Lead,
    Order,
    Person,
    Quote,
    Shared,
    Target,
    Team,
    Ticket,
)

_ABOVE_ALL = frozenset({"executive"})
ANSWERED = (Account, Lead, Deal, Quote, Order, Ticket, Target, ForecastSubmission)
"""The kinds of which somebody answers for each record."""


def changed_by_who_may(revision: Revision, book: Book) -> Iterator[Finding]:
    """A record is changed by its owner, by who it is handed to, or by a manager of theirs.

    A target is set by a manager of the person or the team, and not by who has to reach it. Who made
    the change is the author of the commit; authors who are nobody's person are left to the audit,
    and so are new records.
    """
    if revision.before is None or not revision.authors:
        return
    may = set(_may(revision, book))
    authors = [one for one in revision.authors if one.role not in _ABOVE_ALL]
    if not may or all(one.id in may for one in authors):
        return
    message = f"This should be changed by {either(sorted(may))}; {_who(authors, may)} did."
    yield Finding(_field(revision.before), message, "Let one of them approve it.")


def _who(authors: list[Person], may: set[str]) -> str:
    return " and ".join(sorted(f"`{one.id}`" for one in authors if one.id not in may))


def _field(record: Shared) -> tuple[str, ...]:
    names = ("owner", "person", "team")
    return next(((name,) for name in names if getattr(record, name, None)), ())


def _may(revision: Revision, book: Book) -> Iterator[str]:
    """Name who may change a record: those who answer for it before or after, and their managers."""
    for record, where in ((revision.before, revision.book), (revision.after, book)):
        match record:
            case Target():
                yield from over(record.person, where)
                yield from leaders(record.team, where)
            case ForecastSubmission():
                yield record.person
                yield from over(record.person, where)
            case Account() | Lead() | Deal() | Quote() | Order() | Ticket() if record.owner:
                yield record.owner
                yield from over(record.owner, where)
            case _:
                pass


def over(person: str | None, book: Book) -> Iterator[str]:
    """Name the managers of a person, the nearest first, then those of the teams it is in."""
    known = book.get(Person, person)
    seen = {person}
    above = known
    while above is not None and above.manager not in (None, *seen):
        seen.add(above.manager)
        yield str(above.manager)
        above = book.get(Person, above.manager)
    if known is not None:
        yield from (one for one in leaders(known.team, book) if one != person)


def leaders(team: str | None, book: Book) -> Iterator[str]:
    """Name who leads a team and the teams above it, the nearest first."""
    seen: set[str] = set()
    while team is not None and team not in seen:
        seen.add(team)
        found = book.get(Team, team)
        if found is not None and found.manager:
            yield found.manager
        team = found.parent if found else None
