"""Windows seen from a Sunday evening."""

from datetime import date

import pytest

from generator.forecast.scenario import Window
from generator.forecast.window import LONG, PERIOD, SHORT, origins, windows
from schema.company import FiscalYear

APRIL = FiscalYear.model_validate({"start_month": "4", "named_by": "start"})


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def test_four_weeks_thirteen_and_the_quarter() -> None:
    sunday = day("2026-11-15")
    assert windows(sunday, APRIL) == (
        Window(SHORT, day("2026-11-16"), day("2026-12-13")),
        Window(LONG, day("2026-11-16"), day("2027-02-14")),
        Window(PERIOD, day("2026-10-01"), day("2026-12-31")),
    )


@pytest.mark.parametrize(
    ("origin", "first", "last"),
    [
        ("2027-03-31", "2027-04-01", "2027-06-30"),  # the last day of a fiscal year
        ("2027-03-30", "2027-01-01", "2027-03-31"),
        ("2026-12-31", "2027-01-01", "2027-03-31"),
    ],
)
def test_at_the_end_of_a_quarter_the_next_is_meant(origin: str, first: str, last: str) -> None:
    assert windows(day(origin), APRIL)[2] == Window(PERIOD, day(first), day(last))


def test_origins_are_the_evenings_before_past_mondays() -> None:
    sundays = [day("2026-11-01"), day("2026-11-08"), day("2026-11-15")]
    begin = day("2026-10-28")
    assert list(origins(begin, day("2026-11-20"))) == sundays
    assert list(origins(begin, day("2026-11-16"))) == sundays  # a Monday
    assert list(origins(begin, day("2026-11-15"))) == sundays[:2]  # its Monday is not yet there
    assert list(origins(begin, day("2026-11-20"), step=2)) == sundays[::2]
    assert list(origins(sundays[2], day("2026-11-20"))) == []
