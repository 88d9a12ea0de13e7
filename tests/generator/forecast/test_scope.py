"""Whose revenue is whose."""

import numpy as np

from generator.forecast.issued import COMPANY, Scope
from generator.forecast.scope import owned, scopes
from tests.generator.forecast.books import known

BOOK = known(
    1000,
    ("a", 10, "won", 50, 600, "ann"),  # more than a year ago
    ("b", 900, "won", 60, 990, "bob"),
    ("c", 900, "talk", 60, 1100, ""),
    ("d", 900, "lost", 60, 999, "cy"),
)


def test_everybody_with_an_open_deal_or_a_win_in_a_year_has_a_scope() -> None:
    teams = (Scope("team", "east"), Scope("team", "west"))
    assert scopes(BOOK) == (COMPANY, *teams, Scope("person", "bob"))
    assert scopes(BOOK.until(800)) == (COMPANY, *teams, Scope("person", "ann"))
    assert scopes(known(5)) == (COMPANY, *teams)


def test_a_deal_belongs_to_its_owner_the_team_and_the_company() -> None:
    owner = np.array([0, 1, 2, -1])
    assert owned(BOOK, COMPANY, owner).tolist() == [True] * 4
    assert owned(BOOK, Scope("team", "east"), owner).tolist() == [True, True, False, False]
    assert owned(BOOK, Scope("person", "cy"), owner).tolist() == [False, False, True, False]
    assert owned(BOOK, Scope("person", "who"), owner).tolist() == [False] * 4
