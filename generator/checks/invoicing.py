"""Law 5: payments are within invoices, and invoices within the order."""

from collections.abc import Iterator
from decimal import Decimal

from generator.book import Book
from generator.checks.law import Finding
from generator.checks.sums import HUNDRED, net
from generator.checks.wording import meant, plain
from generator.diagnostic import Where
from schema import Order

TOLERANCE = Decimal("0.01")
NONE = Decimal(0)


def total_with_tax(record: Order) -> Decimal:
    """Give what an order's lines cost after discount and with tax, unrounded."""
    return sum((net(line) * (HUNDRED + line.tax) / HUNDRED for line in record.lines), NONE)


def invoiced(record: Order) -> Decimal:
    """Give what was asked for, with tax."""
    return sum((invoice.amount for invoice in record.invoices), NONE)


def paid(record: Order) -> Decimal:
    """Give what came in."""
    return sum((payment.amount for payment in record.payments), NONE)


def invoiced_was_ordered(record: Order, _book: Book) -> Iterator[Finding]:
    """Invoices are no more than the order with its tax.

    Each line may be rounded, so that one whole unit of the currency a line is allowed on top; an
    order without lines says nothing about its total.
    """
    if not record.lines:
        return
    total, asked = total_with_tax(record), invoiced(record)
    if abs(asked) > abs(total) + len(record.lines):
        where = ("invoices", len(record.invoices) - 1, "amount")
        found, limit = plain(asked), plain(total)
        message = f"Invoices must be at most the order's total of {limit}; they are {found}."
        yield Finding(where, message, "Correct the amount, or add what is missing to the lines.")


def payment_names_an_invoice(record: Order, _book: Book) -> Iterator[Finding]:
    """A payment names an invoice of its order, where it names one."""
    numbers = tuple(invoice.number for invoice in record.invoices)
    for index, payment in enumerate(record.payments):
        if payment.invoice is not None and payment.invoice not in numbers:
            message = f"`invoice` must be a number of this order's; found `{payment.invoice}`."
            hint = meant(payment.invoice, numbers) if numbers else "Add the invoice."
            yield Finding(("payments", index, "invoice"), message, hint)


def paid_was_invoiced(record: Order, _book: Book) -> Iterator[Finding]:
    """Payments are no more than the invoices: for each invoice, and all together.

    What was paid twice is money that belongs to the customer; write it back as a negative payment.
    """
    single = [finding for account in _by_invoice(record) for finding in _within(*account)]
    last = ("payments", len(record.payments) - 1)
    yield from single or _within(last, paid(record), invoiced(record))


def _by_invoice(record: Order) -> Iterator[tuple[Where, Decimal, Decimal]]:
    """Give what came and what was asked for by each invoice that a payment names."""
    for invoice in record.invoices:
        mine = [n for n, payment in enumerate(record.payments) if payment.invoice == invoice.number]
        if mine:
            came = sum((record.payments[index].amount for index in mine), NONE)
            yield ("payments", mine[-1]), came, invoice.amount


def _within(where: Where, came: Decimal, asked: Decimal) -> Iterator[Finding]:
    if came > max(asked, NONE) + TOLERANCE:
        found, limit = plain(came), plain(asked)
        message = f"Payments must be at most the {limit} that was invoiced; they are {found}."
        yield Finding((*where, "amount"), message, "Correct the amount or the invoice number.")
