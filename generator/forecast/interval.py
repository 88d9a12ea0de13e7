"""Ranges that were tested on windows that are over, and widened or narrowed by what was missed.

It is split conformal prediction on quantiles (Romano, Patterson & Candès 2019): how far did past
outcomes lie outside their range, or inside? Distances are those of square roots: revenue is a sum
of deals, whose variance grows as its mean does, so that the roots of small sums and large ones miss
by as much (Bartlett 1936). People who sell little can then be tested together with those who sell
much, and an outcome of nothing is not infinitely wrong.

A range that is too wide to be tested yet follows the widest one that is: where that one grew, it
grows with it on each side, so that it reaches as many times as far from the middle as the model
said.
"""

from math import ceil
from typing import NamedTuple

import numpy as np

from generator.forecast import verified
from generator.forecast.issued import LEVELS
from generator.forecast.known import Floats

SURE = 8
"""So many windows weigh as much as the belief that the model's range is right."""
NEEDED = {0.50: 2, 0.80: 4, 0.90: 9, 0.95: 19}
"""The windows, of which no two overlap, from which on a range counts as tested."""
FARTHEST = 4.0
"""A range follows as if it reached at most so many times as far. Of a normal distribution 95 %
reach three times as far as 50 %; next to a range without any width all others do infinitely."""
_HALF = len(LEVELS) // 2
_RANGES = [round(1 - 2 * level, 2) for level in LEVELS[:_HALF]][::-1]
"""The shares of the ranges, from the narrowest on."""


class Misses(NamedTuple):
    """What windows that are over say of the ranges, for every forecast of an origin.

    `missed` says by how much the root of each range's ends must move outwards, from the narrowest
    on; it ends with the widest that is tested.
    """

    missed: tuple[float, ...]

    def corrected(self, quantiles: Floats) -> Floats:
        """Move the quantiles of forecasts, one a row; no range leaves a wider one.

        The middle stays. None comes to lie below zero that did not before.
        """
        roots = _root(quantiles)
        middle, stays = roots[:, _HALF : _HALF + 1], quantiles[:, _HALF : _HALF + 1]
        low = middle - self._reaching(middle - roots[:, _HALF - 1 :: -1])[:, ::-1]
        high = middle + self._reaching(roots[:, _HALF + 1 :] - middle)
        least = np.where(quantiles[:, :1] < 0, -np.inf, 0.0)
        return np.hstack(
            [
                np.minimum(np.maximum(_squared(low), least), stays),
                stays,
                np.maximum(_squared(high), stays),
            ]
        )

    def _reaching(self, own: Floats) -> Floats:
        """Say how far each range reaches on one side: `[row, range]`, from the narrowest on."""
        tested = len(self.missed)
        if not tested:
            return own
        reach = np.maximum.accumulate(np.maximum(own[:, :tested] + self.missed, 0.0), axis=1)
        last, wider = own[:, tested - 1 : tested], own[:, tested:]
        grown = np.maximum(reach[:, -1:] - last, 0.0)
        times = np.minimum(wider, FARTHEST * last) / np.where(last > 0, last, 1.0)
        follows = wider + np.where(last > 0, times, FARTHEST) * grown
        return np.concatenate([reach, follows], axis=1)


def label(windows: int) -> str:
    """Name the ranges that are not tested yet, where one is not."""
    return verified.label(windows, NEEDED)


def misses(actual: Floats, past: Floats, windows: int) -> Misses:
    """Test ranges on what past ones missed.

    `past` has the quantiles of each past forecast as a row, and `actual` what came; `windows`
    counts those of which no two overlap. A range is not tested until so many windows are over as
    it takes (`NEEDED`): a few say nothing of what one in twenty leaves.
    """
    roots, came = _root(past), _root(actual)
    return Misses(
        tuple(
            missed(came, roots[:, _HALF - 1 - place], roots[:, _HALF + 1 + place], share, windows)
            for place, share in enumerate(_RANGES)
            if windows >= NEEDED[share]
        )
    )


def _root(amounts: Floats) -> Floats:
    """Give the square roots of amounts; an amount below zero has the root's mirror image."""
    return np.asarray(np.sign(amounts) * np.sqrt(np.abs(amounts)))


def _squared(roots: Floats) -> Floats:
    return np.asarray(roots * np.abs(roots))


def missed(came: Floats, low: Floats, high: Floats, share: float, windows: int) -> float:
    """Give by how much a range must grow on each side to hold its share; below 0: shrink.

    That is the k-th smallest distance outside, k = ⌈(n+1)·share⌉, shrunk to nothing as long as few
    windows speak: with n of which no two overlap it counts n/(n+8) of itself.
    """
    if windows == 0 or len(came) == 0:
        return 0.0
    outside = np.sort(np.maximum(low - came, came - high))
    rank = min(ceil((len(outside) + 1) * share), len(outside))
    return float(outside[rank - 1]) * windows / (windows + SURE)
