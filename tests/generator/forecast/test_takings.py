"""What was won, by the day on which it closed."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from generator.forecast.baseline import Setting, climatology, last_window, mean_13
from generator.forecast.issued import COMPANY, Scope
from generator.forecast.scope import owned
from generator.forecast.takings import Wins, outcome, since, standing, takings, wins
from generator.forecast.window import weeks
from tests.generator.forecast.books import known

EAST, WEST = Scope("team", "east"), Scope("team", "west")


def person(name: str) -> Scope:
    return Scope("person", name)


BOOK = known(
    100,
    ("a", 10, "talk", 50, 40, "ann"),
    ("a", 30, "won", 60, 28, "ann"),
    ("b", 10, "offer", 70, 40, "bob"),
    ("b", 50, "won", 80, 45, "bob"),
    ("b", 60, "offer", 80, 90, "bob"),  # taken up again
    ("c", 20, "won", 5, 20, "cy"),
    ("c", 25, "gone", 5, 20, "cy"),
    ("d", 26, "won", float("nan"), 26, ""),
    ("e", 27, "won", 9, -1, "bob"),
    ("f", 28, "-", 9, 99, "bob"),
    ("g", 28, "lost", 9, 28, "bob"),
)


def test_the_last_version_of_each_deal_stands() -> None:
    rows = standing(BOOK)
    assert [BOOK.deals[number] for number in rows.deal] == ["a", "b", "d", "e", "f", "g"]
    assert outcome(BOOK, rows, "open").tolist() == [False, True, False, False, False, False]
    assert outcome(BOOK, rows, "lost").tolist() == [False] * 5 + [True]


def test_wins_are_those_that_stand() -> None:
    won = wins(BOOK)
    assert won.day.tolist() == [26, 27, 28]
    assert won.amount.tolist() == [0, 9, 60]
    assert won.owner.tolist() == [-1, 1, 0]
    assert wins(BOOK.until(55)).amount.tolist() == [0, 9, 60, 80]
    assert wins(BOOK.until(20)).amount.tolist() == [5]


def test_a_win_that_is_shared_is_nobodys_as_a_whole_and_everybodys_in_part() -> None:
    """The book of the walk: 10,000 won, halved between two who do not own it."""
    book = known(
        100,
        ("s", 90, "won", 10_000, 88, "ann"),
        ("t", 95, "won", 700, 93, "bob"),
        splits={"s": {"bob": 0.5, "cy": 0.5}},
    )
    won = wins(book)
    quarter = {
        scope: takings(won.of(owned(book, scope, won.owner)), 80, 100).between(80, 100)
        for scope in (COMPANY, *map(person, ("ann", "bob", "cy")), EAST, WEST)
    }
    assert [*quarter.values()] == [10_700, 0, 5_700, 5_000, 5_700, 5_000]
    assert owned(book, COMPANY, won.owner).sum() == 2  # so many deals were won


def test_revenue_is_known_from_the_first_win_on() -> None:
    assert since(BOOK, wins(BOOK)) == 26
    assert since(BOOK.until(0), wins(BOOK.until(0))) == 1


def test_without_a_win_no_day_of_revenue_is_known() -> None:
    """A hundred days without a win are no hundred days on which nothing was won."""
    none = known(100, ("a", 10, "talk", 50, 140, "ann"))
    won = wins(none)
    assert since(none, won) == 101
    found = takings(won, since(none, won), none.day)
    assert (found.days, found.between(1, 100)) == (0, 0)
    asked = Setting(found, standing(none)), weeks(100, 4)
    assert [method(*asked) for method in (mean_13, last_window, climatology)] == [None] * 3


@given(
    st.lists(st.tuples(st.integers(1, 60), st.floats(-1e6, 1e6)), max_size=20),
    st.integers(-5, 70),
    st.integers(-5, 70),
)
def test_stretches_of_days_are_summed(won: list[tuple[int, float]], first: int, last: int) -> None:
    won.sort()
    table = Wins(
        np.array([day for day, _ in won], np.int64),
        np.array([amount for _, amount in won], float),
        np.zeros(len(won), np.int64),
    )
    found = takings(table, 10, 50)
    inside = sum(amount for day, amount in won if max(first, 10) <= day <= min(last, 50))
    assert abs(found.between(first, last) - inside) < 1e-3
    assert found.through(np.array([first]), np.array([last])).item() == found.between(first, last)
    assert found.days == 41
