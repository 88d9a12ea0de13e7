"""What is shown is the default, until another method has passed the gate against it."""

from itertools import pairwise

import numpy as np
import pytest

from generator.forecast import choice
from generator.forecast.choice import Choice, choices, shown
from generator.forecast.issued import (
    CLIMATOLOGY,
    COMBINED,
    COMPANY,
    LEVELS,
    MODEL,
    Issued,
    Scope,
)
from generator.forecast.known import NONE
from generator.forecast.replay import Chances, Replay
from generator.forecast.scenario import Window
from generator.forecast.takings import Wins
from generator.forecast.unrated import Unrated

WEEK, SPAN = 7, 28
NO_CHANCES = Chances((), np.zeros((1, 0)), np.zeros((1, 0)))
ANN = Scope("person", "ann")


def issued(origin: int, method: str, mean: float, scope: Scope = COMPANY) -> Issued:
    quantiles = tuple(mean * (0.5 + level) for level in LEVELS)
    return Issued(origin, "c", "4 weeks", origin + SPAN, method, scope, mean, quantiles)


def replayed(weeks: int) -> list[Replay]:
    """Give a replay of every week; 10 are won on the last day of each, so 40 in four of them."""
    found = []
    for week in range(1, weeks + 1):
        origin = WEEK * week
        days = WEEK * np.arange(1, week + 1)
        wins = Wins(days, np.full(week, 10.0), np.zeros(week, np.int64))
        window = Window("4 weeks", origin + 1, origin + SPAN)
        found.append(Replay(origin, "c", 7, (window,), (), NO_CHANCES, wins, ("ann",), ((),), ()))
    return found


def said(weeks: int, means: dict[str, float]) -> list[Issued]:
    return [
        issued(WEEK * week, method, mean)
        for week in range(1, weeks + 1)
        for method, mean in means.items()
    ]


def test_the_default_is_shown_until_eight_windows_stand_by_themselves() -> None:
    """Weeks 1, 5, … 29 begin windows apart; the eighth of these is over at the end of week 33."""
    found = choices(replayed(40), said(40, {COMBINED: 80, MODEL: 41}))
    assert [one.method for one in found] == [COMBINED] * 32 + [MODEL] * 8
    assert [one.windows for one in found[:10]] == [0, 0, 0, 0, 1, 1, 1, 1, 2, 2]
    assert choice.words(found[31]) == (
        "shown by default: not yet enough windows for the gate, 7 of 8"
    )
    assert choice.words(found[32]) == "shown in the place of combined: it has passed the gate"


def test_a_method_that_is_no_better_is_not_shown() -> None:
    found = choices(replayed(40), said(40, {COMBINED: 41, MODEL: 80}))
    assert {one.method for one in found} == {COMBINED}
    assert choice.words(found[-1]) == "shown by default: no other method has passed the gate"


def test_of_two_that_pass_the_one_that_gains_more_is_shown() -> None:
    """In 41 is less off than in 50, with a narrower range; both beat 80."""
    means: dict[str, float] = {COMBINED: 80, MODEL: 50, CLIMATOLOGY: 41}
    assert choices(replayed(36), said(36, means))[-1].method == CLIMATOLOGY
    assert choices(replayed(36), said(36, means | {MODEL: 41, CLIMATOLOGY: 50}))[-1].method == MODEL


def test_a_method_without_ranges_is_never_shown() -> None:
    points = [one._replace(quantiles=()) for one in said(40, {"commit": 40})]
    found = choices(replayed(40), [*said(40, {COMBINED: 80}), *points])
    assert {one.method for one in found} == {COMBINED}


def test_only_what_is_over_by_then_counts_as_it_was_known_then() -> None:
    """A past that is cut off chose the same; what became known later changes nothing before."""
    told = said(40, {COMBINED: 80, MODEL: 41})
    whole = choices(replayed(40), told)
    for weeks in (20, 33, 36):
        until = [one for one in told if one.origin <= WEEK * weeks]
        assert choices(replayed(weeks), until) == whole[:weeks]
    later = replayed(40)
    wins = later[-1].wins
    later[-1] = later[-1]._replace(wins=wins._replace(amount=wins.amount * 2))
    restated = choices(later, told)
    assert restated[:39] == whole[:39]
    assert restated[39].method == COMBINED  # 80 were right after all


def test_what_lacked_a_rate_is_not_judged() -> None:
    """Of 40 weeks the first 20 lacked one; 16 are over and judged: that are four windows apart."""
    lacking = (Unrated("yen", NONE),)
    short = [one._replace(unrated=lacking) for one in replayed(20)]
    told = said(40, {COMBINED: 80, MODEL: 41})
    assert choices([*short, *replayed(40)[20:]], told)[-1] == Choice(280, "4 weeks", COMBINED, 4)
    # A win in week 30 without a rate is in the windows of weeks 26 to 29; in place of 29 and 33
    # come 30 and, which is not over yet, 34.
    now = replayed(37)[-1]._replace(unrated=(Unrated("yen", 7 * 30),))
    assert choices(replayed(37), said(37, {COMBINED: 80}))[-1].windows == 9
    assert choices([*replayed(36), now], said(37, {COMBINED: 80}))[-1].windows == 8


def test_without_a_default_nothing_is_chosen() -> None:
    assert choices(replayed(40), said(40, {CLIMATOLOGY: 40})) == ()


def test_what_was_shown_is_the_choice_or_the_model_where_it_says_nothing() -> None:
    told = [
        issued(7, COMBINED, 1), issued(7, MODEL, 2), issued(14, COMBINED, 3),
        issued(14, CLIMATOLOGY, 4), issued(7, MODEL, 5, ANN), issued(14, "commit", 6, ANN),
    ]  # fmt: skip
    chosen = (Choice(7, "4 weeks", COMBINED, 0), Choice(14, "4 weeks", CLIMATOLOGY, 8))
    found = list(shown(told, chosen))
    assert [(one.origin, one.scope, one.mean) for one in found] == [
        (7, COMPANY, 1), (14, COMPANY, 4), (7, ANN, 5)
    ]  # fmt: skip
    assert {one.method for one in found} == {choice.SHOWN}


@pytest.mark.parametrize("weeks", [5, 33])
def test_choices_are_sorted(weeks: int) -> None:
    found = choices(replayed(weeks), said(weeks, {COMBINED: 80, MODEL: 41}))
    assert all(before < after for before, after in pairwise(found))
