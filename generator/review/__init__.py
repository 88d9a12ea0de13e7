"""A review of a branch: what merging it does to the quarter, to the records and to the laws."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple

from generator import load, warehouse
from generator.difference import Difference, Held, compared, earlier
from generator.forecast.scenario import NONE
from generator.forecast.sheets import supposed
from generator.history import History
from generator.history.branch import Branch
from generator.history.moment import history_of
from generator.load import Loaded, Options
from generator.relation import Sheet
from generator.review import against, findings, kept
from generator.review.against import Revised, Side
from generator.review.event import Event, events
from generator.review.figures import Pair
from generator.review.findings import News
from generator.table import Table
from generator.warehouse import Warehouse

HERE = Path(__file__).parent
STANDING = ("standing", "margins")
"""The queries over either book, whose answers are laid side by side."""


class Numbers(NamedTuple):
    """What a branch does to the figures: the difference of the books, and both answers by query."""

    difference: Difference
    standing: Pair
    margins: Pair


class Review(NamedTuple):
    """What a review says; there are no numbers where either company cannot be used.

    `unread` are records of the result that cannot be read, and so count nowhere. Without a company
    no record is checked, and so none of their findings is gone.
    """

    branch: Branch
    numbers: Numbers | None
    events: tuple[Event, ...]
    news: News
    unread: int

    @property
    def errors(self) -> int:
        """How many new errors there are."""
        return sum(one.severity == "error" for one in self.news.found)


def review(branch: Branch, options: Options) -> Review:
    """Review a branch, both books as of one day.

    The model forecasts from the history of the base alone, so that its draws are the same on both
    sides and only the records make a difference.

    Raises:
        SalesbookError: A query cannot be carried out, or the cache cannot be written.
    """
    sides = [load.book(at.origin, at.day, options._replace(past=True)) for at in branch[1:3]]
    old, new = sides
    issued = tuple(load.judged(kept.altered_by(branch), old.company))
    if old.company is None or new.company is None:
        news = findings.news(old.diagnostics, (*new.diagnostics, *issued))
        return Review(branch, None, (), news if new.company else news._replace(gone=0), 0)
    past = history_of(branch.before, options)
    before = Held(branch.before, old.company, old.entries)
    after = Held(branch.after, new.company, new.entries)
    known = before.followed(after)
    numbers = _numbers(known, after, [_foreseen(one, past) for one in (before, after)])
    revisions = _revisions(before, after, branch, past)
    said = (*issued, *against.diagnostics(revisions, _side(after)))
    touched = {one.key for one in revisions}
    news = findings.news(old.diagnostics, (*new.diagnostics, *said), touched, known.names)
    told = tuple(events(revisions, after.company))
    return Review(branch, numbers, told, news, _unread(new))


def _unread(found: Loaded) -> int:
    """Count the files that hold no record that can be used."""
    known = {one.path for one in found.entries}
    wrong = {one.path for one in found.diagnostics if one.severity == "error"}
    return sum(path.startswith("data/") and path.count("/") > 1 for path in wrong - known)


def _side(held: Held) -> Side:
    return Side(held.company, held.entries, held.moment.origin, held.moment.day)


def _revisions(before: Held, after: Held, branch: Branch, past: History) -> Sequence[Revised]:
    pushes = against.pushes(past, before.company)
    return tuple(against.revised(_side(before), _side(after), branch.commits, pushes))


def _numbers(before: Held, after: Held, foreseen: Sequence[Sequence[Sheet]]) -> Numbers:
    """Ask both books the same, and what differs between them."""
    with _opened(before, foreseen[0]) as opened:
        first = list(_standing(opened))
        known = earlier(opened)
    with _opened(after, (*foreseen[1], *known.sheets)) as opened:
        second = list(_standing(opened))
        found = compared(before, after, known, opened)
    return Numbers(found, *(Pair(*one) for one in zip(first, second, strict=True)))


def _foreseen(held: Held, past: History) -> Sequence[Sheet]:
    """Foresee from a book, with its records under the ids that they had in the past."""
    return supposed(held.moment, past, held.company, held.entries, NONE)


def _opened(held: Held, sheets: Sequence[Sheet]) -> AbstractContextManager[Warehouse]:
    """Open a book with tables of what is not in it."""
    return warehouse.open_book(held.company, held.entries, held.moment.day, sheets)


def _standing(opened: Warehouse) -> Iterator[Table]:
    for name in STANDING:
        path = HERE / f"{name}.sql"
        yield opened.run(path.read_text(encoding="utf-8"), name, str(path))
