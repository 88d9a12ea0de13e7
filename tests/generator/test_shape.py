"""A record against its model: every fault has a place, a code and plain words."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from generator import shape
from generator.diagnostic import Where
from generator.yaml.source import Tree
from schema import KINDS, Account, Deal, Order, RateTable

SPLIT: dict[str, Tree] = {"splits": [{"person": "a", "percent": "101"}]}
GOOD: dict[str, Tree] = {"name": "Line 5", "stage": "won", "created_on": "2026-08-03"}


def faults(kind: type, tree: dict[str, Tree]) -> tuple[shape.Fault, ...]:
    found = shape.record(kind, "x", tree)
    assert not isinstance(found, shape.Shaped)
    return found


def test_a_good_tree_becomes_a_record_and_its_text() -> None:
    found = shape.record(Deal, "line-5", GOOD)
    assert isinstance(found, shape.Shaped)
    assert found.record.id == "line-5"
    assert Deal.model_validate_json(found.text) == found.record


@pytest.mark.parametrize(
    ("change", "where", "code", "words", "hint"),
    [
        ({"amount": "1e3"}, ("amount",), "S13", "found `1e3`", "amount: 14200000"),
        ({"amount": "1,200"}, ("amount",), "S13", "no separators", ""),
        ({"close_date": "2024-02-30"}, ("close_date",), "S13", "YYYY-MM-DD", "2026-12-11"),
        ({"ammount": "5"}, ("ammount",), "S12", "no field `ammount`", "Did you mean `amount`"),
        ({"zzz": "5"}, ("zzz",), "S12", "no field `zzz`", "custom"),
        ({"lines": "camera"}, ("lines",), "S13", "must be a list", "product"),
        ({"lines": ["camera"]}, ("lines", 0), "S13", "a group of fields", ""),
        (
            {"lines": [{"quantity": "1", "price": "2"}]},
            ("lines", 0),
            "S11",
            "`product` must be there: the product.",
            "Add `product: line-camera-4k`",
        ),
        (SPLIT, ("splits", 0, "percent"), "S13", "0 to 100", ""),
        ({"name": {"en": "x"}}, ("name",), "S13", "found a group of fields", ""),
        ({"name": ["x"]}, ("name",), "S13", "found a list", ""),
        ({"name": "x" * 201}, ("name",), "S13", "…`", ""),
        ({"id": "x"}, ("id",), "S14", "must not stand in the file", "rename the file"),
        ({"account": "Acme Inc"}, ("account",), "S13", "small letters", ""),
        ({"\uff4eame": "x"}, ("\uff4eame",), "S12", "no field", ""),
    ],
)  # fmt: skip
def test_a_fault(change: dict[str, Tree], where: Where, code: str, words: str, hint: str) -> None:
    found = [fault for fault in faults(Deal, GOOD | change) if fault.where == where]
    assert [fault.code for fault in found] == [code]
    assert words in found[0].message
    assert hint in found[0].hint


def test_every_missing_field_is_named() -> None:
    assert {fault.message.split("`")[1] for fault in faults(Deal, {})} == {
        "name",
        "stage",
        "created_on",
    }


def test_a_wrong_name_inside_a_mapping_is_placed() -> None:
    (fault,) = faults(RateTable, {"base": "JPY", "date": "2026-10-01", "rates": {"usd": "151.2"}})
    assert fault.where == ("rates", "usd")
    assert fault.code == "S13"


@pytest.mark.parametrize("text", ["NO", "1.10", "007", "12:30", "null", "~", "true"])
def test_text_stays_text(text: str) -> None:
    found = shape.record(Account, "x", {"name": text})
    assert isinstance(found, shape.Shaped)
    assert isinstance(found.record, Account)
    assert found.record.name == text


@pytest.mark.parametrize(
    "amount",
    [
        ".nan",
        "inf",
        "1.0e+400",
        "12:30",
        "1_000",
        "0b101",
        "0x1F",
        "9" * 5000,
        "١٢",
        "-",
        "1.",
        "5 ",
    ],
)
def test_only_plain_numbers_are_amounts(amount: str) -> None:
    (fault,) = faults(Deal, GOOD | {"amount": amount})
    assert fault.code == "S13"


@pytest.mark.parametrize(
    "day", ["0000-01-01", "2026-13-01", "26-01-01", "2026-1-1", "2026-01-01T25:00"]
)
def test_only_days_of_the_calendar_are_days(day: str) -> None:
    (fault,) = faults(Order, {"account": "a", "ordered_on": day})
    assert fault.where == ("ordered_on",)


WRITTEN = st.sampled_from(
    [
        "",
        "x",
        "1",
        "-1.5",
        "1e5",
        "true",
        "2026-02-28",
        "2026-02-30",
        "2026-02-28 10:00",
        "JPY",
        "٣",
    ]
)
TREES = st.recursive(
    WRITTEN, lambda inside: st.lists(inside, max_size=2) | st.dictionaries(WRITTEN, inside)
)


@given(st.data())
def test_a_record_is_what_its_text_says(data: st.DataObject) -> None:
    """Whatever stands in the fields: the tree is a record if, and only if, its text is the same."""
    kind = data.draw(st.sampled_from([*KINDS.values()]))
    names = st.sampled_from([name for name in kind.model_fields if name != "id"])
    tree = data.draw(st.dictionaries(names, TREES, max_size=6))
    for name, field in kind.model_fields.items():
        if field.is_required() and name != "id":
            tree.setdefault(name, data.draw(WRITTEN))
    found = shape.record(kind, "x", tree)
    text = found.text if isinstance(found, shape.Shaped) else json.dumps({"id": "x", **tree})
    try:
        again = kind.model_validate_json(text)
    except ValidationError:
        assert not isinstance(found, shape.Shaped)
    else:
        assert isinstance(found, shape.Shaped)
        assert found.record == again
