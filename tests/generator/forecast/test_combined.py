"""Combining looks back only, and never says less than is booked."""

from itertools import pairwise

import numpy as np
import pytest

from generator.forecast import run_rate
from generator.forecast.combined import combined
from generator.forecast.issued import (
    COMBINED,
    COMPANY,
    LEVELS,
    MODEL,
    UNVERIFIED,
    Issued,
    Scope,
)
from generator.forecast.outlook import CONCENTRATED, RUN_RATE
from generator.forecast.replay import Chances, Replay
from generator.forecast.scenario import Window
from generator.forecast.takings import Wins

BEGIN, WEEKS = 7, 60
NO_CHANCES = Chances((), np.zeros((1, 0)), np.zeros((1, 0)))
ANN, BOB = Scope("person", "ann"), Scope("person", "bob")


def issued(origin: int, method: str, mean: float, scope: Scope, booked: float = 0) -> Issued:
    spread = tuple(booked + (mean - booked) * (0.5 + level) for level in LEVELS)
    quantiles = spread if method == MODEL else ()
    return Issued(
        origin, "c", "4 weeks", origin + 28, method, scope, mean, quantiles, booked, mean - booked
    )


def replayed(
    said: dict[str, float], weekly: float = 10, *, scopes: tuple[Scope, ...] = (COMPANY,),
    weeks: int = WEEKS, steady: tuple[Scope, ...] = (),
) -> list[Replay]:  # fmt: skip
    """Give a replay of every week; a win of so much is on the last day of each."""
    found = []
    for week in range(1, weeks + 1):
        origin = BEGIN * week
        days = BEGIN * np.arange(1, week + 1)
        wins = Wins(days, np.full(week, weekly), np.zeros(week, np.int64))
        told = tuple(
            issued(origin, name, mean, scope) for name, mean in said.items() for scope in scopes
        )
        window = Window("4 weeks", origin + 1, origin + 28)
        people, teams = ("ann",), ((),)
        found.append(
            Replay(origin, "c", 7, (window,), told, NO_CHANCES, wins, people, teams, steady)
        )
    return found


def test_at_first_the_model_is_alone() -> None:
    first = next(combined(replayed({MODEL: 60, run_rate.NAME: 40})))
    assert (first.method, first.mean, first.label) == (COMBINED, 60, UNVERIFIED)
    assert first.quantiles == pytest.approx([60 * (0.5 + level) for level in LEVELS])
    assert first.open == pytest.approx(60)


def test_the_better_member_gains_and_the_sum_is_corrected() -> None:
    means = [one.mean for one in combined(replayed({MODEL: 80, run_rate.NAME: 41}))]
    assert means[:17] == [80] * 17  # 13 weeks of learning, and four until one window is over
    assert means[17] < 80
    assert all(later <= before + 1e-9 for before, later in pairwise(means))
    assert 40 < means[-1] < 60


def test_the_range_is_tested_after_four_windows() -> None:
    found = list(combined(replayed({MODEL: 40})))
    labels = [one.label for one in found]
    assert labels[:29] == [UNVERIFIED] * 29  # until the fourth window after those of learning
    # The ninth window ends five windows later; nineteen take more than 60 weeks.
    assert set(labels[29:49]) == {"90 % and 95 % ranges, not yet verified"}
    assert set(labels[49:]) == {"95 % range, not yet verified"}
    # 40 came each time: in the middle of the range, which narrows.
    widths = [one.between(0.8)[1] - one.between(0.8)[0] for one in found]
    assert widths[-1] < widths[0] / 2


def test_people_test_the_ranges_of_people() -> None:
    both = replayed({MODEL: 40}, scopes=(ANN, BOB))
    alone = replayed({MODEL: 40}, scopes=(ANN,))
    tested = [
        next(i for i, one in enumerate(combined(told)) if one.label != UNVERIFIED)
        for told in (both, alone)
    ]
    assert tested[0] // 2 < tested[1]


def test_steady_business_begins_with_both() -> None:
    said: dict[str, float] = {MODEL: 80, run_rate.NAME: 40}
    first = next(combined(replayed(said, steady=(COMPANY,))))
    assert (first.mean, first.label) == (60, f"{RUN_RATE}; {UNVERIFIED}")
    assert next(combined(replayed(said))).mean == 80
    del said[run_rate.NAME]
    assert next(combined(replayed(said, steady=(COMPANY,)))).mean == 80


