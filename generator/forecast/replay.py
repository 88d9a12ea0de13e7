"""All methods' forecasts at one origin, from what was known then: what a backtest is made of."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from generator.forecast import baseline, called, run_rate, takings, unrated
from generator.forecast.baseline import BASELINES, Ahead, Setting
from generator.forecast.called import Call
from generator.forecast.credit import credited
from generator.forecast.issued import COMPANY, MODEL, Issued, Scope
from generator.forecast.known import Floats, Known
from generator.forecast.scenario import Window
from generator.forecast.scope import Branches, branches, owned, parts, scopes, within
from generator.forecast.takings import Takings, Wins
from generator.forecast.unrated import Unrated

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


class Chances(NamedTuple):
    """The chances of open deals to be won in windows, and by the stage's weight and its date.

    Both tables have a row a window, in the windows' order, and a column a deal.
    """

    deals: tuple[str, ...]
    chance: Floats
    static: Floats


class Spoken(NamedTuple):
    """All that the model says at an origin."""

    parts: Mapping[tuple[str, Scope], Part]
    chances: Chances


Model = Callable[[Known, Sequence[Window]], Spoken]


class Replay(NamedTuple):
    """An origin: what each method issued then, and what was known of wins.

    `since` is the first day of which wins are known; their holders are numbered by `people`.
    `teams` has the teams of each of these then. `steady` are the scopes whose business runs by
    itself, `unrated` the deals whose amounts no rate converted then. `currency` is what all money
    is in: the company's base currency then.
    """

    origin: int
    commit: str
    since: int
    windows: tuple[Window, ...]
    issued: tuple[Issued, ...]
    chances: Chances
    wins: Wins
    people: tuple[str, ...]
    teams: Branches
    steady: tuple[Scope, ...]
    unrated: tuple[Unrated, ...] = ()
    currency: str = ""

    @property
    def short(self) -> bool:
        """Whether amounts that count lacked a rate: what was said then is short of them."""
        return unrated.weighs(self.unrated, self.origin)

    @property
    def begun(self) -> int:
        """The day of the first win; the origin's where there is none, or a rate was lacking."""
        return self.origin if self.short else int(self.wins.day.min(initial=self.origin))

    def parts(self, scope: Scope) -> tuple[Scope, ...]:
        """Give what a team with teams below it consists of; nothing for others."""
        return parts(scope, self.people, self.teams)

    def takings(self, scope: Scope) -> Takings:
        """Give what was known of a scope's revenue, day by day."""
        mine = self.wins.of(within(scope, self.people, self.teams)[self.wins.owner])
        return takings.takings(mine, self.since, self.origin)


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
        won,
        known.people,
        branches(known),
        tuple(scope for scope, one in settings.items() if _steady(known, won, scope, one)),
        unrated.unrated(known),
    )


def _settings(known: Known, won: Wins, since: int) -> Iterator[tuple[Scope, Setting]]:
    """Give each scope with its takings and its open deals."""
    rows = takings.standing(known)
    rows = credited(known, rows.take(takings.outcome(known, rows, "open")))
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
    if person not in known.people:
        return scope in {COMPANY, Scope("person", person)}
    return bool(owned(known, scope, np.array([known.people.index(person)]))[0])


def _steady(known: Known, won: Wins, scope: Scope, setting: Setting) -> bool:
    mine = won.amount[owned(known, scope, won.owner) & (won.day > known.day - _YEAR)]
    return len(mine) > 0 and run_rate.steady(setting, float(mine.max()))
