"""The flaws of open deals: what a team forgets, so that the hygiene report has something to say."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from generator.simulation.calendar import quarter
from generator.simulation.org import SUCCESSOR
from generator.simulation.plan import Slot
from generator.simulation.stages import LEVELS, OFFERED, PROMISED

Flaw = Literal[
    "",
    "passed",
    "no step",
    "step due",
    "stale",
    "single",
    "no amount",
    "stuck",
    "override",
    "left",
]


class Open(NamedTuple):
    """What decides which flaws an open deal can have."""

    slot: Slot
    stage: str
    seller: str
    today: date

    @property
    def level(self) -> int:
        """How far along the deal is."""
        return LEVELS[self.stage]

    @property
    def soon(self) -> bool:
        """Should the deal close in today's quarter?"""
        return quarter(self.slot.day) == quarter(self.today)


class _Rule(NamedTuple):
    flaw: Flaw
    percent: float
    may: Callable[[Open], bool]


def _may_be_overridden(deal: Open) -> bool:
    """Not the largest deals: one override must not turn the quarter's forecast around."""
    return deal.stage in _UNCERTAIN and deal.slot.budget < _MODEST


_UNCERTAIN = {"needs", "talks", "trial", "upcoming"}
_MODEST = 25_000_000
_NEEDS = 2
_FAR = timedelta(days=40)
_RULES = (
    _Rule("left", 2, lambda deal: deal.seller == SUCCESSOR and deal.level < OFFERED),
    _Rule("passed", 6, lambda deal: deal.soon and deal.level >= OFFERED),
    _Rule("no amount", 5, lambda deal: deal.level < _NEEDS),
    _Rule("override", 3, _may_be_overridden),
    _Rule("stuck", 5, lambda deal: 0 < deal.level < OFFERED and deal.slot.day > deal.today + _FAR),
    _Rule("single", 7, lambda deal: deal.level >= OFFERED),
    _Rule("step due", 5, lambda deal: deal.level >= _NEEDS),
    _Rule("stale", 8, lambda deal: 0 < deal.level < PROMISED),
    _Rule("no step", 9, lambda deal: deal.level < PROMISED),
)
"""Each flaw, in how many percent of the open deals it is, and which ones can have it."""


def spread(deals: Sequence[Open]) -> tuple[Flaw, ...]:
    """Give each flaw to its share of the deals that can have it, at most one a deal."""
    found: list[Flaw] = [""] * len(deals)
    for rule in _RULES:
        free = [place for place, deal in enumerate(deals) if not found[place] and rule.may(deal)]
        for place in free[: round(len(deals) * rule.percent / 100)]:
            found[place] = rule.flaw
    return tuple(found)
