"""The outlook of an origin: what will be won in each window, split and labelled.

`forecast` is the whole of it. Money is in the base currency and is not rounded; who shows it rounds
it once, to whole units of the smallest coin.
"""

from collections.abc import Iterator, Sequence
from math import isclose
from typing import NamedTuple

import numpy as np

from generator.forecast import draw, model
from generator.forecast.amount import final_amounts
from generator.forecast.credit import by_person, held
from generator.forecast.draw import Futures
from generator.forecast.issued import LEVELS
from generator.forecast.known import Floats, Known, Unconverted
from generator.forecast.model import Model
from generator.forecast.scenario import NONE, Scenario, Window

FEW_WINS, SOME_WINS = 10, 30
WIDE, FEW_EXPECTED, HEAVY = 6.0, 5.0, 0.4

INSUFFICIENT = "insufficient evidence"
PRIOR = "prior-driven"
RANGE = "range only"
CONCENTRATED = "one deal decides"
UNPRICED = "new business unpriced"
RUN_RATE = "run-rate business"
SHARED = (INSUFFICIENT, PRIOR, UNPRICED)
"""What is said of everybody's figures alike: it is learned from the deals of all."""
LABELS = {
    INSUFFICIENT: f"Fewer than {FEW_WINS} deals were won, or lost: no chance of a deal is told.",
    PRIOR: f"Fewer than {SOME_WINS} deals were won, or lost: the usual funnel still counts.",
    RANGE: "Too few wins are expected in all, or too uneven ones, for one figure: read the range.",
    CONCENTRATED: "One deal makes more than 40 % of the middle of the range.",
    UNPRICED: "No deal has an amount above 0: what is not written down yet brings nothing or less.",
    RUN_RATE: "Quarters are alike, and no deal is large: the past rate counts as the model does.",
}
"""What a figure may have to be read with, and what each of these says."""


class Part(NamedTuple):
    """What will be won in a window.

    `booked` is won already. `open[draw]` comes of the deals that are open, `new[draw]` of those
    that nobody has written down yet; `people[draw, person]` shares all of it, nobody last. `chance`
    and `expected` are of each open deal: to be won in the window, and what it brings on average;
    `expected` adds up to the mean of `open`, as the columns of `people` do to the mean of `total`.
    `wins` is the number of deals that will be won in all, on average; of these `had[person]` are
    won already, and `coming[person]` are those that nobody has written down yet, nobody's last.
    """

    window: Window
    booked: float
    open: Floats
    new: Floats
    people: Floats
    chance: Floats
    expected: Floats
    had: Floats
    coming: Floats
    labels: tuple[str, ...]

    @property
    def total(self) -> Floats:
        """All that is won in the window, by draw."""
        total: Floats = self.booked + self.open + self.new
        return total

    @property
    def mean(self) -> float:
        """The mean of the total."""
        return float(self.total.mean())

    @property
    def wins(self) -> float:
        """The number of deals that will be won."""
        return float(self.had.sum() + self.chance.sum() + self.coming.sum())

    def quantile(self, *shares: float) -> tuple[float, ...]:
        """Give quantiles of the total: 0.1 for what is passed with a chance of nine in ten."""
        return tuple(float(one) for one in np.quantile(self.total, shares))

    def reaches(self, target: float) -> float:
        """Give the chance to reach a target."""
        return float((self.total >= target).mean())


class Outlook(NamedTuple):
    """What is foreseen at an origin; `parts` are in the order of the windows asked for.

    `deals` names the open deals that `Part.chance` and `Part.expected` speak of, `people` and
    `teams` the columns of `Part.people` but the last. `wins` and `losses` count the closed deals
    that it was learned from. `refusal` says why there is no figure at all, empty where there is;
    `unconverted` are the deals that no rate converts: they count nothing, and must be named.
    """

    day: int
    deals: tuple[str, ...]
    people: tuple[str, ...]
    teams: tuple[str, ...]
    parts: tuple[Part, ...]
    wins: int
    losses: int
    refusal: str
    unconverted: tuple[Unconverted, ...]


def forecast(known: Known, windows: Sequence[Window], scenario: Scenario = NONE) -> Outlook:
    """Foresee what will be won in each window, from what was known at the end of a day."""
    learned = model.learn(known)
    return foresee(learned, windows, scenario)


def foresee(learned: Model, windows: Sequence[Window], scenario: Scenario = NONE) -> Outlook:
    """Foresee what `forecast` does, with a model that is there already."""
    known = learned.known
    futures = draw.draw(learned, tuple(windows), scenario)
    closed = _closed(learned)
    parts = tuple(_part(learned, futures, window, closed, scenario) for window in windows)
    refusal = "" if len(known.versions.deal) else "There is no deal in the history yet."
    names = tuple(known.deals[deal] for deal in learned.open.deal)
    return Outlook(
        known.day, names, known.people, known.teams, parts, *closed, refusal, known.unconverted
    )


