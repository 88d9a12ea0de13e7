"""Every law against its examples in `tests/diagnostics`.

An example that fails gives exactly the findings that it names, and no other law finds anything; one
that passes gives nothing at all.
"""

import re
from datetime import timedelta

import pytest

from generator.book import Book, topics
from generator.checks import LAWS
from generator.checks.docket import findings
from generator.checks.law import Finding, Law
from generator.duplicates.keys import keys
from tests.generator.checks.books import asked, book, key
from tests.generator.checks.examples import FAILS, PASSES, Example


@pytest.mark.parametrize("example", FAILS, ids=str)
def test_a_fault_is_found_by_its_law_alone(example: Example) -> None:
    found = asked(example.book, example.data)
    places = [f"{name}: {'.'.join(map(str, finding.where))}" for _, name, finding in found]
    assert sorted(places) == sorted(example.finds)
    assert {code for code, _, _ in found} == {example.code}
    words = [f"{finding.message} {finding.hint}" for _, _, finding in found]
    for fragment in example.names:
        assert any(fragment in text for text in words), (fragment, words)


@pytest.mark.parametrize("example", PASSES, ids=str)
def test_what_is_right_is_left_alone(example: Example) -> None:
    assert asked(example.book, example.data) == []
    assert example.finds == example.names == []


@pytest.mark.parametrize("example", FAILS, ids=str)
def test_a_finding_says_what_must_be_and_what_to_do(example: Example) -> None:
    for _, _, finding in asked(example.book, example.data):
        assert re.search(r"\b(must|should)\b", finding.message)
        assert finding.message.endswith(".")
        assert finding.hint.endswith((".", "?"))


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.code)
def test_a_law_is_a_sentence(law: Law) -> None:
    assert law.rule.title.endswith(".")
    assert law.rule.title[0].isupper()
    assert (law.rule.code, law.rule.severity) == (law.code, law.severity)


def answer(full: Book, name: str) -> tuple[list[tuple[str, Finding]], set[str]]:
    """Ask all laws about one record: what they find, and what they have read."""
    record = full.find(key(name))
    assert record is not None
    full.reads.clear()
    found = [(law.code, finding) for law, finding in findings(record, full)]
    return found, set(full.reads)


def touched(full: Book, name: str) -> set[str]:
    """Name the topics that a change of a record touches."""
    record = full.find(key(name))
    assert record is not None
    alike = keys(record.folder, full.tree(key(name)) or {})
    return {name, f"{record.folder}/*", *topics(record), *alike}


@pytest.mark.parametrize("example", [*FAILS, *PASSES], ids=str)
def test_an_answer_changes_only_with_what_was_read(example: Example) -> None:
    """Once a record goes, every answer that rested on it has read one of its topics."""
    full = example.book
    for gone in example.data:
        rest = {name: tree for name, tree in example.data.items() if name != gone}
        without = book(example.company, rest, example.as_of)
        for name in rest:
            before, read_before = answer(full, name)
            after, read_after = answer(without, name)
            if before != after:
                assert read_before & touched(full, gone)
                assert read_after & touched(full, gone)


@pytest.mark.parametrize("example", [*FAILS, *PASSES], ids=str)
@pytest.mark.parametrize("days", [-400, 400])
def test_an_answer_that_changes_with_the_day_has_read_it(example: Example, days: int) -> None:
    other = book(example.company, example.data, example.as_of + timedelta(days=days))
    for name in example.data:
        (before, read_before), (after, read_after) = answer(example.book, name), answer(other, name)
        if before != after:
            assert "as_of" in read_before
            assert "as_of" in read_after
