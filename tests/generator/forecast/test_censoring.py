"""A stage in which wins come fast and losses late, or never, is not taken for a better one.

Of the deals that are closed too many were won then. The true share is estimated as Aalen and
Johansen do (Scandinavian Journal of Statistics 5, 1978), from all deals, those still open among
them; the model's chance of a fresh deal may exceed it by no more than five points.
"""

import random
from typing import NamedTuple

import numpy as np
import pytest

from generator.forecast.chance import Chance, chances
from generator.forecast.known import Flags, Ints
from tests.generator.forecast.books import Line, known

END = 738728
BEGIN = END - 7 * 104
SOON = END + 60


class Trap(NamedTuple):
    """How many deals there are, how many are won, and how many of the others are ever lost."""

    deals: int
    won: float
    lost: float


def aalen_johansen(days: Ints, won: Flags, closed: Flags) -> float:
    """Estimate the share that is won, of deals followed for so many days and then won or lost."""
    left, share = 1.0, 0.0
    for day in np.unique(days[closed]):
        followed = (days >= day).sum()
        share += left * ((days == day) & won).sum() / followed
        left *= 1 - ((days == day) & closed).sum() / followed
    return share


def trapped(trap: Trap, seed: int) -> list[tuple[Line, ...]]:
    """Give the versions of each deal: ever more of them come, wins within four weeks of coming."""
    dice = random.Random(seed)  # noqa: S311 - a market, not a secret
    found = []
    for number in range(trap.deals):
        begun = END - 1 - int(700 * dice.random() ** 2)
        name = f"d{number:03}"
        lines = [(name, begun, "talk", 100.0, SOON, "ann")]
        after = begun + dice.randrange(7, 14)
        lines.append((name, after, "offer", 100.0, SOON, "ann"))
        if dice.random() < trap.won:
            over = after + dice.randrange(1, 15)
            lines.append((name, over, "won", 100.0, over, "ann"))
        elif dice.random() < trap.lost:
            over = after + dice.randrange(150, 400)
            lines.append((name, over, "lost", 100.0, over, "ann"))
        found.append(tuple(line for line in lines if line[1] <= END))
    return found


def followed(deals: list[tuple[Line, ...]], stage: str) -> tuple[Ints, Flags, Flags]:
    """Give for how many days each deal was followed from a stage on, and how that went."""
    entered = [next((one[1] for one in lines if one[2] == stage), None) for lines in deals]
    seen = [(lines, begun) for lines, begun in zip(deals, entered, strict=True) if begun]
    ends = [lines[-1][2] for lines, _ in seen]
    closed = np.array([end in {"won", "lost"} for end in ends])
    until = [lines[-1][1] if over else END for (lines, _), over in zip(seen, closed, strict=True)]
    days = np.array([day - begun for day, (_, begun) in zip(until, seen, strict=True)])
    return days, np.array([end == "won" for end in ends]), closed


def fresh(deals: list[tuple[Line, ...]], stage: str) -> Chance:
    """Ask for the chance of a deal that has come into a stage today."""
    today = ("fresh", END, stage, 100.0, SOON, "ann")
    lines = [line for one in deals for line in one]
    (found,) = (
        one for one in chances(known(END, *lines, today, begin=BEGIN)) if one.deal == "fresh"
    )
    return found


@pytest.mark.parametrize("stage", ["talk", "offer"])
@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize(
    "trap",
    [
        Trap(60, 0.25, 0.3),
        Trap(200, 0.1, 0),
        Trap(200, 0.25, 0.3),
        Trap(200, 0.4, 1),
        Trap(600, 0.25, 0),
    ],
    ids=str,
)
def test_fast_wins_and_slow_losses_raise_no_chance(trap: Trap, seed: int, stage: str) -> None:
    deals = trapped(trap, seed)
    days, won, closed = followed(deals, stage)
    truth = aalen_johansen(days, won, closed)
    assert won.sum() / closed.sum() > truth + 0.15  # the trap: won of those that are closed
    found = fresh(deals, stage)
    assert found.fresh <= truth + 0.05
    assert found.won <= truth + 0.05


def test_the_estimate_is_what_it_is_by_hand() -> None:
    """Four deals: won on day 1, open since day 2, lost on day 3, won on day 4.

    1/4 are won on the first day. Two are left on day 3, each for (3/4) / 2, since nobody knows
    how the second went; one of them is lost, and the other one is won.
    """
    days, won = np.array([1, 2, 3, 4]), np.array([True, False, False, True])
    closed = np.array([True, False, True, True])
    assert aalen_johansen(days, won, closed) == pytest.approx(1 / 4 + 3 / 8)
    assert aalen_johansen(days, won, np.array([True] * 4)) == pytest.approx(1 / 2)
