"""Words of a command line change a record's tree."""

from datetime import date

import pytest

from generator.authoring.assignment import assigned
from generator.authoring.typed import Reader
from generator.errors import UsageError
from generator.yaml import source
from generator.yaml.source import Tree
from schema import KINDS
from schema.company import Company
from tests.books import COMPANY

BOLT: Tree = {"product": "bolt", "quantity": "1"}
DEAL: dict[str, Tree] = {
    "name": "A",
    "tags": ["a", "b"],
    "lines": [BOLT, {"product": "nut", "quantity": "2"}],
    "recurring": {"amount": "5"},
    "custom": {"tier": "1"},
}


def _assigned(*words: str) -> dict[str, Tree]:
    tree, _ = source.read(COMPANY.encode(), "company.yml")
    reader = Reader(Company.model_validate(tree), date(2026, 11, 18))
    return assigned(KINDS["deals"], DEAL, words, reader)


@pytest.mark.parametrize(
    ("word", "name", "value"),
    [
        ("amount=1.2M", "amount", "1200000"),
        ("name=B=C", "name", "B=C"),
        ("name=", "name", None),
        ("currency=", "currency", None),
        ("tags=x,y", "tags", ["x", "y"]),
        ("tags+=b, c", "tags", ["a", "b", "c"]),
        ("tags-=a", "tags", ["b"]),
        ("tags-=a,b", "tags", None),
        ("competitors+=rival", "competitors", ["rival"]),
        ("recurring.amount=", "recurring", None),
        ("recurring.months=3", "recurring", {"amount": "5", "months": "3"}),
        ("custom.tier=", "custom", None),
        ("custom.a-b=2", "custom", {"tier": "1", "a-b": "2"}),
        (
            "lines.2.quantity=3k",
            "lines",
            [BOLT, {"product": "nut", "quantity": "3000"}],
        ),
        ("lines[nut]=", "lines", [BOLT]),
        ("lines.1=", "lines", [{"product": "nut", "quantity": "2"}]),
    ],
)
def test_a_word_changes_its_own_field(word: str, name: str, value: Tree | None) -> None:
    found = _assigned(word)

    assert found.get(name) == value
    assert {**found, name: 0} == {**DEAL, name: 0}


def test_an_item_that_is_not_there_is_new_and_the_last_one_takes_the_list_along() -> None:
    new = _assigned("lines[pin].quantity=4", "lines.pin.price=9")["lines"]
    assert isinstance(new, list)
    assert new[2:] == [{"product": "pin", "quantity": "4", "price": "9"}]
    assert "lines" not in _assigned("lines[nut]=", "lines[bolt]=")


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("amount", "must be written FIELD=VALUE"),
        ("amuont=1", "Did you mean `amount`?"),
        ("name+=x", "`name` is no list"),
        ("tags-=x", "`tags` does not have `x`; it has `a`, `b`."),
        ("competitors-=x", "`competitors` does not have `x`; it is empty."),
        ("lines.3=", "`lines` has 2 items; there is no 3."),
        ("lines[pin]=", "`lines` does not have `pin`."),
        ("lines=x", "is a group of fields"),
    ],
)
def test_a_word_that_means_nothing_is_said(word: str, says: str) -> None:
    with pytest.raises(UsageError, match=says.replace("[", r"\[").replace("?", r"\?")):
        _assigned(word)
