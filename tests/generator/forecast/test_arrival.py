import numpy as np
import pytest

from generator.forecast import arrival, effect, hazard
from generator.forecast.arrival import Arrivals
from generator.forecast.known import Known
from generator.forecast.panel import panel
from tests.generator.forecast.books import Line, known
from tests.generator.forecast.markets import BEGIN

WEEK = 7


def learned(then: Known) -> Arrivals:
    laid = panel(then)
    total = hazard.winning(hazard.learn(then, laid).mean, 104)
    return arrival.learn(then, laid, total, effect.won_days(then, laid))


def weekly(weeks: int, per_week: int = 1) -> list[Line]:
    """Give deals that come every week and stay."""
    return [
        (f"d{week:03}-{each}", BEGIN + 1 + WEEK * week, "talk", 5.0, BEGIN + 900, "bob")
        for week in range(weeks)
        for each in range(per_week)
    ]


def after(weeks: int, *lines: Line) -> Known:
    return known(BEGIN + WEEK * weeks, *lines, begin=BEGIN)


def test_new_deals_are_had_as_the_latest_ones_are_shared() -> None:
    """Four came for bob; one of them he halves with cy, of one a quarter is left over."""
    book = known(
        BEGIN + WEEK * 10,
        *(line for line in weekly(4)),
        begin=BEGIN,
        splits={"d001-0": {"bob": 0.5, "cy": 0.5}, "d002-0": {"bob": 0.75}},
    )
    assert learned(book).owners.tolist() == [0.0, 3.25, 0.5, 0.25]
    more = known(BEGIN + WEEK * 10, *weekly(1), begin=BEGIN, splits={"d000-0": {"bob": 1.5}})
    assert learned(more).owners.tolist() == [0.0, 1.5, 0.0, 0.0]


def test_nothing_comes_where_nothing_came() -> None:
    found = learned(after(10))
    assert (found.came, found.weeks, found.at_once) == (0, 10, 0)


@pytest.mark.parametrize("weeks", [5, 13, 40, 80])
def test_deals_come_at_the_rate_at_which_they_came(weeks: int) -> None:
    found = learned(after(weeks, *weekly(weeks, 3)))
    assert found.came / found.weeks == pytest.approx(3.0)


def test_the_last_quarter_counts_most() -> None:
    """None for 39 weeks, then 13 in a quarter: half of the weight lies in the last quarter."""
    late = [line for line in weekly(52) if line[1] > BEGIN + WEEK * 39]
    found = learned(after(52, *late))
    assert found.came / found.weeks == pytest.approx(0.5)


def test_what_was_there_at_the_beginning_did_not_come() -> None:
    found = learned(after(10, ("old", BEGIN, "talk", 1.0, BEGIN + 50, "ann")))
    assert found.came == 0


def test_hidden_deals_are_seen_first_when_they_are_won() -> None:
    found = learned(
        after(
            10,
            ("a", BEGIN + 20, "won", 1.0, BEGIN + 20, "ann"),
            ("b", BEGIN + 20, "offer", 1.0, BEGIN + 90, "ann"),
            ("c", BEGIN + 20, "lost", 1.0, BEGIN + 20, "ann"),
        )
    )
    assert found.at_once == 1
    assert found.begin.tolist() == [0, 1, 0]


def test_wins_are_counted_by_the_weeks_they_took() -> None:
    took = {"a": 2, "b": 7, "c": 7, "d": 20}
    lines: list[Line] = []
    for name, weeks in took.items():
        lines += [
            (name, BEGIN + 1, "talk", 1.0, BEGIN + 90, "ann"),
            (name, BEGIN + 1 + WEEK * weeks, "won", 1.0, BEGIN + 1 + WEEK * weeks, "ann"),
        ]
    assert learned(after(30, *lines)).won.tolist() == [1, 2, 0, 1, 0]


def test_groups_of_weeks_after_the_first() -> None:
    assert arrival.lag_group(28).tolist() == [0] * 4 + [1] * 4 + [2] * 5 + [3] * 13 + [4] * 2


def test_a_month_in_which_much_comes_has_a_season() -> None:
    busy = [line for line in weekly(156, 4) if effect.month_of(np.array([line[1]]))[0] == 5]
    season = learned(
        after(156, *weekly(156), *[("x" + line[0], *line[1:]) for line in busy])
    ).season
    assert season.argmax() == 5
    assert season[5] > 1.3
    assert (learned(after(50, *weekly(50))).season == 1).all()


def test_who_has_the_latest_deals_has_the_next() -> None:
    found = learned(after(80, *weekly(80)))
    assert found.owners.tolist() == [0, 52, 0, 0]
