"""Law 10 against its examples in `tests/diagnostics`, which have two books.

`before` and `data` are the records before and after; `by` are the people who made the commits that
touched them, `why` is what these say, `pushes` how often the close dates were put off before. All
other keys are as in the examples of the other laws.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from generator.book import Book, Key
from generator.checks import REVISED
from generator.checks.law import Finding, Law
from generator.checks.moves import ordinal
from generator.checks.revision import Revision
from generator.review.against import findings
from generator.yaml.source import Tree
from schema import Person
from schema.company import Company
from tests.generator.checks.books import book, key
from tests.generator.checks.examples import listed, mapping, read

KEYS = {"says", "company", "before", "data", "by", "why", "pushes", "finds", "names"}


@dataclass(frozen=True, slots=True)
class Example:
    """Two books, and what the laws of revisions find between them."""

    code: str
    says: str
    before: Book
    after: Book
    keys: tuple[Key, ...]
    case: dict[str, Tree]

    def __str__(self) -> str:
        """Name the example in the output of a test."""
        return f"{self.code}: {self.says}"

    def texts(self, name: str) -> list[str]:
        return [str(item) for item in listed(self.case.get(name, []))]

    def revisions(self) -> Iterator[tuple[Key, Revision]]:
        people = [self.after.get(Person, one) for one in self.texts("by")]
        why = str(self.case.get("why", ""))
        for one in self.keys:
            old, new = self.before.find(one), self.after.find(one)
            if old != new:
                known = tuple(person for person in people if person is not None)
                pushes = int(str(self.case.get("pushes", 0)))
                yield one, Revision(old, new, self.before, known, (why,) if why else (), pushes)

    def found(self) -> list[tuple[str, Key, Finding]]:
        return [
            (law.code, one, finding)
            for one, revision in self.revisions()
            for law, finding in findings(revision, self.after)
        ]


def examples(which: str) -> Iterator[Example]:
    standard = read("company.yml")
    for law in REVISED:
        for item in listed(read(f"{law.code}.yml")[which]):
            case = mapping(item)
            assert set(case) <= KEYS
            company = Company.model_validate({**standard, **mapping(case.get("company", {}))})
            old, new = mapping(case["before"]), mapping(case["data"])
            keys = tuple(sorted(key(name) for name in {*old, *new}))
            books = book(company, old), book(company, new)
            yield Example(law.code, str(case["says"]), *books, keys, case)


FAILS = tuple(examples("fails"))
PASSES = tuple(examples("passes"))


@pytest.mark.parametrize("example", FAILS, ids=str)
def test_a_fault_is_found_by_its_law_alone(example: Example) -> None:
    found = example.found()
    places = [f"{one}: {'.'.join(map(str, finding.where))}" for _, one, finding in found]
    assert sorted(places) == sorted(example.texts("finds"))
    assert {code for code, _, _ in found} == {example.code}
    words = [finding.message for _, _, finding in found]
    for fragment in example.texts("names"):
        assert any(fragment in text for text in words), (fragment, words)


@pytest.mark.parametrize("example", PASSES, ids=str)
def test_what_is_right_is_left_alone(example: Example) -> None:
    assert example.found() == []


@pytest.mark.parametrize("example", FAILS, ids=str)
def test_a_finding_says_what_must_be_and_what_to_do(example: Example) -> None:
    for _, _, finding in example.found():
        assert re.search(r"\b(must|should)\b", finding.message)
        assert finding.message.endswith(".")
        assert finding.hint.endswith(".")


@pytest.mark.parametrize("law", REVISED, ids=lambda law: law.code)
def test_a_law_is_a_sentence(law: Law) -> None:
    assert re.fullmatch("L10[0-9]{2}", law.code)
    assert law.rule.title.endswith(".")
    assert law.rule.title[0].isupper()


def test_a_law_that_is_off_is_not_asked() -> None:
    example = next(one for one in FAILS if one.code == "L1002")
    company = example.after.company.model_copy(update={"severities": {"L1002": "off"}})
    quiet = book(company, mapping(example.case["data"]))
    (_, revision), *_ = example.revisions()
    assert findings(revision, quiet) == []


@pytest.mark.parametrize(
    ("number", "word"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"),
     (21, "21st"), (22, "22nd"), (103, "103rd"), (111, "111th")],
)  # fmt: skip
def test_a_time_is_counted_as_people_count(number: int, word: str) -> None:
    assert ordinal(number) == word
