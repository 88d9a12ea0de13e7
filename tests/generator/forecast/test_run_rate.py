"""Series of weeks, and when there is none."""

import numpy as np
import pytest

from generator.forecast import run_rate
from generator.forecast.baseline import Setting
from generator.forecast.known import Floats
from generator.forecast.run_rate import damped, refused, steady, theta, weekly
from generator.forecast.run_rate import run_rate as forecast
from generator.forecast.takings import Wins, standing, takings
from generator.forecast.window import weeks
from tests.generator.forecast.books import known


def setting(series: Floats) -> Setting:
    days = 7 * np.arange(1, len(series) + 1)
    won = Wins(days, series, np.zeros(len(series), np.int64))
    return Setting(takings(won, 1, int(days[-1])), standing(known(1)))


def test_weeks_end_with_the_origin() -> None:
    series = np.arange(1.0, 11.0)
    assert weekly(setting(series)).tolist() == series.tolist()


def test_a_series_needs_two_years_and_few_empty_weeks() -> None:
    assert refused(np.ones(103)) == "103 weeks of revenue are known; a series needs 104."
    assert refused(np.ones(104)) == ""
    gaps = np.ones(110)
    gaps[:44] = 0
    assert refused(gaps) == "40% of the weeks are without revenue; a series may have 40%."
    gaps[0] = 1
    assert refused(gaps) == ""


@pytest.mark.parametrize("method", [damped, theta])
@pytest.mark.parametrize("span", [4.0, 13.0, 2.5])
def test_a_level_series_goes_on(method: object, span: float) -> None:
    assert callable(method)
    assert method(np.full(120, 50.0), span) == pytest.approx(50 * span)


def test_a_line_goes_on_with_part_of_its_slope() -> None:
    line = np.linspace(10, 1200, 120)
    straight = sum(10.0 * week for week in range(121, 125))
    for method in (damped, theta):
        assert 4 * 1150 < method(line, 4.0) < straight
    # Theta's drift is half the slope of 10: each week adds 5 to the one before.
    weeks_ahead = [theta(line, float(n)) - theta(line, float(n - 1)) for n in (2, 3, 4)]
    assert np.diff(weeks_ahead).tolist() == pytest.approx([5, 5])


def test_smoothing_is_the_textbooks() -> None:
    series = np.random.default_rng(4).uniform(10, 90, 30)
    level, trend, error = series[:13].mean(), 0.0, 0.0
    for value in series:
        before = level + 0.9 * trend
        error += (value - before) ** 2
        level, trend = 0.3 * value + 0.7 * before, 0.9 * trend + 0.3 * 0.1 * (value - before)
    fit = run_rate._smoothed(series, np.array([0.3]), np.array([0.1]))  # noqa: SLF001 - the recursion alone
    assert (fit.level[0], fit.trend[0], fit.error[0]) == pytest.approx((level, trend, error))


def test_long_series_are_the_median_of_four() -> None:
    found = forecast(setting(np.full(120, 50.0)), weeks(840, 13))
    assert found is not None
    assert found.mean == pytest.approx(650)


def test_short_series_are_the_mean_of_two() -> None:
    series = np.arange(1.0, 41.0)
    found = forecast(setting(series), weeks(280, 4))
    assert found is not None
    assert found.mean == pytest.approx((34 * 4 + 20.5 * 4) / 2)
    assert forecast(setting(series[:3]), weeks(21, 4)) is None


def test_business_runs_by_itself_where_quarters_are_alike() -> None:
    even = setting(np.full(80, 50.0))
    assert steady(even, 90)
    assert not steady(even, 100)
    assert not steady(setting(np.where(np.arange(80) < 40, 100.0, 5.0)), 10)
    assert not steady(setting(np.full(20, 50.0)), 10)
    assert not steady(setting(np.zeros(80)), 0)
