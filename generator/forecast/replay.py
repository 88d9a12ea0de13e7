"""All methods' forecasts at one origin, from what was known then: what a backtest is made of."""

import json
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from generator.forecast import baseline, called, run_rate, takings
from generator.forecast.baseline import BASELINES, Ahead, Setting
from generator.forecast.called import Call
from generator.forecast.issued import COMPANY, MODEL, Issued, Scope
from generator.forecast.known import NONE, Known
from generator.forecast.scenario import Window
from generator.forecast.scope import owned, scopes
from generator.forecast.takings import Takings, Wins

METHODS = {**BASELINES, run_rate.NAME: run_rate.run_rate}
"""Every method besides the model, by its name."""
_YEAR = 52 * 7


class Part(NamedTuple):
    """What the model says of a scope in a window; quantiles are at LEVELS."""

    mean: float
    quantiles: tuple[float, ...]
    booked: float
    open: float
    new: float
    label: str


class Chance(NamedTuple):
    """The chance of an open deal to be won in a window, and by the stage's weight and its date."""

    window: str
    deal: str
    owner: str
    chance: float
    static: float


class Spoken(NamedTuple):
    """All that the model says at an origin."""

    parts: Mapping[tuple[str, Scope], Part]
    chances: tuple[Chance, ...]


Model = Callable[[Known, Sequence[Window]], Spoken]


class Won(NamedTuple):
    """A win as it was known: the day on which it closed, its amount, its owner."""

    day: int
    amount: float
    owner: str


class Replay(NamedTuple):
    """An origin: what each method issued then, and what was known of wins.

    `since` is the first day of which wins are known, `teams` has the team of each person then,
    `steady` are the scopes whose business runs by itself.
    """

    origin: int
    commit: str
    since: int
    windows: tuple[Window, ...]
    issued: tuple[Issued, ...]
    chances: tuple[Chance, ...]
    wins: tuple[Won, ...]
    teams: Mapping[str, str]
    steady: tuple[Scope, ...]

    def wins_of(self, scope: Scope) -> Wins:
        """Give what was known of a scope's wins as columns, by day."""
        mine = [one for one in self.wins if _won_by(one, scope, self.teams)]
        return Wins(
            np.array([one.day for one in mine], np.int64),
            np.array([one.amount for one in mine], np.float64),
            np.full(len(mine), NONE),
        )

    def takings(self, scope: Scope) -> Takings:
        """Give what was known of a scope's revenue, day by day."""
        return takings.takings(self.wins_of(scope), self.since, self.origin)


def _won_by(won: Won, scope: Scope, teams: Mapping[str, str]) -> bool:
    if scope.kind == "team":
        return teams.get(won.owner) == scope.id
    return scope == COMPANY or won.owner == scope.id


def replay(
    known: Known, commit: str, windows: Sequence[Window], calls: Sequence[Call], model: Model
) -> Replay:
    """Forecast with every method, for every scope and window."""
    won = takings.wins(known)
    since = takings.since(known, won)
    settings = dict(_settings(known, won, since))
    at = _At(known, commit, calls, model(known, windows))
    issued = (
        one
        for window in windows
        for scope, setting in settings.items()
        for one in at.issued(setting, window, scope)
    )
    return Replay(
        known.day,
        commit,
        since,
        tuple(windows),
        tuple(issued),
        at.spoken.chances,
        tuple(
            Won(int(day), float(amount), known.people[owner] if owner >= 0 else "")
            for day, amount, owner in zip(*won, strict=True)
        ),
        dict(zip(known.people, known.teams, strict=True)),
        tuple(scope for scope, one in settings.items() if _steady(known, won, scope, one)),
    )


def _settings(known: Known, won: Wins, since: int) -> Iterator[tuple[Scope, Setting]]:
    """Give each scope with its takings and its open deals."""
    rows = takings.standing(known)
    rows = rows.take(takings.outcome(known, rows, "open"))
    for scope in scopes(known):
        mine = won.of(owned(known, scope, won.owner))
        taken = takings.takings(mine, since, known.day)
        yield scope, Setting(taken, rows.take(owned(known, scope, rows.owner)))


class _At(NamedTuple):
    """What all methods start from at an origin."""

    known: Known
    commit: str
    calls: Sequence[Call]
    spoken: Spoken

    def issued(self, setting: Setting, window: Window, scope: Scope) -> Iterator[Issued]:
        """Give what each method says, those without an answer left out."""
        asked = setting._replace(called=self._called(window, scope))
        booked = baseline.booked(setting, window)
        head = (self.known.day, self.commit, window.name, window.last)
        for name, method in METHODS.items():
            ahead = method(asked, window)
            if ahead:
                yield Issued(*head, name, scope, *_whole(ahead, booked), booked)
        part = self.spoken.parts.get((window.name, scope))
        if part:
            yield Issued(*head, MODEL, scope, **part._asdict())

    def _called(self, window: Window, scope: Scope) -> float | None:
        """Sum up what those of a scope said."""
        said = called.standing(self.calls, window, self.known.day)
        mine = [amount for person, amount in said.items() if _says(self.known, scope, person)]
        return sum(mine) if mine else None


def _whole(ahead: Ahead, booked: float) -> tuple[float, tuple[float, ...]]:
    return booked + ahead.mean, tuple(booked + one for one in ahead.quantiles)


def _says(known: Known, scope: Scope, person: str) -> bool:
    """Tell whether a person speaks for a scope."""
    if scope == COMPANY or scope == Scope("person", person):
        return True
    here = person in known.people
    return here and scope == Scope("team", known.teams[known.people.index(person)])


def _steady(known: Known, won: Wins, scope: Scope, setting: Setting) -> bool:
    mine = won.amount[owned(known, scope, won.owner) & (won.day > known.day - _YEAR)]
    return len(mine) > 0 and run_rate.steady(setting, float(mine.max()))


def packed(one: Replay) -> bytes:
    """Pack a replay for the cache."""
    return zlib.compress(json.dumps(one, separators=(",", ":")).encode(), 1)


def unpacked(data: bytes) -> Replay:
    """Unpack a replay."""
    origin, commit, since, windows, issued, chances, wins, teams, steady = json.loads(
        zlib.decompress(data)
    )
    return Replay(
        origin,
        commit,
        since,
        tuple(Window(*one) for one in windows),
        tuple(_unpacked(one) for one in issued),
        tuple(Chance(*one) for one in chances),
        tuple(Won(*one) for one in wins),
        teams,
        tuple(Scope(*one) for one in steady),
    )


def _unpacked(row: list[Any]) -> Issued:
    one = Issued(*row)
    return one._replace(scope=Scope(*one.scope), quantiles=tuple(one.quantiles))
