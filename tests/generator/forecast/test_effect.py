from datetime import date

import numpy as np
import pytest

from generator.forecast import effect, evidence, hazard, slip
from generator.forecast.effect import Effects
from generator.forecast.known import NONE, Known
from generator.forecast.panel import panel
from tests.generator.forecast.books import Line, known
from tests.generator.forecast.markets import BEGIN, lines, market


def learned(then: Known) -> Effects:
    laid = panel(then)
    return effect.learn(then, laid, hazard.winning(hazard.learn(then, laid).mean, 104))


def worth(found: Effects, name: str) -> float:
    return float(found.worth[1 + len(slip.SPANS) + evidence.NAMES.index(name)])


def test_without_a_past_nothing_has_an_effect() -> None:
    found = learned(known(30, ("a", 29, "talk", 1.0, 40, "ann")))
    assert (found.worth == 0).all()
    assert (found.season == 1).all()
    assert found.shock == pytest.approx(0.15)
    assert np.isfinite(found.spread).all()


def test_months_of_days_are_those_of_the_calendar() -> None:
    days = range(date(2023, 12, 30).toordinal(), date(2025, 3, 2).toordinal())
    months = effect.month_of(np.array(days))
    assert months.tolist() == [date.fromordinal(day).month - 1 for day in days]


def test_a_sign_that_goes_with_wins_is_found() -> None:
    """Deals with two contacts are won, the others lost, in one market of 300."""
    then = market(seed=4, deals=300)
    won = {deal for deal, _, stage, *_ in lines(4, 300) if stage == "won"}
    of = np.array([then.deals[deal] in won for deal in then.versions.deal])
    then.versions.contacts[:] = np.where(of, 2, 1)
    assert worth(learned(then), "fewer than two contacts") < -1
    then.versions.contacts[:] = np.where(of, 1, 2)
    assert worth(learned(then), "fewer than two contacts") > 1


def test_some_signs_only_speak_against_a_deal() -> None:
    for seed in range(3):
        found = learned(market(seed))
        first = 1 + len(slip.SPANS)
        assert (found.worth[first:][evidence.AGAINST] <= 0).all()


def test_owners_have_the_wins_that_came_to_them() -> None:
    then = market(deals=300)
    due, came = learned(then).owner
    assert due.shape == came.shape == (4,)  # three people and nobody
    assert came[3] == due[3] == 0
    assert came.sum() == pytest.approx(due.sum(), rel=0.25)


def test_wins_at_the_ends_of_quarters_make_a_season() -> None:
    """Every deal is won in March, June, September or December."""
    then = market(seed=7, deals=400, weeks=156, won=0.4)
    held = then.versions
    won = held.stage == 2
    month = effect.month_of(held.day)
    kept = np.isin(held.deal, held.deal[won & (month % 3 != 2)], invert=True)
    season = learned(then._replace(versions=held.take(kept))).season
    assert season[2::3].min() > 1.2
    assert season[0::3].max() < 0.8


def test_the_shock_is_bounded() -> None:
    assert 0 < learned(market(deals=600)).shock <= 0.5


def test_a_deal_is_first_won_once() -> None:
    then = known(
        BEGIN + 90,
        ("a", BEGIN + 10, "offer", 1.0, BEGIN + 50, "ann"),
        ("a", BEGIN + 40, "won", 1.0, BEGIN + 40, "ann"),
        ("a", BEGIN + 50, "offer", 1.0, BEGIN + 90, "ann"),
        ("a", BEGIN + 60, "won", 1.0, BEGIN + 60, "ann"),
        ("b", BEGIN + 10, "offer", 1.0, BEGIN + 50, "ann"),
        begin=BEGIN,
    )
    days = effect.won_days(then, panel(then))
    assert days[0] == BEGIN + 40
    assert days[1] > then.day


def test_a_deal_is_won_on_the_day_it_closed_however_late_that_is_told() -> None:
    told: list[Line] = [("a", 100, "offer", 1.0, 150, "ann"), ("a", 160, "won", 1.0, 140, "ann")]
    then = known(200, *told, ("b", 120, "won", 1.0, NONE, "ann"), ("c", 130, "won", 1.0, 150, ""))
    days = effect.won_days(then, panel(then))
    assert days.tolist() == [140, 120, 130]  # b tells no day; c none later than it was told


def test_products_are_summed_in_one_order() -> None:
    left, right = np.arange(6.0).reshape(2, 3), np.arange(3.0)
    assert effect.summed("ij,j->i", left, right).tolist() == [5.0, 14.0]
