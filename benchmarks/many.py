"""Many simulated markets scored as one, and how sure the figures are."""

from collections.abc import Callable, Iterator, Sequence
from math import sqrt
from statistics import fmean
from typing import NamedTuple

from generator.forecast import accuracy
from generator.forecast.accuracy import Judged, Score

AGES = 1_000_000
"""So many days lie between two markets when they are scored together, so that none overlap."""
PARTS = 10


class Market(NamedTuple):
    """What all methods said of 13 weeks of a market's company, and the Brier skill of deals."""

    pairs: Sequence[Judged]
    brier: float

    def apart(self, number: int) -> Iterator[Judged]:
        """Give the forecasts as if the market had come so many long times after the first one."""
        for issued, actual in self.pairs:
            later = {name: getattr(issued, name) + number * AGES for name in ("origin", "end")}
            yield Judged(issued._replace(**later), actual)


def together(found: Sequence[Market]) -> dict[str, Score]:
    """Score the forecasts of all markets together, by method."""
    pairs = [pair for number, one in enumerate(found) for pair in one.apart(number)]
    return {score.method: score for score in accuracy.scores(pairs)}


def unsure(found: Sequence[Market], figure: Callable[[Sequence[Market]], float]) -> float:
    """Give the standard error of a figure: a jackknife that leaves out a tenth of the markets."""
    parts = min(PARTS, len(found))
    if parts < 2:  # noqa: PLR2004 - one alone says nothing
        return 0.0
    without = [figure(_left(found, part, parts)) for part in range(parts)]
    middle = fmean(without)
    squares = sum((one - middle) ** 2 for one in without)
    return sqrt((parts - 1) / parts * squares)


def _left(found: Sequence[Market], part: int, parts: int) -> list[Market]:
    return [one for number, one in enumerate(found) if number % parts != part]
