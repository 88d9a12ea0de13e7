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
from benchmarks.market_book import FIRST_MONDAY, WON, Deal
from generator.forecast import accuracy
from generator.forecast.accuracy import Score
from generator.forecast.backtest import Backtest
from generator.forecast.issued import CLIMATOLOGY, COMPANY, LEVELS, Issued
from generator.forecast.window import LONG

NAME = "ceiling"
TIMES, WEEKS = 200, 13
SINCE = FIRST_MONDAY + 52 * 7
"""The first origin that counts, as in `bench_forecast`."""


def scored(deals: int, economy: float, one: tuple[int, Backtest]) -> Score:
    """Score the best forecast of a market, from the origins at which there is a climatology."""
    seed, backtest = one
    usual = {
        issued.origin: issued
        for issued in backtest.issued
        if (issued.window, issued.method, issued.scope) == (LONG, CLIMATOLOGY, COMPANY)
        and issued.origin >= SINCE
    }
    best = [
        foreseen(world, usual[world.day], seed)
        for world in market.lived(seed, deals, economy=economy)
        if world.day in usual
    ]
    scores = accuracy.scores(accuracy.judged([*best, *usual.values()], backtest.outcomes))
    return next(score for score in scores if score.method == NAME)


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
