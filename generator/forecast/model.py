"""The model of an origin: everything that is learned from what was known then."""

from typing import NamedTuple

import numpy as np

from generator.forecast import amount, arrival, effect, evidence, hazard, panel
from generator.forecast.amount import Ratios
from generator.forecast.arrival import Arrivals
from generator.forecast.effect import Effects
from generator.forecast.evidence import Standing
from generator.forecast.hazard import Hazards
from generator.forecast.known import Floats, Ints, Known
from generator.forecast.panel import Panel

ALL_WEEKS = 104
"""The weeks after which a deal that is still open counts as never won."""


class Model(NamedTuple):
    """What was learned: how deals move, what signs are worth, how new ones come, what they bring.

    `hazard` is that of `hazard.winning` for the mean chances over `ALL_WEEKS`. `open` are the deals
    that were open on the day, `shown` their evidence around the mean, `untouched` the days since
    they were touched. `dated` has the days that a fresh deal's date lies ahead, by stage, 0 where
    it has none. `won_on` is the day on which each deal was first won, far ahead where it was not.
    """

    known: Known
    panel: Panel
    hazards: Hazards
    hazard: Floats
    effects: Effects
    ratios: Ratios
    arrivals: Arrivals
    open: Standing
    shown: Floats
    untouched: Ints
    dated: Ints
    won_on: Ints


def learn(known: Known) -> Model:
    """Learn everything that can be learned."""
    laid = panel.panel(known)
    hazards = hazard.learn(known, laid)
    cumulated = hazard.winning(hazards.mean, ALL_WEEKS)
    effects = effect.learn(known, laid, cumulated)
    won_on = effect.won_days(known, laid)
    past = evidence.standing(known, laid, np.arange(1, laid.weeks))
    now = evidence.standing(known, laid, np.array([0]))
    touch = evidence.touched(known)
    shown = evidence.columns(known, now, effects.usual, touch) - effects.mean
    return Model(
        known, laid, hazards, cumulated, effects,
        amount.ratios(known, laid, past),
        arrival.learn(known, laid, cumulated, won_on),
        now, shown * effects.varied, now.day - touch[now.row], _dated(past, laid), won_on,
    )  # fmt: skip


def _dated(past: Standing, laid: Panel) -> Ints:
    """Give how far ahead the date of a deal that is new in a stage usually lies, in days."""
    ahead = np.where(past.close > 0, past.close - past.day, 0)
    new = past.age == 0
    return np.array([
        int(np.median(ahead[new & (past.stage == stage)], axis=0))
        if (new & (past.stage == stage)).any() else 0
        for stage in range(laid.chart.width)
    ])  # fmt: skip
