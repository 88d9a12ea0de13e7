"""How strongly everything that is sold goes up and down at once: the common shock of a quarter.

It is the standard deviation of the logarithm of what is won in 13 weeks, without what the luck of
single deals adds. Where deals are won independently of each other, that luck has in the logarithm
the variance `Σa²/(Σa)²`, over the amounts of what was won (a compound Poisson sum).

Of a simulated market the same weeks of many markets are compared, which have all in common but
their economy and their luck: season and quarter have no part in it. Of real sales there are only
one quarter and the next.
"""

from collections.abc import Iterable
from datetime import date
from math import sqrt
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np

from benchmarks import market, maven
from benchmarks.market_book import WON, monday
from generator.forecast.known import Floats, Ints

WEEKS = 156
AGENTS = 40
"""Their skills even out; all markets have the same ones."""
MANY, MARKETS = 30_000, 100
QUARTERS = (date(2017, 4, 1), date(2017, 7, 1), date(2017, 10, 1), date(2018, 1, 1))
"""Those of the public data set that follow the quarter in which its sales begin."""


class Won(NamedTuple):
    """What was won in some quarters: the sums of the amounts, and of their squares."""

    sums: Floats
    squares: Floats


def spread(won: Won) -> float:
    """Give the common shock; down each column stand windows that could have been alike."""
    logs = np.log(won.sums)
    free = logs.size - logs.shape[1]
    seen = float(np.square(logs - logs.mean(axis=0)).sum()) / free
    luck = float((won.squares / np.square(won.sums)).mean())
    return sqrt(max(seen - luck, 0.0))


def simulated(economy: float, deals: int, seeds: Iterable[int]) -> Won:
    """Run markets in which only buyers and agents act: `[seed, quarter]`."""
    start = next(market.lived(0, 0, WEEKS, AGENTS, economy))  # there are no deals yet
    found = [_quarters(start, deals, seed) for seed in seeds]
    return Won(*np.moveaxis(np.array(found), 1, 0))


def _quarters(start: market.World, deals: int, seed: int) -> Floats:
    chance = Random(seed)  # noqa: S311 - the same market every time
    world = start._replace(mood=chance.gauss(0, start.economy), rate=deals / WEEKS)
    lasting = world.ahead(WEEKS - 1 - start.week, chance)
    won = [deal for deal in lasting if deal.step == WON and deal.decided is not None]
    return _summed(
        np.array([deal.decided for deal in won]),
        np.array([deal.amount * deal.price for deal in won]),
        np.array([monday(week) for week in range(0, WEEKS + 1, market.QUARTER)]),
    )


def real(folder: Path = maven.FOLDER) -> Won:
    """Sum up the quarters of the public data set, one below the other."""
    rows = maven.known(folder).versions
    won = rows.take(rows.stage == 1)
    edges = np.array([day.toordinal() for day in QUARTERS])
    sums, squares = _summed(won.day, won.amount, edges)
    return Won(sums[:, None], squares[:, None])


def _summed(day: Ints, amount: Floats, edges: Ints) -> Floats:
    """Sum up amounts and their squares between edges: `[sum or square, window]`."""
    return np.array([np.histogram(day, edges, weights=one)[0] for one in (amount, amount**2)])


def main() -> None:
    """Measure the markets that the forecast is measured on, and the public data set."""
    for economy in (market.ECONOMY, market.HARSH):
        won = simulated(economy, MANY, range(MARKETS))
        print(f"  markets whose economy deviates by {economy}: {spread(won):.3f}", flush=True)
    if maven.FOLDER.is_dir():
        print(f"  maven-crm, {len(QUARTERS) - 1} quarters: {spread(real()):.3f}")


if __name__ == "__main__":
    main()
