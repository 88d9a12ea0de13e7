"""The figures of a review: what quarters, people, targets and margins were and would be."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from generator.table import Table

MEASURES = (
    "won", "open pipeline", "weighted", "commit", "most likely", "best case", "forecast",
    "of target",
)  # fmt: skip
"""The figures as people read them; those from commit to best case count what is won."""
SHARE = "of target"
"""The figure that is a part of a target, in percent; the others are money."""


class Pair(NamedTuple):
    """The answers of one query over the book before and the book after."""

    before: Table
    after: Table


class Value(NamedTuple):
    """A figure, and the ends of its range where it has one."""

    amount: Decimal
    low: Decimal | None = None
    high: Decimal | None = None


class Figure(NamedTuple):
    """A figure of somebody in a quarter, before and after; `holder` is empty for the company."""

    holder: str
    name: str
    quarter: str
    measure: str
    before: Value | None
    after: Value | None

    @property
    def change(self) -> Decimal:
        """By how much it changes; what is not known counts nothing."""
        old, new = (one.amount if one else Decimal(0) for one in (self.before, self.after))
        return new - old


class Margin(NamedTuple):
    """What the lines of a deal with a known cost bring and cost, of how many lines."""

    deal: str
    name: str
    lines: int
    known: int
    revenue: Decimal
    cost: Decimal

    @property
    def share(self) -> Decimal | None:
        """The margin as a part of the revenue; none without revenue."""
        return (self.revenue - self.cost) / self.revenue if self.revenue else None


class Margins(NamedTuple):
    """The margin of a deal before and after, either missing where there was or is none."""

    before: Margin | None
    after: Margin | None

    @property
    def latest(self) -> Margin:
        """The one after, else the one before."""
        found = self.after or self.before
        return found or Margin("", "", 0, 0, Decimal(0), Decimal(0))


class _Standing(NamedTuple):
    """A row of `standing.sql`."""

    holder_kind: str
    holder_id: str
    holder_name: str | None
    period: str
    quarter: str
    first_day: date
    measure: str
    amount: Decimal | None
    low: Decimal | None
    high: Decimal | None

    @property
    def place(self) -> tuple[str, str, date, int]:
        """Where it stands among the others."""
        place = MEASURES.index(self.measure)
        return self.holder_kind, self.holder_id, self.first_day, place

    @property
    def value(self) -> Value | None:
        """The figure, where it is known."""
        return None if self.amount is None else Value(self.amount, self.low, self.high)


def figures(found: Pair) -> Iterator[Figure]:
    """Lay the figures of both books side by side: the company's first, then by person."""
    old, new = ({one.place: one for one in map(_Standing._make, side.rows)} for side in found)
    every = (*old.values(), *new.values())
    names = {one.holder_id: one.holder_name for one in every if one.holder_name}
    for place in sorted({*old, *new}):
        was, now = old.get(place), new.get(place)
        known = now or old[place]
        name = names.get(known.holder_id, known.holder_id)
        yield Figure(
            known.holder_id,
            name,
            known.quarter,
            known.measure,
            was.value if was else None,
            now.value if now else None,
        )


def margins(found: Pair) -> Iterator[Margins]:
    """Give the deals whose margin differs, sorted by name."""
    old, new = ({one.deal: one for one in map(Margin._make, side.rows)} for side in found)
    pairs = [Margins(old.get(deal), new.get(deal)) for deal in {*old, *new}]
    differing = (one for one in pairs if one.before is None or one.after is None or _differs(one))
    yield from sorted(differing, key=lambda one: (one.latest.name, one.latest.deal))


def _differs(pair: Margins) -> bool:
    sums = [(one.revenue, one.cost) for one in pair if one]
    return sums[0] != sums[-1]


def total(found: Table) -> Margin:
    """Add up the margins of all deals of a book."""
    every = [Margin._make(row) for row in found.rows]
    return Margin(
        "",
        "All deals",
        sum(one.lines for one in every),
        sum(one.known for one in every),
        sum((one.revenue for one in every), Decimal(0)),
        sum((one.cost for one in every), Decimal(0)),
    )
