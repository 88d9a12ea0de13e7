"""Snippets write records that the schema takes once their stops are filled in as offered."""

import json
import re

import pytest

from generator.authoring import record_text, snippets
from generator.yaml import source
from schema import KINDS
from schema.company import Company
from schema.description import fields
from schema.jsonschema import record_schema
from tests.books import COMPANY
from tests.editor import complaints, typed

_STOP = re.compile(r"\$\{\d+(?:\|((?:[^|\\]|\\.)*)\||:((?:[^}\\]|\\.)*))\}")
_CLOCK = {"YEAR": "2026", "MONTH": "11", "DATE": "18", "HOUR": "09", "MINUTE": "30"}


def company() -> Company:
    tree, _ = source.read(COMPANY.encode(), "company.yml")
    return Company.model_validate(tree)


def filled(body: list[str]) -> str:
    """Write a snippet as an editor does whose user takes what is offered first."""

    def offered(stop: re.Match[str]) -> str:
        text = re.split(r"(?<!\\),", stop[1])[0] if stop[1] is not None else stop[2]
        return re.sub(r"\\(.)", r"\1", text)

    text = "\n".join(body) + "\n"
    for name, value in _CLOCK.items():
        text = text.replace(f"$CURRENT_{name}", value)
    return _STOP.sub(offered, text)


@pytest.mark.parametrize("folder", [*snippets.USUAL])
def test_a_snippet_is_a_record_in_canonical_order(folder: str) -> None:
    kind = KINDS[folder]
    one = json.loads(snippets.text(company()))[f"New {kind.noun}"]
    assert (one["prefix"], one["scope"]) == (kind.noun, "yaml")
    text = filled(one["body"])
    assert list(complaints(dict(record_schema(kind, company())), typed(text))) == []
    tree, faults = source.read(text.encode(), "")
    assert faults == ()
    assert tree is not None
    assert [*tree] == [*record_text.ordered(fields(kind), tree)]


def test_stages_are_chosen_from_the_companys_own() -> None:
    deal = json.loads(snippets.text(company()))["New deal"]["body"]
    assert any("|lead-in,proposal,won,lost|" in line for line in deal)
    usual = json.loads(snippets.text(None))["New deal"]["body"]
    assert any(line.startswith("stage: ${") for line in usual)


@pytest.mark.parametrize(
    ("text", "written"), [("a, b", r"a\, b"), ("a|b", r"a\|b"), ("$}", r"\$\}")]
)
def test_marks_in_a_choice_are_no_marks(text: str, written: str) -> None:
    chosen = company().model_copy(update={"picklists": {"lead_source": (text,)}})
    body = json.loads(snippets.text(chosen))["New lead"]["body"]
    assert any(f"|{written}|" in line for line in body)
