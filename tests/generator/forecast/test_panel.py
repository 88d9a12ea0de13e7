import numpy as np

from generator.forecast.known import NONE, Known, Stage
from generator.forecast.panel import UNBORN, chart, panel
from tests.generator.forecast.books import STAGES, known

TALK, OFFER, UNKNOWN, WON, LOST = range(5)  # the places of the stages of `books` on a chart


def test_a_chart_has_the_open_stages_then_an_unknown_one_then_won_and_lost() -> None:
    laid = chart(known(30))
    assert laid.place.tolist() == [TALK, OFFER, WON, LOST]
    assert laid.following.tolist() == [OFFER, WON, WON]
    assert laid.ahead.tolist() == [0.0, 1.0, 0.5]
    assert (laid.width, laid.won, laid.lost, laid.names) == (3, 3, 4, ("talk", "offer", ""))


def test_stages_follow_each_other_within_their_pipeline_alone() -> None:
    other = (
        Stage("q", "ask", 0, "open", 0.1, "pipeline"),
        Stage("q", "won", 1, "won", 1, "closed"),
    )
    laid = chart(known(30)._replace(stages=(*STAGES, *other)))
    assert laid.place.tolist() == [0, 1, 4, 5, 2, 4]
    assert laid.following.tolist() == [1, 4, 4, 4]
    assert laid.ahead.tolist() == [0.0, 1.0, 1.0, 0.5]


def laid_out() -> Known:
    return known(
        70,
        ("a", 40, "talk", 1.0, 90, "ann"),
        ("a", 50, "talk", 1.0, 99, "ann"),  # pushed
        ("a", 60, "offer", 1.0, 95, "ann"),  # moved back
        ("a", 61, "offer", 1.0, 97, "ann"),  # pushed again
        ("b", 49, "offer", 1.0, 55, "bob"),
        ("b", 56, "won", 1.0, 56, "bob"),
        ("c", 63, "-", 1.0, 80, ""),
        ("c", 64, "gone", 0.0, NONE, ""),
        begin=1,
    )


def test_states_are_those_at_the_ends_of_weeks_counted_back() -> None:
    found = panel(laid_out())
    assert found.weeks == 5  # the weeks that end on days 70, 63, 56, 49 and 42
    assert found.state[0].tolist() == [OFFER, OFFER, TALK, TALK, TALK]
    assert found.state[1].tolist() == [WON, WON, WON, OFFER, UNBORN]
    assert found.state[2].tolist() == [LOST, UNKNOWN, UNBORN, UNBORN, UNBORN]


def test_age_is_in_full_weeks_since_the_stage_was_entered() -> None:
    known_then = laid_out()
    found = panel(known_then)
    ages = found.age(known_then, np.zeros(5, np.int64), np.arange(5))
    assert ages.tolist() == [1, 0, 2, 1, 0]  # offer since day 60, talk since day 40


def test_a_push_is_a_date_moved_later() -> None:
    assert panel(laid_out()).pushes.tolist()[:4] == [0, 1, 1, 2]


def test_what_was_there_at_the_beginning_has_its_age_from_when_it_was_found() -> None:
    then = known(30, ("a", 9, "talk", 1.0, 40, "ann"), ("b", 10, "talk", 1.0, 40, "ann"), begin=9)
    then.versions.created[:] = [2, 3]
    found = panel(then)
    assert found.truncated.tolist() == [1, 0]
    assert found.entered.tolist() == [2, 10]


def test_nothing_is_a_panel_without_lines() -> None:
    found = panel(known(30))
    assert found.state.shape == (0, 1)
    assert found.entered.tolist() == found.pushes.tolist() == []
    unborn = panel(known(30, ("a", 20, "talk", 1.0, 40, "ann")).until(10))
    assert unborn.state.tolist() == [[UNBORN]]
