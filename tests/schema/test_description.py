"""The description of kinds: complete, and the same everywhere."""

from itertools import pairwise

import pytest

from schema import KINDS, Deal, Order, RateTable
from schema.company import Company
from schema.description import FieldDescription, field_at, fields, marked, values_at
from schema.fields import RESERVED_IDS
from schema.record import Part


def everything(part: type[Part]) -> list[FieldDescription]:
    found = []
    for field in fields(part):
        found.append(field)
        if field.part is not None:
            found.extend(everything(field.part))
    return found


@pytest.mark.parametrize("kind", [*KINDS.values(), Company])
def test_every_field_says_what_it_is_and_gives_an_example(kind: type[Part]) -> None:
    for field in everything(kind):
        assert field.description.endswith((".", "?")), field.name
        assert field.example, field.name


@pytest.mark.parametrize("kind", KINDS.values())
def test_own_fields_come_before_the_shared_ones(kind: type[Part]) -> None:
    names = [field.name for field in fields(kind)]
    assert names[0] == "id"
    assert names[-4:] == ["tags", "notes", "external_ids", "custom"]


@pytest.mark.parametrize("kind", KINDS.values())
def test_every_reference_names_a_kind(kind: type[Part]) -> None:
    assert {place.field.reference for place in marked(kind, "reference")} <= set(KINDS)


def test_often_edited_fields_of_a_deal_do_not_touch() -> None:
    """Git conflicts on adjacent lines, so what two people edit must not be neighbours."""
    names = [field.name for field in fields(Deal)]
    busy = ["owner", "stage", "amount", "close_date", "next_step", "lines"]
    places = sorted(names.index(name) for name in busy)
    assert all(after - before > 1 for before, after in pairwise(places))
    # Whoever says what happens next says when, too.
    assert names.index("next_step_date") == names.index("next_step") + 1


def test_a_field_is_found_by_its_path() -> None:
    discount = field_at(Order, ("lines", 2, "discount"))
    assert discount is not None
    assert (discount.shape, discount.unit, discount.required) == ("decimal", "percent", False)
    assert field_at(Order, ("lines", 2, "colour")) is None
    rate = field_at(RateTable, ("rates", "USD"))
    assert rate is not None
    assert (rate.name, rate.holding) == ("rates", "mapping")


def test_values_are_walked_to_through_lists() -> None:
    order = Order.model_validate(
        {
            "id": "o",
            "account": "acme",
            "ordered_on": "2026-11-02",
            "lines": [{"product": p, "quantity": "1", "price": "2"} for p in ("a", "b")],
            "deliveries": [{"date": "2026-11-03", "lines": [{"product": "a", "quantity": "1"}]}],
        }
    )
    assert list(values_at(order, ("lines", "product"))) == [
        (("lines", 0, "product"), "a"),
        (("lines", 1, "product"), "b"),
    ]
    assert list(values_at(order, ("deliveries", "lines", "product"))) == [
        (("deliveries", 0, "lines", 0, "product"), "a")
    ]
    assert list(values_at(order, ("deal",))) == []


def test_reserved_ids_are_not_used_by_a_kind() -> None:
    assert RESERVED_IDS.isdisjoint(KINDS)
