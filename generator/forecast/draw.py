"""The draws of an origin: thousands of futures, each with its own luck.

In each future the deals that are open are won or not, for an amount of their own, and new ones come
and are won. All deals of a future share one shock, so that they are not independent; the model's
parameters are drawn as well. Each deal draws one number, whatever the windows, so that windows that
overlap agree with each other.
"""

from typing import NamedTuple

import numpy as np

from generator.forecast import course
from generator.forecast.arrival import lag_group
from generator.forecast.course import Sample
from generator.forecast.effect import month_of, summed
from generator.forecast.known import Floats, Ints
from generator.forecast.model import ALL_WEEKS, Model
from generator.forecast.panel import WEEK
from generator.forecast.scenario import Scenario, Window

DRAWS = 4000
FEWEST = 1000
MOST_LOTS = 4_000_000
"""The lots in all draws together; a very large book has fewer draws, and needs no more of them."""
SAMPLES = 100
"""How often the parameters are drawn."""
CHUNK = 256
JITTER = 0.15
CERTAIN = 1 - 1e-12
SHOCKS = np.array([-2.02018287, -0.95857246, 0.0, 0.95857246, 2.02018287]) * np.sqrt(2.0)
SHARES = np.array([0.01995324, 0.39361932, 0.94530872, 0.39361932, 0.01995324]) / np.sqrt(np.pi)
"""Points and weights of Gauss and Hermite: the mean over a normal lot is a sum of five."""


class Fresh(NamedTuple):
    """Wins among deals that do not exist yet: the draw, the day, the amount and who has them."""

    draw: Ints
    day: Ints
    amount: Floats
    person: Ints


