"""The company's calendar: fiscal years, quarters and months, weeks and working days.

A fiscal year starts on the first of a month and is named by the calendar year in which it starts
or ends; quarters are three months each. A month keeps its calendar name. A quarter has 13 weeks of
seven days, counted from its first day; the last week takes what is over or lacks what is not there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from schema.company import Company, FiscalYear

PeriodKind = Literal["year", "quarter", "month"]
WEEKS = 13
_DAY = timedelta(days=1)
_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Period:
    """A fiscal year, quarter or month: its name as targets write it, and its first and last day."""

    name: str
    kind: PeriodKind
    label: str
    number: int
    year: str
    quarter: str | None
    first_day: date
    last_day: date


class FiscalDay(NamedTuple):
    """Where a day lies in the fiscal year."""

    year: int
    quarter: int
    year_start: date
    quarter_start: date


def _month_on(day: date, months: int) -> date:
    """Give the first of the month so many months after the month of the day."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def fiscal_day(day: date, fiscal: FiscalYear) -> FiscalDay:
    """Find the fiscal year and quarter of a day."""
    into = (day.month - fiscal.start_month) % 12
    start = _month_on(day, -into)
    named = _month_on(start, 11).year if fiscal.named_by == "end" else start.year
    return FiscalDay(named, into // 3 + 1, start, _month_on(start, into // 3 * 3))


def year_of(day: date, fiscal: FiscalYear) -> Period:
    """Give the fiscal year of a day."""
    at = fiscal_day(day, fiscal)
    name = f"FY{at.year:04}"
    return Period(name, "year", name, 1, name, None, at.year_start, _last(at.year_start, 12))


def quarter_of(day: date, fiscal: FiscalYear) -> Period:
    """Give the fiscal quarter of a day."""
    at = fiscal_day(day, fiscal)
    year, start = f"FY{at.year:04}", at.quarter_start
    name, label = f"{year}-Q{at.quarter}", f"{year} Q{at.quarter}"
    return Period(name, "quarter", label, at.quarter, year, name, start, _last(start, 3))


def month_of(day: date, fiscal: FiscalYear) -> Period:
    """Give the month of a day; its number counts from the start of the fiscal year."""
    quarter, start = quarter_of(day, fiscal), day.replace(day=1)
    number = (day.month - fiscal.start_month) % 12 + 1
    name, label = f"{day.year:04}-{day.month:02}", f"{_MONTHS[day.month - 1]} {day.year}"
    return Period(name, "month", label, number, quarter.year, quarter.name, start, _last(start, 1))


def _last(start: date, months: int) -> date:
    return _month_on(start, months) - _DAY


def periods(fiscal: FiscalYear, first: date, last: date) -> Iterator[Period]:
    """Give all periods of the fiscal years from one day to another: years, quarters, months."""
    year = year_of(first, fiscal)
    while year.first_day <= last:
        yield year
        starts = [_month_on(year.first_day, months) for months in range(12)]
        yield from (quarter_of(start, fiscal) for start in starts[::3])
        yield from (month_of(start, fiscal) for start in starts)
        year = year_of(year.last_day + _DAY, fiscal)


def days(first: date, last: date) -> Iterator[date]:
    """Give every day from the first to the last, both included."""
    return (first + timedelta(days=count) for count in range((last - first).days + 1))


def works_on(company: Company, day: date) -> bool:
    """Tell whether the company works on a day."""
    return _WEEKDAYS[day.weekday()] in company.working_days and day not in company.holidays


def working_days(company: Company, first: date, last: date) -> int:
    """Count the days on which the company works, both ends included; none if last < first."""
    return sum(works_on(company, day) for day in days(first, last))


def week_of_quarter(day: date, fiscal: FiscalYear) -> int:
    """Count the week of the quarter that a day lies in, from 1 to 13."""
    return week_since(fiscal_day(day, fiscal).quarter_start, day)


def week_since(quarter_start: date, day: date) -> int:
    """Count the week of a quarter, given its first day; the 13th takes what is over."""
    return min((day - quarter_start).days // 7 + 1, WEEKS)
