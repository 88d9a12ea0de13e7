"""Law 10, asked of what a branch changes: every record that differs, with who did it and why."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from generator import load
from generator.book import Book, Entry, Key, MemoryShelf
from generator.checks import REVISED, moves
from generator.checks.docket import shown
from generator.checks.law import Finding, Law
from generator.checks.revision import Revision
from generator.checks.run import placed
from generator.diagnostic import Diagnostic
from generator.difference import renamed
from generator.history import History, branch, record
from generator.history.branch import Made
from generator.history.commit import trailers
from generator.history.moment import Moment, history_of
from generator.history.tables import author, identities
from generator.load import Options
from generator.origin import Origin
from generator.review import kept
from schema import KINDS, Person, Shared
from schema.company import Company

REASON = "Reason"
"""The trailer of a message that says why; so does every line of its own words below the first."""
Pushes = Callable[[str], int]
"""Tells how often the close date of a deal was put off before."""


class Side(NamedTuple):
    """A book before or after: its company, its usable records, and where its files lie."""

    company: Company
    entries: Sequence[Entry]
    origin: Origin
    day: date

    @property
    def known(self) -> Mapping[Key, Entry]:
        """The records by their keys."""
        return renamed.known(self.entries)

    @property
    def book(self) -> Book:
        """The records, found by what names them."""
        return Book(self.company, self.day, MemoryShelf(self.entries, ()))


class Revised(NamedTuple):
    """A record that differs, and the files in which it was and is."""

    key: Key
    revision: Revision
    old_path: str | None
    new_path: str | None


def against(at: Moment, base: str, options: Options) -> list[Diagnostic]:
    """Ask law 10 of what a moment has changed since it left a base, and whether its ledger stayed.

    Without a company no law is asked. How grave a change of the ledger is, the base says: a branch
    does not excuse itself.

    Raises:
        NoBranchError: The base means nothing, or has nothing in common with the moment.
    """
    since = branch.unmerged(at.root, base, at.tip, at.day)
    day = max(at.day, since.before.day)
    before = since.before._replace(day=day)
    old, new = side(before, options), side(at._replace(day=day), options)
    issued = load.judged(kept.altered(at.root, before.tip, at), old and old.company)
    if old is None or new is None:
        return list(issued)

    @cache
    def past() -> Pushes:
        return pushes(history_of(before, options), old.company)

    def count(deal: str) -> int:
        return past()(deal)

    return sorted((*issued, *diagnostics(revised(old, new, since.commits, count), new)))


def side(at: Moment, options: Options) -> Side | None:
    """Load the book of a moment; nothing where its company cannot be used."""
    found = load.book(at.origin, at.day, options._replace(past=at.past))
    return Side(found.company, found.entries, at.origin, at.day) if found.company else None


def revised(
    before: Side, after: Side, commits: Iterable[Made], pushes: Pushes
) -> Iterator[Revised]:
    """Give the records that differ, sorted by kind and id, as the laws are asked of them.

    Another id alone is no difference, nor is another way to write a value; and what lies there and
    cannot be read is not gone.
    """
    new, book = after.known, before.book
    old = renamed.followed(before.known, new).known
    there = after.book
    said = _Said.of(commits, (*before.entries, *after.entries), there)
    for key in sorted(key for key in {*old, *new} if _text(old, key) != _text(new, key)):
        was, now = old.get(key), new.get(key)
        if was and now is None and after.origin.holds(was.path):
            continue
        paths = tuple(one.path if one else None for one in (was, now))
        touched = {path for path in paths if path}
        revision = Revision(_record(was), _record(now), book, *said.about(touched))
        revision = revision._replace(commits=said.commits(touched))
        if revision.before == revision.after:
            continue
        if moves.pushed(revision, there):
            revision = revision._replace(pushes=pushes(key.id))
        yield Revised(key, revision, *paths)


def _text(known: Mapping[Key, Entry], key: Key) -> str | None:
    return known[key].text if key in known else None


def _record(entry: Entry | None) -> Shared | None:
    return None if entry is None else KINDS[entry.key.folder].model_validate_json(entry.text)


class _Said(NamedTuple):
    """Who touched which file, and what they say of it."""

    touched: Mapping[str, Sequence[tuple[Person | None, str]]]

    @classmethod
    def of(cls, commits: Iterable[Made], entries: Iterable[Entry], book: Book) -> "_Said":
        """Find out from the commits; a merge says nothing of its own."""
        names = identities(entries)
        found: dict[str, list[tuple[Person | None, str]]] = {}
        for raw, paths in commits:
            who = book.get(Person, author(raw.author, names))
            for path in paths:
                found.setdefault(path, []).append((who, reason(raw.message)))
        return cls(found)

    def commits(self, paths: Iterable[str]) -> int:
        """Count the commits that touched a record, which may have moved; one at least."""
        return max((len(self.touched.get(path, ())) for path in paths), default=0) or 1

    def about(self, paths: Iterable[str]) -> tuple[tuple[Person, ...], tuple[str, ...]]:
        """Give the people and the reasons, without repetition."""
        every = [one for path in sorted(paths) for one in self.touched.get(path, ())]
        people = {who.id: who for who, _ in every if who is not None}
        return tuple(people.values()), tuple(dict.fromkeys(why for _, why in every if why))


def reason(message: str) -> str:
    """Give what a message says below its first line in words of its own.

    Lists are left out, since the commands that change records list there what they changed, and
    trailers are, but for `Reason:`.
    """
    _, _, body = message.partition("\n")
    ending = trailers(body)
    if ending:
        body = body.rstrip().rpartition("\n\n")[0]
    lines = [line.strip() for line in body.splitlines() if not line.startswith("- ")]
    given = [value for name, value in ending if name == REASON]
    return " ".join(filter(None, (*lines, *given)))


def findings(revision: Revision, book: Book) -> list[tuple[Law, Finding]]:
    """Ask a revision all laws that say something about its kind; `book` is that after it."""
    kind = type(revision.after or revision.before)
    asked = (law for law in REVISED if kind in law.kinds and law.code not in book.silenced)
    return [(law, shown(finding)) for law in asked for finding in law.check(revision, book)]


def diagnostics(revisions: Iterable[Revised], after: Side) -> list[Diagnostic]:
    """Ask all laws of what differs; each finding lies in the file, or where the file was."""
    book = after.book
    found: list[Diagnostic] = []
    for one in revisions:
        if told := findings(one.revision, book):
            data = next(after.origin.contents([one.new_path])) if one.new_path else b""
            found += placed(one.new_path or one.old_path or "", data, told)
    return sorted(load.judged(found, after.company))


def pushes(history: History, company: Company) -> Pushes:
    """Count in a history how often the close date of a deal was put off while it was open.

    Counts what the view `push` lists: the date is compared with the last one that was stated.
    """
    deals = {one.key.id: one for one in history.records if one.key.folder == "deals"}

    @cache
    def count(deal: str) -> int:
        return _pushed(deals[deal], company) if deal in deals else 0

    return count


def _pushed(deal: record.Record, company: Company) -> int:
    count, last = 0, ""
    for version in record.versions(deal):
        tree = json.loads(version.text) if version.text else {}
        closes = str(tree.get("close_date", ""))
        stage = company.stage(tree.get("pipeline"), str(tree.get("stage", "")))
        if closes and last and closes > last and stage is not None and stage.outcome == "open":
            count += 1
        last = closes or last
    return count
