"""Scores against values worked out by hand and against slow formulas."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.forecast import score
from generator.forecast.issued import LEVELS

Y = np.array([100.0, 0.0, 50.0])
F = np.array([80.0, 10.0, 75.0])
AMOUNTS = st.lists(st.floats(0, 1e6), min_size=1, max_size=30)


def test_errors_in_relation_to_what_came() -> None:
    assert score.wape(Y, F) == pytest.approx(55 / 150)
    assert score.bias(Y, F) == pytest.approx(15 / 150)
    assert score.mase(Y, F, np.array([100.0, 55.0, 50.0])) == pytest.approx(1.0)


def test_without_anything_to_divide_by_there_is_no_ratio() -> None:
    nothing = np.zeros(2)
    assert score.wape(nothing, nothing) is None
    assert score.bias(nothing, nothing + 1) is None
    assert score.mase(nothing, nothing + 1, nothing) is None


def test_a_quantile_pays_more_on_its_rare_side() -> None:
    assert score.pinball(np.array([10.0]), np.array([4.0]), 0.9) == pytest.approx(5.4)
    assert score.pinball(np.array([4.0]), np.array([10.0]), 0.9) == pytest.approx(0.6)


@given(AMOUNTS, st.floats(0, 1e6))
def test_crps_is_what_its_definition_says(draws: list[float], actual: float) -> None:
    one = sum(abs(x - actual) for x in draws) / len(draws)
    two = sum(abs(x - other) for x in draws for other in draws) / len(draws) ** 2
    assert score.crps(np.array(draws), actual) == pytest.approx(one - two / 2, abs=1e-3)


def of_quantiles(quantiles: tuple[float, ...] | list[float], actual: float) -> float:
    (found,) = score.crps_of_quantiles(LEVELS, np.array([quantiles]), np.array([actual]))
    return float(found)


def test_crps_of_a_point_is_its_error() -> None:
    assert of_quantiles([70.0] * len(LEVELS), 100.0) == pytest.approx(30)


def test_crps_of_quantiles_is_that_of_the_distribution() -> None:
    # Uniform on 0 to 1, whose score at the middle is 1/12; the tails are cut off at 2.5 %.
    assert of_quantiles(LEVELS, 0.5) == pytest.approx(1 / 12, abs=1e-3)


@given(st.lists(st.floats(0, 1e6), min_size=9, max_size=9).map(sorted), st.floats(0, 1e6))
def test_crps_of_quantiles_is_that_of_draws_on_the_line(
    quantiles: list[float], actual: float
) -> None:
    steps = [(number + 0.5) / 200 for number in range(200)]
    draws = np.interp(steps, LEVELS, quantiles)
    expected = score.crps(draws, actual)
    assert of_quantiles(quantiles, actual) == pytest.approx(expected, abs=1e-3)


def test_an_interval_pays_for_its_width_and_for_what_is_outside() -> None:
    low, high = np.array([10.0, 10.0, 10.0]), np.array([20.0, 20.0, 20.0])
    found = score.winkler(np.array([15.0, 8.0, 23.0]), low, high, 0.8)
    assert found == pytest.approx((10 + 10 + 2 * 10 + 10 + 3 * 10) / 3)


def test_coverage_counts_the_ends() -> None:
    found = score.coverage(np.array([1.0, 2.0, 3.1]), np.ones(3), np.full(3, 3.0), 3)
    assert found == score.wilson(2, 3)


def test_the_interval_of_coverage_is_that_of_so_many_windows() -> None:
    """Of twelve forecasts nine held; they are of four windows apart, as if three of four had."""
    came = np.array([2.0] * 9 + [4.0] * 3)
    found = score.coverage(came, np.ones(12), np.full(12, 3.0), 4)
    assert found is not None
    assert (found.share, found.n) == (0.75, 4)
    assert (found.low, found.high) == pytest.approx((0.3006, 0.9544), abs=1e-4)
    all_of_six = score.coverage(np.full(72, 2.0), np.ones(72), np.full(72, 3.0), 6)
    assert all_of_six is not None
    assert (all_of_six.low, all_of_six.high) == pytest.approx((6 / (6 + 1.96**2), 1), abs=1e-4)
    assert score.coverage(came[:0], came[:0], came[:0], 0) is None


def test_wilson_is_the_printed_interval() -> None:
    # 81 of 263, the example of Newcombe (1998), table I, method 3.
    found = score.wilson(81, 263)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    assert score.wilson(0, 0) is None


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_the_share_and_stays_a_share(case: tuple[int, int]) -> None:
    found = score.wilson(*case)
    assert found is not None
    assert 0 <= found.low <= found.share + 1e-12
    assert found.share - 1e-12 <= found.high <= 1


def test_brier_and_its_skill() -> None:
    chance, came = np.array([0.9, 0.2, 0.5, 0.4]), np.array([1.0, 0.0, 1.0, 0.0])
    assert score.brier(chance, came) == pytest.approx((0.01 + 0.04 + 0.25 + 0.16) / 4)
    assert score.brier_skill(chance, came) == pytest.approx(1 - 0.115 / 0.25)
    assert score.brier_skill(np.full(4, 0.5), came) == pytest.approx(0)
    assert score.brier(np.array([]), np.array([])) is None
    assert score.brier_skill(np.array([]), np.array([])) is None
    assert score.brier_skill(chance, np.ones(4)) is None


def test_log_loss_clips_what_is_said_to_be_sure() -> None:
    """0.8 came and 0 did not: a chance of 0 counts as one of five in a thousand."""
    chance, came = np.array([0.8, 0.0]), np.array([1.0, 0.0])
    assert score.log_loss(chance, came) == pytest.approx(-(np.log(0.8) + np.log(0.995)) / 2)
    sure = score.log_loss(np.array([1.0]), np.array([0.0]))
    assert sure == pytest.approx(-np.log(0.005))
    assert score.log_loss(chance[:0], came[:0]) is None


def test_auc_counts_pairs_in_the_right_order() -> None:
    """Of the pairs of a winner and a loser, 0.2 > 0.1 and 0.4 > both; 0.3 = 0.3 counts half."""
    chance, came = np.array([0.1, 0.2, 0.3, 0.4]), np.array([0.0, 1.0, 0.0, 1.0])
    assert score.auc(chance, came) == pytest.approx(3 / 4)
    assert score.auc(np.array([0.3, 0.3]), np.array([1.0, 0.0])) == 0.5
    assert score.auc(chance, np.ones(4)) is None
    assert score.auc(chance, np.zeros(4)) is None


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=1, max_size=30))
def test_auc_is_what_its_definition_says(cases: list[tuple[int, bool]]) -> None:
    pairs = [(up, down) for up, won in cases if won for down, other in cases if not other]
    right = sum((up > down) + 0.5 * (up == down) for up, down in pairs)
    chance, came = (np.array(column, float) for column in zip(*cases, strict=True))
    expected = pytest.approx(right / len(pairs)) if pairs else None
    assert score.auc(chance, came) == expected


def test_the_floor_is_what_chance_alone_leaves() -> None:
    chance = np.random.default_rng(1)
    spread, wins = 1.08, 13.0
    sigma = np.log(1 + spread**2) ** 0.5
    counts = chance.poisson(wins, 20_000)
    sums = np.array([chance.lognormal(-(sigma**2) / 2, sigma, n).sum() for n in counts])
    assert score.floor(wins, spread) == pytest.approx(np.abs(sums - wins).mean() / wins, rel=0.06)
    assert score.floor(0, 1) is None


def test_windows_that_overlap_count_once() -> None:
    origins = [0, 7, 14, 21, 28, 35]
    assert score.independent(origins, [at + 28 for at in origins]) == 2
    assert score.independent(origins[:5], [at + 7 for at in origins[:5]]) == 5
    assert score.independent([0, 7, 14], [91, 91, 91]) == 1
    assert score.independent([], []) == 0
