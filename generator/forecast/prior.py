"""What is taken for usual before a team's own history says otherwise: a plain funnel.

Chances are of one week. A deal moves on to the next stage with 10 %, is lost with 3 % (4 % in the
first stage, 2 % in the last), and is won with 10 % from the last stage, less from those before.
These are round figures for business-to-business sales of one to four months with a win rate of a
quarter, and no more than a beginning: ten deals that closed weigh more.
"""

import numpy as np

from generator.forecast.known import Floats, Ints
from generator.forecast.panel import Chart

AGES = np.array([0, 3, 7, 14, 26, 52])
"""The first full week in a stage of each group of ages."""
OLDEST = int(AGES[-1])
FADING = np.array([1.0, 1.0, 0.75, 0.4, 0.12, 0.02])
"""How a stage's chances to move on or be won fade with the age in it: a deal that stood still for a
year is as good as dead, whether or not somebody closed it."""

_ADVANCE, _LOST, _WON, _BACK = 0.10, 0.03, 0.10, 0.005


def age_group(weeks: Ints) -> Ints:
    """Give the group of ages in a stage."""
    return np.searchsorted(AGES, weeks, side="right") - 1


def funnel(chart: Chart) -> Floats:
    """Give the usual chances of a week, from each open stage to each place; staying included."""
    count = chart.width
    usual = np.zeros((count, count + 2))
    for stage in range(count):
        last = chart.following[stage] == chart.won
        usual[stage, chart.lost] = _LOST * (1.33 - 0.66 * chart.ahead[stage])
        usual[stage, chart.won] = _WON if last else _WON * 0.05 * (1 + 3 * chart.ahead[stage])
        if not last:
            usual[stage, chart.following[stage]] = _ADVANCE
        backward = np.flatnonzero(chart.following[:count] == stage)
        usual[stage, backward] = _BACK
    unknown = count - 1
    usual[unknown, chart.won], usual[unknown, chart.lost] = _WON * 0.3, _LOST
    usual[np.arange(count), np.arange(count)] = 1 - usual.sum(axis=1)
    return usual
