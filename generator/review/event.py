"""What a branch does to deals that a reviewer looks for: put off, opened again, stages skipped."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.book import Book, Key, MemoryShelf
from generator.checks.moves import Push, ordinal, pushed
from generator.checks.revision import Revision
from generator.look import format as formats
from generator.review.against import Revised
from schema import Deal
from schema.company import Company, Pipeline, Stage


class Event(NamedTuple):
    """Something that a deal went through: what it was, how, by whom, and the reason given."""

    key: Key
    title: str
    what: str
    how: str
    authors: tuple[str, ...]
    reason: str


def events(revisions: Iterable[Revised], company: Company) -> Iterator[Event]:
    """Give the events of all deals, sorted by id."""
    for one in revisions:
        before, after = one.revision.before, one.revision.after
        if not isinstance(before, Deal) or not isinstance(after, Deal):
            continue
        for what, how in _told(one.revision, before, after, company):
            authors = tuple(person.name for person in one.revision.authors)
            yield Event(one.key, after.name, what, how, authors, _reason(one.revision))


def _reason(revision: Revision) -> str:
    if revision.reasons:
        return " ".join(revision.reasons)
    return "in its notes" if revision.explained else ""


def _told(
    revision: Revision, before: Deal, after: Deal, company: Company
) -> Iterator[tuple[str, str]]:
    book = Book(company, revision.book.as_of, MemoryShelf((), ()))
    push = pushed(revision, book)
    if push is not None:
        yield "put off", _push(push)
    old = revision.book.company.stage(before.pipeline, before.stage)
    new = company.stage(after.pipeline, after.stage)
    if old is None or new is None or old.id == new.id:
        return
    if old.outcome != "open" and new.outcome == "open":
        yield "opened again", f"{old.name} -> {new.name}"
    elif skipped := tuple(_skipped(company, after.pipeline, old, new)):
        yield "stage skipped", f"{old.name} -> {new.name}, without {' and '.join(skipped)}"


def _push(push: Push) -> str:
    dates = f"{formats.day(push.old)} -> {formats.day(push.new)}"
    return f"{dates}: {formats.days(push.days)} later, for the {ordinal(push.number)} time"


def _skipped(company: Company, name: str | None, old: Stage, new: Stage) -> Iterator[str]:
    """Name the open stages between two of one pipeline, where a deal went forward."""
    line: Pipeline = next(
        (one for one in company.pipelines if one.id == name), company.pipelines[0]
    )
    ids = [stage.id for stage in line.stages]
    if new.outcome == "lost" or not {old.id, new.id} <= set(ids):
        return
    for stage in line.stages[ids.index(old.id) + 1 : ids.index(new.id)]:
        if stage.outcome == "open":
            yield stage.name
