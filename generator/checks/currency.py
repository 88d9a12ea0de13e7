"""Whose currency an amount has, on which day it is converted, and at which rate.

Currency: the record's own; else, for a deal or an order, its account's; for a quote, its deal's;
else the company's base currency.

Day: for a closed deal the day it was closed on (else that on which it was to close), for an order
the day it was ordered on, for a quote or a forecast its own day, for a cost the first of its month;
for everything else, open deals first of all, the day for which the book is read.

Rate: the newest one on or before that day, from the tables that lead to the base currency.
"""

from bisect import bisect_right
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from generator.book import Book
from generator.look.format import places_of
from schema import Account, Cost, Deal, ForecastSubmission, Order, Quote, RateTable, Shared

ONE = Decimal(1)


class Rates(NamedTuple):
    """The rates of one currency, by the day from which each holds."""

    days: tuple[date, ...]
    factors: tuple[Decimal, ...]

    def on(self, day: date) -> Decimal | None:
        """Give the newest rate on or before a day."""
        newest = bisect_right(self.days, day) - 1
        return self.factors[newest] if newest >= 0 else None


def currency_of(record: Shared, book: Book) -> str:
    """Find the currency of a record's amounts."""
    own = getattr(record, "currency", None)
    if own is not None:
        return str(own)
    above = _above(record, book)
    return currency_of(above, book) if above is not None else book.company.base_currency


def _above(record: Shared, book: Book) -> Shared | None:
    """Find the record whose currency holds where a record names none."""
    if isinstance(record, Deal):
        return book.get(Account, record.account)
    if isinstance(record, Order):
        return book.get(Account, record.account)
    return book.get(Deal, record.deal) if isinstance(record, Quote) else None


def converted_on(record: Shared, book: Book) -> date:
    """Find the day at whose rate a record's amounts are converted."""
    match record:
        case Order():
            return record.ordered_on
        case Quote():
            return record.quoted_on
        case ForecastSubmission():
            return record.date
        case Cost():
            return date.fromisoformat(f"{record.month}-01")
        case Deal() if _is_closed(record, book):
            return record.closed_on or record.close_date or book.as_of
        case _:
            return book.as_of


def _is_closed(deal: Deal, book: Book) -> bool:
    stage = book.company.stage(deal.pipeline, deal.stage)
    return stage is not None and stage.outcome != "open"


def rates(book: Book) -> dict[str, Rates]:
    """Gather the rates of every currency; ask for it with `book.once`."""
    base = book.company.base_currency
    tables = [table for table in book.every(RateTable) if table.base == base]
    found: dict[str, dict[date, Decimal]] = {}
    for table in sorted(tables, key=lambda table: table.date):
        for currency, factor in table.rates.items():
            found.setdefault(currency, {})[table.date] = factor
    return {
        currency: Rates(tuple(factors), tuple(factors.values()))
        for currency, factors in found.items()
    }


def rate(currency: str, day: date, book: Book) -> Decimal | None:
    """Find what one unit of a currency is worth in the base currency on a day, if that is known."""
    if currency == book.company.base_currency:
        return ONE
    known = book.once(rates).get(currency)
    return known.on(day) if known is not None else None


def smallest_unit(currency: str) -> Decimal:
    """Give the step in which amounts of a currency are written: a cent, one yen."""
    return ONE.scaleb(-places_of(currency))
