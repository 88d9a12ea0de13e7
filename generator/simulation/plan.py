"""The plan of the market: what the company wants each quarter, and which deals it will get."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import Literal, NamedTuple

from generator.simulation.calendar import Calendar, Quarter
from generator.simulation.chance import shares, stream
from generator.simulation.sizes import SAMPLE, Sizes

Outcome = Literal["won", "lost", "open"]

_WANTED = (230, 240, 255, 280, 255, 270, 300, 320)
"""Millions of yen by quarter, for as many deals as the sample has."""
_REACHED = (0.93, 1.05, 0.98, 1.07, 0.95, 1.02, 0.97)
"""What share of each target was won in the end."""
_AHEAD = 1.08
"""How far the won amount of today's quarter is ahead of the days gone by."""
_COVERAGE = 2.6
_OPEN = 0.28
_OPEN_NOW = 0.38
_WON = 0.54
_RENEWALS = (2, 5)
_RENEWAL_WEIGHT = 0.35
_LEAST = 700_000
_LATELY = timedelta(days=4)
_LARGEST_RENEWAL = 16_000_000


class Slot(NamedTuple):
    """A deal to be: how and when it ends or should end, and about how many yen it is worth."""

    outcome: Outcome
    day: date
    renewal: bool
    budget: int


def targets(sizes: Sizes, calendar: Calendar) -> dict[str, int]:
    """Give the company's target of every quarter of both fiscal years, in yen."""
    scale = sizes.deals / SAMPLE.deals
    quarters = zip(calendar.quarters, _WANTED, strict=True)
    return {quarter.name: round(wanted * scale) * 1_000_000 for quarter, wanted in quarters}


def elapsed(quarter: Quarter, today: date) -> float:
    """Tell how much of a quarter is over, from 0 to 1."""
    return min(1.0, ((today - quarter.start).days + 1) / ((quarter.end - quarter.start).days + 1))


def slots(seed: int, sizes: Sizes, calendar: Calendar) -> tuple[Slot, ...]:
    """Plan all deals: those closed in each quarter so far, and those open today."""
    rng = stream(seed, "plan")
    wanted = targets(sizes, calendar)
    open_count = round(sizes.deals * _OPEN)
    past = [quarter for quarter in calendar.quarters if quarter.start <= calendar.today]
    weights = [1.0] * (len(past) - 1) + [elapsed(past[-1], calendar.today) ** 0.5]
    counts = shares(sizes.deals - open_count, weights)
    found: list[Slot] = []
    for number, (quarter, count) in enumerate(zip(past, counts, strict=True)):
        gone = elapsed(quarter, calendar.today)
        share = _REACHED[number] if gone == 1 else gone * _AHEAD
        found += _closed(rng, calendar, quarter, count, round(wanted[quarter.name] * share))
    return (*found, *_still_open(rng, calendar, open_count, wanted[calendar.now.name]))


def _closed(
    rng: Random, calendar: Calendar, quarter: Quarter, count: int, won: int
) -> Iterator[Slot]:
    """Plan the deals that were closed in a quarter, more of them towards its end."""
    end = min(quarter.end, calendar.today)
    wins = max(1, round(count * _WON))
    for outcome, number in (("won", wins), ("lost", count - wins)):
        pairs = [[calendar.between(rng, quarter.start, end) for _ in "12"] for _ in range(number)]
        days = [max(pair) for pair in pairs]
        if end < quarter.end and days:  # something has just been decided
            days[-1] = calendar.between(rng, max(quarter.start, end - _LATELY), end)
        yield from _slots(rng, outcome, days, won * number // wins)


def _still_open(rng: Random, calendar: Calendar, count: int, wanted: int) -> Iterator[Slot]:
    """Plan the open deals: enough in this quarter to cover what is missing, others later."""
    now = calendar.now
    missing = wanted * max(0.2, 1 - elapsed(now, calendar.today) * _AHEAD)
    first = round(count * _OPEN_NOW)
    soon = [_after(rng, calendar, 3, (now.end - calendar.today).days) for _ in range(first)]
    left = (now.end - calendar.today).days
    later = [_after(rng, calendar, left + 8, left + 170) for _ in range(count - first)]
    yield from _slots(rng, "open", soon, round(missing * _COVERAGE))
    yield from _slots(rng, "open", later, round(wanted * 1.5))


def _after(rng: Random, calendar: Calendar, first: int, last: int) -> date:
    """Draw a working day so many days from today on."""
    day = calendar.today + timedelta(days=rng.randint(first, max(first, last)))
    return calendar.on_or_before(day)


def _slots(rng: Random, outcome: str, days: Sequence[date], yen: int) -> Iterator[Slot]:
    """Share an amount out among deals, unevenly; renewals are the smaller ones."""
    renewals = [number % 9 in _RENEWALS for number in range(len(days))]
    weights = [rng.lognormvariate(0, 0.6) * (_RENEWAL_WEIGHT if r else 1) for r in renewals]
    kind: Outcome = "won" if outcome == "won" else "lost" if outcome == "lost" else "open"
    for day, renewal, weight in zip(days, renewals, weights, strict=True):
        most = _LARGEST_RENEWAL if renewal else yen
        yield Slot(kind, day, renewal, max(_LEAST, min(most, round(yen * weight / sum(weights)))))
