"""How deals move in a week, by stage and age in it: competing risks in discrete time.

Of every week that a deal was open, the panel tells where it stood a week later. Occurrences by
exposure are free of the error of closed deals alone, among which those that were won fast are too
many. Counts are small, so each is drawn to what is more widely known: the company's own funnel to
the usual one, each stage to that, each age in a stage to its stage.
"""

from typing import NamedTuple

import numpy as np

from generator.forecast.known import Floats, Ints, Known
from generator.forecast.panel import Panel
from generator.forecast.prior import AGES, FADING, OLDEST, age_group, funnel

FUNNEL_WEIGHT = 5.0
"""The events of a kind that the usual funnel is worth when the company's own level is found."""
STAGE_WEIGHT = 30.0
"""The deal-weeks that the level of a stage is drawn with."""
AGE_WEIGHT = 20.0
"""The deal-weeks that an age in a stage is drawn with."""
ROUNDS = 3
MOST_LEAVING = 0.9
FADING_WEIGHT = 3.0
"""The events that the usual fading with age is worth."""


class Hazards(NamedTuple):
    """The weights of a Dirichlet for every stage and group of ages, over the places a week later.

    `weights[stage, age, place]`; `wins` and `losses` count the deals that they were learned from.
    """

    weights: Floats
    wins: int
    losses: int

    @property
    def mean(self) -> Floats:
        """The chances themselves."""
        chances: Floats = self.weights / self.weights.sum(axis=-1, keepdims=True)
        return chances

    def drawn(self, source: np.random.Generator, count: int) -> Floats:
        """Draw the chances as often as asked, as uncertain as they are."""
        drawn = source.standard_gamma(np.broadcast_to(self.weights, (count, *self.weights.shape)))
        drawn = np.maximum(drawn, 1e-300)
        chances: Floats = drawn / drawn.sum(axis=-1, keepdims=True)
        return chances


def learn(known: Known, panel: Panel) -> Hazards:
    """Learn how deals move."""
    counts = _counts(known, panel)
    chart = panel.chart
    usual = funnel(chart)
    kinds = _kinds(chart.width)
    fading = np.ones((len(AGES), 5))
    for _ in range(ROUNDS):
        staged = _staged(counts, usual, fading, kinds)
        fading = _fading(counts, staged, kinds)
    expected = _faded(staged, fading, kinds)
    wins = int(counts[:, :, chart.won].sum())
    return Hazards(counts + AGE_WEIGHT * expected, wins, int(counts[:, :, chart.lost].sum()))


def _counts(known: Known, panel: Panel) -> Floats:
    """Count the weeks by stage, age and the place a week later."""
    places = panel.chart.width + 2
    before, after = panel.state[:, 1:], panel.state[:, :-1]
    deals, weeks = np.nonzero((before >= 0) & (before < panel.chart.width))
    age = age_group(panel.age(known, deals, weeks + 1))
    cell = (before[deals, weeks] * len(AGES) + age) * places + after[deals, weeks]
    shape = (panel.chart.width, len(AGES), places)
    return np.bincount(cell, minlength=int(np.prod(shape))).reshape(shape).astype(float)


_STAY, _ON, _BACK, _WON, _LOST = range(5)


def _kinds(count: int) -> Ints:
    """Tell for every stage and place what it is to come there: stay, on, back, won or lost."""
    kinds = np.full((count, count + 2), _BACK)
    for stage in range(count):
        kinds[stage, stage + 1 : count] = _ON
        kinds[stage, stage] = _STAY
    kinds[:, count], kinds[:, count + 1] = _WON, _LOST
    return kinds


def _staged(counts: Floats, usual: Floats, fading: Floats, kinds: Ints) -> Floats:
    """Find each stage's chances at no age: the usual ones, raised or lowered twice.

    First kind by kind to what the company saw in all its stages, then stage by stage. Weeks count
    by what their age leaves of a chance, so that deals that nobody closes take nothing away.
    """
    exposure = np.einsum("sa,ask->sk", counts.sum(axis=2), fading[:, kinds])
    seen, staged = counts.sum(axis=1), usual.copy()
    for kind in (_ON, _BACK, _WON, _LOST):
        of = kinds == kind
        ratio = (seen[of].sum() + FUNNEL_WEIGHT) / ((exposure * usual)[of].sum() + FUNNEL_WEIGHT)
        staged[of] = (seen + STAGE_WEIGHT * ratio * usual)[of] / (exposure + STAGE_WEIGHT)[of]
    return _completed(staged)


def _fading(counts: Floats, staged: Floats, kinds: Ints) -> Floats:
    """Find how chances change with the age in a stage, in all stages together, kind by kind."""
    exposure = counts.sum(axis=2)[:, :, None] * staged[:, None, :]
    fading = np.ones((len(AGES), 5))
    for kind in (_ON, _BACK, _WON, _LOST):
        of = np.broadcast_to((kinds == kind)[:, None, :], counts.shape)
        seen = np.where(of, counts, 0).sum(axis=(0, 2))
        due = np.where(of, exposure, 0).sum(axis=(0, 2))
        usual = np.ones(len(AGES)) if kind == _LOST else FADING
        fading[:, kind] = (seen + FADING_WEIGHT * usual) / (due + FADING_WEIGHT)
    return fading


def _faded(staged: Floats, fading: Floats, kinds: Ints) -> Floats:
    """Give the chances of each stage and age."""
    return _completed(staged[:, None, :] * fading[:, kinds].transpose(1, 0, 2))


def _completed(chances: Floats) -> Floats:
    """Let what is left of a week be spent staying; no stage is left with more than 90 %."""
    count = chances.shape[0]
    own = np.arange(count)
    chances[own, ..., own] = 0.0
    leaving = chances.sum(axis=-1, keepdims=True)
    chances = chances * np.minimum(MOST_LEAVING / np.maximum(leaving, 1e-12), 1.0)
    chances[own, ..., own] = 1 - chances.sum(axis=-1)
    return chances


def winning(chances: Floats, weeks: int) -> Floats:
    """Follow deals through the weeks: the cumulated hazard of being won by the end of each.

    `chances[..., stage, age group, place]`, of one or several draws; gives
    `hazard[week, ..., stage, age in weeks]` with week 0 (nothing yet) to `weeks`. The hazard is
    that of being won at all, among all deals that are not yet (Fine and Gray, JASA 1999): what is
    lost stays lost, and the chance is one minus the exponential of the negative hazard.
    """
    group = age_group(np.arange(OLDEST + 1))
    older = np.minimum(np.arange(OLDEST + 1) + 1, OLDEST)
    count, groups = chances.shape[-3], chances.shape[-2]
    own = np.arange(count)
    won = chances[..., count]
    stay = np.moveaxis(chances[..., own, :, own], 0, -2)[..., group]
    moving = chances[..., :count].copy()
    moving[..., own, :, own] = 0.0
    flat = moving.reshape(*moving.shape[:-3], count * groups, count)
    reached = np.zeros((weeks + 1, *stay.shape))
    for week in range(1, weeks + 1):
        before = reached[week - 1]
        entering = np.einsum("...st,...t->...s", flat, before[..., 0]).reshape(won.shape)
        reached[week] = (won + entering)[..., group] + stay * before[..., older]
    return -np.log1p(-np.minimum(reached, 1 - 1e-9))
