"""Business that nobody has written down yet: deals that come, and deals that come late.

New deals come as a Poisson process whose rate is known from the last year, with a season drawn to
none. They begin where new deals were first seen: many in the first stage, some further on, and some
as won at once; these were hidden, and are expected again.
"""

from typing import NamedTuple

import numpy as np

from generator.forecast.amount import fresh_amounts
from generator.forecast.effect import month_of
from generator.forecast.known import Floats, Ints, Known
from generator.forecast.panel import WEEK, Panel

YEAR = 52
LEARNED = 26
"""The weeks for which new deals are followed to see how many are won."""
LEVEL_WEIGHT, SEASON_WEIGHT = 8.0, 26.0


class Arrivals(NamedTuple):
    """How new deals come.

    Their number `came` in so many `weeks`; the `season` of each month of the year; where they
    begin, `begin[stage]`, with won at once as `at_once` (both counts); how much more of them are
    won than their stage says, `won` of `due`; what they bring, `amounts`; who has them, `owners`.
    """

    came: float
    weeks: float
    season: Floats
    begin: Floats
    at_once: float
    won: float
    due: float
    amounts: Floats
    owners: Floats


def learn(known: Known, panel: Panel, hazard: Floats, won_on: Ints) -> Arrivals:
    """Learn how new deals come; `won_on` is the day on which each deal was first won."""
    came = np.flatnonzero((panel.truncated == 0) & (panel.first <= known.day))
    age = (known.day - panel.first[came]) // WEEK
    weeks = max((known.day - known.begin) / WEEK, 1.0)
    span = min(YEAR, weeks)
    two = came[age < 2 * YEAR]
    begin = panel.state[two, np.minimum((known.day - panel.first[two]) // WEEK, panel.weeks - 1)]
    stages = np.bincount(begin[begin >= 0], minlength=panel.chart.width + 2).astype(float)
    due, won = _won(panel, hazard, came, age, (won_on[came] - panel.first[came]) // WEEK)
    return Arrivals(
        float((age < span).sum()), span,
        _season(known, panel.first[came], weeks),
        stages[: panel.chart.width], float(stages[panel.chart.won]),
        won, due,
        fresh_amounts(known, panel, won_on),
        _owners(known, panel, came[age < YEAR]),
    )  # fmt: skip


def _won(panel: Panel, hazard: Floats, came: Ints, age: Ints, won: Ints) -> tuple[float, float]:
    """Count the wins among new deals that their first stage led to expect, and those that came."""
    start = panel.state[came, np.minimum(age, panel.weeks - 1)]
    opened = (start >= 0) & (start < panel.chart.width) & (age < panel.weeks)
    followed = np.minimum(np.minimum(age, LEARNED), hazard.shape[0] - 1)
    due = 1 - np.exp(-hazard[followed[opened], start[opened], 0])
    return float(due.sum()), float((won[opened] <= followed[opened]).sum())


def _season(known: Known, first: Ints, weeks: float) -> Floats:
    """Find how many more deals come in each month of the year, once a year has gone by."""
    if weeks < YEAR + 4:
        return np.ones(12)
    days = np.arange(known.begin + 1, known.day + 1)
    due = np.bincount(month_of(days), minlength=12) * len(first) / len(days)
    seen = np.bincount(month_of(first), minlength=12)
    season: Floats = (seen + SEASON_WEIGHT) / (due + SEASON_WEIGHT)
    return season


def _owners(known: Known, panel: Panel, recent: Ints) -> Floats:
    """Count who has the deals that came lately, nobody last."""
    owner = known.versions.owner[panel.row[recent, 0]]
    return np.bincount(owner % (len(known.people) + 1), minlength=len(known.people) + 1).astype(
        float
    )
