"""Schemas that know the book's own ids, asked as an editor asks them."""

import json
from pathlib import Path

import pytest

from generator.authoring import live
from schema import KINDS
from schema.jsonschema import record_schema
from tests.books import write
from tests.editor import complaints, typed

FILES = {
    "accounts/yamada.yml": "name: Yamada Seiki\n",
    "accounts/1234.yml": "name: Twelve\n",
    "products/bolt.yml": "name: Bolt\n",
    "contacts/broken.yml": "name: [\n",
}
HEAD = "name: Line 5\nstage: lead-in\ncreated_on: 2026-08-03\n"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write(tmp_path, FILES)


def _complaints(book: Path, text: str) -> list[str]:
    schema = live.completed(record_schema(KINDS["deals"]), KINDS["deals"], live.ids(book))
    return list(complaints(dict(schema), typed(HEAD + text)))


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("account: yamada\n", 0),
        ("account: yamda\n", 1),
        # An editor takes it for a number.
        ("account: 1234\n", 0),
        ("account:\n", 0),
        ("competitors: [yamada, '1234']\n", 0),
        ("competitors: [nobody]\n", 1),
        ("lines: [{product: bolt, quantity: 1, price: 2}]\n", 0),
        ("lines: [{product: bold, quantity: 1, price: 2}]\n", 1),
        # A broken record has its id all the same.
        ("contacts: [{contact: broken}]\n", 0),
        # Of a kind without records nothing is known, so any id is taken.
        ("owner: anybody\n", 0),
    ],
)
def test_a_reference_is_one_of_the_ids(book: Path, text: str, faults: int) -> None:
    assert len(_complaints(book, text)) == faults


def test_names_stand_beside_the_ids(book: Path) -> None:
    schema = live.completed(record_schema(KINDS["deals"]), KINDS["deals"], live.ids(book))
    definitions = schema["definitions"]
    assert isinstance(definitions, dict)
    assert definitions["accounts"] == {
        "enum": ["1234", 1234, "yamada"],
        "enumDescriptions": ["Twelve", "Twelve", "Yamada Seiki"],
    }
    assert definitions["contacts"] == {"enum": ["broken"], "enumDescriptions": ["broken"]}
    assert "people" not in definitions


def test_a_kind_that_refers_to_nothing_stays_as_it_is(book: Path) -> None:
    before = record_schema(KINDS["rates"])
    text = json.dumps(before)
    assert live.completed(before, KINDS["rates"], live.ids(book)) == before
    live.completed(record_schema(KINDS["deals"]), KINDS["deals"], live.ids(book))
    assert json.dumps(before) == text
