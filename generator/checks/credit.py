"""Law 8: what a customer owes and has on order is within the credit limit."""

from collections.abc import Iterator
from decimal import Decimal

from generator.book import Book
from generator.checks.currency import ONE, converted_on, currency_of, rate
from generator.checks.invoicing import invoiced, paid
from generator.checks.law import Finding
from generator.checks.sums import net
from generator.checks.wording import listed, plain
from schema import Account, Order

NONE = Decimal(0)
NAMED = 3
"""So many orders are named, those with the most open first."""


def credit_is_within_limit(record: Account, book: Book) -> Iterator[Finding]:
    """Open invoices and undelivered orders of an account are within its credit limit.

    Undelivered goods count at their price after discount, without tax, unless their order is on
    hold. Amounts in another currency than the account's are converted; while a rate is missing,
    L602 says so, and this law cannot.
    """
    exposures: dict[str, Decimal] = {}
    for order in book.referring(Order, "account", record.id):
        amount = _exposure(order)
        factor = _factor(order, record, book) if amount else ONE
        if factor is None:
            return
        exposures[order.id] = amount * factor
    total = sum(exposures.values(), NONE)
    if record.credit_limit is not None and total > record.credit_limit:
        most = sorted(exposures, key=lambda identity: (-exposures[identity], identity))[:NAMED]
        message = (
            f"`credit_limit` {plain(record.credit_limit)} should cover what is open; "
            f"{plain(total)} is, most of it in {listed(most)}."
        )
        hint = "Collect what is due, put an order on hold, or raise the limit."
        yield Finding(("credit_limit",), message, hint)


def _exposure(order: Order) -> Decimal:
    """Give what an order leaves open: unpaid invoices, and what is confirmed and undelivered."""
    if order.status in ("draft", "cancelled"):
        return NONE
    unpaid = invoiced(order) - paid(order)
    return unpaid + undelivered(order) if order.status == "confirmed" else unpaid


def undelivered(order: Order) -> Decimal:
    """Give the value of what is still to be delivered, after discount and without tax."""
    if order.reduces is not None:
        return NONE
    moved: dict[str, Decimal] = {}
    for delivery in order.deliveries:
        for part in delivery.lines:
            moved[part.product] = moved.get(part.product, NONE) + part.quantity
    value = NONE
    for line in order.lines:
        done = min(line.quantity, moved.get(line.product, NONE))
        moved[line.product] = moved.get(line.product, NONE) - done
        value += net(line) * (line.quantity - done) / line.quantity if line.quantity else NONE
    return value


def _factor(order: Order, account: Account, book: Book) -> Decimal | None:
    """Find what one unit of an order's currency is worth in the account's, if it is known."""
    ours, theirs = currency_of(order, book), currency_of(account, book)
    if ours == theirs:
        return ONE
    worth = rate(ours, converted_on(order, book), book)
    unit = rate(theirs, book.as_of, book)
    return worth / unit if worth and unit else None
