"""Fiscal years, quarters and months against calendars on paper."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import calendar
from schema.company import Company, FiscalYear
from tests.tables.books import company


def fiscal_year(start_month: int, named_by: str) -> FiscalYear:
    return FiscalYear.model_validate({"start_month": str(start_month), "named_by": named_by})


APRIL = fiscal_year(4, "start")
APRIL_BY_END = fiscal_year(4, "end")
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
FISCAL = st.builds(fiscal_year, st.integers(1, 12), st.sampled_from(["start", "end"]))


@pytest.mark.parametrize(
    ("day", "fiscal", "year", "quarter"),
    [
        ("2026-04-01", APRIL, "FY2026", "FY2026-Q1"),
        ("2026-12-31", APRIL, "FY2026", "FY2026-Q3"),
        ("2027-03-31", APRIL, "FY2026", "FY2026-Q4"),
        ("2026-03-31", APRIL, "FY2025", "FY2025-Q4"),
        ("2026-04-01", APRIL_BY_END, "FY2027", "FY2027-Q1"),
        ("2027-03-31", APRIL_BY_END, "FY2027", "FY2027-Q4"),
        ("2026-01-01", fiscal_year(1, "end"), "FY2026", "FY2026-Q1"),
        ("2026-12-31", fiscal_year(1, "end"), "FY2026", "FY2026-Q4"),
        ("2024-02-29", APRIL, "FY2023", "FY2023-Q4"),
        ("2026-12-01", fiscal_year(12, "end"), "FY2027", "FY2027-Q1"),
        ("2026-11-30", fiscal_year(12, "end"), "FY2026", "FY2026-Q4"),
    ],
)
def test_a_day_lies_in_its_year_and_quarter(
    day: str, fiscal: FiscalYear, year: str, quarter: str
) -> None:
    at = date.fromisoformat(day)
    assert calendar.year_of(at, fiscal).name == year
    assert calendar.quarter_of(at, fiscal).name == quarter


def test_the_last_quarter_of_a_leap_year_has_its_29_february() -> None:
    quarter = calendar.quarter_of(date(2024, 2, 29), APRIL)
    assert (quarter.first_day, quarter.last_day) == (date(2024, 1, 1), date(2024, 3, 31))
    assert calendar.month_of(date(2024, 2, 29), APRIL).last_day == date(2024, 2, 29)
    assert calendar.month_of(date(2026, 2, 1), APRIL).last_day == date(2026, 2, 28)


def test_a_month_keeps_its_name_and_counts_from_the_start_of_the_fiscal_year() -> None:
    month = calendar.month_of(date(2027, 1, 15), APRIL)
    assert (month.name, month.label, month.number) == ("2027-01", "Jan 2027", 10)
    assert (month.quarter, month.year) == ("FY2026-Q4", "FY2026")


def test_periods_come_as_years_with_their_quarters_and_months() -> None:
    found = list(calendar.periods(APRIL, date(2026, 3, 31), date(2026, 4, 1)))
    assert [one.name for one in found if one.kind == "year"] == ["FY2025", "FY2026"]
    assert [one.name for one in found[:6]] == [
        "FY2025", "FY2025-Q1", "FY2025-Q2", "FY2025-Q3", "FY2025-Q4", "2025-04",
    ]  # fmt: skip
    assert len(found) == 2 * (1 + 4 + 12)


@pytest.mark.parametrize(
    ("day", "week"),
    [
        ("2026-10-01", 1),
        ("2026-10-07", 1),
        ("2026-10-08", 2),
        ("2026-11-23", 8),
        ("2026-12-23", 12),
        ("2026-12-24", 13),
        ("2026-12-31", 13),
    ],
)
def test_a_quarter_has_13_weeks_from_its_first_day(day: str, week: int) -> None:
    assert calendar.week_of_quarter(date.fromisoformat(day), APRIL) == week


def test_working_days_leave_out_week_ends_and_holidays() -> None:
    firm: Company = company({"holidays": ["2026-11-03", "2026-11-07"]})
    assert calendar.working_days(firm, date(2026, 11, 2), date(2026, 11, 8)) == 4
    assert calendar.working_days(firm, date(2026, 11, 3), date(2026, 11, 3)) == 0
    assert calendar.working_days(firm, date(2026, 11, 4), date(2026, 11, 3)) == 0


@given(DAYS, FISCAL)
def test_periods_follow_each_other_without_a_gap(day: date, fiscal: FiscalYear) -> None:
    for period_of in (calendar.year_of, calendar.quarter_of, calendar.month_of):
        period = period_of(day, fiscal)
        assert period.first_day <= day <= period.last_day
        following = period_of(period.last_day + timedelta(days=1), fiscal)
        assert following.first_day == period.last_day + timedelta(days=1)
        assert following.name != period.name


@given(DAYS, FISCAL)
def test_a_year_is_its_quarters_and_its_months(day: date, fiscal: FiscalYear) -> None:
    found = list(calendar.periods(fiscal, day, day))
    year = found[0]
    for kind, count in (("quarter", 4), ("month", 12)):
        parts = [one for one in found if one.kind == kind]
        assert len(parts) == count
        assert [one.number for one in parts] == list(range(1, count + 1))
        lengths = sum((one.last_day - one.first_day).days + 1 for one in parts)
        assert lengths == (year.last_day - year.first_day).days + 1
        assert {one.year for one in parts} == {year.name}