def told(learned: Model) -> bool:
    """Tell whether enough deals have closed for the chance of a deal to be told."""
    return min(_closed(learned)) >= FEW_WINS


def _closed(learned: Model) -> tuple[int, int]:
    """Count the deals that were won so far, and those that are lost."""
    lost = learned.panel.state[:, 0] == learned.panel.chart.lost
    return int((learned.won_on <= learned.known.day).sum()), int(lost.sum())


def _part(
    learned: Model, futures: Futures, window: Window, closed: tuple[int, int], scenario: Scenario
) -> Part:
    """Sum up the futures over a window."""
    won = futures.won(window)
    size = len(learned.known.people) + 1
    fresh = futures.fresh
    inside = (fresh.day >= window.first) & (fresh.day <= window.last)
    cell = fresh.draw[inside] * size + fresh.person[inside]
    new = np.bincount(cell, fresh.amount[inside], futures.number * size).reshape(-1, size)
    booked, had = _booked(learned, window, scenario)
    people = new + booked
    _add_open(people, learned, won)
    coming = np.bincount(fresh.person[inside], minlength=size) / futures.number
    part = Part(
        window, float(booked.sum()), won.sum(axis=1), new.sum(axis=1), people,
        futures.chance(window), won.mean(axis=0), had, coming, (),
    )  # fmt: skip
    return part._replace(labels=tuple(_labels(learned, part, *closed)))


def _booked(learned: Model, window: Window, scenario: Scenario) -> tuple[Floats, Floats]:
    """Give what is won already within a window, and in how many deals: by person, nobody last."""
    known, versions = learned.known, learned.known.versions
    last = np.flatnonzero(np.diff(versions.deal, append=-1) != 0)
    final = final_amounts(known, learned.panel)
    closed = versions.close[last]
    kept = np.array([name not in scenario.without for name in known.deals], bool)[
        versions.deal[last]
    ]
    used = (closed >= window.first) & (closed <= min(window.last, known.day))
    used &= np.isfinite(final[versions.deal[last]]) & kept
    rows = last[used]
    parts = held(known, versions.owner[rows], versions.credit[rows])
    amounts = by_person(known, parts, final[versions.deal[rows]])
    return amounts, by_person(known, parts, np.ones(len(rows)))


def _add_open(people: Floats, learned: Model, won: Floats) -> None:
    """Add what open deals bring, `won[draw, deal]`, to the sums by draw and person, nobody last."""
    known, opened = learned.known, learned.open
    parts = held(known, opened.owner, known.versions.credit[opened.row])
    for holder in np.unique(parts.holder).tolist():
        mine = parts.holder == holder
        brought = (won[:, parts.row[mine]] * parts.share[mine]).sum(axis=1)
        shared = holder >= len(known.people)
        people[:, holder % len(known.people) if shared else holder] += brought
        people[:, -1] -= brought * shared  # the whole of a shared deal is nobody's


def _labels(learned: Model, part: Part, wins: int, losses: int) -> Iterator[str]:
    """Name what the figures of a window must be read with."""
    top = float(np.max(part.expected, initial=0.0))
    ahead = part.window.last > learned.known.day
    own = labels(part.mean, part.quantile(*LEVELS), part.wins, top) if ahead else ()
    found = {
        INSUFFICIENT: min(wins, losses) < FEW_WINS,
        PRIOR: min(wins, losses) < SOME_WINS,
        UNPRICED: not (learned.arrivals.amounts > 0).any(),
    }
    yield from (one for one in LABELS if found.get(one) or one in own)


def labels(mean: float, quantiles: Sequence[float], wins: float, top: float) -> tuple[str, ...]:
    """Name what a range must be read with; one that is certain is one figure, of few wins too.

    `mean` is that of all, `quantiles` are amounts at LEVELS, `wins` the deals that will be won in
    all, on average, and `top` is what the deal that brings most is expected to bring.
    """
    certain = quantiles[0] == quantiles[-1] and isclose(mean, quantiles[0])
    found = {
        RANGE: _uneven(quantiles) or (wins < FEW_EXPECTED and not certain),
        CONCENTRATED: top > HEAVY * quantiles[LEVELS.index(0.50)] > 0,
    }
    return tuple(label for label, holds in found.items() if holds)


def relabelled(label: str, quantiles: Sequence[float]) -> str:
    """Give the labels of a forecast after its range was corrected, `quantiles` at LEVELS.

    One that has become too uneven for one figure says so; nothing that was said is taken back.
    """
    said = {*label.split("; "), RANGE if _uneven(quantiles) else ""}
    return "; ".join(one for one in LABELS if one in said)


def _uneven(quantiles: Sequence[float]) -> bool:
    low, high = (quantiles[LEVELS.index(level)] for level in (0.10, 0.90))
    return high > WIDE * low if low >= 0 else True
