"""Ranges hold what they claim, and keep their order."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.forecast.interval import FARTHEST, Misses, label, missed, misses
from generator.forecast.issued import LEVELS, UNVERIFIED

NORMAL = np.array([-1.96, -1.645, -1.282, -0.674, 0, 0.674, 1.282, 1.645, 1.96])
"""The standard normal distribution's quantiles at LEVELS."""


def lognormal(mean: float, spread: float) -> np.ndarray:
    return np.asarray(mean * np.exp(spread * NORMAL))


def rooted(mean: float, spread: float) -> np.ndarray:
    """Give a distribution whose roots are normal around the root of its mean."""
    return np.asarray((np.sqrt(mean) + spread * NORMAL) ** 2)


def test_without_a_past_the_range_is_the_models() -> None:
    quantiles = lognormal(100, 0.3)
    found = misses(np.array([]), np.zeros((0, 9)), 0)
    assert found.missed == ()
    assert found.corrected(quantiles[None])[0] == pytest.approx(quantiles)


def test_the_distance_is_the_rank_of_conformal_prediction() -> None:
    came, low, high = np.array([0.0, 3.0, 5.0, 9.0]), np.full(4, 2.0), np.full(4, 6.0)
    # Outside by 2, -1, -1, 3; ⌈5·0.8⌉ = 4th smallest: 3, and half of it counts for eight windows.
    assert missed(came, low, high, 0.8, 8) == pytest.approx(1.5)
    assert missed(came, low, high, 0.5, 8) == pytest.approx(1.0)
    assert missed(came[:0], low[:0], high[:0], 0.8, 0) == 0


@pytest.mark.parametrize("wrong", [0.4, 2.0])
def test_ranges_that_were_wrong_come_to_hold_their_share(wrong: float) -> None:
    chance = np.random.default_rng(3)
    actual = 100 * np.exp(0.3 * chance.standard_normal(400))
    said = np.tile(lognormal(100, 0.3 * wrong), (400, 1))
    found = misses(actual, said, 400).corrected(said)[0]
    later = 100 * np.exp(0.3 * chance.standard_normal(4000))
    inside = (found[LEVELS.index(0.1)] <= later) & (later <= found[LEVELS.index(0.9)])
    assert inside.mean() == pytest.approx(0.8, abs=0.04)


@given(
    st.lists(st.floats(-1e6, 1e6), min_size=9, max_size=9).map(sorted),
    st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=8),
    st.integers(1, 30),
)
def test_quantiles_never_cross(now: list[float], came: list[float], windows: int) -> None:
    past = np.tile(np.array(now), (len(came), 1))
    found = misses(np.array(came), past, windows).corrected(np.array([now]))[0]
    assert list(found) == sorted(found)
    assert found[0] >= 0 or now[0] < 0
    assert np.isfinite(found).all()


def test_a_range_is_untested_below_four_windows() -> None:
    assert label(3) == UNVERIFIED
    assert [label(windows) for windows in (8, 18, 19)] == [
        "90 % and 95 % ranges, not yet verified", "95 % range, not yet verified", ""
    ]  # fmt: skip


@pytest.mark.parametrize(("windows", "number"), [(1, 0), (2, 1), (4, 2), (9, 3), (19, 4)])
def test_a_range_is_moved_by_its_own_misses_once_enough_windows_test_it(
    windows: int, number: int
) -> None:
    said = lognormal(100, 0.3)
    past = np.tile(said, (40, 1))
    found = misses(np.full(40, 500.0), past, windows)
    # All outcomes were 500, so each range missed by what lies between its upper end and that.
    missed_by = (np.sqrt(500) - np.sqrt(said[5:])) * windows / (windows + 8)
    assert found.missed == pytest.approx(missed_by[:number])


