"""How much likelier a deal is won than its stage and age say, for what it shows.

The past is looked at from landmarks, days a few weeks apart: for each deal that was open then, how
much hazard of being won its stage and age gave it in the 13 weeks that followed, and whether it was
won. Wins by expected wins is a Poisson regression with the expectation as offset; a ridge draws
every effect to none. Landmarks overlap, so each counts for its share of 13 weeks: a penalty is then
a number of expected wins. Owners and seasons follow, drawn together by Gamma priors.
"""

from typing import NamedTuple

import numpy as np

from generator.forecast import evidence, slip
from generator.forecast.evidence import Standing
from generator.forecast.known import Flags, Floats, Ints, Known
from generator.forecast.panel import WEEK, Panel

FOLLOWED = 13
"""The weeks that a landmark is followed."""
MOST_ROWS = 4000
"""The open deals at all landmarks: with more, the landmarks lie wider apart."""
LEVEL_WEIGHT, SPAN_WEIGHT, SIGN_WEIGHT = 3.0, 4.0, 8.0
"""The expected wins that the level, a place of the date and any other sign are drawn with."""
OWNER_WEIGHT, SEASON_WEIGHT = 15.0, 20.0
STEPS = 8
HALVED = 26.0
"""The weeks in which what happened loses half of its weight for what is true lately."""
LIMIT = 2.5
"""No sign counts for more than this, as a natural logarithm."""


class Effects(NamedTuple):
    """What signs are worth, as natural logarithms of ratios of hazards.

    `worth` begins with the level, then come the places of the date (`slip.SPANS`), then the columns
    of the evidence, each around its `mean` unless it never `varied`. `spread` is the Cholesky
    factor of their covariance.
    `owner[person]` and `season[month]` are ratios, with the wins that were expected and came.
    """

    worth: Floats
    spread: Floats
    mean: Floats
    varied: Flags
    owner: tuple[Floats, Floats]
    season: Floats
    usual: float
    shock: float
    lately: float
    expected: float
    seen: float


class Followed(NamedTuple):
    """Landmarks and what followed: hazard by deal and week, and the week in which it was won."""

    at: Standing
    hazard: Floats
    won: Ints
    weight: float


