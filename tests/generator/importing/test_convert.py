"""Cells become values by the marks of their file, exactly or not at all."""

from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.importing.convert import Unfit, Written, changed, clean, value
from generator.importing.mapping import Convert
from schema.fields import Shape

PLAIN = Written(("%Y-%m-%d",), ".", "", None, ZoneInfo("Asia/Tokyo"))
GERMAN = PLAIN._replace(decimal=",", thousands=".", date=("%d.%m.%Y", "%d.%m.%y"))
ENGLISH = PLAIN._replace(thousands=",")


def _said(text: str, shape: Shape, written: Written = PLAIN) -> str:
    found = value(text, shape, written)
    return found if isinstance(found, str) else f"! {found.message} {found.hint}"


@pytest.mark.parametrize(
    ("text", "written", "expected"),
    [
        ("1200", PLAIN, "1200"),
        ("12.50", PLAIN, "12.50"),
        (".5", PLAIN, "0.5"),
        ("-3", PLAIN, "-3"),
        ("\u22123", PLAIN, "-3"),
        ("3-", PLAIN, "-3"),
        ("(1.5)", PLAIN, "-1.5"),
        ("+7", PLAIN, "7"),
        ("¥ 1200", PLAIN, "1200"),
        ("63 %", PLAIN, "63"),
        ("\uff11\uff12", PLAIN, "12"),
        ("1,234,567.89", ENGLISH, "1234567.89"),
        ("12,34,567", ENGLISH, "1234567"),
        ("1.234,56", GERMAN, "1234.56"),
        ("1234,5", GERMAN, "1234.5"),
        ("1100.04", PLAIN._replace(times=Decimal(1_000_000)), "1100040000"),
        ("0.25", PLAIN._replace(times=Decimal(100)), "25"),
    ],
)
def test_a_number_is_read_exactly(text: str, written: Written, expected: str) -> None:
    assert _said(text, "decimal", written) == expected


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1,5", PLAIN),
        ("1,5", ENGLISH),
        ("1.5", GERMAN),
        ("1,234.5.6", ENGLISH),
        ("1.2.3", PLAIN),
        ("1e3", PLAIN),
        ("abc", PLAIN),
        ("%", PLAIN),
    ],
)
def test_what_may_be_another_number_is_refused(text: str, written: Written) -> None:
    assert _said(text, "decimal", written).startswith(f"! `{text}` must be a number. The mapping")


def test_a_whole_number_may_have_idle_decimals() -> None:
    assert _said("12.00", "integer") == "12"
    assert _said("12.50", "integer") == "12.50"
    assert _said("x", "integer").startswith("! ")


@given(st.integers(-(10**12), 10**12))
def test_every_grouped_number_is_read_back(number: int) -> None:
    assert _said(f"{number:,}", "decimal", ENGLISH) == str(number)


@pytest.mark.parametrize(
    ("text", "forms", "day", "moment"),
    [
        ("2017-03-01", ("%Y-%m-%d",), "2017-03-01", "2017-03-01 00:00"),
        ("1/2/2017", ("%d/%m/%Y",), "2017-02-01", "2017-02-01 00:00"),
        ("31.12.17", ("%d.%m.%Y", "%d.%m.%y"), "2017-12-31", "2017-12-31 00:00"),
        ("2017年3月1日", ("%Y年%m月%d日",), "2017-03-01", "2017-03-01 00:00"),
        ("2017-03-01 09:30", ("%Y-%m-%d %H:%M",), "2017-03-01", "2017-03-01 09:30"),
        (
            "2017-03-01T20:30:00.000Z",
            ("%Y-%m-%dT%H:%M:%S.%f%z",),
            "2017-03-02",
            "2017-03-02 05:30",
        ),
    ],
)
def test_a_day_is_read_in_its_form_and_in_the_companys_zone(
    text: str, forms: tuple[str, ...], day: str, moment: str
) -> None:
    written = PLAIN._replace(date=forms)

    assert _said(text, "day", written) == day
    assert _said(text, "moment", written) == moment


def test_a_day_that_is_none_is_said() -> None:
    assert _said("2017-02-30", "day") == (
        "! `2017-02-30` must be a day written %Y-%m-%d. Or add its form to `date`."
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [("TRUE", "true"), ("Yes", "true"), ("1", "true"), ("0", "false"), ("n", "false")],
)
def test_a_flag_is_read_in_its_usual_forms(text: str, expected: str) -> None:
    assert _said(text, "flag") == expected
    assert _said("maybe", "flag").startswith("! `maybe` must be true or false.")


def test_texts_lose_what_records_must_not_hold() -> None:
    assert _said(" a\u00a0 b\r\nc\u200b ", "text") == "a b c"
    assert _said(" a\r\nb\u2028c\x07 ", "prose") == "a\nb\nc"
    assert clean("カ\u3099") == "ガ"


@pytest.mark.parametrize(
    ("text", "how", "expected"),
    [
        ("Abc", None, "Abc"),
        ("Abc", "lower", "abc"),
        ("Abc", "upper", "ABC"),
        ("https://www.Yamada.example/de?x=1", "domain", "yamada.example"),
        ("www.yamada.example:80", "domain", "yamada.example"),
        ("oka@yamada.example", "domain", "yamada.example"),
        ("0015g00000XyZab", "salesforce_id", "0015g00000XyZabAAF"),
        ("0015g00000XyZabAAF", "salesforce_id", "0015g00000XyZabAAF"),
    ],
)
def test_a_text_is_changed_as_asked(text: str, how: Convert | None, expected: str) -> None:
    assert changed(text, how) == expected


def test_a_secret_is_not_repeated() -> None:
    found = value("4111 1111 1111 1111", "day", PLAIN)

    assert isinstance(found, Unfit)
    assert "4111" not in found.message
    assert "looks like a secret" in found.message
