"""Law 7: prices are within the price book that applies."""

from collections.abc import Iterator

from generator.book import Book
from generator.checks.currency import currency_of
from generator.checks.law import Finding
from generator.checks.sums import HUNDRED
from generator.checks.wording import plain
from schema import Account, Deal, Order, PriceBook, Quote
from schema.order import OrderLine
from schema.quote import QuoteLine

_DROPPED = frozenset({"rejected", "expired", "cancelled"})
"""The statuses of quotes and orders whose prices no longer bind anybody."""


def price_is_not_too_low(record: Quote | Order, book: Book) -> Iterator[Finding]:
    """A price after discount is not under the minimum price of the price book that applies.

    That is the quote's price book, else the account's. A book in another currency does not apply.
    """
    if record.status in _DROPPED:
        return
    prices = _price_book(record, book)
    if prices is None or not prices.minimum_prices:
        return
    lines: tuple[QuoteLine | OrderLine, ...] = record.lines
    for index, line in enumerate(lines):
        least = prices.minimum_prices.get(line.product)
        if least is None or line.price * (HUNDRED - line.discount) >= least * HUNDRED:
            continue
        if currency_of(record, book) == prices.currency:
            price = plain(line.price * (HUNDRED - line.discount) / HUNDRED)
            message = f"`price` must be at least {plain(least)} after discount; it is {price}."
            hint = f"Raise the price, or change the minimum in price book `{prices.id}`."
            yield Finding(("lines", index, "price"), message, hint)


def _price_book(record: Quote | Order, book: Book) -> PriceBook | None:
    """Find the price book of a quote, or of an order by its quote, else that of the account."""
    quote = record if isinstance(record, Quote) else book.get(Quote, record.quote)
    if quote is not None and quote.price_book is not None:
        return book.get(PriceBook, quote.price_book)
    customer = record if isinstance(record, Order) else book.get(Deal, record.deal)
    account = book.get(Account, customer.account) if customer else None
    return book.get(PriceBook, account.price_book) if account else None


def price_book_fits(record: Quote, book: Book) -> Iterator[Finding]:
    """A quote is made from a price book of its currency that is valid on its day."""
    prices = book.get(PriceBook, record.price_book)
    if prices is None:
        return
    currency = currency_of(record, book)
    if prices.currency != currency:
        message = f"`price_book` must be in {currency}; `{prices.id}` is in {prices.currency}."
        yield Finding(("price_book",), message, "Name another price book, or the right currency.")
    day = record.quoted_on
    if (prices.valid_from or day) > day or (prices.valid_to or day) < day:
        span = f"from {prices.valid_from or 'ever'} to {prices.valid_to or 'now on'}"
        message = f"`price_book` must be valid on {day}; `{prices.id}` is valid {span}."
        yield Finding(("price_book",), message, "Name the price book of that day.")


def book_is_over_its_minimum(record: PriceBook, _book: Book) -> Iterator[Finding]:
    """A price in a price book is not under its own minimum, for no quantity."""
    for index, entry in enumerate(record.entries):
        least = entry.minimum_price
        lowest = min([entry.price, *(step.price for step in entry.breaks)])
        if least is not None and lowest < least:
            message = (
                f"`minimum_price` {plain(least)} must be at most the lowest price, {plain(lowest)}."
            )
            yield Finding(("entries", index, "minimum_price"), message, "Correct one of the two.")
