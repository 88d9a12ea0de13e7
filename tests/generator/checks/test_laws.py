"""Every law against its examples in `tests/diagnostics`.

An example that fails gives exactly the findings that it names, and no other law finds anything; one
that passes gives nothing at all.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from generator import source
from generator.checks import LAWS
from generator.checks.law import Law
from generator.source import Tree
from schema.company import Company
from tests.generator.checks.books import AS_OF, asked, book

FOLDER = Path(__file__).resolve().parents[2] / "diagnostics"
CODES = {law.code: law for law in LAWS}


@dataclass(frozen=True, slots=True)
class Example:
    """Records, and what all laws together find in them."""

    code: str
    says: str
    company: Company
    as_of: date
    data: dict[str, Tree]
    finds: list[str]
    names: list[str]


def read(name: str) -> dict[str, Tree]:
    """Read one file of examples."""
    tree, faults = source.read((FOLDER / name).read_bytes(), name)
    assert faults == ()
    assert isinstance(tree, dict)
    return tree


def examples(which: str) -> Iterator[Example]:
    """Give the examples of all laws that fail, or those that pass."""
    company = read("company.yml")
    for code in CODES:
        for case in listed(read(f"{code}.yml")[which]):
            assert isinstance(case, dict)
            assert set(case) <= {"says", "company", "as_of", "data", "finds", "names"}
            changed = mapping(case.get("company", {}))
            yield Example(
                code,
                str(case["says"]),
                Company.model_validate({**company, **changed}),
                date.fromisoformat(str(case.get("as_of", AS_OF))),
                mapping(case["data"]),
                [str(item) for item in listed(case.get("finds", []))],
                [str(item) for item in listed(case.get("names", []))],
            )


def listed(tree: Tree) -> list[Tree]:
    assert isinstance(tree, list)
    return tree


def mapping(tree: Tree) -> dict[str, Tree]:
    assert isinstance(tree, dict)
    return tree


def named(example: Example) -> str:
    return f"{example.code}: {example.says}"


@pytest.mark.parametrize("example", list(examples("fails")), ids=named)
def test_a_fault_is_found_by_its_law_alone(example: Example) -> None:
    found = asked(book(example.company, example.data, example.as_of), example.data)
    places = [f"{name}: {'.'.join(map(str, finding.where))}" for _, name, finding in found]
    assert sorted(places) == sorted(example.finds)
    assert {code for code, _, _ in found} == {example.code}
    words = [f"{finding.message} {finding.hint}" for _, _, finding in found]
    for fragment in example.names:
        assert any(fragment in text for text in words), (fragment, words)


@pytest.mark.parametrize("example", list(examples("passes")), ids=named)
def test_what_is_right_is_left_alone(example: Example) -> None:
    found = asked(book(example.company, example.data, example.as_of), example.data)
    assert found == []
    assert example.finds == example.names == []


@pytest.mark.parametrize("example", list(examples("fails")), ids=named)
def test_a_finding_is_a_sentence_and_what_to_do(example: Example) -> None:
    for _, _, finding in asked(book(example.company, example.data, example.as_of), example.data):
        assert re.search(r"\b(must|should)\b", finding.message)
        assert finding.message.endswith(".")
        assert finding.hint.endswith((".", "?"))


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.code)
def test_a_law_is_a_sentence(law: Law) -> None:
    assert law.rule.title.endswith(".")
    assert law.rule.title[0].isupper()
