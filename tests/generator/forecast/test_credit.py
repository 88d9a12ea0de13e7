"""Who has what of a deal."""

import numpy as np
import pytest

from generator.forecast.credit import by_person, held
from generator.forecast.known import NONE
from generator.forecast.replay import replay
from generator.forecast.share import spoken
from generator.forecast.window import weeks
from tests.generator.forecast.books import PEOPLE, known

SPLITS = {"a": {"ann": 0.25, "cy": 0.75}, "b": {"bob": 0.9}}
BOOK = known(
    10,
    *((name, 5, "won", 100.0, 5, "bob") for name in "abcd"),
    splits=SPLITS,
)
ANN, BOB, CY = range(3)
OTHERS = len(PEOPLE)
"""A person who shares a deal stands this much further on."""


def test_a_deal_is_its_owners_unless_splits_share_it_out() -> None:
    found = held(BOOK, np.array([BOB, BOB, NONE, CY]), np.array([1, NONE, NONE, 0]))
    assert found.row.tolist() == [0, 1, 2, 3, 0, 3, 3]
    assert found.holder.tolist() == [NONE, BOB, NONE, NONE, OTHERS + BOB, OTHERS + ANN, OTHERS + CY]
    assert found.share.tolist() == [1, 1, 1, 1, 0.9, 0.25, 0.75]


def test_without_splits_all_is_the_owners() -> None:
    found = held(known(5), np.array([BOB, NONE]), np.array([NONE, NONE]))
    assert found.holder.tolist() == [BOB, NONE]
    assert found.share.tolist() == [1, 1]
    nothing = np.zeros(0, np.int64)
    assert len(held(BOOK, nothing, nothing).row) == 0


def test_sums_of_people_add_up_and_what_splits_leave_over_is_nobodys() -> None:
    """100 of which bob has 90 %, 200 that are his alone, 40 of ann's and cy's, 7 of nobody's."""
    found = held(BOOK, np.array([BOB, BOB, CY, NONE]), np.array([1, NONE, 0, NONE]))
    sums = by_person(BOOK, found, np.array([100.0, 200.0, 40.0, 7.0]))
    assert sums.tolist() == [10.0, 290.0, 30.0, 17.0]
    plain = held(BOOK, np.array([BOB, BOB, CY, NONE]), np.full(4, NONE))
    assert by_person(BOOK, plain, np.array([100.0, 200.0, 40.0, 7.0])).tolist() == [0, 300, 40, 7]


def test_every_method_shares_open_deals_by_their_splits() -> None:
    """An offer of 100 has a weight of 0.6: bob, who owns it, has 30 % and cy the rest."""
    book = known(420, ("o", 410, "offer", 100.0, 440, "bob"), splits={"o": {"bob": 0.3, "cy": 0.7}})
    made = replay(book, "c0ffee", [weeks(420, 4)], (), spoken)
    means = {
        (one.method, one.scope.id): one.mean
        for one in made.issued
        if one.method in {"stage weights", "commit"} and one.scope.kind != "team"
    }
    assert means == {
        ("stage weights", ""): pytest.approx(60), ("commit", ""): pytest.approx(100),
        ("stage weights", "bob"): pytest.approx(18), ("commit", "bob"): pytest.approx(30),
        ("stage weights", "cy"): pytest.approx(42), ("commit", "cy"): pytest.approx(70),
    }  # fmt: skip
