"""The stages of the two pipelines, how far along each is, and which one a deal has reached."""

from datetime import date
from random import Random
from typing import NamedTuple

from generator.simulation.chance import likely, weighted
from generator.simulation.plan import Slot

NEW = "new-business"
RENEWAL = "renewal"

LEVELS = {
    "prospect": 0, "qualification": 1, "needs": 2, "trial": 3, "proposal": 4, "negotiation": 5,
    "commit": 6, "upcoming": 2, "talks": 3, "quoted": 4, "agreed": 6,
}  # fmt: skip
"""How far along each open stage is: from 1 qualified, 4 offered, 6 promised."""
QUALIFIED, OFFERED, HAGGLED, PROMISED = 1, 4, 5, 6

_WAYS = {
    NEW: ("prospect", "qualification", "needs", "trial", "proposal", "negotiation", "commit"),
    RENEWAL: ("upcoming", "talks", "quoted", "agreed"),
}
_ENDS = {(NEW, "won"): "won", (NEW, "lost"): "lost", (RENEWAL, "won"): "renewed",
         (RENEWAL, "lost"): "not-renewed"}  # fmt: skip
_SKIPPED = {"trial": 50.0, "needs": 22.0}
"""How often a stage is left out, in percent."""


class Reach(NamedTuple):
    """Where deals are that should close within so many days."""

    days: int
    new: dict[str, float]
    renewal: dict[str, float]


_REACHES = (
    Reach(18, {"commit": 4, "negotiation": 4, "proposal": 2}, {"agreed": 5, "quoted": 4}),
    Reach(45, {"commit": 2, "negotiation": 3, "proposal": 4, "trial": 1},
          {"agreed": 2, "quoted": 4, "talks": 3}),
    Reach(100, {"proposal": 3, "trial": 3, "needs": 3, "qualification": 2},
          {"quoted": 2, "talks": 4, "upcoming": 3}),
    Reach(9999, {"needs": 3, "qualification": 4, "prospect": 4}, {"talks": 1, "upcoming": 4}),
)  # fmt: skip
_LAST_OF_LOST = {
    NEW: {"qualification": 3.0, "needs": 3.0, "trial": 2.0, "proposal": 6.0, "negotiation": 3.0},
    RENEWAL: {"talks": 2.0, "quoted": 3.0},
}
_LAST_OF_WON = {NEW: {"negotiation": 3.0, "commit": 7.0}, RENEWAL: {"agreed": 1.0}}


def pipeline(slot: Slot) -> str:
    """Name the pipeline of a planned deal."""
    return RENEWAL if slot.renewal else NEW


def reached(rng: Random, slot: Slot, today: date) -> str:
    """Draw the last open stage of a planned deal."""
    line = pipeline(slot)
    match slot.outcome:
        case "won":
            return weighted(rng, _LAST_OF_WON[line])
        case "lost":
            return weighted(rng, _LAST_OF_LOST[line])
        case _:
            left = (slot.day - today).days
            reach = next(reach for reach in _REACHES if left <= reach.days)
            return weighted(rng, reach.renewal if slot.renewal else reach.new)


def way(rng: Random, slot: Slot, last: str) -> tuple[str, ...]:
    """Name the stages from the first to the last open one, some of them left out, and the end."""
    line = pipeline(slot)
    stages = _WAYS[line][: _WAYS[line].index(last)]
    kept = tuple(stage for stage in stages if not likely(rng, _SKIPPED.get(stage, 0)))
    end = _ENDS.get((line, slot.outcome))
    return (*kept, last, *((end,) if end else ()))
