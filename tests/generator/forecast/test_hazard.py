import numpy as np
import pytest

from generator.forecast import hazard
from generator.forecast.known import Known
from generator.forecast.panel import panel
from generator.forecast.prior import AGES, OLDEST, age_group, funnel
from tests.generator.forecast.books import Line, known
from tests.generator.forecast.markets import market

WON, LOST = 3, 4  # the places of the stages of `books` on a chart
RNG = np.random.default_rng(1)


def learned(then: Known) -> hazard.Hazards:
    return hazard.learn(then, panel(then))


def test_without_a_deal_the_usual_funnel_holds() -> None:
    then = known(30)
    usual = funnel(panel(then).chart)
    assert np.allclose(learned(then).mean[:, 0], usual)


def test_chances_are_shares_of_one() -> None:
    mean = learned(market()).mean
    assert np.allclose(mean.sum(axis=-1), 1)
    assert (mean >= 0).all()


def test_many_deals_speak_for_themselves() -> None:
    """Of 400 deals every tenth is won after a week, the others are lost: 10 % a week."""
    lines: list[Line] = []
    for number in range(400):
        end = "lost" if number % 10 else "won"
        lines += [
            (f"d{number:03}", 100, "offer", 1.0, 200, ""),
            (f"d{number:03}", 107, end, 1.0, 107, ""),
        ]
    mean = learned(known(107, *lines)).mean
    assert mean[1, 0, WON] == pytest.approx(0.1, abs=0.01)
    assert mean[1, 0, LOST] == pytest.approx(0.9, abs=0.05)


def test_deals_that_nobody_closes_fade() -> None:
    """200 deals have stood still for two years: those of that age are hardly ever won."""
    still: list[Line] = [
        (f"z{number:03}", 738001, "offer", 1.0, 738100, "") for number in range(200)
    ]
    then = market()
    stuck = known(then.day, *still, begin=738000)
    mean = learned(stuck).mean
    assert mean[1, -1, WON] < 0.001
    assert mean[1, 0, WON] < funnel(panel(then).chart)[1, WON]


def test_draws_lie_around_the_mean() -> None:
    found = learned(market())
    drawn = found.drawn(np.random.default_rng(3), 400)
    assert drawn.shape == (400, *found.weights.shape)
    assert np.allclose(drawn.sum(axis=-1), 1)
    spread = np.sqrt(
        found.mean * (1 - found.mean) / (found.weights.sum(axis=-1, keepdims=True) + 1)
    )
    assert (np.abs(drawn.mean(axis=0) - found.mean) < 6 * spread / np.sqrt(400) + 1e-12).all()


def test_following_deals_gives_what_walking_each_of_them_gives() -> None:
    """Chances by weeks against 20,000 walks through the same chances, one by one."""
    mean = learned(market()).mean
    weeks, walks, start, old = 20, 20_000, 0, 5
    total = hazard.winning(mean, weeks)
    stage, age = np.full(walks, start), np.full(walks, old)
    won_by = []
    for _ in range(weeks):
        going = stage < WON
        chance = mean[np.minimum(stage, 2), age_group(np.minimum(age, OLDEST))]
        lot = RNG.random(walks)[:, None]
        then = np.where(going, (chance.cumsum(axis=1) < lot).sum(axis=1), stage)
        age = np.where(then == stage, age + 1, 0)
        stage = np.minimum(then, LOST)
        won_by.append((stage == WON).mean())
    found = -np.expm1(-total[1:, start, old])
    assert np.abs(found - won_by).max() < 4 * np.sqrt(0.25 / walks)


def test_hazards_begin_at_none_and_never_fall() -> None:
    total = hazard.winning(learned(market()).mean, 30)
    assert total.shape == (31, 3, OLDEST + 1)
    assert (total[0] == 0).all()
    assert (np.diff(total, axis=0) >= 0).all()
    assert np.isfinite(hazard.winning(learned(market(won=0.9)).mean, 208)).all()
    assert len(AGES) == 6
