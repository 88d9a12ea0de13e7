"""The references between records as SQL: none is forgotten."""

from datetime import date

import pytest

from generator import links
from generator.book import Entry, Key
from generator.warehouse import open_book
from schema import KINDS
from schema.company import Company
from schema.description import marked
from tests.schema.test_company import company

ORDER = (
    '{"id":"o-1","account":"acme","owner":"aiko","ordered_on":"2026-11-02",'
    '"lines":[{"product":"cam","quantity":"2","price":"5"}],'
    '"deliveries":[{"date":"2026-11-03","lines":[{"product":"cam","quantity":"2"}]}],'
    '"approvals":[{"person":"ken","date":"2026-11-01"}]}'
)
VISIT = (
    '{"id":"a-1","when":"2026-11-11 10:00","type":"visit","person":"aiko",'
    '"account":"acme","contacts":["oka","ono"]}'
)


def found(firm: Company, target: str) -> list[tuple[object, ...]]:
    entries = [
        Entry(Key("orders", "o-1"), "data/orders/o-1.yml", ORDER),
        Entry(Key("activities", "a-1"), "data/activities/a-1.yml", VISIT),
    ]
    with open_book(firm, entries, date(2026, 11, 20)) as tables:
        sql = f"select * from ({links.to(target)}) order by all"  # noqa: S608 - our own query
        return list(tables.run(sql).rows)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (
            "accounts",
            [("acme", "activities", "a-1", "account"), ("acme", "orders", "o-1", "account")],
        ),
        (
            "people",
            [
                ("aiko", "activities", "a-1", "person"),
                ("aiko", "orders", "o-1", "owner"),
                ("ken", "orders", "o-1", "approvals"),
            ],
        ),
        (
            "products",
            [("cam", "orders", "o-1", "deliveries"), ("cam", "orders", "o-1", "lines")],
        ),
        (
            "contacts",
            [("oka", "activities", "a-1", "contacts"), ("ono", "activities", "a-1", "contacts")],
        ),
        ("feedback", []),
    ],
)
def test_references_to_a_kind(target: str, expected: list[tuple[str, ...]]) -> None:
    assert found(company(), target) == expected


def test_every_reference_of_the_schema_is_asked_for() -> None:
    places = [
        place.field.reference
        for kind in KINDS.values()
        for place in marked(kind, "reference")
        if place.names[-1] != "not_duplicate_of"
    ]
    asked = "\n".join(links.to(folder) for folder in KINDS)
    assert asked.count("as target_id, '") == len(places)
