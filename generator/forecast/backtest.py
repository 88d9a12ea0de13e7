"""The forecasts of all past Mondays, made again from what was known then, and their accuracy.

`backtest` is the whole of it: find the origins, replay those that are new since the last time,
combine them, and score what is over.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np

from generator.forecast import (
    accuracy,
    called,
    choice,
    packing,
    replay,
    shelf,
    takings,
    unjudged,
    unrated,
)
from generator.forecast.accuracy import Noise, Score
from generator.forecast.calibration import Calibration, calibration
from generator.forecast.called import Call
from generator.forecast.choice import Choice
from generator.forecast.combined import combined
from generator.forecast.equal_weights import equal_weights
from generator.forecast.issued import Issued, Outcome, Scope
from generator.forecast.known import Floats, Known
from generator.forecast.origin import Line, Origin
from generator.forecast.past import Past
from generator.forecast.replay import Replay
from generator.forecast.scenario import Window
from generator.forecast.scope import owned
from generator.forecast.share import spoken
from generator.forecast.takings import Takings, Wins
from generator.forecast.unrated import Unrated
from generator.forecast.window import origins, windows
from generator.history import History
from generator.parallel import each
from generator.progress import Progress, silent
from schema.company import Company

MONDAYS = 156
"""So many Mondays are replayed, the latest ones."""
YOUNG = "The history is younger than a Monday; the first forecast is judged four weeks after it."


class Backtest(NamedTuple):
    """All that was forecast and what came of it.

    `issued` are the forecasts of all methods, windows and scopes, by origin; the last origin is
    the day itself, whose windows have no outcome. `outcomes` are there for every window that is
    over, but where an amount that counts lacked a rate: what was said without it is not held
    against what came with it, nor the other way round. `refused` says why nothing could be
    replayed, or not all of it judged, and is empty otherwise; `unrated` has the deals for whose
    sake past Mondays are not judged. `choices` say which method was shown, and is shown now.
    """

    issued: tuple[Issued, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    scores: tuple[Score, ...] = ()
    calibration: tuple[Calibration, ...] = ()
    refused: str = ""
    unrated: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()


def backtest(  # noqa: PLR0913 - each is named where it is given
    history: History,
    company: Company,
    told: Past,
    day: date,
    *,
    cache: Path | None = None,
    processes: int = 1,
    progress: Progress = silent,
) -> Backtest:
    """Forecast again from every past Monday, and from the day itself, and score what is over.

    `company` is the book's as it lies there, and `told` was read with it.

    Raises:
        NotWritableError: The cache cannot be written.
    """
    if not history.usable or not history.commits:
        return Backtest(refused=" ".join(one.message for one in history.troubles) or YOUNG)
    first = told.line.begin()
    days = (*origins(first, day.toordinal())[-MONDAYS:], day.toordinal())
    work = Work.of(history, company, told)
    found = replayed(work, days, cache=cache, processes=processes, progress=progress)
    made = assembled(found, work.past.at(day))
    return made if len(days) > 1 else made._replace(refused=YOUNG)


class Work(NamedTuple):
    """What the origins of a history are replayed from."""

    past: Past
    calls: Sequence[Call]

    @classmethod
    def of(cls, history: History, company: Company, told: Past) -> "Work":
        """Take what was told, and what was called; `company` is the book's as it lies there."""
        return cls(told, called.calls(history, company))

    @property
    def line(self) -> Line:
        """The line of the commits, in which origins are found."""
        return self.past.line

    def known(self, origin: Origin) -> Known:
        """Give what was known at an origin."""
        return self.past.known_at(origin)

    def packed(self, origin: Origin) -> bytes:
        """Replay an origin, for the way from process to process and for the cache."""
        asked = windows(origin.day, origin.company.fiscal_year)
        made = replay.replay(self.known(origin), origin.commit, asked, self.calls, spoken)
        return packing.packed(made._replace(currency=origin.company.base_currency))

    def keys(self, origins: Sequence[Origin]) -> list[str]:
        """Name origins: by their commit once there is a later one, by all that is told before."""
        now = next((one for one in origins if not one.past), None)
        content = self._digest(now) if now else ""
        return [f"{one.day} {one.commit} {'' if one.past else content}" for one in origins]

    def _digest(self, now: Origin) -> str:
        """Hash all that an origin after the last commit rests on, besides its day."""
        also = (now.company.model_dump_json(), self.past.beside(now), self.calls, self.past.tip)
        return shelf.digest(self.past.deals(now), also)


def replayed(
    work: Work,
    days: Sequence[int],
    *,
    cache: Path | None = None,
    processes: int = 1,
    progress: Progress = silent,
) -> list[Replay]:
    """Forecast again at the ends of days; those that are kept from an earlier time are unpacked."""
    asked = [work.line.at(day) for day in days]
    with shelf.opened(cache) as kept:
        keys = work.keys(asked)
        there = kept.all(keys)
        lacking = [number for number, key in enumerate(keys) if key not in there]
        made = each(partial(_numbered, work, asked), lacking, processes)
        for done, (number, packed) in enumerate(zip(lacking, made, strict=True), 1):
            there[keys[number]] = packed
            kept.put(keys[number], packed)
            progress("Forecasting again", done, len(lacking))
        kept.commit()
    return [packing.unpacked(there[key]) for key in keys]


