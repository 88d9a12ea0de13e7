"""The simplest forecasts: what every other method must beat.

Each gives the revenue of the days of a window that are still to come, or nothing where there is
not enough past for it. What is booked in the window already is added by `Point.whole`.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from generator.forecast.accuracy import NAIVE
from generator.forecast.issued import CLIMATOLOGY, LEVELS
from generator.forecast.known import CATEGORIES, Floats, Versions
from generator.forecast.scenario import Window
from generator.forecast.takings import Takings
from generator.forecast.window import WEEK

QUARTER = 13 * WEEK
YEAR = 52 * WEEK
_LEAST_DAYS = 4 * WEEK
_LEAST_WINDOWS = 4


class Setting(NamedTuple):
    """What a scope looks like at an origin: its takings and its open deals.

    The takings end with the origin.
    """

    takings: Takings
    open: Versions
    called: float | None = None
    """What people said that the window brings in all, the last word of each."""

    @property
    def origin(self) -> int:
        """Give the last day that is known."""
        return self.takings.until


class Ahead(NamedTuple):
    """What a method says of the days to come; quantiles at LEVELS, or none."""

    mean: float
    quantiles: tuple[float, ...] = ()


Method = Callable[[Setting, Window], Ahead | None]


def _days(setting: Setting, window: Window) -> int:
    return window.last - setting.origin


def last_window(setting: Setting, window: Window) -> Ahead | None:
    """Repeat the days just past, as many as are to come."""
    return _shifted(setting, window, _days(setting, window))


def same_quarter_position(setting: Setting, window: Window) -> Ahead | None:
    """Repeat the same days of the quarter before."""
    return _shifted(setting, window, max(QUARTER, _whole(_days(setting, window), QUARTER)))


def seasonal(setting: Setting, window: Window) -> Ahead | None:
    """Repeat the same weeks of the year before, once there are four weeks more than that."""
    if setting.takings.days < YEAR + _LEAST_DAYS:
        return None
    return _shifted(setting, window, max(YEAR, _whole(_days(setting, window), YEAR)))


def _whole(days: int, unit: int) -> int:
    """Round up to whole units."""
    return -(-days // unit) * unit


def _shifted(setting: Setting, window: Window, back: int) -> Ahead | None:
    first, last = setting.origin + 1 - back, window.last - back
    if first < setting.takings.since or last < first:
        return None
    return Ahead(setting.takings.between(first, last))


def mean_13(setting: Setting, window: Window) -> Ahead | None:
    """Go on at the mean rate of the last 13 weeks."""
    return _rate(setting, window, QUARTER)


def mean_52(setting: Setting, window: Window) -> Ahead | None:
    """Go on at the mean rate of the last 52 weeks."""
    return _rate(setting, window, YEAR)


def _rate(setting: Setting, window: Window, most: int) -> Ahead | None:
    """Go on at the mean rate of so many days, or of those that there are, four weeks at least."""
    days = min(most, setting.takings.days)
    if days < _LEAST_DAYS:
        return None
    taken = setting.takings.between(setting.origin - days + 1, setting.origin)
    return Ahead(taken / days * _days(setting, window))


def static_weights(setting: Setting, window: Window) -> Ahead:
    """Count the open deals dated in the window by their own or their stage's probability."""
    dated = _dated(setting, window)
    return Ahead(float(np.nansum(dated.amount * dated.probability)))


def commit(setting: Setting, window: Window) -> Ahead:
    """Count the open deals dated in the window whose category is commit."""
    dated = _dated(setting, window)
    called = dated.category == CATEGORIES.index("commit")
    return Ahead(float(np.nansum(dated.amount[called])))


def _dated(setting: Setting, window: Window) -> Versions:
    rows = setting.open
    return rows.take((rows.close > setting.origin) & (rows.close <= window.last))


def submitted(setting: Setting, window: Window) -> Ahead | None:
    """Take what people called for the whole period, less what is booked."""
    if setting.called is None:
        return None
    return Ahead(max(setting.called - booked(setting, window), 0.0))


def climatology(setting: Setting, window: Window) -> Ahead | None:
    """Take all stretches of the past that are as long, a week apart, as one distribution."""
    found = past_windows(setting, _days(setting, window))
    if len(found) < _LEAST_WINDOWS:
        return None
    return Ahead(float(found.mean()), tuple(np.quantile(found, LEVELS).tolist()))


def past_windows(setting: Setting, days: int) -> Floats:
    """Give the revenue of all stretches of so many days, a week apart, newest first."""
    first = np.arange(setting.origin + 1 - days, setting.takings.since - 1, -WEEK)
    return setting.takings.through(first, first + days - 1)


def booked(setting: Setting, window: Window) -> float:
    """Give what is won already on the window's days up to the origin."""
    return setting.takings.between(window.first, min(setting.origin, window.last))


BASELINES: Mapping[str, Method] = {
    "last window": last_window,
    NAIVE: mean_13,
    "52-week mean": mean_52,
    "same weeks last year": seasonal,
    "same weeks last quarter": same_quarter_position,
    "stage weights": static_weights,
    "commit": commit,
    "submitted": submitted,
    CLIMATOLOGY: climatology,
}
"""Every method by its name, as pages and tables write it."""
