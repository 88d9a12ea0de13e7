"""The forecast that is shown by default: model and run-rate, corrected by windows that are over.

Where business runs by itself, both begin with equal weights. Elsewhere a rate is no better than a
guess as a rule, and the model begins alone; the run-rate gains weight as far as it tells what the
model does not. What the model alone holds possible stays possible then: its distribution is mixed
with itself, as large as the rate says. Business that runs by itself hangs on no single deal, and
one distribution stands for all. Where one deal decides, other windows say nothing of it: the model
stands alone, with its own range, and nothing is learned from it.

At every origin only windows count that were over by then, with what was known then of how they
ended, and only those whose forecast was made after a quarter of wins: before, no rate was that of a
whole quarter. People learn from each other's windows, as teams do, so that ranges are tested on
many of them. All of it speaks of the days still to come; what is booked is added at the end, so
that it stays the least that a forecast can say.

A team with teams below it is what these and its own people are combined to; its range is that of
its own draws, around this sum, tested on its own past.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from generator.forecast import combine, interval, outlook, run_rate, score, unrated
from generator.forecast.issued import COMBINED, LEVELS, MODEL, Issued, Scope
from generator.forecast.known import Flags, Floats, Ints
from generator.forecast.replay import Replay

_METHODS = (MODEL, run_rate.NAME)
USUAL = np.array([1.0, 0.0])
"""The weights to begin with, as a rule."""
STEADY = np.array([0.5, 0.5])
"""The same where business runs by itself."""
_LEARNING = 13 * 7

Said = Mapping[str, Issued]
"""What each method says of one window and scope at one origin."""


class _Line(NamedTuple):
    """What was said of a window and a scope at the origin of a number, and what the scope adds up.

    `parts` are empty but for a team with teams below it.
    """

    number: int
    scope: Scope
    said: Said
    parts: tuple[Scope, ...]

    @property
    def model(self) -> Issued:
        """What the model says."""
        return self.said[MODEL]


Made = dict[tuple[int, str, Scope], Issued]
"""What was combined so far, by origin, window and scope."""


def combined(replays: Sequence[Replay]) -> Iterator[Issued]:
    """Combine the forecasts of every origin; each looks only at those before it."""
    tables: dict[tuple[bool, str, str], list[_Line]] = {}
    for number, one in enumerate(replays):
        for (window, scope), said in _said(one.issued).items():
            if MODEL in said:
                line = _Line(number, scope, said, one.parts(scope))
                tables.setdefault((line.parts != (), window, scope.kind), []).append(line)
    made: Made = {}
    for _, lines in sorted(tables.items()):  # sums come last
        for found in _Table.of(replays, lines, made).combined():
            made[found.origin, found.window, found.scope] = found
            yield found


def _said(issued: Iterable[Issued]) -> dict[tuple[str, Scope], dict[str, Issued]]:
    found: dict[tuple[str, Scope], dict[str, Issued]] = {}
    for one in issued:
        found.setdefault((one.window, one.scope), {})[one.method] = one
    return found


class _Table(NamedTuple):
    """All forecasts of the days to come of windows of a name, for scopes of a kind, by origin.

    Row by row: `ahead` has what each of _METHODS says (nan where it says nothing), `scope` the
    number of the scope, `first` and `last` the days to come, `learned` whether there was a
    quarter of wins, and `alone` whether one deal decides. `quantiles` are filled as the origins
    are gone through: combined, with ranges that are not tested yet. `made` has what these
    scopes are added up from.
    """

    replays: Sequence[Replay]
    lines: Sequence[_Line]
    made: Made
    scopes: Sequence[Scope]
    ahead: Floats
    scope: Ints
    first: Ints
    last: Ints
    learned: Flags
    alone: Flags
    quantiles: Floats

    @classmethod
    def of(cls, replays: Sequence[Replay], lines: Sequence[_Line], made: Made) -> "_Table":
        """Lay the forecasts out."""
        scopes = sorted({line.scope for line in lines})
        origin = np.array([line.model.origin for line in lines])
        since = [one.begun + _LEARNING for one in replays]
        alone = np.array([outlook.CONCENTRATED in line.model.label for line in lines])
        return cls(
            replays,
            lines,
            made,
            scopes,
            np.array([[_ahead(line.said.get(name)) for name in _METHODS] for line in lines]),
            np.array([scopes.index(line.scope) for line in lines]),
            origin + 1,
            np.array([line.model.end for line in lines]),
            np.array([line.model.origin >= since[line.number] for line in lines]) & ~alone,
            alone,
            np.zeros((len(lines), len(LEVELS))),
        )

    def combined(self) -> Iterator[Issued]:
        """Go through the origins."""
        numbers = np.array([line.number for line in self.lines])
        for number in sorted(set(numbers.tolist())):
            one, rows = self.replays[number], np.flatnonzero(numbers == number)
            over = self._over(one, int(rows[0]))
            misses = interval.misses(over.actual, over.quantiles, over.all)
            weights = {steady: over.weights(steady=steady) for steady in (False, True)}
            ahead = [
                self._ahead(row, weights[self.lines[row].scope in one.steady])
                for row in rows.tolist()
            ]
            alone = self.alone[rows]
            ranges = misses.corrected(self.quantiles[rows])
            ranges[alone] = self.quantiles[rows[alone]]
            tested = np.where(alone, 0, over.all).tolist()
            found = zip(rows.tolist(), ahead, ranges.tolist(), tested, strict=True)
            for row, parts, quantiles, windows in found:
                line = self.lines[row]
                steady = outlook.RUN_RATE if line.scope in one.steady else ""
                yield _issued(line.model, parts, quantiles, (steady, interval.label(windows)))

    def _over(self, one: Replay, before: int) -> "_Over":
        """Find what was over at an origin, with what was known then of how it ended."""
        over = np.flatnonzero((self.last[:before] <= one.origin) & self.learned[:before])
        if one.unrated:  # what came is not known where a win lacks a rate
            days = zip(self.first[over].tolist(), self.last[over].tolist(), strict=True)
            over = over[[not unrated.within(one.unrated, *each) for each in days]]
        actual = np.zeros(len(over))
        counts = [0]
        for number in np.unique(self.scope[over]).tolist():
            mine = self.scope[over] == number
            first, last = self.first[over[mine]], self.last[over[mine]]
            actual[mine] = one.takings(self.scopes[number]).through(first, last)
            counts.append(score.independent((first - 1).tolist(), last.tolist()))
        quantiles = self.quantiles[over]
        return _Over(self.ahead[over], actual, quantiles, max(counts), sum(counts))

    def _ahead(self, row: int, weights: "_Weights") -> "_Parts":
        """Combine what is said of one window and one scope, with ranges that are not tested yet."""
        said, line = self.ahead[row], self.lines[row]
        model, own = _quantiles(line.model), float(said[0])
        if line.parts:
            parts = self._sum(line)
            means, shares = np.array([parts.all]), np.ones(1)
        else:
            means, shares = _ALONE.of(said) if self.alone[row] else weights.of(said)
            parts = _shared(line.model, own, float(means @ shares))
        self.quantiles[row] = combine.mixed(model, means, shares, own)
        return parts

    def _sum(self, line: _Line) -> "_Parts":
        """Add up what is combined for the parts of a scope."""
        keys = ((line.model.origin, line.model.window, part) for part in line.parts)
        parts = [self.made[key] for key in keys if key in self.made]
        ahead = [(one.mean - one.booked, one.open, one.new) for one in parts]
        return _Parts(*map(float, np.sum(ahead, axis=0))) if ahead else _Parts(0.0, 0.0, 0.0)


class _Parts(NamedTuple):
    """What is still to come: all of it, of open deals, of new ones."""

    all: float
    open: float
    new: float


def _shared(model: Issued, theirs: float, mean: float) -> _Parts:
    """Share a mean as the model shares its own; where that is nothing or less, new deals differ."""
    if theirs > 0:
        return _Parts(mean, model.open * mean / theirs, model.new * mean / theirs)
    return _Parts(mean, model.open, mean - model.open)


def _issued(model: Issued, parts: _Parts, ahead: Sequence[float], remarks: Iterable[str]) -> Issued:
    """Say it beside the model's forecast, and add what is booked."""
    quantiles = tuple(model.booked + amount for amount in ahead)
    labels = (outlook.relabelled(model.label, quantiles), *remarks)
    return model._replace(
        method=COMBINED,
        mean=model.booked + parts.all,
        quantiles=quantiles,
        open=parts.open,
        new=parts.new,
        label="; ".join(filter(None, labels)),
    )


