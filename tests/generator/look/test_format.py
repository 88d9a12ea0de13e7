"""Values as people read them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.look import format as formats
from generator.look.format import EMPTY, MINUS, SPACE, TIMES

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        (182_400_000, "JPY", "¥182.4M"),
        (42_000_000, "JPY", "¥42.0M"),
        (9_999, "JPY", "¥9,999"),
        (Decimal("9999.50"), "JPY", "¥10K"),
        (950_000, "JPY", "¥950K"),
        (999_499, "JPY", "¥999K"),
        (999_500, "JPY", "¥1.0M"),
        (999_950_000, "JPY", "¥1.0B"),
        (2 * 10**12, "JPY", "¥2.0T"),
        (1_234_567 * 10**12, "JPY", "¥1,234,567.0T"),
        (Decimal("12.40"), "USD", "$12"),
        (-4_100_000, "EUR", f"{MINUS}€4.1M"),
        (Decimal("-0.2"), "JPY", "¥0"),
        (0, "KRW", "₩0"),
        (1200, "CHF", f"CHF{SPACE}1,200"),
        (None, "JPY", EMPTY),
        ("not a number", "JPY", EMPTY),
    ],
)
def test_an_amount_is_short(amount: object, currency: str, shown: str) -> None:
    assert formats.money(amount, currency) == shown


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        (182_400_000, "JPY", "¥182,400,000"),
        (Decimal("1234.5"), "USD", "$1,234.50"),
        (Decimal("1234.5"), "KWD", f"KWD{SPACE}1,234.500"),
        (Decimal("0.005"), "USD", "$0.01"),
        (Decimal("-0.004"), "USD", "$0.00"),
        (-1, "KRW", f"{MINUS}₩1"),
    ],
)
def test_an_exact_amount_has_the_decimals_of_its_currency(
    amount: object, currency: str, shown: str
) -> None:
    assert formats.money(amount, currency, exact=True) == shown


def test_a_change_can_show_its_plus() -> None:
    assert formats.money(4_100_000, "JPY", plus=True) == "+¥4.1M"
    assert formats.money(0, "JPY", plus=True) == "¥0"
    assert formats.percent(Decimal("-0.02"), plus=True) == f"{MINUS}2{SPACE}%"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**15)))
def test_an_exact_amount_reads_back_as_itself(amount: Decimal) -> None:
    shown = formats.money(amount, "USD", exact=True)
    assert Decimal(shown.replace("$", "").replace(",", "").replace(MINUS, "-")) == amount


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=10**14))
def test_a_short_amount_is_within_half_of_its_last_digit(amount: Decimal) -> None:
    shown = formats.money(amount, "JPY")[1:].replace(",", "")
    step = {"K": Decimal(10**3), "M": Decimal(10**6), "B": Decimal(10**9), "T": Decimal(10**12)}
    size = step.get(shown[-1], Decimal(1))
    body = shown.rstrip("KMBT")
    last = size / (10 if "." in body else 1)
    assert abs(Decimal(body) * size - amount) <= last / 2


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1240, "1,240"),
        (Decimal("12.50"), "12.5"),
        (Decimal("1E+3"), "1,000"),
        (0, "0"),
        (-3, f"{MINUS}3"),
        (0.1, "0.1"),
        (1e300, "1" + ",000" * 100),
        (float("nan"), EMPTY),
        (Decimal("Infinity"), EMPTY),
        (True, EMPTY),
        (None, EMPTY),
    ],
)
def test_a_number_is_grouped(value: object, shown: str) -> None:
    assert formats.number(value) == shown


def test_a_number_takes_the_places_asked_for() -> None:
    assert formats.number(Decimal("2.25"), 1) == "2.3"
    assert formats.number(Decimal("-0.04"), 1) == "0.0"


def test_counts_have_their_noun() -> None:
    assert formats.plural(1, "deal") == f"1{SPACE}deal"
    assert formats.plural(0, "deal") == f"0{SPACE}deals"
    assert formats.plural(2, "person", "people") == f"2{SPACE}people"
    assert formats.plural(None, "deal") == EMPTY
    assert formats.days(12) == f"12{SPACE}days"
    assert formats.quantity(1240, "pcs") == f"1,240{SPACE}pcs"
    assert formats.quantity(5) == "5"


def test_shares_and_ratios() -> None:
    assert formats.percent(0.614) == f"61{SPACE}%"
    assert formats.percent(Decimal("0.005"), 1) == f"0.5{SPACE}%"
    assert formats.points(61) == f"61{SPACE}%"
    assert formats.ratio(3.14) == f"3.1{SPACE}{TIMES}"
    assert [formats.figure(0.2), formats.figure(-0.03)] == ["0.200", f"{MINUS}0.030"]
    assert [formats.percent(None), formats.points(None), formats.ratio(None)] == [EMPTY] * 3


@pytest.mark.parametrize(
    ("chance", "surest", "text"),
    [
        (0.614, 99, "61 %"),
        (0.9958, 99, "over 99 %"),
        (0.99, 99, "99 %"),
        (0.0042, 99, "under 1 %"),
        (0.01, 99, "1 %"),
        (0, 99, "0 %"),
        (1, 99, "100 %"),
        (0.975, 97, "over 97 %"),
        (0.025, 97, "under 3 %"),
        (0.03, 97, "3 %"),
        (None, 99, EMPTY),
    ],
)
def test_a_chance_is_no_surer_than_it_can_be_told(
    chance: float | None, surest: int, text: str
) -> None:
    assert formats.chance(chance, surest).replace(SPACE, " ") == text


def test_a_day_says_its_year_only_where_it_is_another() -> None:
    assert formats.day(date(2026, 12, 11), TODAY) == f"11{SPACE}Dec"
    assert formats.day(date(2027, 1, 2), TODAY) == f"2{SPACE}Jan{SPACE}2027"
    assert formats.day(date(2026, 12, 11)) == f"11{SPACE}Dec{SPACE}2026"
    assert formats.day(None) == EMPTY


def test_a_moment_has_its_time() -> None:
    nine = datetime(2026, 11, 19, 9, 5, tzinfo=UTC)
    assert formats.moment(nine, TODAY) == f"19{SPACE}Nov, 09:05"
    assert formats.moment(None) == EMPTY


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2026, 11, 20), f"3{SPACE}days ago"),
        (date(2026, 11, 22), "yesterday"),
        (datetime(2026, 11, 23, 23, 59, tzinfo=UTC), "today"),
        (date(2026, 11, 24), "tomorrow"),
        (date(2026, 12, 5), f"in 12{SPACE}days"),
        (None, EMPTY),
    ],
)
def test_how_far_a_day_lies_from_today(day: date | None, shown: str) -> None:
    assert formats.ago(day, TODAY) == shown


def test_a_column_reads_as_words() -> None:
    assert formats.label("close_date") == "Close date"
