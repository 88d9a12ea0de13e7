"""A field's path leads to its place, or says why not."""

import pytest

from generator.authoring.field_path import NoSuchFieldError, at, put, resolve
from generator.diagnostic import Where
from generator.yaml.source import Tree
from schema import KINDS


@pytest.mark.parametrize(
    ("kind", "path", "where"),
    [
        ("deals", "amount", ("amount",)),
        ("deals", "lines.product", ("lines", 0, "product")),
        ("deals", "lines.3.product", ("lines", 2, "product")),
        ("deals", "recurring.months", ("recurring", "months")),
        ("deals", "tags", ("tags",)),
        ("deals", "custom.tier.x", ("custom", "tier.x")),
        ("rates", "rates.USD", ("rates", "USD")),
        ("price_books", "entries.2.breaks.1.price", ("entries", 1, "breaks", 0, "price")),
    ],
)
def test_a_path_becomes_a_place(kind: str, path: str, where: Where) -> None:
    found = resolve(KINDS[kind], path)

    assert found.where == where


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("ammount", "there is no field `ammount` in a deal. Did you mean `amount`?"),
        ("xyzzy", "The fields there are name, account,"),
        ("id", "there is no field `id`"),
        ("amount.big", "The fields there are none."),
        ("lines", "name one of `lines.product`, `lines.quantity`"),
        ("lines.0.product", "there is no field `0`"),
        ("custom", "write `custom.NAME`"),
    ],
)
def test_a_path_that_leads_nowhere_is_said(path: str, said: str) -> None:
    with pytest.raises(NoSuchFieldError) as caught:
        resolve(KINDS["deals"], path)

    assert said in str(caught.value)


def test_values_are_put_where_they_belong_and_found_there() -> None:
    tree: dict[str, Tree] = {}
    for where, value in (
        (("name",), "A"),
        (("lines", 0, "product"), "x"),
        (("lines", 0, "quantity"), "2"),
        (("lines", 1, "product"), "y"),
        (("custom", "tier"), "gold"),
    ):
        put(tree, where, value)

    assert tree == {
        "name": "A",
        "lines": [{"product": "x", "quantity": "2"}, {"product": "y"}],
        "custom": {"tier": "gold"},
    }
    assert at(tree, ("lines", 1, "product")) == "y"
    assert at(tree, ("lines", 2, "product")) is None
    assert at(tree, ("name", "first")) is None


def test_no_item_is_skipped() -> None:
    with pytest.raises(NoSuchFieldError, match="item 3 needs item 2 before it"):
        put({"lines": [{}]}, ("lines", 2, "product"), "x")
