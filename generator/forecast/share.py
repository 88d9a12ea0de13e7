"""The model's outlook, shared out: the company, each team and each person by the same draws.

Means of people add up to their team's and the company's; quantiles do not, and are taken of the
draws of each by themselves.
"""

from collections.abc import Sequence

import numpy as np

from generator.forecast import outlook, takings
from generator.forecast.issued import COMPANY, LEVELS, Scope
from generator.forecast.known import Flags, Floats, Ints, Known
from generator.forecast.outlook import Outlook
from generator.forecast.replay import Chances, Part, Spoken
from generator.forecast.scenario import Window
from generator.forecast.scope import owned, scopes


def spoken(known: Known, windows: Sequence[Window]) -> Spoken:
    """Ask the model, and share out what it says; it says nothing where it refuses."""
    said = outlook.forecast(known, windows)
    return shared(known, said)


def shared(known: Known, said: Outlook) -> Spoken:
    """Share an outlook out."""
    if said.refusal:
        return Spoken({}, _chances(known, said))
    owner = _owners(known, said)
    parts = {
        (part.window.name, scope): _part(known, part, scope, owner)
        for part in said.parts
        for scope in scopes(known)
    }
    return Spoken(parts, _chances(known, said))


def _owners(known: Known, said: Outlook) -> Ints:
    """Give the owner of each deal that the outlook speaks of."""
    rows = takings.standing(known)
    owners = np.full(len(known.deals) + 1, -1)
    owners[rows.deal] = rows.owner
    return owners[np.searchsorted(np.array(known.deals), np.array(said.deals, dtype=str))]


def _part(known: Known, part: outlook.Part, scope: Scope, owner: Ints) -> Part:
    """Give a scope's part of a window."""
    total = part.people[:, _columns(known, scope)].sum(axis=1)
    mean, opened = float(total.mean()), float(part.expected[owned(known, scope, owner)].sum())
    booked = part.booked if scope == COMPANY else _booked(known, part.window, scope)
    return Part(
        mean,
        tuple(np.quantile(total, LEVELS).tolist()),
        booked,
        opened,
        max(mean - booked - opened, 0.0),
        "; ".join(part.labels),
    )


def _columns(known: Known, scope: Scope) -> Flags:
    """Tell which columns of the people belong to a scope; the last one is nobody's."""
    everybody = np.append(np.arange(len(known.people)), -1)
    return owned(known, scope, everybody)


def _booked(known: Known, window: Window, scope: Scope) -> float:
    won = takings.wins(known)
    inside = (won.day >= window.first) & (won.day <= known.day)
    return float(won.amount[inside & owned(known, scope, won.owner)].sum())


def _chances(known: Known, said: Outlook) -> Chances:
    """Give the chance of each open deal in each window, and what its stage's weight says."""
    static = [_static(known, said, part.window) for part in said.parts]
    return Chances(said.deals, np.array([part.chance for part in said.parts]), np.array(static))


def _static(known: Known, said: Outlook, window: Window) -> Floats:
    """Give the probability of each deal that is dated in a window, and 0 to others."""
    rows = takings.standing(known)
    dated = (rows.close > known.day) & (rows.close <= window.last)
    weights = np.zeros(len(known.deals) + 1)
    weights[rows.deal] = np.where(dated, np.nan_to_num(rows.probability), 0.0)
    return weights[np.searchsorted(np.array(known.deals), np.array(said.deals, dtype=str))]
