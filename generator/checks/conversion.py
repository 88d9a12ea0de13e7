"""Law 6: every amount can be converted to the base currency on the day it is needed."""

from collections.abc import Iterator

from generator.book import Book
from generator.checks.currency import converted_on, currency_of, rate, rates
from generator.checks.law import Finding
from generator.checks.wording import listed, meant
from generator.diagnostic import Where
from schema import (
    Account,
    Campaign,
    Cost,
    Deal,
    ForecastSubmission,
    Order,
    PriceBook,
    Product,
    Quote,
    RateTable,
    Shared,
    Target,
)

_AMOUNTS: dict[type[Shared], tuple[str, ...]] = {
    Account: ("credit_limit", "annual_revenue"),
    Campaign: ("budget", "actual_cost", "expected_revenue"),
    Cost: ("amount",),
    Deal: ("amount", "lines", "recurring"),
    ForecastSubmission: ("commit", "most_likely", "best_case"),
    Order: ("lines", "invoices", "payments"),
    Quote: ("lines",),
    Target: ("amount",),
}
CONVERTED = tuple(_AMOUNTS)
"""The kinds whose amounts reports convert."""

PRICED: tuple[type[Shared], ...] = (*CONVERTED, PriceBook, Product)
"""The kinds that name a currency."""

_COUNTS = ("new_customers", "activities")
"""Measures of a target that are numbers, not money."""


def currency_is_used(record: Shared, book: Book) -> Iterator[Finding]:
    """A currency is the base currency or one that `company.yml` lists.

    A currency that was mistyped would have no rates, and nobody would know why.
    """
    company = book.company
    for where, currency in _named(record):
        if currency != company.base_currency and currency not in company.currencies:
            known = (company.base_currency, *company.currencies)
            message = f"`currency` must be one that the company uses; found `{currency}`."
            hint = f"{meant(currency, known)} Another one is added under `currencies`."
            yield Finding(where, message, hint)


def _named(record: Shared) -> Iterator[tuple[Where, str]]:
    if isinstance(record, Product):
        for index, cost in enumerate(record.costs):
            if cost.currency is not None:
                yield ("costs", index, "currency"), cost.currency
    else:
        yield ("currency",), str(getattr(record, "currency", ""))


def amount_converts(record: Shared, book: Book) -> Iterator[Finding]:
    """An amount has a rate to the base currency on or before the day on which it is converted.

    Amounts of different currencies are never added without a dated rate.
    """
    company = book.company
    if not company.currencies:
        return
    currency = currency_of(record, book)
    if currency == company.base_currency or currency not in company.currencies:
        return
    where = _first_amount(record)
    if not where or (isinstance(record, Target) and record.measure in _COUNTS):
        return
    day = converted_on(record, book)
    if rate(currency, day, book) is None:
        known = book.once(rates).get(currency)
        since = f"the first one is of {known.days[0]}" if known is not None else "there is none"
        message = f"{currency} must have a rate on or before {day}; {since}."
        hint = f"Add a file to `data/rates/` with `{currency}` on that day or earlier."
        yield Finding(where, message, hint)


def _first_amount(record: Shared) -> Where:
    """Find where a record says an amount; its own currency comes before the amount itself."""
    given = [name for name in _AMOUNTS[type(record)] if getattr(record, name)]
    if given and getattr(record, "currency", None) is not None:
        return ("currency",)
    return (given[0],) if given else ()


def rates_lead_to_base(record: RateTable, book: Book) -> Iterator[Finding]:
    """A table of rates leads to the company's base currency.

    Other tables convert nothing, since all reports are in the base currency.
    """
    base = book.company.base_currency
    if record.base != base:
        message = f"`base` must be the company's base currency `{base}`; found `{record.base}`."
        yield Finding(("base",), message, f"Write what one unit is worth in {base}.")


def rate_is_positive(record: RateTable, _book: Book) -> Iterator[Finding]:
    """A rate is more than zero.

    At a rate of zero, every amount in that currency is nothing.
    """
    for currency, factor in record.rates.items():
        if factor == 0:
            message = f"`{currency}` must be worth more than zero."
            yield Finding(("rates", currency), message, "Correct the rate.")


def one_table_a_day(record: RateTable, book: Book) -> Iterator[Finding]:
    """A currency has one rate to the base currency on one day.

    With two of them nobody can say which one counts.
    """
    for other in book.every(RateTable):
        if (other.date, other.base) != (record.date, record.base) or other.id == record.id:
            continue
        both = sorted(set(record.rates) & set(other.rates))
        if both:
            message = f"`date` must not be that of `{other.id}`, which has {listed(both)}, too."
            yield Finding(("date",), message, "Make one file of the two, or correct the day.")
