"""All methods at one origin."""

from collections.abc import Sequence

import numpy as np
import pytest

from generator.forecast.called import Call
from generator.forecast.issued import COMPANY, LEVELS, MODEL, Scope
from generator.forecast.known import NONE, Known, Unconverted
from generator.forecast.replay import Chances, Part, Replay, Spoken, replay
from generator.forecast.scenario import Window
from generator.forecast.takings import Wins
from generator.forecast.unrated import Unrated
from generator.forecast.window import weeks
from tests.generator.forecast.books import PEOPLE, Line, known

ORIGIN = 420
FOUR, QUARTER = weeks(ORIGIN, 4), Window("quarter", 400, 490)
ANN, EAST = Scope("person", "ann"), Scope("team", "east")
WINS: list[Line] = [(f"w{week:02}", 7 * week, "won", 10, 7 * week, "ann") for week in range(1, 61)]
OPEN: list[Line] = [
    ("o1", 410, "offer", 100, 440, "bob"),
    ("o2", 410, "talk", 100, 440, "cy"),
]


def model(_known: Known, windows: Sequence[Window]) -> Spoken:
    part = Part(70, tuple(100 * level for level in LEVELS), 30, 25, 15, "prior-driven")
    chances = Chances(("o1",), np.full((len(windows), 1), 0.4), np.full((len(windows), 1), 0.6))
    return Spoken({(window.name, COMPANY): part for window in windows}, chances)


@pytest.fixture(scope="module")
def made() -> Replay:
    calls = [Call("ann", 415, 400, 490, 90), Call("cy", 415, 400, 490, 200)]
    return replay(known(ORIGIN, *WINS, *OPEN), "c0ffee", (FOUR, QUARTER), calls, model)


def mean(made: Replay, method: str, window: str, scope: Scope = COMPANY) -> float:
    wanted = (method, window, scope)
    return next(one.mean for one in made.issued if (one.method, one.window, one.scope) == wanted)


def test_what_is_booked_is_in_every_forecast_of_the_period(made: Replay) -> None:
    # Wins of the quarter up to the origin: on the days 406, 413 and 420.
    assert mean(made, "13-week mean", "4 weeks") == 40
    assert mean(made, "13-week mean", "quarter") == pytest.approx(30 + 70 / 7 * 10)
    assert mean(made, "stage weights", "quarter") == pytest.approx(30 + 60 + 20)
    assert mean(made, "commit", "quarter") == 130
    assert {one.booked for one in made.issued if one.window == "4 weeks"} == {0, 30}
    assert mean(made, MODEL, "quarter") == 70


def test_what_is_called_counts_for_those_who_called_it(made: Replay) -> None:
    assert mean(made, "submitted", "quarter") == 290
    assert mean(made, "submitted", "quarter", EAST) == 90
    assert mean(made, "submitted", "quarter", ANN) == 90
    with pytest.raises(StopIteration):
        mean(made, "submitted", "quarter", Scope("person", "bob"))


def test_each_scope_has_its_own(made: Replay) -> None:
    assert mean(made, "13-week mean", "4 weeks", ANN) == 40
    assert mean(made, "13-week mean", "4 weeks", Scope("team", "west")) == 0
    assert mean(made, "stage weights", "4 weeks", EAST) == pytest.approx(60)


def test_wins_go_with_it_as_they_were_known(made: Replay) -> None:
    assert [column[0] for column in made.wins] == [7, 10, PEOPLE.index("ann")]
    assert (made.since, made.begun) == (7, 7)
    assert made.takings(EAST).between(1, ORIGIN) == 600
    assert made.takings(Scope("team", "west")).between(1, ORIGIN) == 0
    assert made.steady == (COMPANY, EAST, ANN)
    nobody = made._replace(wins=Wins(np.array([400]), np.array([5.0]), np.array([-1])))
    assert nobody.takings(COMPANY).between(1, ORIGIN) == 5
    assert nobody.takings(EAST).between(1, ORIGIN) == 0


def test_a_call_of_somebody_unknown_counts_for_the_company() -> None:
    calls = [Call("eve", 415, 400, 490, 90)]
    made = replay(known(ORIGIN, *WINS), "", (QUARTER,), calls, model)
    assert mean(made, "submitted", "quarter") == 90
    assert [one.scope for one in made.issued if one.method == "submitted"] == [COMPANY]


def test_an_empty_book_has_its_zeros() -> None:
    made = replay(known(ORIGIN), "", (FOUR,), (), model)
    assert {one.mean for one in made.issued if one.method != MODEL} == {0}
    assert (made.since, made.begun, made.steady) == (ORIGIN + 1, ORIGIN, ())


def test_a_replay_without_a_rate_learned_nothing_yet(made: Replay) -> None:
    short = made._replace(unrated=(Unrated("o1", NONE),))
    assert (made.short, short.short, short.begun) == (False, True, ORIGIN)
    lacking = (Unconverted("o1", "USD", ORIGIN), Unconverted("w10", "USD", 70))
    told = known(ORIGIN, *WINS, *OPEN)._replace(unconverted=lacking)
    again = replay(told, "c0ffee", (FOUR,), (), model)
    assert again.unrated == (Unrated("o1", NONE), Unrated("w10", 70))
