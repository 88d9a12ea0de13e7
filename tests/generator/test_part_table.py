import re
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from generator.look import grid
from generator.look.grid import Grid
from generator.look.setting import Setting
from generator.part import divided
from generator.part_table import tables
from generator.table import Table

SETTING = Setting("JPY", date(2026, 11, 23), "../")
COLUMNS = {
    "record": "VARCHAR",
    "deal_id": "VARCHAR",
    "deal_name": "VARCHAR",
    "kind": "VARCHAR",
    "id": "VARCHAR",
    "name": "VARCHAR",
    "words": "VARCHAR",
    "many": "VARCHAR[]",
    "amount": "DECIMAL(24,4)",
    "currency": "VARCHAR",
    "margin_rate": "DOUBLE",
    "discount": "DECIMAL(24,4)",
    "quantity": "DECIMAL(24,4)",
    "mean": "DOUBLE",
    "coverage": "DOUBLE",
    "day": "DATE",
    "late": "DATE",
    "late_tone": "VARCHAR",
    "at": "TIMESTAMP",
    "active": "BOOLEAN",
    "signals": "VARCHAR[]",
}
FILLED = (
    "a", "d1", "<b>Line 5", "orders", "o1", "Order 'x'", "a & b", ["x", "<y>"],
    Decimal("1200000.5000"), "USD", 0.335, Decimal("5.0000"), Decimal("12.0000"), 1.25, 3.1,
    date(2026, 12, 11), date(2025, 1, 2), "bad", datetime.fromisoformat("2026-11-19 14:05"), True,
    ["warn: pushed", "new"],
)  # fmt: skip
EMPTY = ("a", *[None] * (len(COLUMNS) - 1))
ANSWER = Table("part", tuple(COLUMNS), tuple(COLUMNS.values()), (FILLED, EMPTY))


def normal(html: object) -> str:
    """Leave out how many zeros a number to sort by has, and which entity stands for a quote."""
    text = re.sub(r'data-order="(-?\d+)\.?(\d*?)0*"', r'data-order="\1.\2"', str(html))
    return text.replace("&#x27;", "&#39;")


def shown(exact: bool) -> tuple[str, ...]:  # noqa: FBT001 (a case of the test below)
    hidden = {"record", "currency", "kind", "id", "deal_id", "late_tone"}
    return tuple(name for name in COLUMNS if name not in hidden and (exact or name != "many"))


def test_a_table_of_a_record_is_the_table_of_any_page() -> None:
    part = divided(ANSWER).of("a")
    table = tables(SETTING)
    for exact in (False, True):
        wanted = {"columns": shown(exact), "exact": exact}
        expected = grid.table(ANSWER, SETTING, Grid(columns=shown(exact), exact=exact))
        assert normal(table(part, **wanted)) == normal(expected)
        assert normal(table(part, **wanted)) == normal(expected)


def test_a_sum_and_an_empty_table_are_drawn_as_on_any_page() -> None:
    columns = ("deal_name", "quantity")
    answer = divided(ANSWER)
    table = tables(SETTING)
    summed = grid.table(ANSWER, SETTING, Grid(columns=columns, total=("quantity",)))
    for _ in range(2):
        assert normal(table(answer.of("a"), columns=columns, total=("quantity",))) == normal(summed)
    assert "Nothing here." in table(answer.of("b"), columns=columns)


def test_a_part_is_a_sequence_of_rows_with_names() -> None:
    part = divided(ANSWER).of("a")
    assert len(part) == len(ANSWER.rows)
    assert [getattr(row, "deal_name", "") for row in part] == ["<b>Line 5", None]
    assert part[0][0] == "a"
    assert part.tells("many")
    assert not divided(replace(ANSWER, rows=(EMPTY,))).of("a").tells("many")
    assert not divided(ANSWER).of("b")
