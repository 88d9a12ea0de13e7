"""How good forecasts were: errors of points, of whole distributions, of ranges and of chances.

Every function takes arrays of equal length, one element a forecast. A ratio whose denominator is
zero is nothing, never 0. Amounts are in one currency.
"""

from collections.abc import Sequence
from math import pi, sqrt
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_STEPS = 200
"""So many levels stand for a distribution that is given by a few quantiles."""
CLIP = 0.005
"""A chance counts as no surer than this where its logarithm is taken."""
_WILSON = 1.959963984540054
"""The normal distribution's 97.5 % quantile."""


class Share(NamedTuple):
    """A share of cases with its 95 % Wilson interval."""

    share: float
    low: float
    high: float
    n: int


def ratio(part: float, whole: float) -> float | None:
    """Divide, or give nothing where there is nothing to divide by."""
    return float(part / whole) if whole else None


def wape(actual: Floats, forecast: Floats) -> float | None:
    """Give the sum of absolute errors in relation to what came: `Σ|Y-F| / Σ|Y|`."""
    return ratio(float(np.abs(actual - forecast).sum()), float(np.abs(actual).sum()))


def bias(actual: Floats, forecast: Floats) -> float | None:
    """Give the signed error in relation to what came: `Σ(F-Y) / ΣY`; above 0 is too much."""
    return ratio(float((forecast - actual).sum()), float(actual.sum()))


def mase(actual: Floats, forecast: Floats, naive: Floats) -> float | None:
    """Give the mean absolute error in relation to that of a naive forecast."""
    return ratio(float(np.abs(actual - forecast).mean()), float(np.abs(actual - naive).mean()))


def pinball(actual: Floats, quantile: Floats, level: float) -> float:
    """Give the mean loss of a quantile: `level` for each unit too low, `1 - level` too high."""
    off = actual - quantile
    return float(np.maximum(level * off, (level - 1) * off).mean())


def crps(draws: Floats, actual: float) -> float:
    """Give the continuous ranked probability score of draws: `E|X-y| - ½E|X-X'|`.

    With sorted draws the second part is a weighted sum: the i-th of n counts `2i-n-1` times.
    """
    ranked = np.sort(draws)
    n = len(ranked)
    spread = float((ranked * (2 * np.arange(1, n + 1) - n - 1)).sum()) / (n * n)
    return float(np.abs(ranked - actual).mean()) - spread


def crps_of_quantiles(levels: Sequence[float], quantiles: Floats, actual: Floats) -> Floats:
    """Give the scores of distributions that run straight between their quantiles, one a row.

    Each is taken as so many draws, which stand in their order as the quantiles do.
    """
    steps = (np.arange(_STEPS) + 0.5) / _STEPS
    shares = np.array([np.interp(steps, levels, unit) for unit in np.eye(len(levels))])
    draws = quantiles @ shares
    weights = (2 * np.arange(1, _STEPS + 1) - _STEPS - 1) / _STEPS**2
    return np.asarray(np.abs(draws - actual[:, None]).mean(axis=1) - draws @ weights)


def winkler(actual: Floats, low: Floats, high: Floats, share: float) -> float:
    """Give the mean interval score: the width, and `2/(1-share)` for each unit outside."""
    outside = np.maximum(low - actual, 0) + np.maximum(actual - high, 0)
    return float((high - low + outside * 2 / (1 - share)).mean())


def coverage(actual: Floats, low: Floats, high: Floats, windows: int) -> Share | None:
    """Give the share of outcomes inside their ranges, the ends included.

    Its interval is that of so many windows of which no two overlap: the share of forecasts whose
    windows share their days is no surer than that.
    """
    inside = (low <= actual) & (actual <= high)
    return _wilson(float(inside.mean()), windows) if windows else None


def wilson(hits: int, n: int) -> Share | None:
    """Give a share with its Wilson interval, which never leaves 0 to 1 (Wilson 1927)."""
    return _wilson(hits / n, n) if n else None


def _wilson(share: float, n: int) -> Share:
    square = _WILSON**2
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = _WILSON * sqrt(share * (1 - share) / n + square / (4 * n * n)) / (1 + square / n)
    return Share(share, max(0.0, middle - half), min(1.0, middle + half), n)


def brier(chance: Floats, came: Floats) -> float | None:
    """Give the mean squared error of chances; `came` is 1 where it came so, and 0 elsewhere."""
    return float(np.square(chance - came).mean()) if len(came) else None


def brier_skill(chance: Floats, came: Floats) -> float | None:
    """Give what a Brier score gains over always saying the share of all cases."""
    if not len(came):
        return None
    share = float(came.mean())
    gained = ratio(float(np.square(chance - came).mean()), share * (1 - share))
    return None if gained is None else 1 - gained


def log_loss(chance: Floats, came: Floats) -> float | None:
    """Give the mean logarithm that chances lose; none counts as surer than five in a thousand."""
    if not len(came):
        return None
    kept = np.clip(chance, CLIP, 1 - CLIP)
    return float(-np.log(np.where(came > 0, kept, 1 - kept)).mean())


def auc(chance: Floats, came: Floats) -> float | None:
    """Give the share of pairs of a case that came so and one that did not in the right order.

    Equal chances count half; nothing where all or none came so. It says nothing of calibration.
    """
    _, place, counts = np.unique(chance, return_inverse=True, return_counts=True)
    rank = (np.cumsum(counts) - (counts - 1) / 2)[place]
    won = float(came.sum())
    pairs = won * (len(came) - won)
    return ratio(float(rank @ came) - won * (won + 1) / 2, pairs)


def floor(wins: float, spread: float) -> float | None:
    """Give the WAPE that even the true expectation has, for so many expected wins.

    `spread` is the amounts' standard deviation by their mean. The sum of a Poisson number of
    amounts varies by `√((1+spread²)/wins)`, and a normal error is `√(2/π)` of that on average.
    """
    return sqrt(2 / pi) * sqrt((1 + spread * spread) / wins) if wins > 0 else None


def independent(origins: Sequence[int], ends: Sequence[int]) -> int:
    """Count the windows of which no two overlap, taken from the first on."""
    count, free = 0, None
    for origin, end in sorted(zip(origins, ends, strict=True)):
        if free is None or origin >= free:
            count, free = count + 1, end
    return count
