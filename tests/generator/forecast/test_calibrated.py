"""Of many markets, each forecast once, as many come to lie in each tenth of the range as should.

The markets are those of `benchmarks/market.py`, which knows nothing of the model; their seeds are
none of those that the benchmarks run, so that nothing was ever fitted to them. One origin a market
makes the forecasts independent, as the test of Pearson asks.
"""

from functools import cache

import numpy as np
import pytest

from benchmarks import market
from benchmarks.market_book import monday
from generator.forecast import outlook, takings
from generator.forecast.known import Floats
from generator.forecast.scenario import Window
from generator.forecast.window import weeks

SEEDS = range(1001, 1401)
DEALS = 300
ORIGIN = monday(117)
"""More than two years after the history begins, and nine months before it ends: what is won in the
13 weeks after it has been written down by then."""
TENTHS = 10
LARGEST = 21.666
"""A sum of squares of nine degrees of freedom is larger in one of a hundred cases."""


def place(seed: int) -> float:
    """Give the share of the simulated futures of a market that what came is above."""
    made = market.made(seed, DEALS)
    window = Window(*weeks(ORIGIN, 13))
    (part,) = outlook.forecast(made.until(ORIGIN), [window]).parts
    won = takings.wins(made.known)
    came = won.amount[(won.day >= window.first) & (won.day <= window.last)].sum()
    below, up_to = (np.count_nonzero(side) for side in (part.total < came, part.total <= came))
    return (below + up_to + 1) / 2 / (len(part.total) + 1)


@cache
def places() -> Floats:
    """Give the places of all markets."""
    return np.array([place(seed) for seed in SEEDS])


@pytest.mark.slow
def test_what_comes_is_anywhere_in_the_range_as_often() -> None:
    """The probability integral transform is uniform: Pearson's test finds nothing at 1 %."""
    counts = np.bincount((places() * TENTHS).astype(int), minlength=TENTHS)
    due = len(SEEDS) / TENTHS
    assert ((counts - due) ** 2 / due).sum() < LARGEST, counts


@pytest.mark.slow
def test_four_in_five_lie_in_the_range_of_80_percent() -> None:
    inside = np.mean((places() >= 0.1) & (places() <= 0.9))
    assert 0.74 <= inside <= 0.86