def test_a_wider_range_follows_one_that_grew() -> None:
    """50 % and 80 % are tested, and grow by a half and by double; 90 % and 95 % follow the 80 %."""
    said = rooted(100, 0.3)
    missed_by = tuple(np.array([0.5, 1.0]) * 0.3 * NORMAL[5:7])
    found = Misses(missed_by).corrected(said[None])[0]
    reach = np.array([2, 2, 2, 1.5, 1, 1.5, 2, 2, 2])
    assert found == pytest.approx((10 + 0.3 * NORMAL * reach) ** 2)


def test_a_wider_range_stays_where_the_tested_one_shrank() -> None:
    said = rooted(100, 0.3)
    found = Misses((-0.05, -0.1)).corrected(said[None])[0]
    assert found[[0, 1, 7, 8]] == pytest.approx(said[[0, 1, 7, 8]])
    assert found[6] == pytest.approx((np.sqrt(said[6]) - 0.1) ** 2)


def test_a_range_without_width_leaves_the_wider_ones_finite() -> None:
    said = np.array([100.0] * 7 + [225.0, 400.0])
    found = Misses((0.1, 0.2)).corrected(said[None])[0]
    assert found[6:] == pytest.approx([10.2**2, 15.8**2, 20.8**2])


def test_what_people_who_sell_nothing_missed_does_not_blow_up_the_ranges_of_others() -> None:
    """Ann sells 50 M or nothing, Ben 60 M: the one's empty quarters widen neither far."""
    ann, ben = lognormal(5e7, 0.2), lognormal(6e7, 0.2)
    past = np.vstack([ann, ben] * 6)
    found = misses(np.array([0.0, 6e7] * 6), past, 12).corrected(np.vstack([ann, ben]))
    assert (found[:, 6] < 4 * past[:2, 6]).all()


def test_a_past_of_nothing_leaves_ranges_in_the_measure_of_what_came() -> None:
    past, came = np.zeros((20, 9)), np.full(20, 10_000.0)
    found = misses(came, past, 20).corrected(lognormal(10_000, 0.3)[None])[0]
    assert found[-1] < 100_000


@pytest.mark.parametrize("times", [1e-3, 1e6])
def test_ranges_grow_with_the_unit_of_money(times: float) -> None:
    past, came = np.vstack([lognormal(100, 0.3), lognormal(900, 0.5)]), np.array([40.0, 2000.0])
    found, scaled = (misses(came * by, past * by, 12).corrected(past * by) for by in (1.0, times))
    assert scaled == pytest.approx(found * times)


def test_amounts_below_zero_keep_their_place() -> None:
    said = -lognormal(100, 0.3)[::-1]
    found = misses(np.array([-300.0] * 9), np.tile(said, (9, 1)), 9).corrected(said[None])[0]
    assert found[4] == said[4]
    assert found[2] == pytest.approx(-((np.sqrt(-said[2]) + _missed_below(said[2], 300)) ** 2))


def _missed_below(low: float, came: float) -> float:
    """Give what counts after nine windows that all came lower."""
    return float(np.sqrt(came) - np.sqrt(-low)) * 9 / (9 + 8)


@given(
    st.lists(st.floats(0, 1e6), min_size=9, max_size=9).map(sorted),
    st.lists(st.floats(-500, 500), max_size=4),
)
def test_ranges_nest_and_reach_as_many_times_as_far_as_the_model_said(
    said: list[float], missed_by: list[float]
) -> None:
    found = Misses(tuple(missed_by)).corrected(np.array([said]))[0]
    assert list(found) == sorted(found)
    assert found[4] == said[4]
    for side in (-1, 1):
        model, now = (
            [side * (np.sqrt(one[4 + side * place]) - np.sqrt(one[4])) for place in range(5)]
            for one in (said, found)
        )
        last = len(missed_by)
        for place in range(last + 1, 5) if last else ():
            if found[4 + side * place] == 0:
                continue  # nothing lies below nothing
            assert now[place] >= model[place] - 1e-6
            if model[place] <= FARTHEST * model[last]:
                assert now[place] * model[last] >= model[place] * now[last] - 1e-3