def _ahead(issued: Issued | None) -> float:
    return issued.mean - issued.booked if issued else np.nan


def _quantiles(model: Issued) -> Floats:
    return np.array(model.quantiles) - model.booked


class _Weights(NamedTuple):
    """What each of _METHODS weighs, what is multiplied with, and whether one sum stands for all."""

    shares: Floats
    factor: float
    summed: bool

    def of(self, said: Floats) -> tuple[Floats, Floats]:
        """Give what the methods that count say, corrected, and what each counts.

        What says nothing leaves its weight to the others, at last to the model, which always does.
        """
        there = np.isfinite(said) & (self.shares > 0)
        shares = self.shares[there] / self.shares[there].sum() if there.any() else np.ones(1)
        means = said[there] if there.any() else said[:1]
        if self.summed:
            means, shares = np.array([means @ shares]), np.ones(1)
        return means * self.factor, shares


_ALONE = _Weights(USUAL, 1.0, summed=False)


class _Over(NamedTuple):
    """Windows that are over: what was said of them, and what came.

    `windows` counts those of one scope of which no two overlap, `all` those of all scopes.
    """

    ahead: Floats
    actual: Floats
    quantiles: Floats
    windows: int
    all: int

    def weights(self, *, steady: bool) -> _Weights:
        """Weigh the members by how they did."""
        whole = np.isfinite(self.ahead).all(axis=1)
        said, actual = self.ahead[whole], self.actual[whole]
        shares = combine.weights(actual, said, self.all, STEADY if steady else USUAL)
        return _Weights(shares, combine.factor(actual, said @ shares, self.windows), steady)
