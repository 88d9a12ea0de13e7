"""The fiscal year from April, working days and Japan's days off."""

from datetime import date

import pytest

from generator.simulation.calendar import (
    Calendar,
    Quarter,
    at,
    days_off,
    early,
    later_month,
    months,
    quarter,
)
from generator.simulation.chance import stream

FRIDAY = Calendar(date(2026, 11, 20))


@pytest.mark.parametrize(
    ("day", "name", "start", "end"),
    [
        (date(2026, 4, 1), "FY2026-Q1", date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 11, 20), "FY2026-Q3", date(2026, 10, 1), date(2026, 12, 31)),
        (date(2027, 2, 28), "FY2026-Q4", date(2027, 1, 1), date(2027, 3, 31)),
    ],
)
def test_quarters_count_from_april(day: date, name: str, start: date, end: date) -> None:
    assert quarter(day) == Quarter(name, start, end)


def test_the_simulation_covers_the_last_fiscal_year_and_this_one() -> None:
    assert FRIDAY.start == date(2025, 4, 1)
    assert Calendar(date(2026, 3, 31)).start == date(2024, 4, 1)
    assert [one.name for one in FRIDAY.quarters[2:6]] == [
        "FY2025-Q3", "FY2025-Q4", "FY2026-Q1", "FY2026-Q2",
    ]  # fmt: skip
    assert FRIDAY.now.name == "FY2026-Q3"


def test_holidays_fall_on_the_days_that_the_law_names() -> None:
    found = set(days_off(2026))
    second_monday, equinoxes = date(2026, 1, 12), {date(2026, 3, 20), date(2026, 9, 23)}
    instead_of_a_sunday, between_two = date(2026, 5, 6), date(2026, 9, 22)
    assert {second_monday, *equinoxes, instead_of_a_sunday, between_two} <= found
    assert date(2026, 5, 7) not in found
    assert date(2025, 11, 24) in set(days_off(2025))


def test_the_nearest_working_day_is_found_on_either_side() -> None:
    assert FRIDAY.on_or_after(date(2026, 11, 21)) == date(2026, 11, 24)
    assert FRIDAY.on_or_before(date(2026, 11, 23)) == date(2026, 11, 20)
    assert FRIDAY.on_or_before(FRIDAY.today) == FRIDAY.today


def test_a_span_without_a_working_day_gives_the_one_before() -> None:
    rng = stream(1, "span")
    assert FRIDAY.between(rng, date(2026, 11, 21), date(2026, 11, 22)) == date(2026, 11, 20)
    assert FRIDAY.between(rng, FRIDAY.today, date(2026, 11, 1)) == FRIDAY.today


def test_months_run_over_the_end_of_the_year() -> None:
    assert list(months(date(2025, 11, 20), date(2026, 1, 1))) == [
        date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1),
    ]  # fmt: skip
    assert later_month(date(2026, 1, 31), -2) == date(2025, 11, 1)


def test_times_lie_within_the_hours_asked_for() -> None:
    rng = stream(1, "time")
    found = [at(rng, FRIDAY.today, 9, 11) for _ in range(60)]
    assert {one.hour for one in found} == {9, 10}
    assert {one.minute % 5 for one in found} == {0}
    assert early(FRIDAY.today, 5).isoformat() == "2026-11-20T08:05:00"
