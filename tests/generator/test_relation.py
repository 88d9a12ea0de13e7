"""What a kind of record is in SQL."""

import pytest

from generator.relation import quoted, relations, sql_type, text
from schema import KINDS
from schema.company import CustomField
from schema.description import fields

RELATIONS = [relation for kind in KINDS.values() for relation in relations(kind, {})]
PLANTS = CustomField.model_validate({"type": "number", "description": "Plants."})


def columns(folder: str, name: str) -> list[str]:
    found = {relation.name: relation for relation in relations(KINDS[folder], {})}
    return [column.name for column in found[name].columns]


def test_a_kind_is_a_table_with_its_id_first_and_its_file_last() -> None:
    for folder in KINDS:
        names = columns(folder, folder)
        assert (names[0], names[-1]) == ("id", "path")


def test_no_two_tables_have_one_name() -> None:
    names = [relation.name for relation in RELATIONS]
    assert len(names) == len(set(names))


def test_no_two_columns_of_a_table_have_one_name() -> None:
    for relation in RELATIONS:
        names = [column.name.lower() for column in relation.columns]
        assert len(names) == len(set(names)), relation.name


def test_every_column_and_table_says_what_it_is() -> None:
    for relation in RELATIONS:
        assert relation.comment
        assert [column.name for column in relation.columns if not column.comment] == []


@pytest.mark.parametrize(
    ("folder", "name", "expected"),
    [
        (
            "deals",
            "deals_lines",
            ["record", "position", "product", "quantity", "price", "discount"],
        ),
        ("accounts", "accounts_aliases", ["record", "position", "value"]),
        (
            "orders",
            "orders_deliveries_lines",
            ["record", "deliveries_position", "position", "product", "quantity"],
        ),
        ("rates", "rates_rates", ["record", "name", "value"]),
    ],
)
def test_lists_and_mappings_are_tables_by_one_rule(
    folder: str, name: str, expected: list[str]
) -> None:
    assert columns(folder, name) == expected


def test_the_companys_own_fields_are_columns() -> None:
    own = relations(KINDS["accounts"], {"plant_count": PLANTS})[0].columns[-2]
    assert (own.name, own.type, own.comment) == ("custom_plant_count", "DECIMAL(24,4)", "Plants.")


def test_a_unit_is_part_of_a_columns_meaning() -> None:
    size = next(one for one in relations(KINDS["accounts"], {})[0].columns if one.name == "size")
    assert (size.type, size.comment) == ("BIGINT", "How many people work there. (people)")


def test_a_rate_has_eight_decimals_and_an_amount_four() -> None:
    named = {field.name: field for kind in ("rates", "deals") for field in fields(KINDS[kind])}
    assert sql_type(named["rates"]) == "DECIMAL(24,8)"
    assert sql_type(named["amount"]) == "DECIMAL(24,4)"


def test_names_and_texts_are_quoted_so_that_they_are_nothing_else() -> None:
    assert quoted('a"b') == '"a""b"'
    assert text("it's") == "'it''s'"
