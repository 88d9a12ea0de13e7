"""Scores of forecasts beside what came."""

import numpy as np
import pytest

from generator.forecast import score
from generator.forecast.accuracy import NAIVE, judged, scores
from generator.forecast.issued import CLIMATOLOGY, COMPANY, LEVELS, Issued, Outcome, Scope

ANN = Scope("person", "ann")
OUTCOMES = [Outcome(0, "4 weeks", 28, COMPANY, 100, 90), Outcome(7, "4 weeks", 35, COMPANY, 50, 50)]


def issued(origin: int, method: str, mean: float, quantiles: tuple[float, ...] = ()) -> Issued:
    return Issued(origin, "c0ffee", "4 weeks", origin + 28, method, COMPANY, mean, quantiles)


def flat(low: float, high: float) -> tuple[float, ...]:
    """Give quantiles that run straight from one amount at 2.5 % to another at 97.5 %."""
    return tuple(low + (high - low) * (level - 0.025) / 0.95 for level in LEVELS)


FORECASTS = [
    issued(0, "model", 80, flat(60, 155)),
    issued(7, "model", 75, flat(55, 150)),
    issued(14, "model", 75, flat(55, 150)),
    issued(0, NAIVE, 110),
    issued(7, NAIVE, 60),
    issued(7, CLIMATOLOGY, 90, flat(0, 190)),
]


def test_a_window_that_is_not_over_is_not_judged() -> None:
    pairs = judged(FORECASTS, OUTCOMES)
    assert [(pair.issued.origin, pair.actual) for pair in pairs] == [
        (0, 100), (7, 50), (0, 100), (7, 50), (7, 50)
    ]  # fmt: skip
    assert judged([FORECASTS[0]._replace(scope=ANN)], OUTCOMES) == []


def test_a_method_is_scored_over_its_windows() -> None:
    found = {one.method: one for one in scores(judged(FORECASTS, OUTCOMES))}
    model = found["model"]
    assert (model.n, model.independent, model.forecast, model.actual) == (2, 1, 155, 150)
    assert (model.wape, model.bias) == pytest.approx((45 / 150, 5 / 150))
    assert model.mase == pytest.approx(45 / 20)
    assert [share.share for share in model.coverage] == [0.5] * 4
    # Both windows share most of their days: one stands by itself, and half of one tells little.
    assert [share.n for share in model.coverage] == [1] * 4
    assert model.coverage[0].low == pytest.approx(
        0.5 - 0.5 * (1.96**2 / (1 + 1.96**2)) ** 0.5, abs=1e-4
    )
    assert model.width == pytest.approx(80 / 75)
    assert model.winkler[1] == pytest.approx((80 + 80 + 10 * (62.5 - 50)) / 2)
    assert model.floor is None


def test_skill_is_over_the_climatology_of_the_same_origins() -> None:
    found = {one.method: one for one in scores(judged(FORECASTS, OUTCOMES))}
    both = np.array([flat(55, 150), flat(0, 190)])
    ours, theirs = score.crps_of_quantiles(LEVELS, both, np.array([50.0, 50.0]))
    assert found["model"].skill == pytest.approx(1 - ours / theirs)
    assert found[CLIMATOLOGY].skill == pytest.approx(0)


def test_points_have_no_ranges_to_score() -> None:
    found = {one.method: one for one in scores(judged(FORECASTS, OUTCOMES))}
    naive = found[NAIVE]
    assert (naive.mase, naive.crps, naive.coverage, naive.width) == (1, None, (), None)


def test_without_the_naive_method_there_is_no_comparison() -> None:
    pairs = judged(FORECASTS[:3], OUTCOMES)
    (found,) = scores(pairs, {("4 weeks", COMPANY): (13.0, 1.08)})
    assert (found.mase, found.skill) == (None, None)
    assert found.floor == pytest.approx(0.326, abs=1e-3)
    assert scores([]) == ()
