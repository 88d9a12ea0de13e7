"""The orders of the simulated company: those that deals brought, and the small ones between."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import cycle, islice
from random import Random
from typing import Literal, NamedTuple

from generator.simulation.accounts import Account
from generator.simulation.calendar import Calendar
from generator.simulation.chance import some, weighted
from generator.simulation.deal import Deal
from generator.simulation.fulfilment import Fulfilment, fulfilled
from generator.simulation.ground import Ground
from generator.simulation.offers import Line
from generator.simulation.prices import list_price
from generator.simulation.quotes import accepted
from generator.simulation.range import FOUND

Channel = Literal["direct", "web", "van", "store", "partner"]

WAREHOUSES = {"japan-west": "main", "japan-east": "tokyo", "korea": "main", "pacific": "main"}
VANS = {"japan-west": "van-1", "japan-east": "van-2"}
"""The warehouse and the van that serve a territory."""


class Small(NamedTuple):
    """A product that is ordered without a deal, and how many at a time."""

    product: str
    most: int


SMALL = (
    Small("temperature-probe", 40), Small("pressure-probe", 20), Small("filter-set", 6),
    Small("calibration-plate", 3), Small("charging-dock", 4), Small("hand-scanner", 6),
    Small("vibration-sensor", 12), Small("lens-35", 4), Small("lens-16", 4),
    Small("colour-sensor", 5), Small("light-ring", 3), Small("laser-sensor-50", 4),
)  # fmt: skip
"""What vans carry and customers order in between."""


@dataclass(frozen=True, slots=True)
class Order:
    """An order with all that followed from it."""

    id: str
    account: Account
    deal: Deal | None
    day: date
    channel: Channel
    promised: date
    warehouse: str
    lines: tuple[Line, ...]
    status: str
    followed: Fulfilment

    @property
    def cancelled(self) -> bool:
        """Was it taken back before anything left?"""
        return self.status == "cancelled"


_CHANNELS: Mapping[str, dict[Channel, float]] = {
    "japan-west": {"van": 45, "web": 30, "direct": 25},
    "japan-east": {"van": 35, "web": 40, "direct": 25},
    "korea": {"web": 55, "direct": 45},
    "pacific": {"web": 70, "direct": 30},
}
_REGULARS = 26
"""For so many orders, one customer orders at regular intervals."""
_CANCELLED, _DRAFT = 37, 40


def draw(ground: Ground, accounts: Sequence[Account], deals: Sequence[Deal]) -> tuple[Order, ...]:
    """Draw all orders by day, and number their invoices."""
    rng = ground.stream("orders")
    planned = list(_of_deals(rng, ground.calendar, deals))
    wanted = ground.sizes.orders - len(planned)
    planned += islice(_between(rng, ground, accounts, deals), max(0, wanted))
    planned.sort(key=lambda order: (order.day, order.account.id, order.id))
    found = [
        replace(order, id=f"o-{order.day:%Y%m%d}-{ground.code(number)}")
        for number, order in enumerate(_with_drafts(planned))
    ]
    return tuple(_numbered(_followed(rng, ground.calendar, order) for order in found))


def _of_deals(rng: Random, calendar: Calendar, deals: Sequence[Deal]) -> Iterator[Order]:
    """Order what was won within a few days, at what was accepted."""
    for deal in deals:
        days = timedelta(days=0 if deal.born_won else rng.randint(0, 6))
        day = calendar.on_or_after(deal.close + days)
        if deal.outcome == "won" and day <= calendar.today:
            weeks = timedelta(days=rng.randint(18, 55))
            promised = calendar.on_or_after(day + weeks)
            lines = accepted(deal).lines
            warehouse = WAREHOUSES[deal.account.territory]
            channel: Channel = "partner" if deal.origin == "partner" else "direct"
            yield Order("", deal.account, deal, day, channel, promised, warehouse, lines,
                        "confirmed", Fulfilment())  # fmt: skip


def _between(
    rng: Random, ground: Ground, accounts: Sequence[Account], deals: Sequence[Deal]
) -> Iterator[Order]:
    """Give endless small orders: those of regular customers first, then of all."""
    calendar = ground.calendar
    firsts = _firsts(calendar, accounts, deals)
    buyers = [account for account in accounts if account.id in firsts]
    regulars = [one for one in buyers if one.style == "old"]
    for account in regulars[: ground.sizes.orders // _REGULARS]:
        day = calendar.start + timedelta(days=rng.randint(0, 40))
        gap = rng.randint(36, 75)
        while day <= calendar.today - timedelta(days=rng.choice((0, 0, 25))):
            yield _small(rng, calendar, account, calendar.on_or_after(day))
            day += timedelta(days=gap + rng.randint(-7, 9))
    for account in cycle(rng.sample(buyers, len(buyers))):
        day = calendar.between(rng, firsts[account.id], calendar.today)
        yield _small(rng, calendar, account, max(day, firsts[account.id]))


def _firsts(
    calendar: Calendar, accounts: Sequence[Account], deals: Sequence[Deal]
) -> dict[str, date]:
    """Give the day from which each customer and partner may order without a deal."""
    start = calendar.on_or_after(calendar.start)
    firsts = {one.id: start for one in accounts if one.style in {"old", "partner"}}
    for deal in deals:
        if deal.outcome == "won":
            day = calendar.on_or_after(min(deal.close, calendar.today))
            firsts.setdefault(deal.account.id, min(day, calendar.today))
    return firsts


def _small(rng: Random, calendar: Calendar, account: Account, day: date) -> Order:
    """Draw a small order: a few products at list price."""
    day = min(day, calendar.on_or_before(calendar.today))
    channel: Channel = (
        "store" if account.style == "partner" else weighted(rng, _CHANNELS[account.territory])
    )
    lines = tuple(
        _small_line(rng, account.currency, small)
        for small in some(rng, SMALL, rng.choice((1, 1, 2, 2, 3, 4)))
    )
    days = 0 if channel == "van" else rng.randint(3, 9)
    promised = calendar.on_or_after(day + timedelta(days=days))
    place = VANS if channel == "van" else WAREHOUSES
    return Order("", account, None, day, channel, promised, place[account.territory], lines,
                 "confirmed", Fulfilment())  # fmt: skip


def _small_line(rng: Random, currency: str, small: Small) -> Line:
    quantity = rng.randint(1, small.most)
    discount = rng.choice((0, 0, 0, 5))
    return Line(
        small.product, quantity, list_price(FOUND[small.product], currency, quantity), discount
    )


def _with_drafts(orders: Sequence[Order]) -> Iterator[Order]:
    """Cancel a few small orders, and leave some of the newest as drafts."""
    small = [n for n, one in enumerate(orders) if one.deal is None and one.channel != "van"]
    cancelled = set(small[_CANCELLED // 2 :: _CANCELLED])
    drafts = set(small[-max(1, len(small) // _DRAFT) :][:2])
    for number, order in enumerate(orders):
        status = "draft" if number in drafts else "cancelled" if number in cancelled else ""
        yield replace(order, status=status or order.status)


def _followed(rng: Random, calendar: Calendar, order: Order) -> Order:
    if order.status != "confirmed":
        return order
    followed = fulfilled(rng, calendar, order.account, (order.day, order.promised), order.lines)
    done = followed.is_done(order.lines)
    return replace(order, followed=followed, status="completed" if done else "confirmed")


def _numbered(orders: Iterator[Order]) -> Iterator[Order]:
    """Number the invoices of each year in the order of their days."""
    found = list(orders)
    days = sorted(
        (invoice.day, place, number)
        for place, order in enumerate(found)
        for number, invoice in enumerate(order.followed.invoices)
    )
    counts: dict[int, int] = {}
    numbers: dict[tuple[int, int], str] = {}
    for day, place, number in days:
        counts[day.year] = counts.get(day.year, 1000) + 1
        numbers[place, number] = f"{day.year}-{counts[day.year]}"
    for place, order in enumerate(found):
        names = [numbers[place, number] for number in range(len(order.followed.invoices))]
        yield replace(order, followed=order.followed.numbered(names))
