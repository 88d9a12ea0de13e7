"""The plain facts of a record: every field that is filled in, for the fold on its page."""

import json
from collections.abc import Iterator
from typing import NamedTuple

from generator.book import Entry
from schema import Shared
from schema.description import FieldDescription, fields


class Fact(NamedTuple):
    """A field with its values: texts, ids of other records, or groups of facts."""

    field: FieldDescription
    values: tuple["str | tuple[Fact, ...]", ...]


def facts(kind: type[Shared], entry: Entry) -> tuple[Fact, ...]:
    """Give the fields that a record fills in, in canonical order."""
    tree = json.loads(entry.text)
    return tuple(_facts(tuple(field for field in fields(kind) if field.name != "id"), tree))


def _facts(known: tuple[FieldDescription, ...], tree: dict[str, object]) -> Iterator[Fact]:
    for field in known:
        value = tree.get(field.name)
        if value:
            yield Fact(field, tuple(_values(field, value)))


def _values(field: FieldDescription, value: object) -> Iterator["str | tuple[Fact, ...]"]:
    items = value if isinstance(value, list) else [value]
    for item in items:
        if field.holding == "mapping" and isinstance(item, dict):
            yield from (f"{name}: {text}" for name, text in item.items())
        elif isinstance(item, dict):
            yield tuple(_facts(field.fields, item))
        else:
            yield str(item)
