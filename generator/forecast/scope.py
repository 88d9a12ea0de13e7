"""Whose revenue is forecast: the company, its teams, its people."""

import numpy as np

from generator.forecast import takings
from generator.forecast.issued import COMPANY, Scope
from generator.forecast.known import Flags, Ints, Known

_YEAR = 52 * 7


def scopes(known: Known) -> tuple[Scope, ...]:
    """Give the company, its teams, and everybody who had an open deal or won one in a year."""
    rows = takings.standing(known)
    won = takings.wins(known)
    active = np.concatenate(
        [rows.owner[takings.outcome(known, rows, "open")], won.owner[won.day > known.day - _YEAR]]
    )
    people = [known.people[number] for number in np.unique(active) if number >= 0]
    teams = sorted({team for team in known.teams if team})
    return (
        COMPANY,
        *(Scope("team", team) for team in teams),
        *(Scope("person", person) for person in people),
    )


def owned(known: Known, scope: Scope, owner: Ints) -> Flags:
    """Tell which owners, given by index, belong to a scope."""
    if scope == COMPANY:
        return np.ones(len(owner), bool)
    names = known.teams if scope.kind == "team" else known.people
    belongs = np.array([name == scope.id for name in names] + [False])
    return np.asarray(belongs[np.maximum(owner, -1)])
