"""Whose currency, on which day, at which rate."""

from datetime import date
from decimal import Decimal

import pytest

from generator.book import Book
from generator.checks.currency import converted_on, currency_of, rate
from schema.company import Company
from tests.generator.checks.books import book, key
from tests.generator.checks.examples import read

COMPANY = Company.model_validate(read("company.yml"))
AS_OF = date(2026, 11, 21)
DEAL = {"name": "D", "stage": "talk", "created_on": "2026-08-03"}
CLOSED = {**DEAL, "stage": "won"}
DATA = {
    "rates/april": {"base": "JPY", "date": "2026-04-01", "rates": {"USD": "150"}},
    "rates/july": {"base": "JPY", "date": "2026-07-01", "rates": {"USD": "160", "EUR": "170"}},
    "rates/other": {"base": "KRW", "date": "2026-05-01", "rates": {"USD": "1400"}},
    "accounts/acme": {"name": "Acme", "currency": "USD"},
    "accounts/plain": {"name": "Plain"},
    "deals/own": {**DEAL, "account": "acme", "currency": "EUR"},
    "deals/acme": {**DEAL, "account": "acme"},
    "deals/plain": {**DEAL, "account": "plain"},
    "deals/alone": DEAL,
    "deals/missing": {**DEAL, "account": "nobody"},
    "deals/won": {**CLOSED, "closed_on": "2026-08-20", "close_date": "2026-12-11"},
    "deals/expected": {**CLOSED, "close_date": "2026-10-11"},
    "deals/timeless": CLOSED,
    "deals/astray": {**DEAL, "stage": "nowhere"},
    "quotes/acme": {"deal": "acme", "quoted_on": "2026-08-05"},
    "quotes/missing": {"deal": "nobody", "quoted_on": "2026-08-05"},
    "orders/acme": {"account": "acme", "ordered_on": "2026-08-06"},
    "campaigns/fair": {"name": "Fair", "start": "2026-10-07"},
    "costs/october": {"month": "2026-10", "area": "selling", "amount": "1"},
    "forecasts/monday": {"person": "p", "period": "FY2026", "date": "2026-11-16"},
}


@pytest.fixture
def full() -> Book:
    return book(COMPANY, DATA, AS_OF)


@pytest.mark.parametrize(
    ("name", "currency"),
    [
        ("accounts/acme", "USD"),
        ("accounts/plain", "JPY"),
        ("deals/own", "EUR"),
        ("deals/acme", "USD"),
        ("deals/plain", "JPY"),
        ("deals/alone", "JPY"),
        ("deals/missing", "JPY"),
        ("quotes/acme", "USD"),
        ("quotes/missing", "JPY"),
        ("orders/acme", "USD"),
        ("campaigns/fair", "JPY"),
    ],
)
def test_a_currency_is_the_nearest_that_is_written(full: Book, name: str, currency: str) -> None:
    record = full.find(key(name))
    assert record is not None
    assert currency_of(record, full) == currency


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("deals/alone", AS_OF),
        ("deals/won", date(2026, 8, 20)),
        ("deals/expected", date(2026, 10, 11)),
        ("deals/timeless", AS_OF),
        ("deals/astray", AS_OF),
        ("quotes/acme", date(2026, 8, 5)),
        ("orders/acme", date(2026, 8, 6)),
        ("costs/october", date(2026, 10, 1)),
        ("forecasts/monday", date(2026, 11, 16)),
        ("campaigns/fair", AS_OF),
        ("accounts/acme", AS_OF),
    ],
)
def test_an_amount_is_converted_on_the_day_of_its_kind(full: Book, name: str, day: date) -> None:
    record = full.find(key(name))
    assert record is not None
    assert converted_on(record, full) == day


@pytest.mark.parametrize(
    ("currency", "day", "worth"),
    [
        ("JPY", date(2000, 1, 1), "1"),
        ("USD", date(2026, 3, 31), None),
        ("USD", date(2026, 4, 1), "150"),
        ("USD", date(2026, 6, 30), "150"),
        ("USD", date(2026, 7, 1), "160"),
        ("USD", AS_OF, "160"),
        ("EUR", date(2026, 6, 30), None),
        ("GBP", AS_OF, None),
    ],
)
def test_a_rate_is_the_newest_on_or_before_the_day(
    full: Book, currency: str, day: date, worth: str | None
) -> None:
    assert rate(currency, day, full) == (None if worth is None else Decimal(worth))


def test_who_asks_for_a_rate_rests_on_all_tables_of_rates(full: Book) -> None:
    for _ in range(2):
        full.reads.clear()
        rate("USD", AS_OF, full)
        assert full.reads == {"rates/*"}
