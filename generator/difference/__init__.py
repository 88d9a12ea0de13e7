"""What differs between two moments: records in words, and what it means in money.

The money is asked of the tables of either moment: a few rows of the earlier one become tables of
the later one, and the queries beside this file compare them there.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from generator import load, records, warehouse
from generator.book import Entry
from generator.difference.changed import Changed, Side, changed
from generator.facts import Titles
from generator.history.moment import Moment
from generator.load import Options
from generator.relation import Sheet
from generator.table import Table
from schema.company import Company

HERE = Path(__file__).parent
BEFORE = ("before_deals", "before_sums")
"""The queries over the earlier moment, which become tables of the later one."""
ASKED = ("totals", "deals", "quarters", "people")
"""The queries that compare."""


class Difference(NamedTuple):
    """What differs: changed records, and the answers of the queries by name."""

    before: Moment
    after: Moment
    currency: str
    changed: tuple[Changed, ...]
    answers: Mapping[str, Table]


class _Book(NamedTuple):
    """What a moment holds."""

    moment: Moment
    company: Company
    entries: tuple[Entry, ...]

    def side(self) -> Side:
        return Side(self.entries, self.moment.origin)


def difference(before: Moment, after: Moment, options: Options) -> Difference:
    """Compare two moments; the amounts of each are at the rates of its own day.

    Raises:
        UsageError: Either has no company that can be used.
        SalesbookError: A query cannot be carried out.
    """
    earlier, later = _book(before, options), _book(after, options)
    sheets, known = _before(earlier)
    at = after.day
    with warehouse.open_book(later.company, later.entries, at, sheets=sheets) as opened:
        answers = {name: opened.run(*_query(name)) for name in ASKED}
        titles = _both(known, records.titles(opened))
    found = changed(earlier.side(), later.side(), later.company, titles, at)
    return Difference(before, after, later.company.base_currency, tuple(found), answers)


def _book(moment: Moment, options: Options) -> _Book:
    loaded = load.book(moment.origin, moment.day, options._replace(past=moment.past))
    return _Book(moment, loaded.firm(moment.tip[:7]), loaded.entries)


def _before(book: _Book) -> tuple[Sequence[Sheet], Titles]:
    """Take what the later moment is compared with, and what the records were called."""
    with warehouse.open_book(book.company, book.entries, book.moment.day) as opened:
        found = [opened.run(*_query(name)) for name in BEFORE]
        return [_sheet(table) for table in found], records.titles(opened)


def _query(name: str) -> tuple[str, str, str]:
    path = HERE / f"{name}.sql"
    return path.read_text(encoding="utf-8"), name, str(path)


def _sheet(table: Table) -> Sheet:
    pairs = zip(table.columns, table.types, strict=True)
    columns = tuple((name, kind, "") for name, kind in pairs)
    return Sheet(table.name, "The earlier moment.", columns, table.rows)


def _both(earlier: Titles, later: Titles) -> Titles:
    """Name records as they are called later; those that are gone as they were called."""
    folders = sorted({*earlier, *later})
    return {folder: {**earlier.get(folder, {}), **later.get(folder, {})} for folder in folders}
