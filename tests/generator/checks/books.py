"""A book from records that a test writes down."""

import json
from collections.abc import Mapping
from datetime import date

from generator.book import Book, Entry, Key, MemoryShelf, topics
from generator.checks.docket import findings
from generator.checks.law import Finding
from generator.duplicates.keys import keys
from schema import KINDS, Shared
from schema.company import Company

AS_OF = date(2026, 11, 21)


def key(name: str) -> Key:
    """Read a key as it is shown: `deals/line-5`."""
    folder, _, identity = name.partition("/")
    return Key(folder, identity)


def shelf(data: Mapping[str, object]) -> MemoryShelf:
    """Lay records on a shelf; each is a tree of texts under its key."""
    entries = [_entry(name, tree) for name, tree in data.items()]
    return MemoryShelf(entries, [(entry.key, published(entry)) for entry in entries])


def published(entry: Entry) -> tuple[str, ...]:
    """Give what a record is found by."""
    alike = keys(entry.key.folder, json.loads(entry.text))
    return (*topics(_record(entry)), *alike)


def book(company: Company, data: Mapping[str, object], as_of: date = AS_OF) -> Book:
    """Bind records into a book."""
    return Book(company, as_of, shelf(data))


def _entry(name: str, tree: object) -> Entry:
    assert isinstance(tree, dict)
    text = json.dumps({"id": key(name).id, **tree})
    return Entry(key(name), f"data/{name}.yml", text)


def _record(entry: Entry) -> Shared:
    return KINDS[entry.key.folder].model_validate_json(entry.text)


def asked(book: Book, names: Mapping[str, object]) -> list[tuple[str, str, Finding]]:
    """Ask all laws about records; gives code, key and finding."""
    records = [(name, book.find(key(name))) for name in names]
    return [
        (law.code, name, finding)
        for name, record in records
        if record is not None
        for law, finding in findings(record, book)
    ]
