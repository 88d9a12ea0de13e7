"""Baselines against sums worked out by hand."""

import numpy as np
import pytest

from generator.forecast.baseline import (
    BASELINES,
    Setting,
    booked,
    climatology,
    commit,
    last_window,
    mean_13,
    mean_52,
    same_quarter_position,
    seasonal,
    static_weights,
    submitted,
)
from generator.forecast.issued import LEVELS
from generator.forecast.scenario import Window
from generator.forecast.takings import outcome, standing, takings, wins
from generator.forecast.window import weeks
from tests.generator.forecast.books import Line, known


def setting(origin: int, *lines: Line, called: float | None = None) -> Setting:
    book = known(origin, *lines)
    rows = standing(book)
    return Setting(takings(wins(book), 1, origin), rows.take(outcome(book, rows, "open")), called)


def win(day: int, amount: float) -> Line:
    return (f"w{day:04}", day, "won", amount, day, "ann")


# One win a week of the number of the week, on its last day: week 1 ends on day 7.
RAMP = [win(7 * week, week) for week in range(1, 61)]
AT = setting(420, *RAMP)
FOUR, LONG = weeks(420, 4), weeks(420, 13)


@pytest.mark.parametrize(
    ("method", "four", "long"),
    [
        (last_window, 57 + 58 + 59 + 60, sum(range(48, 61))),
        (mean_13, 54 * 4, 54 * 13),
        (mean_52, 34.5 * 4, 34.5 * 13),
        (seasonal, 9 + 10 + 11 + 12, sum(range(9, 22))),
        (same_quarter_position, 48 + 49 + 50 + 51, sum(range(48, 61))),
    ],
)
def test_rates_and_repetitions(method: object, four: float, long: float) -> None:
    assert callable(method)
    assert method(AT, FOUR).mean == pytest.approx(four)
    assert method(AT, LONG).mean == pytest.approx(long)


def test_where_there_is_too_little_past_there_is_nothing() -> None:
    young = setting(27, *RAMP[:3])
    assert [
        mean_13(young, weeks(27, 4)),
        seasonal(AT._replace(takings=takings(wins(known(391, *RAMP)), 1, 391)), FOUR),
    ] == [None, None]
    assert last_window(young, weeks(27, 4)) is None
    assert same_quarter_position(young, weeks(27, 4)) is None
    assert climatology(young, weeks(27, 4)) is None
    assert submitted(young, weeks(27, 4)) is None
    older = setting(28, *RAMP[:4])
    assert mean_52(older, weeks(28, 4)) == mean_13(older, weeks(28, 4))


def test_the_climatology_has_all_windows_of_the_past() -> None:
    found = climatology(AT, FOUR)
    assert found is not None
    sums = [4 * week + 6 for week in range(1, 58)]
    assert found.mean == pytest.approx(np.mean(sums))
    assert found.quantiles == pytest.approx(np.quantile(sums, LEVELS))


OPEN: list[Line] = [
    ("o1", 10, "talk", 100, 110, "ann"),
    ("o2", 10, "offer", 200, 128, "bob"),
    ("o3", 10, "offer", 400, 129, "bob"),  # after the window
    ("o4", 10, "offer", 800, 100, "bob"),  # its date is over
    ("o5", 10, "offer", float("nan"), 120, "bob"),
]


def test_open_deals_count_by_their_dates() -> None:
    at = setting(100, *OPEN)
    assert static_weights(at, weeks(100, 4)).mean == pytest.approx(100 * 0.2 + 200 * 0.6)
    assert commit(at, weeks(100, 4)).mean == 200


def test_what_is_booked_is_not_called_again() -> None:
    at = setting(100, win(80, 30), win(95, 40), called=90)
    period = Window("quarter", 90, 181)
    assert booked(at, period) == 40
    assert submitted(at, period) == (50, ())
    assert submitted(at._replace(called=10), period) == (0, ())
    assert booked(at, weeks(100, 4)) == 0


def test_every_method_takes_an_empty_book() -> None:
    at = setting(400)
    found = {name: method(at, weeks(400, 13)) for name, method in BASELINES.items()}
    assert {name for name, one in found.items() if one is None} == {"submitted"}
    assert all(one.mean == 0 for one in found.values() if one)
