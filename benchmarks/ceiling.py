"""What a forecast of the simulated market could reach at best.

It is the forecast of one who knows the market's rules, its economy, its agents and what every buyer
thinks, and only not what will come: from each origin the market itself goes on as often as asked.
Nobody who has only the book can know as much.
"""

from collections.abc import Sequence
from random import Random

import numpy as np

from benchmarks import market
from benchmarks.market import World
from benchmarks.market_book import WON, Deal
from generator.forecast.accuracy import Judged
from generator.forecast.issued import CLIMATOLOGY, LEVELS, Issued

NAME = "ceiling"
TIMES, WEEKS = 200, 13


def judged(deals: int, economy: float, one: tuple[int, Sequence[Judged]]) -> list[Judged]:
    """Give the best forecasts of a market, from the origins at which there is a climatology.

    `one` has the market's seed, and what was said of it.
    """
    seed, pairs = one
    usual = {pair.issued.origin: pair for pair in pairs if pair.issued.method == CLIMATOLOGY}
    return [
        usual[world.day]._replace(issued=foreseen(world, usual[world.day].issued, seed))
        for world in market.lived(seed, deals, economy=economy)
        if world.day in usual
    ]


def foreseen(world: World, usual: Issued, seed: int, times: int = TIMES) -> Issued:
    """Let the market go on from a week, and forecast what came of it; `usual` names the window."""
    sources = (
        Random(f"{seed} {world.week} {time}")  # noqa: S311 - the same ceiling every time
        for time in range(times)
    )
    totals = [taken(world.ahead(WEEKS, chance)) for chance in sources]
    quantiles = tuple(np.quantile(totals, LEVELS).tolist())
    return usual._replace(method=NAME, mean=float(np.mean(totals)), quantiles=quantiles)


def taken(deals: Sequence[Deal]) -> float:
    """Sum up what was won."""
    return sum(round(deal.amount * deal.price, 2) for deal in deals if deal.step == WON)
