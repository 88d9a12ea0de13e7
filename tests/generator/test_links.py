from generator import links
from generator.yaml.source import Tree
from schema import KINDS
from tests.tables.books import warehouse


def test_all_references_to_a_kind_are_found_at_every_depth() -> None:
    line: dict[str, Tree] = {"product": "p", "quantity": "1", "price": "1"}
    trees: dict[str, Tree] = {
        "orders/o": {
            "account": "a",
            "ordered_on": "2026-11-02",
            "lines": [line],
            "deliveries": [{"date": "2026-11-03", "lines": [{"product": "p", "quantity": "1"}]}],
        },
        "products/p": {"name": "P"},
        "products/q": {"name": "Q", "substitutes": ["p"]},
    }
    with warehouse(trees) as tables:
        found = tables.run(links.to("products") + " order by all").rows
    assert found == (
        ("p", "orders", "o", "deliveries"),
        ("p", "orders", "o", "lines"),
        ("p", "products", "q", "substitutes"),
    )


def test_what_a_record_is_not_is_no_reference() -> None:
    assert not [folder for folder in KINDS if "not_duplicate_of" in links.to(folder)]


def test_a_kind_that_nothing_refers_to_has_no_rows() -> None:
    with warehouse({}) as tables:
        assert tables.run(links.to("rates")).rows == ()
