"""What differs between two moments: records in words, and what it means in money.

The money is asked of the tables of either moment: a few rows of the earlier one become tables of
the later one, and the queries beside this file compare them there.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from generator import load, records, warehouse
from generator.book import Entry, Key
from generator.difference import renamed
from generator.difference.changed import Changed, Side, changed
from generator.facts import Titles
from generator.history.moment import Moment
from generator.load import Options
from generator.relation import Sheet
from generator.table import Table
from generator.warehouse import Warehouse
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


class Held(NamedTuple):
    """What a moment holds; `names` has the keys that records have at another one, by their own."""

    moment: Moment
    company: Company
    entries: tuple[Entry, ...]
    names: Mapping[Key, Key] = MappingProxyType({})

    @property
    def side(self) -> Side:
        """The records, and where the other files lie."""
        return Side(self.entries, self.moment.origin, self.names)

    def followed(self, later: "Held") -> "Held":
        """Give the same records under the ids that they have at a later moment."""
        known = (renamed.known(one.entries) for one in (self, later))
        found = renamed.followed(*known)
        if not found.names:
            return self
        return self._replace(entries=tuple(found.known.values()), names=found.names)


class Earlier(NamedTuple):
    """What the later moment is compared with: rows of the earlier one, and how it named records."""

    sheets: tuple[Sheet, ...]
    titles: Titles


def difference(before: Moment, after: Moment, options: Options) -> Difference:
    """Compare two moments; the amounts of each are at the rates of its own day.

    Raises:
        UsageError: Either has no company that can be used.
        SalesbookError: A query cannot be carried out.
    """
    new = _held(after, options)
    old = _held(before, options).followed(new)
    with warehouse.open_book(old.company, old.entries, before.day) as opened:
        known = earlier(opened)
    with warehouse.open_book(new.company, new.entries, after.day, sheets=known.sheets) as opened:
        return compared(old, new, known, opened)


def _held(moment: Moment, options: Options) -> Held:
    loaded = load.book(moment.origin, moment.day, options._replace(past=moment.past))
    return Held(moment, loaded.firm(moment.tip[:7]), loaded.entries)


def earlier(opened: Warehouse) -> Earlier:
    """Take from the book of the earlier moment what the later one is compared with."""
    found = (opened.run(*_query(name)) for name in BEFORE)
    return Earlier(tuple(map(_sheet, found)), records.titles(opened))


def compared(before: Held, after: Held, known: Earlier, opened: Warehouse) -> Difference:
    """Compare two moments; the later one's book is open, with the sheets of the earlier one."""
    answers = {name: opened.run(*_query(name)) for name in ASKED}
    titles = _both(known.titles, records.titles(opened))
    found = changed(before.side, after.side, after.company, titles, after.moment.day)
    currency = after.company.base_currency
    return Difference(before.moment, after.moment, currency, tuple(found), answers)


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
