"""Chances pooled as far as what came does not rise with them: where a line of bins need no choice.

It is the reliability of CORP (Dimitriadis, Gneiting & Jordan 2021) by pool-adjacent-violators: the
rising line of shares that is nearest to what came. A chance counts to a ten-thousandth.
"""

from typing import NamedTuple

import numpy as np

from generator.forecast.score import Floats

_DIGITS = 4


class Block(NamedTuple):
    """The chances from `low` to `high`, both in it: their mean, their number, how many came true.

    Of two blocks the later one has the larger share that came true.
    """

    low: float
    high: float
    said: float
    n: int
    won: int


class Parts(NamedTuple):
    """A Brier score taken apart: it is `miscalibration - discrimination + uncertainty`.

    The first is what pooled shares instead of chances would gain, the second what those gain over
    the share of all cases, the third the score of that share.
    """

    miscalibration: float
    discrimination: float
    uncertainty: float


def blocks(chance: Floats, came: Floats) -> tuple[Block, ...]:
    """Pool chances, by chance; `came` is 1 where it came so, and 0 elsewhere."""
    levels, place = np.unique(np.round(chance, _DIGITS), return_inverse=True)
    counts = np.bincount(place, minlength=len(levels))
    won = np.bincount(place, came, minlength=len(levels))
    found: list[Block] = []
    for level, n, hits in zip(levels.tolist(), counts.tolist(), won.tolist(), strict=True):
        last = Block(level, level, level, n, round(hits))
        while found and found[-1].won * last.n >= last.won * found[-1].n:
            last = _pooled(found.pop(), last)
        found.append(last)
    return tuple(found)


def _pooled(one: Block, other: Block) -> Block:
    n = one.n + other.n
    said = (one.said * one.n + other.said * other.n) / n
    return Block(one.low, other.high, said, n, one.won + other.won)


def parts(chance: Floats, came: Floats) -> Parts | None:
    """Take the Brier score of chances apart; nothing where there are none."""
    n = len(came)
    if not n:
        return None
    pooled = sum(one.won * (one.n - one.won) / one.n for one in blocks(chance, came)) / n
    share = float(came.mean())
    brier = float(np.square(chance - came).mean())
    return Parts(brier - pooled, share * (1 - share) - pooled, share * (1 - share))
