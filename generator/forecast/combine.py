"""Several forecasts as one: weights and corrections that move only as far as the past carries it.

All arrays have one row a past window that is over (with its outcome) and one column a method.
`windows` counts those of them of which no two overlap.
"""

import numpy as np

from generator.forecast.effect import summed
from generator.forecast.issued import LEVELS
from generator.forecast.known import Flags, Floats

LOOSE = 0.25
"""The deviation of good weights from those that one begins with."""
SURE = 4
"""So many windows weigh at least as much as the belief that the sum of them is right."""
LASTING = 0.10
"""The deviation of biases that last, as shares of the mean."""
_EXACT = 1e-12
"""So small a square of the error, as a share of that of what was said, is one of rounding."""
_MOST = (0.5, 1.5)
_STEP = 1e-9
"""So far, as a share of the largest, amounts that are alike are held apart."""


def weights(actual: Floats, said: Floats, windows: int, prior: Floats) -> Floats:
    """Weigh methods so that the errors of their sum are least, drawn to a prior.

    The weights sum to 1, and none is below 0. It is a ridge regression of what came on what was
    said (Granger & Ramanathan 1984): a method that errs as another does, and more, adds nothing,
    however good it is alone. Errors are as uncertain as those of the prior are large, and
    overlapping windows count as so many as there are of which no two overlap. A prior that errs
    by no more than roundings do is kept.
    """
    known = windows > 0 and len(actual) > 0
    noise = float(np.square(actual - said @ prior).mean()) if known else 0.0
    if not noise > _EXACT * float(np.square(said).max(initial=0.0)):
        return prior
    told = windows / len(actual) / noise
    found, kept = prior, np.ones(len(prior), bool)
    while (found := _solved(actual, said, told, prior, kept)).min() < 0:
        kept &= found > 0
    return found


def _solved(actual: Floats, said: Floats, told: float, prior: Floats, kept: Flags) -> Floats:
    """Solve the regression for the methods that are kept; others have no weight."""
    begin = np.where(kept, prior, 0.0)
    begin[kept] += (1 - begin.sum()) / kept.sum()
    columns = said[:, kept]
    size = columns.shape[1]
    system = np.ones((size + 1, size + 1))  # the last line lets the moves sum to nothing
    system[:size, :size] = told * summed("rm,rn->mn", columns, columns) + np.eye(size) / LOOSE**2
    system[size, size] = 0.0
    wanted = told * summed("rm,r->m", columns, actual - said @ begin)
    begin[kept] += np.linalg.solve(system, np.append(wanted, 0.0))[:size]
    return begin


def mixed(quantiles: Floats, means: Floats, shares: Floats, own: float) -> Floats:
    """Mix a distribution with itself as others would have it: as large as their means say.

    `quantiles` (at LEVELS) have the mean `own`. What one method alone holds possible stays
    possible, as far as it counts (a linear pool, Stone 1961), and nothing lies further out than
    the widest of all.
    """
    laid = [_laid(quantiles, mean, own) for mean in means.tolist()]
    if len(laid) == 1:
        return np.asarray(laid[0])
    rising = np.array(laid) + _STEP * np.abs(laid).max() * np.arange(len(LEVELS))
    points = np.unique(rising)
    below = [np.interp(points, line, LEVELS, left=0.0, right=1.0) for line in rising]
    return np.asarray(np.interp(LEVELS, shares @ np.array(below), points))


def _laid(quantiles: Floats, mean: float, own: float) -> Floats:
    """Stretch a distribution to a mean, or move it there where one of both means is below 0.

    Nor can it be stretched to a larger mean where all of it that is told lies below its own mean,
    as that of a rare win does: times nothing stays nothing.
    """
    stretched = own > 0 <= mean and (mean <= own or own <= quantiles[-1])
    return quantiles * (mean / own) if stretched else quantiles + mean - own


def factor(actual: Floats, said: Floats, windows: int) -> float:
    """Give what to multiply forecasts with that were too high or low: `(ΣY+k·F̄)/(ΣF+k·F̄)`.

    Overlapping windows count as so many as there are of which no two overlap. k is at least 4, and
    so large where single windows miss by much that chance alone moves nothing: it is the variance
    of a window's miss in relation to that of lasting biases, which are of a tenth as a rule. The
    factor stays from 0.5 to 1.5.
    """
    if windows == 0 or len(actual) == 0 or not said.mean() > 0:
        return 1.0
    mean = float(said.mean())
    missed = float(np.square(actual - said).mean()) / (mean * mean)
    sure = max(SURE, missed / LASTING**2)
    moved = (windows * float(actual.mean()) + sure * mean) / ((windows + sure) * mean)
    return min(max(moved, _MOST[0]), _MOST[1])
