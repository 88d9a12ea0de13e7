"""The model's outlook, shared out: the company, each team and each person by the same draws.

Means of people add up to their team's and the company's; quantiles do not, and are taken of the
draws of each by themselves.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from generator.forecast import outlook, takings
from generator.forecast.credit import Held, held
from generator.forecast.issued import COMPANY, LEVELS, Scope
from generator.forecast.known import NONE, Flags, Floats, Known
from generator.forecast.outlook import Outlook
from generator.forecast.replay import Chances, Part, Spoken
from generator.forecast.scenario import Window
from generator.forecast.scope import owned, scopes
from generator.forecast.takings import Wins


def spoken(known: Known, windows: Sequence[Window]) -> Spoken:
    """Ask the model, and share out what it says; it says nothing where it refuses."""
    said = outlook.forecast(known, windows)
    return shared(known, said)


def shared(known: Known, said: Outlook) -> Spoken:
    """Share an outlook out."""
    if said.refusal:
        return Spoken({}, _chances(known, said))
    opened, won, there = _held(known, said), takings.wins(known), scopes(known)
    parts = {
        (part.window.name, scope): _Given(known, part, opened, won).of(scope)
        for part in said.parts
        for scope in there
    }
    return Spoken(parts, _chances(known, said))


class _Given(NamedTuple):
    """A window of an outlook, and who holds its open deals and what is won."""

    known: Known
    part: outlook.Part
    open: Held
    won: Wins

    def of(self, scope: Scope) -> Part:
        """Give a scope's part of the window."""
        columns = self._columns(scope)
        total = self.part.people[:, columns].sum(axis=1)
        share = self.open.share * owned(self.known, scope, self.open.holder)
        expected = self.part.expected[self.open.row] * share
        sure = self.part.had[columns].sum() + self.part.coming[columns].sum()
        wins = sure + (self.part.chance[self.open.row] * share).sum()
        quantiles = tuple(np.quantile(total, LEVELS).tolist())
        mean, booked, opened = float(total.mean()), self._booked(scope), float(expected.sum())
        if not (np.ptp(total) or opened):  # nothing is to come, and no rounding either
            mean, quantiles = booked, (booked,) * len(LEVELS)
        label = self._label(mean, quantiles, float(wins), float(expected.max(initial=0.0)))
        return Part(mean, quantiles, booked, opened, mean - booked - opened, label)

    def _label(self, mean: float, quantiles: tuple[float, ...], wins: float, top: float) -> str:
        """Say what the figures of a scope must be read with."""
        ahead = self.part.window.last > self.known.day
        own = outlook.labels(mean, quantiles, wins, top) if ahead else ()
        said = {*own, *(one for one in self.part.labels if one in outlook.SHARED)}
        return "; ".join(one for one in outlook.LABELS if one in said)

    def _columns(self, scope: Scope) -> Flags:
        """Tell which columns of the people belong to a scope; the last one is nobody's."""
        return owned(self.known, scope, np.append(np.arange(len(self.known.people)), NONE))

    def _booked(self, scope: Scope) -> float:
        if scope == COMPANY:
            return self.part.booked
        won, window = self.won, self.part.window
        inside = (won.day >= window.first) & (won.day <= self.known.day)
        return float(won.amount[inside & owned(self.known, scope, won.owner)].sum())


def _held(known: Known, said: Outlook) -> Held:
    """Share out the deals that the outlook speaks of."""
    rows = takings.standing(known)
    there = rows.take(np.isin(rows.deal, np.searchsorted(known.deals, said.deals)))
    return held(known, there.owner, there.credit)


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
