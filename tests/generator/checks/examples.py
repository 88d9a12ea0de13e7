"""The examples of `tests/diagnostics`: one file a law, with records that break it and that keep it.

`fails` and `passes` are lists; each example says what it shows (`says`), its records (`data`, under
`folder/id`), and, where it fails, the places that are found (`finds`, as `folder/id: path`) and
words of the messages (`names`). `company` changes keys of `company.yml` beside it, `as_of` the day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.book import Book
from generator.checks import LAWS
from generator.yaml import source
from generator.yaml.source import Tree
from schema.company import Company
from tests.generator.checks.books import AS_OF, book

FOLDER = Path(__file__).resolve().parents[2] / "diagnostics"
KEYS = {"says", "company", "as_of", "data", "finds", "names"}


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

    def __str__(self) -> str:
        """Name the example in the output of a test."""
        return f"{self.code}: {self.says}"

    @property
    def book(self) -> Book:
        """The records of the example as a book."""
        return book(self.company, self.data, self.as_of)


def read(name: str) -> dict[str, Tree]:
    """Read one file of examples with the reader that reads records."""
    tree, faults = source.read((FOLDER / name).read_bytes(), name)
    assert faults == ()
    assert isinstance(tree, dict)
    return tree


def examples(which: str) -> Iterator[Example]:
    """Give the examples of all laws that fail, or those that pass."""
    company = read("company.yml")
    for law in LAWS:
        for case in listed(read(f"{law.code}.yml")[which]):
            assert isinstance(case, dict)
            assert set(case) <= KEYS
            yield Example(
                law.code,
                str(case["says"]),
                Company.model_validate({**company, **mapping(case.get("company", {}))}),
                date.fromisoformat(str(case.get("as_of", AS_OF))),
                mapping(case["data"]),
                [str(item) for item in listed(case.get("finds", []))],
                [str(item) for item in listed(case.get("names", []))],
            )


def listed(tree: Tree) -> list[Tree]:
    """Take a list of the file."""
    assert isinstance(tree, list)
    return tree


def mapping(tree: Tree) -> dict[str, Tree]:
    """Take a mapping of the file."""
    assert isinstance(tree, dict)
    return tree


FAILS = tuple(examples("fails"))
PASSES = tuple(examples("passes"))
