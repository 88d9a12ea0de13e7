"""Forecasts from the takings alone, for business that runs by itself.

With two years of weeks, few of them empty, the median of four methods: the mean rate, the same
weeks last year, exponential smoothing with a damped trend, and Theta. With less, the mean of the
rates of a quarter and of a year: the one is quick to be led astray, the other late to forget. The
two series methods are a few lines each; they do without a library, whose compiled code gives other
last digits on other machines.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from generator.forecast import baseline
from generator.forecast.baseline import QUARTER, Ahead, Setting
from generator.forecast.known import Floats
from generator.forecast.scenario import Window
from generator.forecast.window import WEEK

NAME = "run-rate"
WEEKS = 104
EMPTY = 0.40
"""Fewer weeks, or so large a share of weeks without revenue, carry no model of a series."""
_DAMPING = 0.9
_LEVELS = np.array([0.05, 0.1, 0.2, 0.3, 0.5])
_TRENDS = np.array([0.0, 0.05, 0.1, 0.2])
_STEADY, _LARGE = 0.35, 0.15
_YEAR_WINDOWS = 40


def weekly(setting: Setting) -> Floats:
    """Give the revenue of every whole week up to the origin, oldest first."""
    return baseline.past_windows(setting, WEEK)[::-1]


def refused(weeks: Floats) -> str:
    """Say why a series is not modelled; empty where it is."""
    if len(weeks) < WEEKS:
        return f"{len(weeks)} weeks of revenue are known; a series needs {WEEKS}."
    empty = float((weeks == 0).mean())
    if empty >= EMPTY:
        return f"{empty:.0%} of the weeks are without revenue; a series may have {EMPTY:.0%}."
    return ""


def run_rate(setting: Setting, window: Window) -> Ahead | None:
    """Forecast the days to come from the takings; nothing in the first four weeks."""
    simple = [baseline.mean_13(setting, window), baseline.mean_52(setting, window)]
    weeks = weekly(setting)
    if refused(weeks):
        return _together(simple, np.mean)
    span = (window.last - setting.origin) / WEEK
    series = [Ahead(max(method(weeks, span), 0.0)) for method in (damped, theta)]
    return _together([simple[0], baseline.seasonal(setting, window), *series], np.median)


def _together(
    members: list[Ahead | None], by: Callable[[list[float]], "np.floating"]
) -> Ahead | None:
    means = [one.mean for one in members if one]
    return Ahead(float(by(means))) if means else None


class _Fit(NamedTuple):
    """Smoothing by every pair of weights at once: the last states, and the squared errors."""

    level: Floats
    trend: Floats
    error: Floats


def damped(weeks: Floats, span: float) -> float:
    """Forecast the sum of the weeks to come by a level and a trend that dies away by a tenth.

    Both are smoothed (Gardner & McKenzie 1985) with those weights of a small grid whose one-week
    errors were least.
    """
    level, trend = (grid.ravel() for grid in np.meshgrid(_LEVELS, _TRENDS))
    fit = _smoothed(weeks, level, trend)
    best = int(fit.error.argmin())
    steps = _DAMPING * (1 - _DAMPING ** np.arange(1, _ceiling(span) + 1)) / (1 - _DAMPING)
    return _summed(fit.level[best] + fit.trend[best] * steps, span)


def theta(weeks: Floats, span: float) -> float:
    """Forecast the sum of the weeks to come by the Theta method (Assimakopoulos & Nikolopoulos).

    That is a smoothed level with half the slope of a straight line as drift (Hyndman & Billah).
    """
    fit = _smoothed(weeks, _LEVELS, np.zeros_like(_LEVELS))
    best = int(fit.error.argmin())
    n, weight = len(weeks), _LEVELS[best]
    slope = float(np.polyfit(np.arange(n), weeks, 1)[0])
    steps = np.arange(_ceiling(span)) + (1 - (1 - weight) ** n) / weight
    return _summed(fit.level[best] + slope / 2 * steps, span)


def _smoothed(weeks: Floats, level: Floats, trend: Floats) -> _Fit:
    """Run through a series; a trend begins at zero and the level with the first quarter's mean."""
    at = np.full_like(level, weeks[:13].mean())
    rise, error = np.zeros_like(level), np.zeros_like(level)
    for value in weeks:
        expected = at + _DAMPING * rise
        off = value - expected
        error += off * off
        at, rise = expected + level * off, _DAMPING * rise + level * trend * off
    return _Fit(at, rise, error)


def _ceiling(span: float) -> int:
    return int(-(-span // 1))


def _summed(values: Floats, span: float) -> float:
    """Sum weeks up, the last one in part."""
    parts = np.minimum(1.0, span - np.arange(len(values)))
    return float((values * parts).sum())


def steady(setting: Setting, largest: float) -> bool:
    """Tell whether business runs by itself: alike quarters, and no deal that makes one.

    `largest` is the amount of the largest deal won in the last year. The deviation of the year's
    13-week sums is below 35 % of their mean, and that deal below 15 % of it.
    """
    windows = baseline.past_windows(setting, QUARTER)[:_YEAR_WINDOWS]
    mean = float(windows.mean()) if len(windows) else 0.0
    if len(windows) < QUARTER // WEEK or mean == 0:
        return False
    return float(windows.std()) < _STEADY * mean and largest < _LARGE * mean
