"""Values as people type them become what the schema asks for."""

from datetime import date

import pytest

from generator.authoring.typed import Reader, amount, day
from schema import KINDS
from schema.company import Company
from schema.description import field_at
from tests.books import COMPANY
from tests.editor import typed

TODAY = date(2026, 11, 18)  # a Wednesday


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("today", "2026-11-18"),
        ("Yesterday", "2026-11-17"),
        ("tomorrow", "2026-11-19"),
        ("+30d", "2026-12-18"),
        ("-2w", "2026-11-04"),
        ("+3m", "2027-02-18"),
        ("+1y", "2027-11-18"),
        ("friday", "2026-11-20"),
        ("wednesday", "2026-11-25"),
        ("next friday", "2026-11-27"),
        ("Next  Monday", "2026-11-23"),
        ("end of month", "2026-11-30"),
        (" 2026-12-01 ", "2026-12-01"),
        ("2026-02-30", None),
        ("+9999y", None),
        ("soon", None),
    ],
)
def test_days(said: str, meant: str | None) -> None:
    assert day(said, TODAY) == meant


def test_a_month_without_that_day_ends_earlier() -> None:
    assert day("+1m", date(2026, 1, 31)) == "2026-02-28"
    assert day("+1m", date(2026, 11, 30)) == "2026-12-30"
    assert day("end of month", date(2026, 12, 5)) == "2026-12-31"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("1.2M", "1200000"),
        ("350k", "350000"),
        ("-2.5 bn", "-2500000000"),
        ("120万", "1200000"),
        ("1.5億", "150000000"),
        ("1.2345k", "1234.5"),
        ("0.00012k", "0.12"),
        ("40%", "40"),
        ("12.50", "12.50"),
        ("1,200", "1,200"),
        ("much", "much"),
    ],
)
def test_amounts(said: str, meant: str) -> None:
    assert amount(said) == meant


@pytest.mark.parametrize(
    ("kind", "name", "said", "meant"),
    [
        ("deals", "stage", "Lead IN", "lead-in"),
        ("deals", "stage", "WON", "won"),
        ("deals", "stage", "else", "else"),
        ("deals", "pipeline", "new business", "new-business"),
        ("deals", "lost_reason", "No budget", "no_budget"),
        ("deals", "name", "WON", "WON"),
        ("deals", "close_date", "soon", "soon"),
        ("deals", "close_date", "today", "2026-11-18"),
        ("deals", "amount", "2k", "2000"),
        ("products", "active", "Yes", "true"),
        ("activities", "when", "yesterday 9:30", "2026-11-17 09:30"),
        ("activities", "when", "14:00", "2026-11-18 14:00"),
        ("activities", "when", "today", "2026-11-18 09:00"),
        ("activities", "when", "at noon", "at noon"),
    ],
)
def test_fields(kind: str, name: str, said: str, meant: str) -> None:
    reader = Reader(Company.model_validate(_texts(typed(COMPANY))), TODAY)
    field = field_at(KINDS[kind], (name,))
    assert field is not None
    assert reader.read(field, said) == meant


def _texts(value: object) -> object:
    if isinstance(value, dict):
        return {key: _texts(item) for key, item in value.items()}
    return [_texts(item) for item in value] if isinstance(value, list) else str(value)
