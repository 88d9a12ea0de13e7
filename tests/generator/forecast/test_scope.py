"""Whose revenue is whose."""

import numpy as np

from generator.forecast.issued import COMPANY, Scope
from generator.forecast.scope import branches, owned, parts, scopes
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


def test_those_who_share_a_deal_have_a_scope_and_the_owner_without_a_share_has_none() -> None:
    book = known(
        1000,
        ("a", 10, "won", 50, 600, "ann"),  # more than a year ago
        ("b", 900, "won", 60, 990, "bob"),
        ("c", 900, "talk", 60, 1100, "bob"),
        splits={"b": {"cy": 1.0}, "c": {"cy": 0.5, "ann": 0.5}},
    )
    people = [one.id for one in scopes(book) if one.kind == "person"]
    assert people == ["ann", "cy"]


def test_a_deal_belongs_to_its_owner_the_team_and_the_company() -> None:
    owner = np.array([0, 1, 2, -1])
    assert owned(BOOK, COMPANY, owner).tolist() == [True] * 4
    assert owned(BOOK, Scope("team", "east"), owner).tolist() == [True, True, False, False]
    assert owned(BOOK, Scope("person", "cy"), owner).tolist() == [False, False, True, False]
    assert owned(BOOK, Scope("person", "who"), owner).tolist() == [False] * 4


TREE = BOOK._replace(above=(("all", "all"), ("east", "south"), ("south", "all"), ("west", "all")))


def test_a_team_has_the_people_of_the_teams_below_it() -> None:
    assert branches(TREE) == (("east", "south", "all"),) * 2 + (("west", "all"),)
    owner = np.array([0, 1, 2, -1])
    assert owned(TREE, Scope("team", "south"), owner).tolist() == [True, True, False, False]
    assert owned(TREE, Scope("team", "all"), owner).tolist() == [True, True, True, False]
    names = [one.id for one in scopes(TREE) if one.kind == "team"]
    assert names == ["all", "east", "south", "west"]


def test_whoever_is_in_no_team_is_in_none_above() -> None:
    assert branches(TREE._replace(teams=("", "east", "west")))[0] == ()


def test_a_team_above_others_consists_of_its_lowest_teams_and_its_own_people() -> None:
    teams = (("east", "south", "all"), ("south", "all"), ("west", "all"))
    people = BOOK.people
    east, west, bob = Scope("team", "east"), Scope("team", "west"), Scope("person", "bob")
    assert parts(Scope("team", "south"), people, teams) == (bob, east)
    assert parts(Scope("team", "all"), people, teams) == (bob, east, west)
    for one in (east, west, bob, COMPANY):
        assert parts(one, people, teams) == ()
