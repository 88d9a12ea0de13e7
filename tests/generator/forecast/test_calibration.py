"""Chances against what came."""

import numpy as np
import pytest

from generator.forecast.calibration import bins, calibration, line


def drawn(size: int, slope: float, intercept: float) -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(2)
    said = chance.uniform(0.05, 0.95, size)
    true = 1 / (1 + np.exp(-(intercept + slope * np.log(said / (1 - said)))))
    return said, (chance.uniform(size=size) < true).astype(float)


@pytest.mark.parametrize(("slope", "intercept"), [(1, 0), (0.5, 0), (1, -1), (2, 0.5)])
def test_the_line_is_found_again(slope: float, intercept: float) -> None:
    found = line(*drawn(40_000, slope, intercept))
    assert found == pytest.approx((intercept, slope), abs=0.07)


def test_without_two_outcomes_there_is_no_line() -> None:
    assert line(np.array([0.2, 0.8]), np.ones(2)) == (None, None)
    assert line(np.array([0.5, 0.5]), np.array([0.0, 1.0])) == (None, None)
    assert line(np.array([]), np.array([])) == (None, None)


def test_a_line_stays_finite_where_chances_are_never_wrong() -> None:
    found = line(np.array([0.2, 0.3, 0.7, 0.8]), np.array([0.0, 0.0, 1.0, 1.0]))
    assert np.isfinite(np.array(found, float)).all()


def test_chances_are_gathered_by_ten_points() -> None:
    chance = np.array([0.1 + 0.2, 0.35, 0.05, 1.0])
    found = bins(chance, np.array([1.0, 0.0, 0.0, 1.0]))
    assert [(one.low, one.won.n) for one in found] == [(0.0, 1), (0.3, 2), (0.9, 1)]
    assert (found[1].said, found[1].won.share) == pytest.approx((0.325, 0.5))


def test_all_of_it_together() -> None:
    chance, came = np.array([0.9, 0.2, 0.5, 0.4]), np.array([1.0, 0.0, 1.0, 0.0])
    found = calibration("4 weeks", chance, np.full(4, 0.5), came)
    assert (found.n, found.wins) == (4, 2)
    assert found.static == pytest.approx(0)
    assert found.brier == pytest.approx(0.115)
    assert found.skill == pytest.approx(0.54)
    assert found.log_loss == pytest.approx(-np.log(0.9 * 0.8 * 0.5 * 0.6) / 4)
    assert found.auc == 1
    assert found.parts == pytest.approx((0.115, 0.25, 0.25))  # the winners are those above 0.4
    nothing = calibration("4 weeks", np.array([]), np.array([]), np.array([]))
    assert (nothing.n, nothing.brier, nothing.bins, nothing.slope) == (0, None, (), None)
    assert (nothing.log_loss, nothing.auc, nothing.parts) == (None, None, None)


@pytest.mark.parametrize(
    ("cases", "expected"), [(199, [(0.2, 0.3), (0.3, 0.4)]), (200, [(0.21, 0.39)])]
)
def test_many_chances_are_pooled(cases: int, expected: list[tuple[float, float]]) -> None:
    """Half of each were won: two bins of ten points, and one share of all as nothing rises."""
    chance = np.where(np.arange(cases) < cases // 2, 0.21, 0.39)
    came = np.where(np.arange(cases) < cases // 2, 1.0, 0.0)
    found = calibration("4 weeks", chance, chance, came).bins
    assert [(one.low, one.high) for one in found] == expected
    assert sum(one.won.n for one in found) == cases
