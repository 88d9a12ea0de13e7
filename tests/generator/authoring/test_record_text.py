"""A record's text has its fields in canonical order and reads as itself in other tools, too."""

from generator.authoring.record_text import write
from generator.yaml.source import Tree
from schema import KINDS


def test_fields_stand_in_the_order_of_the_schema_at_every_depth() -> None:
    tree: dict[str, Tree] = {
        "tags": ["a"],
        "lines": [{"price": "5", "product": "x", "quantity": "1"}],
        "recurring": {"months": "3", "amount": "9"},
        "stage": "won",
        "name": "A",
        "unknown": "z",
    }

    assert write(KINDS["deals"], tree) == (
        "name: A\n"
        "stage: won\n"
        "lines:\n  - product: x\n    quantity: 1\n    price: 5\n"
        "recurring:\n  amount: 9\n  months: 3\n"
        "tags:\n  - a\n"
        "unknown: z\n"
    )


def test_a_text_that_looks_like_more_is_quoted_and_a_number_is_not() -> None:
    tree: dict[str, Tree] = {
        "name": "2026",
        "code": "007",
        "active": "false",
        "lead_time": "30",
        "external_ids": {"erp": "0012"},
        "custom": {"plants": "3"},
    }

    assert write(KINDS["products"], tree) == (
        'name: "2026"\n'
        'code: "007"\n'
        "active: false\n"
        "lead_time: 30\n"
        'external_ids:\n  erp: "0012"\n'
        "custom:\n  plants: 3\n"
    )