def _numbered(work: Work, asked: Sequence[Origin], number: int) -> bytes:
    return work.packed(asked[number])


def assembled(found: Sequence[Replay], settled: Known) -> Backtest:
    """Combine and score replays, by origin; `settled` is what is known at last.

    Nothing is learned from an origin in another base currency, nor is it held against what came.
    """
    alike, base = _by_currency(found), found[-1].currency
    said = (one for each in found for one in each.issued)
    mixed = (one for each in alike.values() for one in combined(each))
    issued = sorted([*said, *equal_weights(found), *mixed])
    lacking = unrated.unrated(settled)
    past = [one for one in found if one.origin < settled.day]
    outcomes = tuple(_outcomes(alike[base], settled, lacking))
    chosen = tuple(sorted(one for each in alike.values() for one in choice.choices(each, issued)))
    judged = accuracy.judged((*issued, *choice.shown(issued, chosen)), outcomes)
    return Backtest(
        tuple(issued),
        outcomes,
        accuracy.scores(judged, noise(settled, outcomes)),
        tuple(_calibrations(found, settled)),
        " ".join(unjudged.words(past, lacking, settled.day, base)),
        tuple(sorted({lack.deal for one in past if one.short for lack in one.unrated})),
        chosen,
    )


def _by_currency(found: Sequence[Replay]) -> Mapping[str, Sequence[Replay]]:
    alike: dict[str, list[Replay]] = {}
    for one in found:
        alike.setdefault(one.currency, []).append(one)
    return alike


def _outcomes(
    found: Sequence[Replay], settled: Known, lacking: Sequence[Unrated]
) -> Iterator[Outcome]:
    """Give what came in windows that are over, as it is settled and as it was first known."""
    won = takings.wins(settled)
    since = min((one.since for one in found), default=settled.day)
    known: dict[Scope, Takings] = {}
    for number, one in enumerate(found):
        over = [] if one.short else _over(one, settled.day, lacking)
        for scope in sorted({issued.scope for issued in one.issued}):
            if scope not in known:
                mine = won.of(owned(settled, scope, won.owner))
                known[scope] = takings.takings(mine, since, settled.day)
            for window in over:
                days = (window.first, window.last)
                first = next((late for late in found[number:] if _records(late, window)), None)
                yield Outcome(
                    one.origin,
                    window.name,
                    window.last,
                    scope,
                    known[scope].between(*days),
                    (first.takings(scope) if first else known[scope]).between(*days),
                )


def _over(one: Replay, day: int, lacking: Sequence[Unrated]) -> list[Window]:
    """Give the windows that are over on a day, but those of which a win has no rate."""
    over = (window for window in one.windows if window.last <= day)
    return [each for each in over if not unrated.within(lacking, each.first, each.last)]


def _records(late: Replay, window: Window) -> bool:
    """Tell whether all that was won in a window was known, and at which rate."""
    known = late.origin >= window.last
    return known and not unrated.within(late.unrated, window.first, window.last)


def noise(settled: Known, outcomes: Iterable[Outcome]) -> Noise:
    """Give the wins to expect in a window and how uneven they are, by window and scope."""
    won = takings.wins(settled)
    spans: dict[tuple[str, Scope], list[int]] = {}
    for one in outcomes:
        spans.setdefault((one.window, one.scope), []).append(one.end - one.origin)
    found = {}
    for (window, scope), days in spans.items():
        mine = won.of(owned(settled, scope, won.owner))
        rate = _rate(mine, settled)
        if rate and mine.amount.mean() > 0:
            spread = float(mine.amount.std() / mine.amount.mean())
            found[window, scope] = rate * float(np.mean(days)), spread
    return found


def _rate(won: Wins, settled: Known) -> float:
    """Give the wins a day."""
    since = takings.since(settled, won)
    return len(won.day) / max(settled.day - since, 1)


def _calibrations(found: Sequence[Replay], settled: Known) -> Iterator[Calibration]:
    """Compare the chances of deals with what came, by window."""
    rows = takings.standing(settled)
    won = rows.take(takings.outcome(settled, rows, "won"))
    days = {settled.deals[deal]: int(day) for deal, day in zip(won.deal, won.close, strict=True)}
    lists = {one.chances.deals for one in found}  # from Monday to Monday often the same
    places = {deals: np.array([days.get(deal, 0) for deal in deals], np.int64) for deals in lists}
    cases: dict[str, list[Floats]] = {}
    for one in found:
        closed = places[one.chances.deals]
        for place, window in enumerate(one.windows):
            if window.last <= settled.day and one.chances.deals:
                came = (one.origin < closed) & (closed <= window.last)
                said = (one.chances.chance[place], one.chances.static[place], came)
                cases.setdefault(window.name, []).append(np.array(said, np.float64))
    for name, told in sorted(cases.items()):
        yield calibration(name, *np.concatenate(told, axis=1))
