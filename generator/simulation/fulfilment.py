"""What follows from an order: deliveries, invoices, payments and what comes back."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import NamedTuple

from generator.simulation.accounts import Account
from generator.simulation.calendar import Calendar
from generator.simulation.chance import likely, weighted
from generator.simulation.offers import Line
from generator.simulation.prices import TAXES
from generator.simulation.range import FOUND
from generator.simulation.rates import rounded
from generator.simulation.terms import due

_PARTS = 35
_LATE, _LATE_NOW = 22, 60
"""How many percent leave late: more of those promised for the last three weeks."""
_NOW = timedelta(days=20)
_RETURNED = 5
_HALF_PAID = 4
_DISPUTED = 12
_SETTLED = timedelta(days=100)
"""So long after it was due, even a disputed invoice has been paid."""
_LARGE = 8
"""From so many pieces on, an order may be delivered in parts."""


class Delivery(NamedTuple):
    """Goods that left, and how many of each product."""

    day: date
    lines: tuple[tuple[str, int], ...]


class Invoice(NamedTuple):
    """What was asked for, with tax."""

    number: str
    day: date
    due: date
    amount: Decimal


class Payment(NamedTuple):
    """Money that came for an invoice, named by its place."""

    day: date
    amount: Decimal
    invoice: int


class Return(NamedTuple):
    """A product that came back."""

    day: date
    reason: str
    product: str


class Fulfilment(NamedTuple):
    """All that has followed from an order until today."""

    deliveries: tuple[Delivery, ...] = ()
    invoices: tuple[Invoice, ...] = ()
    payments: tuple[Payment, ...] = ()
    returns: tuple[Return, ...] = ()

    def numbered(self, numbers: Sequence[str]) -> "Fulfilment":
        """Give the invoices their numbers."""
        pairs = zip(self.invoices, numbers, strict=True)
        return self._replace(invoices=tuple(one._replace(number=name) for one, name in pairs))

    def is_done(self, lines: Sequence[Line]) -> bool:
        """Has everything been delivered and paid?"""
        left = sum(count for delivery in self.deliveries for _, count in delivery.lines)
        ordered = sum(line.quantity for line in lines)
        return left == ordered and self.open_amount == 0

    @property
    def open_amount(self) -> Decimal:
        """What was asked for and has not come."""
        asked = sum((invoice.amount for invoice in self.invoices), Decimal(0))
        return asked - sum((payment.amount for payment in self.payments), Decimal(0))


def fulfilled(
    rng: Random,
    calendar: Calendar,
    account: Account,
    days: tuple[date, date],
    lines: Sequence[Line],
) -> Fulfilment:
    """Let an order of one day, promised for another, be delivered, invoiced and paid by today."""
    planned = list(_deliveries(rng, calendar, days, lines))
    done = [delivery for delivery in planned if delivery.day <= calendar.today]
    invoices = tuple(_invoices(account, lines, done))
    payments = tuple(_payments(rng, calendar, account, invoices))
    return Fulfilment(tuple(done), invoices, payments, tuple(_returns(rng, calendar, done)))


def _deliveries(
    rng: Random, calendar: Calendar, days: tuple[date, date], lines: Sequence[Line]
) -> Iterator[Delivery]:
    """Deliver at once or in two parts; now and then later than promised."""
    ordered, promised = days
    percent = _LATE if calendar.today - promised > _NOW else _LATE_NOW
    late = rng.randint(3, 32) if likely(rng, percent) and ordered != promised else 0
    day = calendar.on_or_before(promised + timedelta(days=late - rng.randint(0, 3) * (late == 0)))
    day = max(ordered, day)
    counts = [(line.product, line.quantity) for line in lines]
    small = sum(count for _, count in counts) < _LARGE or ordered == promised
    if small or not likely(rng, _PARTS):
        yield Delivery(day, tuple(counts))
        return
    first = tuple((name, max(1, count // 2)) for name, count in counts if not FOUND[name].service)
    sent = dict(first)
    rest = tuple((name, count - sent.get(name, 0)) for name, count in counts)
    early = max(ordered, calendar.on_or_before(day - timedelta(days=rng.randint(6, 20))))
    yield from (Delivery(early, first),) if first else ()
    yield Delivery(day, tuple((name, count) for name, count in rest if count))


def _invoices(
    account: Account, lines: Sequence[Line], deliveries: Sequence[Delivery]
) -> Iterator[Invoice]:
    """Ask for each delivery's part of the order's total."""
    found = {line.product: line for line in lines}
    tax = Decimal(100 + TAXES[account.currency]) / 100
    for delivery in deliveries:
        net = sum(
            (found[name].net * count / found[name].quantity for name, count in delivery.lines),
            Decimal(0),
        )
        amount = rounded(net * tax, account.currency)
        yield Invoice("", delivery.day, due(account.terms, delivery.day), amount)


def _payments(
    rng: Random, calendar: Calendar, account: Account, invoices: Sequence[Invoice]
) -> Iterator[Payment]:
    """Let money come when due or as late as the account is wont to; sometimes half, or none."""
    for place, invoice in enumerate(invoices):
        slow = round(account.slowness * rng.uniform(0.6, 1.6)) if account.slowness else 0
        day = invoice.due + timedelta(days=slow or rng.choice((0, 0, 0, -1, -3)))
        day = max(invoice.day, calendar.on_or_before(day))
        disputed = calendar.today - invoice.due < _SETTLED and likely(rng, _DISPUTED)
        if day > calendar.today or disputed:
            continue
        part = rounded(invoice.amount / 2, account.currency)
        half = likely(rng, _HALF_PAID)
        yield Payment(day, part if half else invoice.amount, place)
        rest = calendar.on_or_after(day + timedelta(days=40))
        if half and rest <= calendar.today:
            yield Payment(rest, invoice.amount - part, place)


_REASONS = {"defect": 5.0, "wrong_item": 2.0, "damaged": 2.0, "not_needed": 1.0}


def _returns(rng: Random, calendar: Calendar, done: Sequence[Delivery]) -> Iterator[Return]:
    """Let a piece come back now and then."""
    for delivery in done[:1]:
        goods = [name for name, _ in delivery.lines if not FOUND[name].service]
        day = calendar.on_or_after(delivery.day + timedelta(days=rng.randint(5, 30)))
        if goods and likely(rng, _RETURNED) and day <= calendar.today:
            yield Return(day, weighted(rng, _REASONS), rng.choice(goods))
