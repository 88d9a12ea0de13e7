"""Ranges that were tested on windows that are over, and widened or narrowed by what was missed.

It is split conformal prediction on quantiles (Romano, Patterson & Candès 2019) in the logarithm of
the amount: how far did past outcomes lie outside their range, or inside?
"""

from collections.abc import Sequence
from math import ceil

import numpy as np

from generator.forecast.issued import LEVELS, UNVERIFIED
from generator.forecast.known import Floats

SURE = 4
"""So many windows weigh as much as the belief that the model's range is right."""
NEEDED = {0.50: 2, 0.80: 4, 0.90: 9, 0.95: 19}
"""The windows, of which no two overlap, from which on a range counts as tested."""
_FLOOR = 0.05
_HALF = len(LEVELS) // 2


def label(windows: int) -> str:
    """Say that the 80 % range is not tested yet, where it is not."""
    return UNVERIFIED if windows < NEEDED[0.80] else ""


def corrected(
    quantiles: Sequence[float], actual: Floats, past: Floats, scale: Floats, windows: int
) -> tuple[float, ...]:
    """Move the quantiles of a forecast by what past ones missed.

    `past` has the quantiles of each past forecast as a row, `actual` what came, and `scale` their
    means; `windows` counts those of which no two overlap. Small amounts are told apart no better
    than by a twentieth of the mean, so that an outcome of nothing is not infinitely wrong; one
    below zero, after a correction, counts as nothing. A range stays as it is until so many windows
    are over as it takes to test it (`NEEDED`): a few say nothing of what one in twenty leaves.
    """
    now = np.asarray(quantiles, float)
    offset = _FLOOR * max(float(scale.mean()) if len(scale) else 0.0, 1e-9)
    logs, past_logs = (np.log(np.maximum(one, 0.0) + offset) for one in (now, past))
    came = np.log(np.maximum(actual, 0.0) + offset)
    for place in [one for one in range(_HALF) if windows >= NEEDED[_share(one)]]:
        miss = missed(came, past_logs[:, place], past_logs[:, -1 - place], _share(place), windows)
        logs[place] -= miss
        logs[-1 - place] += miss
    moved = np.maximum(np.exp(_nested(logs, np.log(now[_HALF] + offset))) - offset, 0.0)
    moved[:_HALF] = np.minimum(moved[:_HALF], now[_HALF])
    moved[_HALF:] = np.maximum(moved[_HALF:], now[_HALF])
    moved[_HALF] = now[_HALF]
    return tuple(moved.tolist())


def _share(place: int) -> float:
    return round(1 - 2 * LEVELS[place], 2)


def missed(came: Floats, low: Floats, high: Floats, share: float, windows: int) -> float:
    """Give by how much a range must grow on each side to hold its share; below 0: shrink.

    That is the k-th smallest distance outside, k = ⌈(n+1)·share⌉, shrunk to nothing as long as few
    windows speak: with n of which no two overlap it counts n/(n+4) of itself.
    """
    if windows == 0 or len(came) == 0:
        return 0.0
    outside = np.sort(np.maximum(low - came, came - high))
    rank = min(ceil((len(outside) + 1) * share), len(outside))
    return float(outside[rank - 1]) * windows / (windows + SURE)


def _nested(logs: Floats, middle: float) -> Floats:
    """Let no range reach beyond a wider one, nor any end beyond the middle."""
    low = np.minimum(logs[:_HALF], middle)
    high = np.maximum(logs[_HALF + 1 :], middle)
    return np.concatenate(
        [np.minimum.accumulate(low[::-1])[::-1], [middle], np.maximum.accumulate(high)]
    )
