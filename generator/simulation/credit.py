"""Credit limits: wide enough for what customers owe, but for a few who have outgrown theirs."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

from generator.simulation.accounts import Account
from generator.simulation.orders import Order
from generator.simulation.prices import BOOKS

_ROOM = Decimal("1.15")
_TIGHT = Decimal("0.8")
_EVERY = 26
"""One in so many customers owes more than its limit, and another one has an order on hold."""
_LEAST = 3_000_000


def changes(order: Order) -> Iterator[tuple[date, Decimal]]:
    """Give how what is open changes: with the order, with what leaves and is invoiced, with money.

    Goods count without tax until they have left, invoices with it. What is on hold does not count.
    """
    if order.status not in {"confirmed", "completed"}:
        return
    lines = {line.product: line for line in order.lines}
    yield order.day, sum((line.net for line in order.lines), Decimal(0))
    for delivery in order.followed.deliveries:
        for product, count in delivery.lines:
            yield delivery.day, -lines[product].net * count / lines[product].quantity
    for invoice in order.followed.invoices:
        yield invoice.day, invoice.amount
    for payment in order.followed.payments:
        yield payment.day, -payment.amount


def held(orders: Sequence[Order]) -> tuple[Order, ...]:
    """Put an order on hold here and there, none of which has left yet."""
    free = [
        number
        for number, order in enumerate(orders)
        if order.status == "confirmed" and not order.followed.deliveries and order.deal
    ]
    chosen = set(free[1::_EVERY])
    return tuple(
        replace(order, status="on_hold") if number in chosen else order
        for number, order in enumerate(orders)
    )


class Exposure(NamedTuple):
    """What an account leaves open today, and the most that it ever did."""

    now: Decimal
    most: Decimal


def exposures(orders: Sequence[Order]) -> dict[str, Exposure]:
    """Add up what is open, by account, in its currency."""
    found: dict[str, list[tuple[date, Decimal]]] = {}
    for order in orders:
        found.setdefault(order.account.id, []).extend(changes(order))
    return {account: _exposure(sorted(moves)) for account, moves in found.items()}


def _exposure(moves: Sequence[tuple[date, Decimal]]) -> Exposure:
    course = list(accumulate((amount for _, amount in moves), initial=Decimal(0)))
    return Exposure(course[-1], max(course))


def limits(accounts: Sequence[Account], orders: Sequence[Order]) -> dict[str, Decimal]:
    """Give the limit of every account that has ordered, in its currency."""
    owed = exposures(orders)
    buyers = [account for account in accounts if account.id in owed]
    large = [one for one in buyers if owed[one.id].now > _yen(one, _LEAST)]
    tight = {one.id for one in large[2::_EVERY]}
    return {
        one.id: _limit(one, owed[one.id].now, _TIGHT)
        if one.id in tight
        else _limit(one, owed[one.id].most, _ROOM)
        for one in buyers
    }


def _yen(account: Account, amount: int) -> Decimal:
    return amount * BOOKS[account.currency][3]


def _limit(account: Account, owed: Decimal, share: Decimal) -> Decimal:
    """Round a limit to what a person would set: up where there is room, down where there is not."""
    step = _yen(account, 1_000_000).quantize(Decimal(1000))
    count = int(owed * share / step)
    return step * (max(count, 1) if share < 1 else max(count + 1, _LEAST // 1_000_000))
