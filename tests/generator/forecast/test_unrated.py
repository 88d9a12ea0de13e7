"""Which amounts that no rate converts leave a forecast short."""

import pytest

from generator.forecast.known import NONE, Unconverted
from generator.forecast.unrated import Unrated, unrated, weighs, within
from tests.generator.forecast.books import Line, known

BOOK: list[Line] = [
    ("a", 10, "talk", 50, 40, "ann"),
    ("b", 10, "won", 80, 8, "bob"),
    ("c", 10, "won", 80, 0, "bob"),  # it says no day: won on that on which it was known
    ("d", 10, "lost", 80, 9, "bob"),
    ("e", 10, "won", 80, 9, "bob"),  # it has a rate
    ("f", 10, "talk", 80, 9, "bob"),
    ("f", 11, "gone", 80, 9, "bob"),
    ("g", 10, "-", 80, 9, "bob"),
]


def test_what_is_open_or_won_counts() -> None:
    lacking = tuple(Unconverted(deal, "USD", 10) for deal in "abcdfg")
    told = known(20, *BOOK)
    assert unrated(told) == ()
    assert unrated(told._replace(unconverted=lacking)) == (
        Unrated("a", NONE),
        Unrated("b", 8),
        Unrated("c", 10),
    )


@pytest.mark.parametrize(
    ("won", "short"),
    [(NONE, True), (1000, True), (1000 - 363, True), (1000 - 364, False), (1, False)],
)
def test_a_win_of_long_ago_moves_nothing(won: int, *, short: bool) -> None:
    assert weighs([Unrated("a", won)], 1000) is short


def test_a_window_holds_the_wins_of_its_days() -> None:
    found = [Unrated("a", NONE), Unrated("b", 10)]
    spans = [(8, 9), (9, 10), (10, 12), (11, 12)]
    assert [within(found, *span) for span in spans] == [False, True, True, False]
