"""Whose revenue is forecast: the company, its teams at any depth, its people."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import numpy as np

from generator.forecast import takings
from generator.forecast.credit import credited
from generator.forecast.issued import COMPANY, Scope
from generator.forecast.known import Flags, Ints, Known

_YEAR = 52 * 7

Branches = tuple[tuple[str, ...], ...]
"""The teams of each person: their own, the one above it, and so on up to the root."""


def scopes(known: Known) -> tuple[Scope, ...]:
    """Give the company, its teams, and everybody who had an open deal or won one in a year.

    A team is one that somebody is in, or in a team below it.
    """
    rows = takings.standing(known)
    rows = credited(known, rows.take(takings.outcome(known, rows, "open")))
    won = takings.wins(known)
    active = np.append(rows.owner, won.owner[won.day > known.day - _YEAR])
    people = [known.people[one] for one in np.unique(active[active >= 0] % len(known.people))]
    teams = sorted({team for branch in branches(known) for team in branch})
    return (
        COMPANY,
        *(Scope("team", team) for team in teams),
        *(Scope("person", person) for person in people),
    )


def branches(known: Known) -> Branches:
    """Give the teams of each person."""
    return _branches(known.teams, known.above)


@lru_cache(maxsize=8)
def _branches(teams: tuple[str, ...], above: tuple[tuple[str, str], ...]) -> Branches:
    parents = dict(above)
    return tuple(tuple(_upwards(team, parents)) for team in teams)


def _upwards(team: str, parents: Mapping[str, str]) -> Iterator[str]:
    """Give a team and those above it; a ring is gone round once."""
    seen: set[str] = set()
    while team and team not in seen:
        yield team
        seen.add(team)
        team = parents.get(team, "")


def owned(known: Known, scope: Scope, owner: Ints) -> Flags:
    """Tell which owners, given as holders, belong to a scope (see `generator.forecast.credit`)."""
    return within(scope, known.people, branches(known))[owner]


def within(scope: Scope, people: Sequence[str], teams: Branches) -> Flags:
    """Tell which holders belong to a scope: those of a deal, those of a part of one, nobody.

    The company has deals as a whole, whoever shares them.
    """
    if scope == COMPANY:
        return np.array([*(True for _ in people), *(False for _ in people), True])
    if scope.kind == "person":
        mine = [name == scope.id for name in people]
    else:
        mine = [scope.id in branch for branch in teams]
    return np.array([*mine, *mine, False])


def parts(scope: Scope, people: Sequence[str], teams: Branches) -> tuple[Scope, ...]:
    """Give what a team with teams below it consists of; nothing for others.

    That are the lowest teams, and the people of the teams that have others below them.
    """
    leading = {team for branch in teams for team in branch[1:]}
    if scope.kind != "team" or scope.id not in leading:
        return ()
    inside = (
        (person, branch[0])
        for person, branch in zip(people, teams, strict=True)
        if scope.id in branch
    )
    found = {
        Scope("person", person) if team in leading else Scope("team", team)
        for person, team in inside
    }
    return tuple(sorted(found))
