"""Whether deals that were said to be won by 30 % were won three times in ten."""

from typing import NamedTuple

import numpy as np

from generator.forecast import isotonic, score
from generator.forecast.isotonic import Parts
from generator.forecast.score import Floats, Share

BINS = 10
POOLED = 200
"""So many chances are pooled as far as what came does not rise with them, not put into bins."""
_TURNS = 50
_ENOUGH = 1e-10


class Bin(NamedTuple):
    """The deals whose chance lay from `low` to `high`: the mean chance, and how many won.

    In a bin of ten points the chances are below `high`; in a pooled one they come up to it.
    """

    low: float
    high: float
    said: float
    won: Share


class Calibration(NamedTuple):
    """How chances of winning within a window compare with what came.

    `n` counts chances, `wins` those of them that came true. A perfect line has intercept 0 and
    slope 1; a slope below 1 means chances too far from the middle. `skill` is the Brier skill over
    the share of all wins, `static` that of the stages' own weights; `parts` are those of the Brier
    score. `bins` are of ten points below POOLED chances, and pooled ones from then on.
    """

    window: str
    n: int
    wins: int
    brier: float | None
    skill: float | None
    static: float | None
    intercept: float | None
    slope: float | None
    log_loss: float | None
    auc: float | None
    parts: Parts | None
    bins: tuple[Bin, ...]


def calibration(window: str, chance: Floats, static: Floats, came: Floats) -> Calibration:
    """Compare chances, and those of the stages' weights, with what came (1 or 0)."""
    intercept, slope = line(chance, came)
    return Calibration(
        window,
        len(came),
        int(came.sum()),
        score.brier(chance, came),
        score.brier_skill(chance, came),
        score.brier_skill(static, came),
        intercept,
        slope,
        score.log_loss(chance, came),
        score.auc(chance, came),
        isotonic.parts(chance, came),
        pooled(chance, came) if len(came) >= POOLED else bins(chance, came),
    )


def bins(chance: Floats, came: Floats) -> tuple[Bin, ...]:
    """Gather chances in bins of ten points; empty bins are left out, a chance of 1 is in the last.

    A chance is first rounded to a millionth, so that 0.3 is not below 0.3.
    """
    place = np.minimum((np.round(chance, 6) * BINS + 1e-9).astype(int), BINS - 1)
    found = []
    for number in range(BINS):
        inside = place == number
        won = score.wilson(int(came[inside].sum()), int(inside.sum()))
        if won:
            said = float(chance[inside].mean())
            found.append(Bin(number / BINS, (number + 1) / BINS, said, won))
    return tuple(found)


def pooled(chance: Floats, came: Floats) -> tuple[Bin, ...]:
    """Gather chances as far as what came does not rise with them."""
    return tuple(
        Bin(one.low, one.high, one.said, won)
        for one in isotonic.blocks(chance, came)
        if (won := score.wilson(one.won, one.n))
    )


def line(chance: Floats, came: Floats) -> tuple[float | None, float | None]:
    """Fit `logit P(won) = intercept + slope · logit(chance)` (Cox 1958) by Newton's method.

    Nothing where all or none were won, or all chances are the same. A ridge of a thousandth of a
    case keeps the line finite where chances tell winners and losers apart without a fault.
    """
    if not 0 < came.sum() < len(came) or np.ptp(chance) == 0:
        return None, None
    kept = np.clip(chance, score.CLIP, 1 - score.CLIP)
    design = np.column_stack([np.ones_like(kept), np.log(kept / (1 - kept))])
    at = np.array([0.0, 1.0])
    for _ in range(_TURNS):
        fitted = 1 / (1 + np.exp(-np.clip(design @ at, -30, 30)))
        slope = design.T @ (came - fitted) - 1e-3 * (at - [0, 1])
        curve = (design.T * (fitted * (1 - fitted))) @ design + 1e-3 * np.eye(2)
        step = np.linalg.solve(curve, slope)
        at = at + step
        if np.abs(step).max() < _ENOUGH:
            break
    return float(at[0]), float(at[1])
