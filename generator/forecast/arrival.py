"""Business that nobody has written down yet: deals that come, and deals that come late.

New deals come as a Poisson process whose rate is known from the last year, with a season drawn to
none. They begin where new deals were first seen: many in the first stage, some further on, and some
as won at once; these were hidden, and are expected again.
"""

from typing import NamedTuple

import numpy as np

from generator.forecast.amount import fresh_amounts
from generator.forecast.credit import by_person, held
from generator.forecast.effect import month_of
from generator.forecast.known import Floats, Ints, Known
from generator.forecast.panel import WEEK, Panel

YEAR = 52
QUARTER, EARLIER = 13, 13.0
LAGS = np.array([1, 5, 9, 14, 27])
"""The first week after its own of each group of weeks in which a new deal may be won."""
LEVEL_WEIGHT, SEASON_WEIGHT = 15.0, 26.0
"""The new deals that their stage's chances are worth, and those that an even year is worth."""


class Arrivals(NamedTuple):
    """How new deals come.

    Their number `came` in so many `weeks`, the last ones above all; the `season` of each month of
    the year; where they begin, `begin[stage]`, with won at once as `at_once` (both counts); how
    many of them were won in each group of `LAGS`, `won`, where their stage led to expect `due`
    (`prior` more count as seen and as due); what they bring, `amounts`; who has them, `owners`.
    """

    came: float
    weeks: float
    season: Floats
    begin: Floats
    at_once: float
    won: Floats
    due: Floats
    prior: Floats
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
    took = age - (known.day - won_on[came]) // WEEK  # between the ends of weeks
    due, won, prior = _won(panel, hazard, came, age, took)
    return Arrivals(
        *_coming(age, span),
        _season(known, panel.first[came], weeks),
        stages[: panel.chart.width], float(stages[panel.chart.won]),
        won, due, prior,
        fresh_amounts(known, panel, won_on),
        _owners(known, panel, came[age < YEAR]),
    )  # fmt: skip


def _coming(age: Ints, span: float) -> tuple[float, float]:
    """Count the deals that came lately, and the weeks that they came in.

    The last quarter counts in full, and of the year before it as much as half a quarter's weeks:
    business grows and shrinks.
    """
    lately = min(QUARTER, span)
    before = span - lately
    share = min(EARLIER / before, 1.0) if before else 0.0
    count = float((age < lately).sum()) + share * float(((age >= lately) & (age < span)).sum())
    return count, lately + share * before


def _won(
    panel: Panel, hazard: Floats, came: Ints, age: Ints, won: Ints
) -> tuple[Floats, Floats, Floats]:
    """Count the wins of new deals by the weeks they took: those to expect, and those that came.

    What is hidden until it is nearly won is won sooner than its stage says.
    """
    start = panel.state[came, np.minimum(age, panel.weeks - 1)]
    opened = (start >= 0) & (start < panel.chart.width) & (age < panel.weeks)
    weeks = len(hazard) - 1
    reached = -np.expm1(-hazard[:, start[opened], 0])
    followed = np.minimum(age[opened], weeks)
    step = np.diff(reached, axis=0) * (np.arange(1, weeks + 1)[:, None] <= followed)
    due = np.bincount(lag_group(weeks), step.sum(axis=1), len(LAGS)).astype(float)
    took = won[opened]
    seen = np.bincount(
        lag_group(weeks)[took[(took > 0) & (took <= followed)] - 1], minlength=len(LAGS)
    )
    prior = (due + 1e-6) * LEVEL_WEIGHT / max(len(took), LEVEL_WEIGHT)
    return due, seen.astype(float), np.asarray(prior, float)


def lag_group(weeks: int) -> Ints:
    """Give the group of each of the weeks after a deal's own, from 1."""
    return np.searchsorted(LAGS, np.arange(1, weeks + 1), side="right") - 1


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
    """Count who has the deals that came lately, shared by their splits, nobody last."""
    rows = panel.row[recent, 0]
    parts = held(known, known.versions.owner[rows], known.versions.credit[rows])
    return np.maximum(by_person(known, parts, np.ones(len(rows))), 0.0)
