"""A method takes another's place by evidence alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.forecast.accuracy import Judged
from generator.forecast.gate import apart, diebold_mariano, verdict
from generator.forecast.issued import COMPANY, LEVELS, Issued

WEEKS = 4


def judged(week: int, mean: float, actual: float, half: float = 30) -> Judged:
    origin = 7 * week
    quantiles = tuple(mean + half * (2 * level - 1) / 0.8 for level in LEVELS)
    end = origin + 7 * WEEKS
    return Judged(Issued(origin, "c", "4 weeks", end, "m", COMPANY, mean, quantiles), actual)


def history(weeks: int) -> list[float]:
    return [float(one) for one in np.random.default_rng(5).normal(100, 20, weeks)]


def test_a_better_method_passes() -> None:
    came = history(60)
    new = [judged(week, 100, actual) for week, actual in enumerate(came)]
    old = [judged(week, 160, actual) for week, actual in enumerate(came)]
    found = verdict(new, old)
    assert found.passed, found.reasons
    assert not verdict(old, new).passed


@pytest.mark.parametrize(
    ("weeks", "mean", "half", "lacking"),
    [
        (31, 100, 30, "8 windows of which no two overlap; 8 are needed."),
        (60, 150, 30, "The mean CRPS is"),
        (60, 100, 90, "The 80 % range held 100% of 60 outcomes."),
        (60, 110, 30, "The bias is +"),
    ],
)
def test_every_condition_counts(weeks: int, mean: float, half: float, lacking: str) -> None:
    came = history(weeks)
    new = [judged(week, mean, actual, half) for week, actual in enumerate(came)]
    old = [judged(week, 100, actual, 31) for week, actual in enumerate(came)]
    missed = [said for met, said in verdict(new, old).reasons if not met]
    if weeks < 32:
        assert len(apart([(one, one) for one in new])) == 8
    else:
        assert any(said.startswith(lacking) for said in missed), missed


def test_seven_windows_are_too_few() -> None:
    came = history(28)
    new = [judged(week, 100, actual) for week, actual in enumerate(came)]
    old = [judged(week, 160, actual) for week, actual in enumerate(came)]
    reasons = verdict(new, old).reasons
    assert reasons[0] == (False, "7 windows of which no two overlap; 8 are needed.")
    assert all(met for met, _ in reasons[1:])


def test_only_windows_of_both_are_compared() -> None:
    one, two = judged(0, 100, 90), judged(1, 100, 90)
    assert verdict([one], [two]).reasons == ((False, "There is no window that both forecast."),)
    point = two._replace(issued=two.issued._replace(quantiles=()))
    assert not verdict([two], [point]).passed


def test_a_gain_is_tested_as_its_definition_says() -> None:
    # Independent gains: mean 1, standard deviation 2 over 100 of them: five standard errors.
    gains = np.tile([3.0, -1.0], 50)
    assert diebold_mariano(gains, 1) == pytest.approx(2.8665e-7, rel=1e-3)
    assert diebold_mariano(-gains, 1) == pytest.approx(1 - 2.8665e-7)
    assert diebold_mariano(np.full(9, 2.0), 4) == 0
    assert diebold_mariano(np.zeros(9), 4) == 1


def test_gains_that_go_together_are_less_sure() -> None:
    gains = np.repeat([3.0, -1.0, 3.0, 3.0, -1.0], 8)
    assert diebold_mariano(gains, 8) > 3 * diebold_mariano(gains, 1)


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=40), st.integers(1, 13))
def test_a_probability_is_one(gains: list[float], overlap: int) -> None:
    assert 0 <= diebold_mariano(np.array(gains), overlap) <= 1
