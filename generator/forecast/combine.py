"""Several forecasts as one: weights and corrections that move only as far as the past carries it.

All arrays have one row a past window that is over (with its outcome) and one column a method.
`windows` counts those of them of which no two overlap.
"""

import numpy as np

from generator.forecast.known import Floats

SLOW = 8
"""So many windows weigh as much as the belief in the weights that one begins with."""
SURE = 4
"""So many windows weigh at least as much as the belief that the sum of them is right."""
LASTING = 0.10
"""The deviation of biases that last, as shares of the mean."""
_MOST = (0.5, 1.5)


def weights(actual: Floats, said: Floats, windows: int, prior: Floats) -> Floats:
    """Weigh methods by their inverse mean squared error, shrunk to a prior; the weights sum to 1.

    A method without any error yet counts as having a hundredth of the largest error.
    """
    if windows == 0 or len(actual) == 0:
        return prior
    error = np.square(said - actual[:, None]).mean(axis=0)
    if not error.max() > 0:
        return prior
    inverse = 1 / np.maximum(error, error.max() / 100)
    share = windows / (windows + SLOW)
    return np.asarray(share * inverse / inverse.sum() + (1 - share) * prior)


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