def test_where_one_deal_decides_the_model_stands_alone() -> None:
    """40 came each time where the model said 80; what one deal decides learns nothing of that."""
    told = replayed({MODEL: 80, run_rate.NAME: 41})
    *others, last = told
    decided = tuple(
        one._replace(label=CONCENTRATED) if one.method == MODEL else one for one in last.issued
    )
    *_, usual = combined(told)
    *_, alone = combined([*others, last._replace(issued=decided)])
    model = next(one for one in last.issued if one.method == MODEL)
    assert usual.mean < 70
    assert alone.mean == 80
    assert alone.quantiles == pytest.approx(model.quantiles)
    assert alone.label == f"{CONCENTRATED}; {UNVERIFIED}"


def test_amounts_below_zero_stay_there() -> None:
    """The model expects a loss of 60; what is shown must not hide it."""
    first = next(combined(replayed({MODEL: -60.0})))
    assert (first.mean, first.open + first.new) == (-60, -60)
    assert first.between(0.8)[1] < 0


def test_a_deal_that_the_rates_do_not_know_stays_possible() -> None:
    """A deal of 100 with 40 %: the rate of 8 did better so far, and counts in part only."""
    told = replayed({MODEL: 40.0, run_rate.NAME: 8.0}, weekly=2)
    deal = (0.0,) * 5 + (100.0,) * 4
    whale = [
        one._replace(
            issued=tuple(
                each._replace(quantiles=deal) if each.method == MODEL else each
                for each in one.issued
            )
        )
        for one in told
    ]
    *_, last = combined(whale)
    assert 8 < last.mean < 40
    assert last.at(0.975) > 1.1 * 100 * last.mean / 40  # it is not scaled down with the mean


def test_what_is_booked_stays_the_least() -> None:
    (one, *_) = replayed({}, weeks=1, steady=(COMPANY,))
    told = tuple(issued(7, name, mean, COMPANY, 100) for name, mean in
                 ((MODEL, 160), (run_rate.NAME, 120)))  # fmt: skip
    (found,) = combined([one._replace(issued=told)])
    assert found.mean == 140
    assert min(found.quantiles) >= 100
    assert found.booked + found.open + found.new == pytest.approx(found.mean)


def test_where_the_model_says_nothing_others_are_not_combined() -> None:
    assert list(combined(replayed({run_rate.NAME: 40}))) == []


def test_where_the_model_expects_nothing_the_rate_is_new_business() -> None:
    said = {MODEL: 0.0, run_rate.NAME: 40.0}
    found = next(combined(replayed(said, steady=(COMPANY,))))
    assert (found.mean, found.open, found.new) == (20, 0, 20)
    assert np.isfinite(found.quantiles).all()


def test_what_comes_later_changes_nothing() -> None:
    told = replayed({MODEL: 80, run_rate.NAME: 30})
    early = [one for one in combined(told) if one.origin <= 7 * 40]
    assert list(combined(told[:40])) == early


def test_a_team_above_others_is_the_sum_of_its_parts() -> None:
    east, south = Scope("team", "east"), Scope("team", "south")
    said = {MODEL: 60.0, run_rate.NAME: 60.0}
    told = [_below(one, south) for one in replayed(said, scopes=(ANN, BOB, east))]
    found = {(one.origin, one.scope): one for one in combined(told)}
    for origin in {one.origin for one in told}:
        whole, parts = found[origin, south], [found[origin, east], found[origin, BOB]]
        for figure in ("mean", "booked", "open", "new"):
            summed = sum(getattr(part, figure) for part in parts)
            assert getattr(whole, figure) == pytest.approx(summed), figure
        assert whole.between(0.8)[0] <= whole.mean <= whole.between(0.8)[1]
    first, last = found[BEGIN, south], found[BEGIN * WEEKS, south]
    assert (first.mean, first.label) == (120, UNVERIFIED)
    assert last.label == "95 % range, not yet verified"
    assert 80 < last.mean < 120  # 40 came to each


def _below(one: Replay, above: Scope) -> Replay:
    """Give Ann and Bob the same wins; Ann is in the east, Bob in the team above it."""
    day, amount, _ = one.wins
    return one._replace(
        wins=Wins(day.repeat(2), amount.repeat(2), np.tile([0, 1], len(day))),
        people=("ann", "bob"),
        teams=(("east", above.id), (above.id,)),
        issued=(*one.issued, issued(one.origin, MODEL, 120, above)),
    )
