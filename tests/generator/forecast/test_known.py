import numpy as np

from generator.forecast import method
from generator.forecast.known import DELETED, NONE, columns
from tests.generator.forecast.books import known

LINES = (
    ("a", 10, "talk", 100.0, 50, "ann"),
    ("a", 20, "offer", 120.0, 60, "ann"),
    ("b", 15, "talk", 70.0, 40, "bob"),
    ("b", 18, "gone", 0.0, NONE, ""),
)


def test_until_gives_what_was_known_by_the_end_of_a_day() -> None:
    whole = known(30, *LINES)
    assert whole.until(30).versions.stage.tolist() == [0, 1, 0, DELETED]
    assert whole.until(18).versions.deal.tolist() == [0, 1, 1]
    assert whole.until(17).versions.day.tolist() == [10, 15]
    earlier = whole.until(9)
    assert (earlier.day, earlier.deals, len(earlier.versions.deal)) == (9, ("a", "b"), 0)


def test_columns_are_empty_until_they_are_filled() -> None:
    empty = columns(2)
    assert empty.stage.tolist() == [NONE, NONE]
    assert np.isnan(empty.amount).all()
    assert {len(column) for column in empty} == {2}
    empty.deal[0] = 7
    assert empty.day[0] == NONE  # each column has a memory of its own


def test_the_seed_is_that_of_the_commit_and_the_method() -> None:
    assert method.seed("a1") == method.seed("a1")
    assert len({method.seed("a1"), method.seed("a2"), method.seed("")}) == 3
    assert len(method.seed("a1")) == 32
