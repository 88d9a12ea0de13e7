"""Combining shrinks to the weights to begin with, and to no correction."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.forecast.combine import factor, weights

ACTUAL = np.array([100.0, 100.0])
SAID = np.array([[110.0, 120.0], [110.0, 120.0]])


EQUAL = np.array([0.5, 0.5])


def test_without_a_past_the_prior_counts() -> None:
    assert weights(np.array([]), np.zeros((0, 2)), 0, EQUAL) is EQUAL
    assert weights(ACTUAL, SAID, 0, EQUAL) is EQUAL
    assert weights(ACTUAL, np.full((2, 2), 100.0), 5, EQUAL) is EQUAL


def test_half_the_evidence_counts_after_eight_windows() -> None:
    # Squared errors 100 and 400: inverse weights .8 and .2.
    assert weights(ACTUAL, SAID, 8, EQUAL).tolist() == pytest.approx([0.65, 0.35])
    assert weights(ACTUAL, SAID, 8, np.array([0, 1.0])).tolist() == pytest.approx([0.4, 0.6])


def test_a_faultless_method_does_not_take_everything() -> None:
    found = weights(ACTUAL, np.array([[100.0, 120.0], [100.0, 120.0]]), 8, EQUAL)
    assert found.tolist() == pytest.approx([0.5 * 100 / 101 + 0.25, 0.5 / 101 + 0.25])


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
