"""Combining shrinks to the weights to begin with, and to no correction."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.forecast.combine import factor, mixed, weights

ACTUAL = np.array([100.0, 100.0])
SAID = np.array([[110.0, 120.0], [110.0, 120.0]])


EQUAL = np.array([0.5, 0.5])


def test_without_a_past_the_prior_counts() -> None:
    assert weights(np.array([]), np.zeros((0, 2)), 0, EQUAL) is EQUAL
    assert weights(ACTUAL, SAID, 0, EQUAL) is EQUAL
    assert weights(ACTUAL, np.full((2, 2), 100.0), 5, EQUAL) is EQUAL


def test_a_prior_that_is_off_by_roundings_alone_is_kept() -> None:
    """Two that say the same tell nothing apart, however exactly they say it."""
    assert weights(np.full(3, 1.000000001), np.ones((3, 2)), 5, EQUAL) is EQUAL
    assert weights(np.full(3, 0.1 + 0.2), np.full((3, 2), 0.3), 40, EQUAL) is EQUAL


def test_weights_are_those_of_the_ridge_regression() -> None:
    """Two methods: `w` of the second solves one equation, counted by hand.

    What came is 100, twice; the first says 110, the second 120. The sum's error is 10 + 10w, and
    `8·(10 + 10w)² / 100 + 2(w / .25)²` is least where `16 + 16w + 64w = 0`: below 0, so nothing.
    """
    assert weights(ACTUAL, SAID, 8, np.array([1.0, 0.0])).tolist() == [1, 0]
    # The second says 80: the error is 10 - 30w, and 8·(10 - 30w)² / 100 + 32w² is least where
    # 48 - 144w = 64w.
    found = weights(ACTUAL, np.array([[110.0, 80.0]] * 2), 8, np.array([1.0, 0.0]))
    assert found.tolist() == pytest.approx([1 - 48 / 208, 48 / 208])


def test_a_method_that_errs_as_the_other_does_and_more_adds_nothing() -> None:
    chance = np.random.default_rng(5)
    actual = 100 + 10 * chance.standard_normal(400)
    first = actual + 10 * chance.standard_normal(400)
    second = actual + 2 * (first - actual)
    found = weights(actual, np.column_stack([first, second]), 400, np.array([1.0, 0.0]))
    assert found.tolist() == [1, 0]


def test_two_that_err_apart_share_by_their_errors() -> None:
    chance = np.random.default_rng(5)
    actual = 1000 + 100 * chance.standard_normal(4000)
    first, second = (actual + size * chance.standard_normal(4000) for size in (10, 20))
    found = weights(actual, np.column_stack([first, second]), 4000, EQUAL)
    assert found.tolist() == pytest.approx([0.8, 0.2], abs=0.02)


def test_a_whole_window_says_as_much_as_the_forecasts_that_share_it() -> None:
    once = weights(ACTUAL, np.array([[110.0, 80.0]] * 2), 2, EQUAL)
    often = weights(np.full(20, 100.0), np.array([[110.0, 80.0]] * 20), 2, EQUAL)
    assert once.tolist() == pytest.approx(often.tolist())


QUANTILES = np.array([10.0, 20, 30, 40, 50, 60, 70, 80, 90])


def test_one_distribution_is_stretched_to_the_mean() -> None:
    assert mixed(QUANTILES, np.array([100.0]), np.ones(1), 50) == pytest.approx(2 * QUANTILES)
    below = mixed(-QUANTILES[::-1], np.array([-40.0]), np.ones(1), -50)
    assert below == pytest.approx(10 - QUANTILES[::-1])


def test_a_rare_win_is_not_stretched_to_what_comes_all_the_time() -> None:
    """A deal of 100,000 with 2 %: less than one outcome in forty, so all that is told is 0."""
    nothing = np.zeros(9)
    assert mixed(nothing, np.array([12_000.0]), np.ones(1), 2000).tolist() == [10_000] * 9
    assert mixed(nothing, np.array([500.0]), np.ones(1), 2000).tolist() == [0] * 9


def test_what_one_method_holds_possible_stays_possible() -> None:
    """A deal of 100 with 40 %, and a rate of 8: one third of the distribution is the rate's."""
    deal = np.array([0.0, 0, 0, 0, 0, 100, 100, 100, 100])
    found = mixed(deal, np.array([40.0, 8.0]), np.array([2 / 3, 1 / 3]), 40)
    # Up to 97.5 % of the deal's part: 2/3 of .975, and all of the rate's, which ends at 20.
    assert found[-2:] == pytest.approx([100, 100])
    assert found[4] == pytest.approx(0, abs=1e-6)


@given(
    st.lists(st.floats(-1e6, 1e6), min_size=9, max_size=9).map(sorted),
    st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(0.01, 1)), min_size=1, max_size=4),
    st.floats(-1e6, 1e6),
)
def test_a_mixture_keeps_its_order_and_its_bounds(
    quantiles: list[float], members: list[tuple[float, float]], own: float
) -> None:
    said = np.array(quantiles)
    means, shares = np.array(members).T
    found = mixed(said, means, shares / shares.sum(), own)
    large = said[-1] >= own > 0
    laid = [
        said * (mean / own)
        if own > 0 and mean >= 0 and (large or mean <= own)
        else said + mean - own
        for mean in means.tolist()
    ]
    assert (np.diff(found) >= 0).all()
    tiny = 1e-7 * np.abs(laid).max()
    assert np.min(laid) - tiny <= found[0]
    assert found[-1] <= np.max(laid) + tiny


@given(st.lists(st.tuples(*[st.floats(0, 1e6)] * 4), min_size=1, max_size=9), st.integers(0, 40))
def test_weights_are_shares(rows: list[tuple[float, ...]], windows: int) -> None:
    table = np.array(rows)
    found = weights(table[:, 0], table[:, 1:], windows, np.full(3, 1 / 3))
    assert found.sum() == pytest.approx(1)
    assert (found >= 0).all()


def test_what_was_a_little_too_high_is_lowered_by_half_after_four_windows() -> None:
    assert factor(np.array([90.0]), np.array([100.0]), 4) == pytest.approx(0.95)
    assert factor(np.array([90.0] * 9), np.array([100.0] * 9), 4) == pytest.approx(0.95)


def test_uneven_windows_move_less() -> None:
    # The windows miss by half of what was said: k = .25 / .01, and 90 came where 100 was said.
    actual, said = np.array([140.0, 40.0]), np.array([100.0, 100.0])
    missed = (0.4**2 + 0.6**2) / 2
    assert factor(actual, said, 6) == pytest.approx((6 * 0.9 + missed * 100) / (6 + missed * 100))


def test_a_factor_has_its_bounds_and_its_refusals() -> None:
    assert factor(np.array([0.0]), np.array([100.0]), 1000) == 0.5
    assert factor(np.array([900.0]), np.array([100.0]), 100_000) == 1.5
    assert factor(np.array([]), np.array([]), 0) == 1
    assert factor(np.array([5.0]), np.array([0.0]), 3) == 1
