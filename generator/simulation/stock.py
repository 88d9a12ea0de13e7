"""Stock: what lies in the warehouses and vans, filled up month by month for what will leave.

A delivery of an order is itself a movement. The documents here are all others: what was there,
what came in, what the vans took along, what was used for demonstrations, what was counted.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import NamedTuple

from generator.book import Key
from generator.simulation import prices
from generator.simulation.calendar import months
from generator.simulation.event import Event, Fields
from generator.simulation.ground import Ground
from generator.simulation.orders import SMALL, VANS, Order
from generator.simulation.org import SERVICE
from generator.simulation.range import FOUND, STOCKED

_HOUSES = {"main": 1.3, "tokyo": 0.7}
"""How much of a reorder point each warehouse keeps at least, when it is filled up."""
_VAN = 5
_LOT = 5
_SKIPPED = 6
"""In the latest month one in so many products is not filled up: something to reorder."""
_COUNT_MONTHS = (4, 10)
_DEMO = ("line-camera-4k", "hand-scanner-pro", "smart-camera", "laser-sensor-50")

Use = Mapping[tuple[date, str, str], int]
"""What left in a month, by its first day, from a warehouse, of a product."""


class Movement(NamedTuple):
    """A stock document before it has an id."""

    day: date
    name: str
    type: str
    warehouse: str
    to: str | None
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class _Shelves:
    """What is there, by warehouse and product; the one thing here that changes."""

    there: dict[tuple[str, str], int] = field(default_factory=dict)

    def on_hand(self, house: str, product: str) -> int:
        return self.there.get((house, product), 0)

    def move(self, house: str, counts: Mapping[str, int], sign: int = 1) -> None:
        for product, count in counts.items():
            self.there[house, product] = self.on_hand(house, product) + sign * count


def told(ground: Ground, orders: Sequence[Order]) -> Iterator[Event]:
    """Tell of all stock documents."""
    for number, move in enumerate(_movements(ground, _used(orders))):
        key = Key("stock", f"s-{move.day:%Y%m%d}-{ground.code(number)}")
        moment = datetime.combine(move.day, time(8, 15))
        yield Event(moment, key, SERVICE, f"{move.name} ({move.warehouse})", _fields(ground, move))


def _used(orders: Sequence[Order]) -> dict[tuple[date, str, str], int]:
    """Add up what orders took away, month by month."""
    used: dict[tuple[date, str, str], int] = {}
    for order in orders:
        for delivery in order.followed.deliveries:
            for product, count in delivery.lines:
                if FOUND[product].stocked:
                    key = (delivery.day.replace(day=1), order.warehouse, product)
                    used[key] = used.get(key, 0) + count
    return used


def _movements(ground: Ground, used: Use) -> Iterator[Movement]:
    calendar, shelves = ground.calendar, _Shelves()
    yield from _opening(ground, shelves)
    for month in months(calendar.start, calendar.today):
        day = calendar.on_or_after(month)
        if day > calendar.today:
            return
        loads = {van: _load(shelves, used, month, van) for van in VANS.values()}
        last = month == calendar.today.replace(day=1)
        if month.month in _COUNT_MONTHS and month > calendar.start:
            yield from _demo_and_count(ground, shelves, day)
        yield from _receipts(shelves, used, (month, day), loads, skip=last)
        yield from _loads(shelves, day, loads)
        for (used_month, house, product), count in sorted(used.items()):
            if used_month == month:
                shelves.move(house, {product: count}, -1)


def _opening(ground: Ground, shelves: _Shelves) -> Iterator[Movement]:
    """Open both warehouses with twice the reorder point, and the vans with a few pieces."""
    day = ground.calendar.on_or_after(ground.calendar.start)
    for house, share in _HOUSES.items():
        counts = {one.id: round((one.reorder_point or 0) * share * 1.5) for one in STOCKED}
        shelves.move(house, counts)
        yield Movement(day, "Opening stock", "opening", house, None, counts)
    for van in VANS.values():
        counts = {small.product: _VAN for small in SMALL}
        shelves.move(van, counts)
        yield Movement(day, "Opening stock", "opening", van, None, counts)


def _load(shelves: _Shelves, used: Use, month: date, van: str) -> dict[str, int]:
    """Say what a van takes along for a month."""
    wanted = {
        small.product: used.get((month, van, small.product), 0)
        + _VAN
        - shelves.on_hand(van, small.product)
        for small in SMALL
    }
    return {product: count for product, count in wanted.items() if count > 0}


def _home(van: str) -> str:
    """Name the warehouse that a van loads from."""
    return "main" if van == "van-1" else "tokyo"


def _receipts(
    shelves: _Shelves,
    used: Use,
    days: tuple[date, date],
    loads: Mapping[str, Mapping[str, int]],
    *,
    skip: bool,
) -> Iterator[Movement]:
    """Fill the warehouses up for what will leave; lastly, only what must be there."""
    month, day = days
    for house, share in _HOUSES.items():
        counts: dict[str, int] = {}
        for number, product in enumerate(STOCKED):
            leaving = used.get((month, house, product.id), 0)
            leaving += sum(
                counts.get(product.id, 0) for van, counts in loads.items() if _home(van) == house
            )
            spare = round((product.reorder_point or 0) * share)
            spare = 0 if skip and number % _SKIPPED == 0 else spare
            missing = leaving + spare - shelves.on_hand(house, product.id)
            if missing > 0:
                counts[product.id] = -(-missing // _LOT) * _LOT
        if counts:
            shelves.move(house, counts)
            yield Movement(day, "Goods received", "receipt", house, None, counts)


def _loads(shelves: _Shelves, day: date, loads: Mapping[str, dict[str, int]]) -> Iterator[Movement]:
    for van, counts in loads.items():
        if counts:
            shelves.move(_home(van), counts, -1)
            shelves.move(van, counts)
            yield Movement(day, "Van loaded", "load", _home(van), van, counts)


def _demo_and_count(ground: Ground, shelves: _Shelves, day: date) -> Iterator[Movement]:
    """Twice a year: take demonstration units out, count a part of the shelves, write one off."""
    rng = ground.stream(f"count/{day}")
    demo = {product: 1 for product in _DEMO if shelves.on_hand("main", product) > 0}
    shelves.move("main", demo, -1)
    yield Movement(day, "Demonstration units", "issue", "main", None, demo)
    for house in _HOUSES:
        counted = {
            one.id: max(0, shelves.on_hand(house, one.id) - rng.choice((0, 0, 0, 1)))
            for one in STOCKED[::3]
        }
        for product, count in counted.items():
            shelves.there[house, product] = count
        yield Movement(day, "Half-year count", "count", house, None, counted)
    there = [one.id for one in STOCKED if shelves.on_hand("main", one.id) > 0]
    broken = {rng.choice(there): -1}
    shelves.move("main", broken)
    yield Movement(day, "Damaged in the warehouse", "adjustment", "main", None, broken)


def _fields(ground: Ground, move: Movement) -> Fields:
    change = prices.change_of_costs(ground.calendar)
    priced = move.type in {"opening", "receipt"}
    lines = [
        {
            "product": product,
            "quantity": count,
            "unit_cost": prices.cost(product, move.day, change) if priced else None,
        }
        for product, count in move.counts.items()
    ]
    return {
        "name": move.name,
        "date": move.day,
        "type": move.type,
        "warehouse": move.warehouse,
        "to_warehouse": move.to,
        "person": SERVICE,
        "lines": lines,
    }
