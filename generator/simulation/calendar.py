"""The calendar of the sample company: a fiscal year from April, and Japan's days off."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from random import Random
from typing import NamedTuple

_FIRST_MONTH = 4
_SATURDAY = 5
_FIXED = (
    (1, 1), (1, 2), (2, 11), (2, 23), (4, 29), (5, 3), (5, 4), (5, 5), (8, 11), (11, 3), (11, 23),
    (12, 30), (12, 31),
)  # fmt: skip
_MONDAYS = ((1, 2), (7, 3), (9, 3), (10, 2))


class Quarter(NamedTuple):
    """A fiscal quarter: its name in records, its first and its last day."""

    name: str
    start: date
    end: date


def quarter(day: date) -> Quarter:
    """Find the fiscal quarter of a day."""
    months = (day.month - _FIRST_MONTH) % 12
    year = day.year - (day.month < _FIRST_MONTH)
    start = _month(year, _FIRST_MONTH + months // 3 * 3)
    end = _month(year, _FIRST_MONTH + months // 3 * 3 + 3) - timedelta(days=1)
    return Quarter(f"FY{year}-Q{months // 3 + 1}", start, end)


def _month(year: int, month: int) -> date:
    """Give the first day of a month counted from January of a year, beyond twelve too."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def later_month(day: date, months: int) -> date:
    """Give the first day of the month so many months after that of a day."""
    return _month(day.year, day.month + months)


def months(start: date, end: date) -> Iterator[date]:
    """Give the first days of all months from that of `start` to that of `end`."""
    first = start.replace(day=1)
    while first <= end:
        yield first
        first = later_month(first, 1)


def days_off(year: int) -> Iterator[date]:
    """Give Japan's public holidays of a year and the days around New Year.

    Four of them are the second or third Monday of a month. The equinoxes follow the usual formula,
    which holds from 1980 to 2099. A holiday on a Sunday gives the next free day off too, and a day
    between two holidays is one.
    """
    found = {date(year, month, day) for month, day in _FIXED}
    found |= {_nth_monday(year, month, count) for month, count in _MONDAYS}
    since = 0.242194 * (year - 1980) - (year - 1980) // 4
    found |= {date(year, 3, int(20.8431 + since)), date(year, 9, int(23.2488 + since))}
    for day in sorted(found):
        instead = day
        while day.weekday() > _SATURDAY and instead in found:
            instead += timedelta(days=1)
        found.add(instead)
    found |= {day + timedelta(days=1) for day in found if day + timedelta(days=2) in found}
    yield from sorted(found)


def _nth_monday(year: int, month: int, count: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=-first.weekday() % 7 + 7 * (count - 1))


@dataclass(frozen=True)
class Calendar:
    """The time that is simulated: from the first day of the last fiscal year to today."""

    today: date

    @property
    def start(self) -> date:
        """The first day of the fiscal year before today's."""
        return date(self.today.year - (self.today.month < _FIRST_MONTH) - 1, _FIRST_MONTH, 1)

    @cached_property
    def holidays(self) -> tuple[date, ...]:
        """All days off from the year of the start to the year after today's."""
        years = range(self.start.year, self.today.year + 2)
        return tuple(day for year in years for day in days_off(year))

    @cached_property
    def _off(self) -> frozenset[date]:
        return frozenset(self.holidays)

    @cached_property
    def quarters(self) -> tuple[Quarter, ...]:
        """The fiscal quarters from the start to the end of today's fiscal year."""
        first = (later_month(self.start, 3 * number) for number in range(8))
        return tuple(quarter(day) for day in first)

    @property
    def now(self) -> Quarter:
        """Today's quarter."""
        return quarter(self.today)

    def works(self, day: date) -> bool:
        """Tell whether the company works on a day."""
        return day.weekday() < _SATURDAY and day not in self._off

    def on_or_after(self, day: date) -> date:
        """Find the first working day from a day on."""
        while not self.works(day):
            day += timedelta(days=1)
        return day

    def on_or_before(self, day: date) -> date:
        """Find the last working day up to a day."""
        while not self.works(day):
            day -= timedelta(days=1)
        return day

    def between(self, rng: Random, start: date, end: date) -> date:
        """Draw a working day; the nearest one before where the span holds none."""
        return self.on_or_before(start + timedelta(days=rng.randint(0, max(0, (end - start).days))))


def at(rng: Random, day: date, first: int = 9, last: int = 18) -> datetime:
    """Draw a time on a day, from one hour to before another, in steps of five minutes."""
    minutes = rng.randrange(first * 60, last * 60, 5)
    return datetime.combine(day, time(minutes // 60, minutes % 60))


def early(day: date, minutes: int = 0) -> datetime:
    """Give the start of a working day, where what others build on must come first."""
    return datetime.combine(day, time(8, minutes))
