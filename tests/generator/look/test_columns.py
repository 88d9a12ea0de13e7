"""What the columns of a query say by their names and types."""

import pytest

from generator.look.columns import Look, columns, look_of
from generator.table import Table


def table(**types: str) -> Table:
    return Table("deals", tuple(types), tuple(types.values()), ())


@pytest.mark.parametrize(
    ("name", "sql_type", "look"),
    [
        ("amount", "DECIMAL(18,2)", "money"),
        ("win_rate", "DOUBLE", "share"),
        ("margin_share", "DOUBLE", "share"),
        ("chance", "DOUBLE", "chance"),
        ("target_chance", "DOUBLE", "reach"),
        ("probability", "DECIMAL(18,4)", "percent"),
        ("coverage", "DOUBLE", "ratio"),
        ("brier_figure", "DOUBLE", "figure"),
        ("quantity", "DECIMAL(18,4)", "number"),
        ("deals", "BIGINT", "number"),
        ("close_date", "DATE", "day"),
        ("at", "TIMESTAMP WITH TIME ZONE", "moment"),
        ("active", "BOOLEAN", "flag"),
        ("website", "VARCHAR", "web"),
        ("signals", "VARCHAR[]", "chips"),
        ("amount_trend", "DECIMAL(18,2)[]", "trend"),
        ("amounts", "DECIMAL(18,2)[]", "text"),
        ("stage", "VARCHAR", "text"),
        ("place", "STRUCT(a INTEGER)", "text"),
    ],
)
def test_a_column_looks_as_its_name_and_type_say(name: str, sql_type: str, look: Look) -> None:
    assert look_of(name, sql_type) == look


def test_an_id_and_a_name_are_one_link() -> None:
    found = columns(
        table(deal_id="VARCHAR", deal_name="VARCHAR", owner_id="VARCHAR", owner_name="VARCHAR")
    )
    assert [(c.heading, c.look, c.kind, c.id_at, c.at) for c in found] == [
        ("Deal", "link", "deals", 0, 1),
        ("Owner", "link", "people", 2, 3),
    ]


def test_an_id_alone_links_by_itself() -> None:
    (found,) = columns(table(account_id="VARCHAR"))
    assert (found.heading, found.look, found.kind, found.at) == ("Account", "link", "accounts", 0)


def test_rows_of_several_kinds_name_their_kind() -> None:
    (plain,) = columns(table(kind="VARCHAR", id="VARCHAR", name="VARCHAR"))
    (prefixed,) = columns(table(about_kind="VARCHAR", about_id="VARCHAR", about_name="VARCHAR"))
    assert (plain.heading, plain.kind_at, plain.id_at) == ("Name", 0, 1)
    assert (prefixed.heading, prefixed.kind_at, prefixed.id_at) == ("About", 0, 1)


def test_a_page_can_say_the_kind() -> None:
    (found,) = columns(table(id="VARCHAR", name="VARCHAR"), kind="deals")
    assert (found.look, found.kind) == ("link", "deals")


def test_an_unknown_kind_is_text() -> None:
    assert [c.look for c in columns(table(moon_id="VARCHAR", moon_name="VARCHAR"))] == ["text"]
    assert [c.heading for c in columns(table(id="VARCHAR", kind="VARCHAR"))] == ["Id"]
    assert [c.heading for c in columns(table(kind="VARCHAR", name="VARCHAR"))] == ["Kind", "Name"]


def test_columns_that_serve_others_are_hidden() -> None:
    found = columns(
        table(
            amount="DECIMAL(18,2)",
            amount_currency="VARCHAR",
            amount_tone="VARCHAR",
            currency="VARCHAR",
            _order="INTEGER",
            tone="VARCHAR",
        )
    )
    assert [column.name for column in found] == ["amount", "tone"]
    assert (found[0].currency_at, found[0].tone_at) == (1, 2)


def test_the_currency_of_the_row_is_that_of_all_its_amounts() -> None:
    found = columns(table(price="DECIMAL(18,2)", cost="DECIMAL(18,2)", currency="VARCHAR"))
    assert [column.currency_at for column in found] == [2, 2]


def test_a_page_can_choose_and_order_columns_and_show_hidden_ones() -> None:
    wide = table(a="VARCHAR", b="INTEGER", currency="VARCHAR")
    assert [c.name for c in columns(wide, ["currency", "a"])] == ["currency", "a"]
    with pytest.raises(ValueError, match="deals has no column c; it has a, b, currency"):
        columns(wide, ["a", "c"])


def test_numbers_stand_to_the_right() -> None:
    found = columns(table(amount="DECIMAL(18,2)", stage="VARCHAR", chance="DOUBLE"))
    assert [column.numeric for column in found] == [True, False, True]


def test_a_base_amount_is_never_in_the_currency_of_the_row() -> None:
    found = Table(
        "deals",
        ("amount", "base_amount", "currency"),
        ("DECIMAL(24,4)", "DECIMAL(24,4)", "VARCHAR"),
        (),
    )
    own, base = columns(found)
    assert (own.currency_at, base.currency_at) == (2, None)
    assert base.heading == "Amount"
