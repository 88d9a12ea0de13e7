"""Chances pooled as far as what came does not rise with them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.forecast.isotonic import Block, blocks, parts

CASES = st.lists(st.tuples(st.integers(0, 20), st.booleans()), min_size=1, max_size=40)


def cases(told: list[tuple[int, bool]]) -> tuple[np.ndarray, np.ndarray]:
    chance, came = zip(*told, strict=True)
    return np.array(chance) / 20, np.array(came, float)


def test_neighbours_in_the_wrong_order_are_pooled() -> None:
    """0.2 came and 0.3 did not: together one of two; 0.1 never came, 0.4 always."""
    first, second, third = blocks(np.array([0.3, 0.1, 0.4, 0.2]), np.array([0.0, 0.0, 1.0, 1.0]))
    assert (first, third) == (Block(0.1, 0.1, 0.1, 1, 0), Block(0.4, 0.4, 0.4, 1, 1))
    assert (second.low, second.high, second.n, second.won) == (0.2, 0.3, 2, 1)
    assert second.said == pytest.approx(0.25)


def test_pooling_goes_back_as_far_as_it_must() -> None:
    """Shares 1/2, 2/3 and 0/2 of 0.1, 0.5 and 0.9: the last two are 2 of 5, less than the first."""
    chance = np.array([0.1] * 2 + [0.5] * 3 + [0.9] * 2)
    came = np.array([1.0, 0, 1, 1, 0, 0, 0])
    (found,) = blocks(chance, came)
    assert (found.low, found.high, found.n, found.won) == (0.1, 0.9, 7, 3)
    assert found.said == pytest.approx((0.2 + 1.5 + 1.8) / 7)


def test_equal_shares_are_one_block() -> None:
    (found,) = blocks(np.array([0.2, 0.8]), np.array([1.0, 1.0]))
    assert (found.n, found.won) == (2, 2)
    assert blocks(np.array([]), np.array([])) == ()


@given(CASES)
def test_no_monotone_line_is_nearer(told: list[tuple[int, bool]]) -> None:
    """The fit is the min-max formula's: the largest of the smallest means of stretches."""
    chance, came = cases(told)
    levels = np.unique(chance)
    fitted = {
        level: one.won / one.n
        for one in blocks(chance, came)
        for level in levels
        if one.low <= level <= one.high
    }
    for level in levels:
        best = max(
            min(came[(low <= chance) & (chance <= high)].mean() for high in levels[levels >= level])
            for low in levels[levels <= level]
        )
        assert fitted[level] == pytest.approx(best)


@given(CASES)
def test_the_parts_make_the_score(told: list[tuple[int, bool]]) -> None:
    chance, came = cases(told)
    found = parts(chance, came)
    assert found is not None
    miscalibration, discrimination, uncertainty = found
    brier = float(np.square(chance - came).mean())
    assert miscalibration - discrimination + uncertainty == pytest.approx(brier)
    assert min(miscalibration, discrimination) >= -1e-9


def test_the_parts_are_what_pooling_gains() -> None:
    """Said 0.5 to four of which one came: 0.25 against 0.1875 of the share of all."""
    found = parts(np.full(4, 0.5), np.array([1.0, 0, 0, 0]))
    assert found == pytest.approx((0.25 - 0.1875, 0, 0.1875))
    assert parts(np.array([]), np.array([])) is None
