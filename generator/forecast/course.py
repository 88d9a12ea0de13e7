"""The course of open deals: the hazard of being won by the end of each coming week."""

from typing import NamedTuple

import numpy as np

from generator.forecast import effect, hazard, slip
from generator.forecast.effect import LIMIT, OWNER_WEIGHT
from generator.forecast.evidence import Standing
from generator.forecast.known import NONE, Floats
from generator.forecast.model import Model
from generator.forecast.panel import WEEK


class Sample(NamedTuple):
    """What a course is computed with, drawn or as its mean, the draws along the first axis.

    `hazard[week, draw, stage, age]`; `worth[draw, sign]`; `owner[draw, person]`, nobody last.
    """

    hazard: Floats
    worth: Floats
    owner: Floats

    @property
    def weeks(self) -> int:
        """The weeks that it reaches."""
        return len(self.hazard) - 1


def mean(model: Model) -> Sample:
    """Take what was learned as it stands."""
    due, came = model.effects.owner
    owner = (came + OWNER_WEIGHT) / (due + OWNER_WEIGHT)
    return Sample(model.hazard[:, None], model.effects.worth[None], owner[None])


def drawn(model: Model, source: np.random.Generator, count: int, weeks: int) -> Sample:
    """Draw everything that was learned, as uncertain as it is."""
    moving = hazard.winning(model.hazards.drawn(source, count), weeks)
    effects = model.effects
    lots = source.standard_normal((count, len(effects.worth)))
    worth = effects.worth + effect.summed("ks,ts->kt", lots, effects.spread)
    due, came = effects.owner
    owner = source.standard_gamma(came + OWNER_WEIGHT, (count, len(due))) / (due + OWNER_WEIGHT)
    return Sample(moving, worth, owner)


def cumulated(model: Model, sample: Sample, at: Standing, shown: Floats) -> Floats:
    """Give the cumulated hazard of open deals: `[week, draw, deal]`, from 0 at week 0.

    `shown` is their evidence around the mean.
    """
    age = np.minimum(at.age, sample.hazard.shape[-1] - 1)
    step = np.diff(sample.hazard[:, :, at.stage, age], axis=0)
    step *= ratio(model, sample, at, shown)
    total: Floats = np.zeros((sample.weeks + 1, *step.shape[1:]))
    np.cumsum(step, axis=0, out=total[1:])
    return total


def ratio(model: Model, sample: Sample, at: Standing, shown: Floats) -> Floats:
    """Give the ratio of hazards that the signs, the owner and the season make of each week.

    A deal that nobody owns is neither better nor worse for it.
    """
    first = 1 + len(slip.SPANS)
    spans = slip.spans(at.close, model.known.day, sample.weeks).T
    signs = sample.worth[:, :1] + effect.summed("ks,ns->kn", sample.worth[:, first:], shown)
    placed = sample.worth[:, 1:first][:, spans].transpose(1, 0, 2)
    owner = np.where(at.owner == NONE, 1.0, sample.owner[:, at.owner])
    worth: Floats = np.exp(np.clip(signs + placed, -LIMIT, LIMIT)) * owner
    worth *= season(model, sample.weeks)[:, None, None] * model.effects.lately
    return worth


def season(model: Model, weeks: int) -> Floats:
    """Give the season's ratio of each coming week."""
    middle = model.known.day + WEEK * np.arange(1, weeks + 1) - WEEK // 2
    return model.effects.season[effect.month_of(middle)]


def at_day(total: Floats, days: float) -> Floats:
    """Give a cumulated hazard so many days ahead, on the line between the ends of weeks."""
    place = min(max(days / WEEK, 0.0), total.shape[0] - 1)
    week = min(int(place), total.shape[0] - 2)
    part = place - week
    between: Floats = total[week] * (1 - part) + total[week + 1] * part
    return between
