"""Law 3: dates run forwards."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from generator.book import Book
from generator.checks.law import Finding
from generator.diagnostic import Where
from schema import Campaign, CommissionPlan, Deal, Lead, Order, Person, PriceBook, Quote, Ticket


class Named(NamedTuple):
    """A day of a record, with its path."""

    where: Where
    day: date


def deal_runs_forwards(record: Deal, _book: Book) -> Iterator[Finding]:
    """A deal is found, then qualified, then closed, and opened again after it was found.

    Cycle length and time in stage are differences of these days.
    """
    yield from _forwards(record, ("created_on", "qualified_on", "closed_on"))
    yield from _forwards(record, ("created_on", "close_date"))
    found = Named(("created_on",), record.created_on)
    for index, day in enumerate(record.reopened):
        yield from _after(found, Named(("reopened", index), day))


def lead_runs_forwards(record: Lead, _book: Book) -> Iterator[Finding]:
    """A lead comes in, is qualified by marketing, accepted by sales and converted, in this order.

    The funnel counts a lead in the month in which it reached each of these.
    """
    yield from _forwards(record, ("created_on", "mql_on", "sql_on", "converted_on"))
    yield from _forwards(record, ("created_on", "rejected_on"))
    yield from _forwards(record, ("created_on", "first_response"))


def order_runs_forwards(record: Order, _book: Book) -> Iterator[Finding]:
    """An order is placed before it is promised, delivered, invoiced, paid or returned.

    Lead times, backlog and receivables are counted from the day of the order.
    """
    yield from _forwards(record, ("ordered_on", "promised_on"))
    ordered = Named(("ordered_on",), record.ordered_on)
    for name in ("deliveries", "invoices", "payments", "returns"):
        for index, part in enumerate(getattr(record, name)):
            if part.date < record.ordered_on:
                yield from _after(ordered, Named((name, index, "date"), part.date))


def invoice_is_due_later(record: Order, _book: Book) -> Iterator[Finding]:
    """An invoice is due on its own day or later.

    Receivables are aged from the day that they are due.
    """
    for index, invoice in enumerate(record.invoices):
        if invoice.due < invoice.date:
            asked = Named(("invoices", index, "date"), invoice.date)
            yield from _after(asked, Named(("invoices", index, "due"), invoice.due))


def return_follows_delivery(record: Order, _book: Book) -> Iterator[Finding]:
    """Goods come back after the first of them left.

    Stock would else hold goods that have never been away.
    """
    if not record.deliveries:
        return
    first = min(range(len(record.deliveries)), key=lambda index: record.deliveries[index].date)
    left = Named(("deliveries", first, "date"), record.deliveries[first].date)
    for index, back in enumerate(record.returns):
        if back.date >= record.ordered_on:
            yield from _after(left, Named(("returns", index, "date"), back.date))


def validity_runs_forwards(
    record: PriceBook | CommissionPlan | Person, _book: Book
) -> Iterator[Finding]:
    """What holds for a time begins before it ends: prices, plans, and the time of a person here.

    A span that ends before it begins holds on no day at all, and prices silently do not apply.
    """
    if isinstance(record, Person):
        yield from _forwards(record, ("active_from", "active_to"))
    else:
        yield from _forwards(record, ("valid_from", "valid_to"))


def campaign_runs_forwards(record: Campaign, _book: Book) -> Iterator[Finding]:
    """A campaign starts before it ends."""
    yield from _forwards(record, ("start", "end"))


def ticket_runs_forwards(record: Ticket, _book: Book) -> Iterator[Finding]:
    """A ticket is opened, then answered, then resolved.

    Response and resolution times are differences of these moments.
    """
    yield from _forwards(record, ("opened", "first_response", "resolved"))


def quote_runs_forwards(record: Quote, _book: Book) -> Iterator[Finding]:
    """A quote is valid until its own day or later."""
    yield from _forwards(record, ("quoted_on", "valid_until"))


def _forwards(record: object, names: tuple[str, ...]) -> Iterator[Finding]:
    """Compare each day that is given with the one given before it."""
    before: Named | None = None
    for name in names:
        day = getattr(record, name)
        if day is not None:
            here = Named((name,), day)
            if before is not None:
                yield from _after(before, here)
            before = here


def _after(earlier: Named, later: Named) -> Iterator[Finding]:
    """Find fault with a later day that comes before the earlier one."""
    if _comes_before(later.day, earlier.day):
        message = (
            f"`{_name(later.where)}` {_shown(later.day)} must not be before "
            f"`{_name(earlier.where)}` {_shown(earlier.day)}."
        )
        yield Finding(later.where, message, "Correct the one of the two that is wrong.")


def _comes_before(one: date, other: date) -> bool:
    """Compare by the minute where both have one, else by the day."""
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one < other
    return day_of(one) < day_of(other)


def day_of(moment: date) -> date:
    """Take the day of a moment; a day is its own."""
    return moment.date() if isinstance(moment, datetime) else moment


def _shown(moment: date) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if isinstance(moment, datetime) else moment.isoformat()


def _name(where: Where) -> str:
    """Write a path in one word: the list stands before the field of its item."""
    return ".".join(str(part) for part in where if isinstance(part, str))