def followed(known: Known, panel: Panel, hazard: Floats) -> Followed:
    """Follow the open deals of all landmarks; `hazard` is that of `hazard.winning`."""
    count = int(((panel.state >= 0) & (panel.state < panel.chart.width)).sum())
    spacing = min(max(-(-count // MOST_ROWS), 2), FOLLOWED)
    at = evidence.standing(known, panel, np.arange(spacing, panel.weeks, spacing))
    weeks = np.arange(1, FOLLOWED + 1)
    step = np.diff(hazard[: FOLLOWED + 1], axis=0)[
        :, at.stage, np.minimum(at.age, hazard.shape[-1] - 1)
    ].T
    won = won_days(known, panel)[at.deal] - at.day
    week = np.where(won > 0, -(-won // WEEK), FOLLOWED + 1)
    week = np.where(week <= np.minimum(at.week, FOLLOWED), week, FOLLOWED + 1)
    risk = (weeks[None, :] <= week[:, None]) & (weeks[None, :] <= at.week[:, None])
    return Followed(at, step * risk, week, spacing / FOLLOWED)


def won_days(known: Known, panel: Panel) -> Ints:
    """Give the day on which each deal was first won; far ahead where it was not.

    That is the day on which it closed, as it is told with it: a win is often written down later,
    and a deal that was won before a landmark brings nothing after it, though it still stood open.
    """
    day = np.full(len(known.deals), 1 << 30)
    rows = np.flatnonzero(panel.version_state == panel.chart.won)[::-1]
    closed, happened = known.versions.close[rows], known.versions.happened[rows]
    day[known.versions.deal[rows]] = np.where(closed > 0, np.minimum(closed, happened), happened)
    return day


def learn(known: Known, panel: Panel, hazard: Floats) -> Effects:
    """Learn what signs are worth."""
    past = followed(known, panel, hazard)
    at = past.at
    touch = evidence.touched(known)
    usual = evidence.usual_amount(at.amount)
    shown = evidence.columns(known, at, usual, touch)
    mean = shown.mean(axis=0) if len(shown) else np.zeros(len(evidence.NAMES))
    varied = np.ptp(shown, axis=0) > 0 if len(shown) else mean > 0
    shown = (shown - mean) * varied
    spans = slip.spans(at.close, at.day, FOLLOWED)
    cells, expected, came = _cells(past, spans)
    design = _design(cells % len(slip.SPANS), shown[cells // len(slip.SPANS)])
    worth, spread = _regression(design, expected * past.weight, came * past.weight)
    adjusted = past.hazard * np.exp(_signs(worth, spans, shown))
    return Effects(
        worth, spread, mean, varied,
        _owners(known, past, adjusted),
        _season(past, adjusted),
        usual,
        shock := _shock(past, adjusted),
        _lately(past, adjusted, shock),
        float(past.hazard.sum() * past.weight),
        float((past.won <= FOLLOWED).sum() * past.weight),
    )  # fmt: skip


def _design(spans: Ints, shown: Floats) -> Floats:
    """Put the level, the places of the date and the evidence beside each other."""
    placed = spans[:, None] == np.arange(len(slip.SPANS))
    return np.column_stack([np.ones(len(spans)), placed, shown])


def _signs(worth: Floats, spans: Ints, shown: Floats) -> Floats:
    """Sum up what the signs of each deal are worth in each week."""
    first = 1 + len(slip.SPANS)
    signs = worth[0] + summed("rs,s->r", shown, worth[first:])
    return np.asarray(np.clip(worth[1:first][spans] + signs[:, None], -LIMIT, LIMIT))


def _cells(past: Followed, spans: Ints) -> tuple[Ints, Floats, Floats]:
    """Sum up hazards and wins by deal at a landmark and place of the date."""
    width = len(slip.SPANS)
    cell = np.arange(len(spans))[:, None] * width + spans
    size = len(spans) * width
    expected = np.bincount(cell.ravel(), past.hazard.ravel(), size).astype(float)
    rows = np.flatnonzero(past.won <= FOLLOWED)
    came = np.bincount(cell[rows, past.won[rows] - 1], minlength=size).astype(float)
    used = np.flatnonzero(expected > 0)
    return used, expected[used], came[used]


def _regression(design: Floats, expected: Floats, came: Floats) -> tuple[Floats, Floats]:
    """Fit the worth of signs by Newton's method; what can only speak against a deal, does."""
    size = 1 + len(slip.SPANS) + len(evidence.NAMES)
    ridge = np.full(size, SIGN_WEIGHT)
    ridge[0], ridge[1 : 1 + len(slip.SPANS)] = LEVEL_WEIGHT, SPAN_WEIGHT
    worth = np.zeros(size)
    curved = np.diag(ridge)
    against = np.arange(size)[1 + len(slip.SPANS) :][evidence.AGAINST]
    for _ in range(STEPS):
        fitted = expected * np.exp(np.clip(summed("rs,s->r", design, worth), -LIMIT, LIMIT))
        curved = summed("rs,rt->st", design * fitted[:, None], design) + np.diag(ridge)
        step = np.linalg.solve(curved, summed("rs,r->s", design, came - fitted) - ridge * worth)
        worth = worth + np.clip(step, -1, 1)
        worth[against] = np.minimum(worth[against], 0.0)
    return worth, np.asarray(np.linalg.cholesky(np.linalg.inv(curved)), float)


def summed(indices: str, *factors: Floats) -> Floats:
    """Sum products as `numpy.einsum` does, in one fixed order.

    The usual products of matrices split sums among the processor's cores, so that the last digits
    would depend on how many there are.
    """
    products: Floats = np.einsum(indices, *factors, optimize=False)
    return products


def _owners(known: Known, past: Followed, adjusted: Floats) -> tuple[Floats, Floats]:
    """Count the wins that were expected of each owner, and those that came."""
    size = len(known.people) + 1
    owner, won = past.at.owner % size, past.won <= FOLLOWED
    due = np.bincount(owner, adjusted.sum(axis=1), size) * past.weight
    came = np.bincount(owner, won, size) * past.weight
    return np.asarray(due, float), np.asarray(came, float)


def _season(past: Followed, adjusted: Floats) -> Floats:
    """Find how much likelier deals are won in each month of the year.

    First by the month's place in a quarter, over at least two quarters, then month by month, over
    at least a year. It makes no odds in which month the fiscal year starts, as long as quarters
    are of three whole months.
    """
    span = int(np.ptp(past.at.day)) if len(past.at.day) else 0
    month = month_of(past.at.day[:, None] + WEEK * np.arange(1, FOLLOWED + 1)[None, :] - WEEK // 2)
    rows = np.flatnonzero(past.won <= FOLLOWED)
    due = np.bincount(month.ravel(), adjusted.ravel() * past.weight, 12).astype(float)
    came = past.weight * np.bincount(month[rows, past.won[rows] - 1], minlength=12).astype(float)
    season = np.ones(12)
    if span >= 2 * FOLLOWED * WEEK:
        season = np.tile(_drawn(came.reshape(4, 3).sum(axis=0), due.reshape(4, 3).sum(axis=0)), 4)
    if span >= 4 * FOLLOWED * WEEK:
        season = season * _drawn(came, due * season)
    return season


def _drawn(came: Floats, due: Floats) -> Floats:
    """Draw ratios of what came to what was due to none."""
    ratio: Floats = (came + SEASON_WEIGHT) / (due + SEASON_WEIGHT)
    return ratio


def month_of(days: Ints) -> Ints:
    """Give the month of the year, from 0, of days as ordinals."""
    epoch = days - 719163  # 1970-01-01
    months: Ints = epoch.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12
    return months


def _lately(past: Followed, adjusted: Floats, shock: float) -> float:
    """Find how much likelier deals were won of late than in all of the past.

    Weeks lose half of their weight in `HALVED`; the ratio is drawn to none with as many wins as
    make a Gamma prior with the spread of the shock.
    """
    ago = past.at.week[:, None] - np.arange(1, FOLLOWED + 1)[None, :]
    weight = past.weight * 0.5 ** (np.maximum(ago, 0) / HALVED)
    rows = np.flatnonzero(past.won <= FOLLOWED)
    due = float((adjusted * weight).sum())
    came = float(weight[rows, past.won[rows] - 1].sum())
    prior = 1 / shock**2
    return (came + prior) / (due + prior)


def _shock(past: Followed, adjusted: Floats) -> float:
    """Find how far whole quarters lie off beyond chance: the spread of what all deals share.

    By moments, from landmarks that do not overlap, drawn to 15 % with the weight of four.
    """
    spacing = round(past.weight * FOLLOWED)
    stride = -(-FOLLOWED // spacing) * spacing
    apart = past.at.week % stride == 0
    quarter = past.at.week[apart] // stride
    due = np.bincount(quarter, adjusted[apart].sum(axis=1))
    came = np.bincount(quarter, past.won[apart] <= FOLLOWED)
    used = due > 0
    due, came = due[used], came[used]
    beyond = max(float(((came - due) ** 2 - due).sum()), 0.0) / max(float((due**2).sum()), 1e-9)
    count = len(due)
    return float(np.sqrt(min((count * beyond + 4 * 0.15**2) / (count + 4), 0.25)))
