"""Ranges hold what they claim, and keep their order."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.forecast.interval import corrected, label, missed
from generator.forecast.issued import LEVELS, UNVERIFIED

NORMAL = np.array([-1.96, -1.645, -1.282, -0.674, 0, 0.674, 1.282, 1.645, 1.96])
"""The standard normal distribution's quantiles at LEVELS."""


def lognormal(mean: float, spread: float) -> np.ndarray:
    return np.asarray(mean * np.exp(spread * NORMAL))


def test_without_a_past_the_range_is_the_models() -> None:
    quantiles = lognormal(100, 0.3).tolist()
    found = corrected(quantiles, np.array([]), np.zeros((0, 9)), np.array([]), 0)
    assert found == pytest.approx(quantiles)


def test_the_distance_is_the_rank_of_conformal_prediction() -> None:
    came, low, high = np.array([0.0, 3.0, 5.0, 9.0]), np.full(4, 2.0), np.full(4, 6.0)
    # Outside by 2, -1, -1, 3; ⌈5·0.8⌉ = 4th smallest: 3, and half of it counts for four windows.
    assert missed(came, low, high, 0.8, 4) == pytest.approx(1.5)
    assert missed(came, low, high, 0.5, 4) == pytest.approx(1.0)
    assert missed(came[:0], low[:0], high[:0], 0.8, 0) == 0


@pytest.mark.parametrize("wrong", [0.4, 2.0])
def test_ranges_that_were_wrong_come_to_hold_their_share(wrong: float) -> None:
    chance = np.random.default_rng(3)
    actual = 100 * np.exp(0.3 * chance.standard_normal(400))
    said = np.tile(lognormal(100, 0.3 * wrong), (400, 1))
    found = corrected(said[0].tolist(), actual, said, np.full(400, 100.0), 400)
    later = 100 * np.exp(0.3 * chance.standard_normal(4000))
    inside = (found[LEVELS.index(0.1)] <= later) & (later <= found[LEVELS.index(0.9)])
    assert inside.mean() == pytest.approx(0.8, abs=0.04)


@given(
    st.lists(st.floats(0, 1e6), min_size=9, max_size=9).map(sorted),
    st.lists(st.floats(0, 1e6), min_size=1, max_size=8),
    st.integers(1, 30),
)
def test_quantiles_never_cross(now: list[float], came: list[float], windows: int) -> None:
    past = np.tile(np.array(now), (len(came), 1))
    found = corrected(now, np.array(came), past, past.mean(axis=1), windows)
    assert list(found) == sorted(found)
    assert found[0] >= 0
    assert np.isfinite(found).all()


def test_a_range_is_untested_below_four_windows() -> None:
    assert (label(3), label(4)) == (UNVERIFIED, "")


@pytest.mark.parametrize(("windows", "moved"), [(1, 0), (2, 1), (4, 2), (9, 3), (19, 4)])
def test_a_range_moves_once_enough_windows_test_it(windows: int, moved: int) -> None:
    said = lognormal(100, 0.3)
    past = np.tile(said, (40, 1))
    found = corrected(said.tolist(), np.full(40, 500.0), past, np.full(40, 100.0), windows)
    apart = np.abs(np.array(found) - said) > 1e-6
    # From the narrowest on: the 50, 80, 90 and 95 % ranges; one that lies inside moves no other.
    assert apart[[5, 6, 7, 8]].tolist()[:moved] == [True] * moved
    assert windows >= 19 or found[8] == pytest.approx(max(said[8], found[7]))