class Futures(NamedTuple):
    """The draws of an origin.

    `lot[draw, deal]` is the cumulated hazard at which a deal is won, `amount[draw, deal]` what it
    brings; `edges[day]` has the cumulated hazard `[sample, deal]` by the days that windows end on.
    `counted` says which deals count, `fixed` which have a chance of their own, `spread` is that of
    the shock.
    """

    lot: Floats
    amount: Floats
    edges: dict[int, Floats]
    counted: Floats
    fixed: Floats
    spread: float
    fresh: Fresh

    @property
    def number(self) -> int:
        """The number of draws."""
        return len(self.lot)

    def won(self, window: Window) -> Floats:
        """Give what each open deal brings within a window: `[draw, deal]`."""
        before, by = self.edges[window.first - 1][:, None], self.edges[window.last][:, None]
        lot = self.lot.reshape(len(before), self.number // len(before), self.lot.shape[1])
        inside = ((lot > before) & (lot <= by)).reshape(self.lot.shape)
        return np.where(inside, self.amount, 0.0)

    def chance(self, window: Window) -> Floats:
        """Give the chance of each open deal to be won within a window."""
        before, by = self.edges[window.first - 1], self.edges[window.last]
        spread = self.spread * (1 - self.fixed)
        chance = np.zeros(before.shape[1])
        for point, share in zip(SHOCKS, SHARES, strict=True):
            shock = np.exp(spread * point - spread**2 / 2)
            chance += share * (np.exp(-before * shock) - np.exp(-by * shock)).mean(axis=0)
        counted: Floats = chance * self.counted
        return counted


def draw(model: Model, windows: tuple[Window, ...], scenario: Scenario) -> Futures:
    """Draw the futures; the same history, windows and scenario give the same ones."""
    lots, samples, shocks, amounts, fresh = _sources(model.known.seed)
    day, opened = model.known.day, len(model.open.deal)
    edges = sorted({max(edge, day) for one in windows for edge in (one.first - 1, one.last)})
    weeks = min(max(-(-(max(edges, default=day) - day) // WEEK), 1), ALL_WEEKS)
    each = _each(model, opened, weeks)
    sample = course.drawn(model, samples, SAMPLES, weeks)
    names = np.array([model.known.deals[deal] for deal in model.open.deal], object)
    fixed = np.array([name in scenario.probability for name in names], float)
    spread = model.effects.shock
    shock = np.exp(spread * shocks.standard_normal((SAMPLES * each, 1)) - spread**2 / 2)
    lot = lots.standard_exponential((SAMPLES * each, opened)) / np.where(fixed > 0, 1.0, shock)
    found = _edges(model, sample, scenario, edges)
    counted = np.array([name not in scenario.without for name in names], float)
    return Futures(
        lot,
        _amounts(model, amounts, each) * counted,
        {edge: found[max(edge, day)] for one in windows for edge in (one.first - 1, one.last)},
        counted, fixed, spread,
        _fresh(model, fresh, sample, shock[:, 0]),
    )  # fmt: skip


def _sources(seed: bytes) -> list[np.random.Generator]:
    """Give five sources of chance, so that none depends on how much another was asked for."""
    root = np.random.SeedSequence(int.from_bytes(seed))
    return [np.random.default_rng(one) for one in root.spawn(5)]


def _each(model: Model, opened: int, weeks: int) -> int:
    """Give how many draws share their parameters."""
    arrivals = model.arrivals
    expected = arrivals.came / arrivals.weeks * weeks
    most = int(np.clip(MOST_LOTS / (opened + expected + 1), FEWEST, DRAWS))
    return most // SAMPLES


def _edges(model: Model, sample: Sample, scenario: Scenario, edges: list[int]) -> dict[int, Floats]:
    """Give the cumulated hazards by some days; deals are taken in groups, to spare memory."""
    opened, day = len(model.open.deal), model.known.day
    found = {edge: np.zeros((len(sample.worth), opened)) for edge in edges}
    for start in range(0, opened, CHUNK):
        part = slice(start, min(start + CHUNK, opened))
        total = course.cumulated(model, sample, model.open.take(part), model.shown[part])
        for edge in edges:
            found[edge][:, part] = course.at_day(total, edge - day)
    chosen = [
        (place, scenario.probability[model.known.deals[deal]])
        for place, deal in enumerate(model.open.deal)
        if model.known.deals[deal] in scenario.probability
    ]
    for place, chance in chosen:
        one = model.open.take(slice(place, place + 1))
        total = course.cumulated(model, course.mean(model), one, model.shown[place : place + 1])[
            :, 0, 0
        ]
        for edge in edges:
            found[edge][:, place] = _fixed(total, edge - day, chance)
    return found


def _fixed(total: Floats, days: int, chance: float) -> float:
    """Give the hazard of a deal whose chance was set, with the timing that the model gives it."""
    reached = np.expm1(-course.at_day(total, days)) / np.expm1(-total[-1])
    return float(-np.log1p(-np.clip(chance, 0.0, CERTAIN) * reached))


def _amounts(model: Model, source: np.random.Generator, each: int) -> Floats:
    """Draw what open deals bring: what is left of the amount; the usual where there is none."""
    ratios, stage = model.ratios, model.open.stage
    error = ratios.error * source.standard_normal((SAMPLES, len(ratios.mean)))
    logs = np.repeat((ratios.mean + error)[:, stage], each, axis=0)
    lots = source.standard_normal(logs.shape, np.float32)
    stated = model.open.amount
    left = np.exp(logs + ratios.sized(stated) + ratios.spread * np.clip(lots, -3, 3))
    lacking = {one.deal for one in model.known.unconverted}
    names = [model.known.deals[deal] for deal in model.open.deal]
    pool = model.arrivals.amounts
    for place in np.flatnonzero(~np.isfinite(stated)):
        usable = len(pool) and names[place] not in lacking
        chosen = pool[source.integers(len(pool), size=len(left))] if usable else 0.0
        left[:, place] = chosen
    return left * np.where(np.isfinite(stated), stated, 1.0)


def _fresh(model: Model, source: np.random.Generator, sample: Sample, shock: Floats) -> Fresh:
    """Draw the wins among deals that do not exist yet.

    They are drawn week by week, so that a window further ahead changes nothing in those before it.
    """
    each = len(shock) // SAMPLES
    numbers, days, pools, jitters, people = source.spawn(5)
    rate = np.repeat(_rates(model, source, sample), each, axis=0) * shock[:, None]
    pool = model.arrivals.amounts
    number = numbers.poisson(rate.T if len(pool) else np.zeros_like(rate.T))
    weeks, draws = np.nonzero(number)
    times = number[weeks, draws]
    draws, weeks = np.repeat(draws, times), np.repeat(weeks, times)
    day = model.known.day + 1 + WEEK * weeks + days.integers(WEEK, size=len(weeks))
    if not len(draws):
        return Fresh(draws, day, np.zeros(0), draws)
    jitter = np.exp(JITTER * jitters.standard_normal(len(draws)) - JITTER**2 / 2)
    amount = pool[_chosen(pools, len(pool), draws // each)] * jitter
    return Fresh(draws, day, amount, _people(model, people, len(draws)))


def _chosen(source: np.random.Generator, size: int, samples: Ints) -> Ints:
    """Choose from a pool whose weights are drawn anew for every sample (a Bayesian bootstrap)."""
    weights = source.standard_exponential((SAMPLES, size))
    shares = np.cumsum(weights, axis=1) / weights.sum(axis=1, keepdims=True)
    flat = (shares + np.arange(SAMPLES)[:, None]).ravel()
    found = np.searchsorted(flat, source.random(len(samples)) + samples) - samples * size
    place: Ints = np.clip(found, 0, size - 1)
    return place


def _people(model: Model, source: np.random.Generator, count: int) -> Ints:
    """Draw who has the new deals, as the latest ones were shared."""
    owners = model.arrivals.owners
    if not owners.sum():
        return np.full(count, len(owners) - 1)
    shares = np.cumsum(owners) / owners.sum()
    return np.minimum(np.searchsorted(shares, source.random(count), side="right"), len(owners) - 1)


def _rates(model: Model, source: np.random.Generator, sample: Sample) -> Floats:
    """Give the wins to expect of new deals in each coming week: `[sample, week]`."""
    arrivals, weeks = model.arrivals, sample.weeks
    coming = source.standard_gamma(arrivals.came + 0.5, SAMPLES) / arrivals.weeks
    level = source.standard_gamma(arrivals.won + arrivals.prior, (SAMPLES, len(arrivals.won)))
    level = (level / (arrivals.due + arrivals.prior))[:, lag_group(weeks)]
    first = np.append(arrivals.begin, arrivals.at_once)
    first[0] += 1.0
    begin = source.standard_gamma(np.maximum(first, 1e-9), (SAMPLES, len(first)))
    begin /= begin.sum(axis=1, keepdims=True)
    reached = 1 - np.exp(-sample.hazard[:, :, :, 0])
    lag = summed("wks,ks->kw", np.diff(reached, axis=0), begin[:, :-1]) * level
    middle = model.known.day + WEEK * np.arange(1, weeks + 1) - WEEK // 2
    season = arrivals.season[month_of(middle)]
    rate = season * begin[:, -1:] * np.ones((SAMPLES, weeks))
    closing = course.season(model, weeks)
    for week in range(weeks - 1):
        rate[:, week + 1 :] += season[week] * lag[:, : weeks - week - 1] * closing[week + 1 :]
    return rate * coming[:, None]
