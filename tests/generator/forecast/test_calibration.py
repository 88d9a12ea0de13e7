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
    nothing = calibration("4 weeks", np.array([]), np.array([]), np.array([]))
    assert (nothing.n, nothing.brier, nothing.bins, nothing.slope) == (0, None, (), None)
