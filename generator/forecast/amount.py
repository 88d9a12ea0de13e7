"""What deals bring in the end: what is left of the amount stated, and what new ones are worth."""

from typing import NamedTuple

import numpy as np

from generator.forecast.evidence import Standing, usual_amount
from generator.forecast.known import Floats, Ints, Known
from generator.forecast.panel import WEEK, Panel

RATIO_WEIGHT = 6.0
"""The won deals that a stage's ratio is drawn to that of all stages with, and that to 1."""
RATIO_LIMIT = np.log(4.0)
SLOPE_WEIGHT = 12.0
"""The won deals, e times larger or smaller than the usual, that the slope is drawn to 0 with."""
SIZE_LIMIT = 3.0
RECENT = 104 * WEEK
"""The days that new deals' amounts are taken from."""
FEW = 8
"""With fewer won deals than these, the amounts of all new deals count with theirs."""
OUTLIER = 3.5
"""An amount that lies further out, in robust standard deviations of the logarithms, counts as if
it lay there: one whale must not be expected again with every new deal."""


class Ratios(NamedTuple):
    """The logarithm of what is left of the amount stated, by stage: mean, its error, spread.

    That holds for an amount of `usual`. `slope` comes to it with the logarithm of an amount's size:
    among the largest amounts those that were stated too high are the most.
    """

    mean: Floats
    error: Floats
    spread: float
    slope: float
    usual: float

    def sized(self, amount: Floats) -> Floats:
        """Give what the size of amounts adds; nothing where there is no amount above 0."""
        size = np.log(np.where(amount > 0, amount, self.usual) / self.usual)
        return np.asarray(self.slope * np.clip(size, -SIZE_LIMIT, SIZE_LIMIT))


def ratios(known: Known, panel: Panel, at: Standing) -> Ratios:
    """Learn what is left of the amounts of open deals that were won later, by stage."""
    final = final_amounts(known, panel)[at.deal]
    used = (final > 0) & (at.amount > 0)
    logs = np.clip(np.log(final[used] / at.amount[used]), -RATIO_LIMIT, RATIO_LIMIT)
    share = 1 / np.maximum(np.bincount(at.deal[used], minlength=len(known.deals)), 1)
    weight, stage = share[at.deal[used]], at.stage[used]  # a deal counts once, however often seen
    usual = usual_amount(at.amount)
    size = np.clip(np.log(at.amount[used] / usual), -SIZE_LIMIT, SIZE_LIMIT)
    slope = _slope(logs, size, weight)
    logs = logs - slope * size
    overall = float((logs * weight).sum() / (weight.sum() + RATIO_WEIGHT))
    count = np.bincount(stage, weight, panel.chart.width)
    total = np.bincount(stage, weight * logs, panel.chart.width)
    mean = (total + RATIO_WEIGHT * overall) / (count + RATIO_WEIGHT)
    rest = (weight * (logs - mean[stage]) ** 2).sum() + RATIO_WEIGHT * 0.2**2
    spread = float(np.sqrt(rest / (weight.sum() + RATIO_WEIGHT)))
    return Ratios(mean, spread / np.sqrt(count + RATIO_WEIGHT), spread, slope, usual)


def _slope(logs: Floats, size: Floats, weight: Floats) -> float:
    """Find how much less is left of amounts that are larger, by a ridge."""
    total = max(float(weight.sum()), 1e-9)
    apart = size - float((weight * size).sum()) / total
    return float((weight * apart * logs).sum() / ((weight * apart**2).sum() + SLOPE_WEIGHT))


def final_amounts(known: Known, panel: Panel) -> Floats:
    """Give the amount of each deal that is won now; nan for all others."""
    final = np.full(len(known.deals), np.nan)
    last = np.flatnonzero(np.diff(known.versions.deal, append=-1) != 0)
    won = last[panel.version_state[last] == panel.chart.won]
    final[known.versions.deal[won]] = known.versions.amount[won]
    return final


def fresh_amounts(known: Known, panel: Panel, won_on: Ints) -> Floats:
    """Give what deals that do not exist yet may bring: amounts to choose from.

    Those of the deals won lately; where these are few, what all new deals were said to be worth
    stands beside them. Far outliers are brought in.
    """
    final = final_amounts(known, panel)
    lately = (known.day - won_on < RECENT) & np.isfinite(final)
    found = final[lately]
    if len(found) < FEW:
        begins = np.flatnonzero(np.diff(known.versions.deal, prepend=-1) != 0)
        found = np.concatenate([found, known.versions.amount[begins]])
    found = found[np.isfinite(found)]
    return np.sort(_brought_in(found)) if len(found) else found


def _brought_in(amounts: Floats) -> Floats:
    real = amounts[amounts > 0]
    if not len(real):
        return amounts
    logs = np.log(real)
    middle = np.median(logs)
    spread = max(1.4826 * float(np.median(np.abs(logs - middle))), 0.5)
    most: Floats = np.minimum(amounts, np.exp(middle + OUTLIER * spread))
    return most
