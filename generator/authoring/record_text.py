"""A record as the text of its file: fields in canonical order, quotes where they are needed."""

from collections.abc import Iterable
from functools import partial

from generator.diagnostic import Where
from generator.yaml import canonical
from generator.yaml.source import Tree
from schema.description import FieldDescription, field_at, fields
from schema.record import Part

_TEXTS = ("text", "prose", "code", "word")


def write(kind: type[Part], tree: dict[str, Tree]) -> str:
    """Write a record of a kind."""
    return canonical.text(ordered(fields(kind), tree), partial(textual, kind))


def textual(kind: type[Part], where: Where) -> bool:
    """Tell whether a field holds text; the company's own fields may hold anything."""
    field = field_at(kind, where)
    return field is None or (field.shape in _TEXTS and field.name != "custom")


def ordered(known: Iterable[FieldDescription], tree: dict[str, Tree]) -> dict[str, Tree]:
    """Put the fields of a tree into canonical order, at every depth."""
    named = {field.name: field for field in known}
    sorted_names = [*(name for name in named if name in tree), *(n for n in tree if n not in named)]
    return {name: inside(named.get(name), tree[name]) for name in sorted_names}


def inside(field: FieldDescription | None, value: Tree) -> Tree:
    """Put what a field holds into canonical order."""
    if field is None or field.part is None:
        return value
    if isinstance(value, list):
        return [inside(field, item) for item in value]
    return ordered(field.fields, value) if isinstance(value, dict) else value
