"""Tables as people read them on a terminal, and as JSON."""

import json
from datetime import date, datetime
from decimal import Decimal

from generator.look.listing import as_json, as_text, plain, width
from generator.table import Table

TABLE = Table(
    "deals",
    ("name", "amount", "open", "on"),
    ("VARCHAR", "DECIMAL(24,4)", "BOOLEAN", "DATE"),
    (
        ("山田精機", Decimal("1200.5000"), True, date(2026, 11, 23)),
        ("Acme", None, False, None),
    ),
)


def test_a_table_stands_in_columns_with_numbers_to_the_right() -> None:
    assert as_text(TABLE).splitlines() == [
        "name      amount  open   on",
        "--------  ------  -----  ----------",
        "山田精機  1200.5  true   2026-11-23",
        "Acme              false",
    ]


def test_a_table_without_rows_shows_its_columns() -> None:
    empty = Table("x", ("id",), ("VARCHAR",), ())
    assert as_text(empty) == "id\n--\n"


def test_nothing_in_a_value_reaches_the_terminal_but_letters() -> None:
    sly = Table("x", ("a",), ("VARCHAR",), (("red \x1b[31m\ntext\x07",),))
    assert as_text(sly).splitlines()[2] == "red  [31m text"


def test_wide_and_combining_letters_take_their_columns() -> None:
    assert [width(text) for text in ("abc", "日本", "한국", "ﾊﾞ", "e\u0301")] == [3, 4, 4, 2, 1]


def test_decimals_are_written_exactly_without_idle_zeros() -> None:
    written = [plain(Decimal(text)) for text in ("1200.5000", "0.0000", "100", "1E+3", "-0.10")]
    assert written == ["1200.5", "0", "100", "1000", "-0.1"]


def test_a_list_is_written_with_commas() -> None:
    assert plain(["a", Decimal("1.50")]) == "a, 1.5"


def test_json_has_exact_numbers_and_one_row_a_line() -> None:
    assert as_json(TABLE) == (
        "[\n"
        '  {"name": "山田精機", "amount": 1200.5, "open": true, "on": "2026-11-23"},\n'
        '  {"name": "Acme", "amount": null, "open": false, "on": null}\n'
        "]\n"
    )


def test_json_keeps_every_digit() -> None:
    exact = Decimal("99999999999999999999.1234")
    table = Table("x", ("a",), ("DECIMAL(24,4)",), ((exact,),))
    assert json.loads(as_json(table), parse_float=Decimal) == [{"a": exact}]


def test_json_of_all_that_a_query_can_give_can_be_read() -> None:
    row = (datetime(2026, 11, 23, 8), [Decimal("1.5"), None], float("nan"), 7, 1.5)  # noqa: DTZ001 - records know no zones
    table = Table("x", ("a", "b", "c", "d", "e"), ("",) * 5, (row,))
    found = {"a": "2026-11-23 08:00:00", "b": [1.5, None], "c": None, "d": 7, "e": 1.5}
    assert json.loads(as_json(table)) == [found]


def test_columns_of_one_name_are_told_apart_in_json() -> None:
    table = Table("x", ("id", "id", "id_2", "id"), ("BIGINT",) * 4, ((1, 2, 3, 4),))
    assert json.loads(as_json(table)) == [{"id": 1, "id_2": 2, "id_2_2": 3, "id_3": 4}]
    assert json.loads(as_json(Table("x", (), (), ()))) == []
