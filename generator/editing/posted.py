"""What a form sends, read into a record's tree: only fields that were changed are in it."""

import re
from collections.abc import Mapping

from generator.authoring import telling
from generator.authoring.typed import Reader
from generator.errors import UsageError
from generator.yaml.source import Tree
from generator.yaml.text import refused
from schema import Shared
from schema.description import FieldDescription, fields

_DEEPEST = 6
"""Levels of groups and lists; a record has three."""

_HALF = re.compile("[\\ud800-\\udfff]")
"""Half of a character, which no file can hold."""


def applied(
    kind: type[Shared], tree: Mapping[str, Tree], given: object, reader: Reader
) -> dict[str, Tree]:
    """Give a record's tree with the fields that a form has changed; what is empty goes.

    Values are read as people type them, but for those that stand in the record already.

    Raises:
        UsageError: A field is not of the kind, or a value is none that a form can send.
    """
    known = {field.name: field for field in fields(kind) if field.name != "id"}
    found = dict(tree)
    for name, value in _mapping(given).items():
        if name not in known:
            message = f"there is no field `{name}` in a form of {kind.folder}."
            raise UsageError(message)
        after = _held(known[name], _tree(value, 0), tree.get(name), reader)
        _fit(name, after)
        if after:
            found[name] = after
        else:
            found.pop(name, None)
    return found


def _mapping(given: object) -> dict[str, object]:
    if isinstance(given, dict):
        return given
    message = "a form sends a group of fields."
    raise UsageError(message)


def _tree(value: object, depth: int) -> Tree:
    """Take texts, lists and groups; nothing else is in a record."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, list) and depth < _DEEPEST:
        return [_tree(item, depth + 1) for item in value]
    if isinstance(value, dict) and depth < _DEEPEST:
        return {str(name): _tree(item, depth + 1) for name, item in value.items()}
    message = "a form sends texts, lists and groups of them."
    raise UsageError(message)


def _fit(name: str, value: Tree) -> None:
    """Refuse what no file may have, often pasted unseen, before it is looked for in vain."""
    for text in telling.texts(value):
        found = refused(text) or _HALF.search(text)
        if found:
            before = text[max(0, found.start() - 20) : found.start()]
            where = f"after `{before}`" if before else "at its beginning"
            message = f"`{name}` has the character U+{ord(found[0][0]):04X} {where}: delete it."
            raise UsageError(message)


def _held(field: FieldDescription, value: Tree, before: Tree | None, reader: Reader) -> Tree:
    """Read what a field holds; items of a list are compared with those at the same place."""
    if value == before:
        return value
    if field.holding == "list" and isinstance(value, list):
        were = before if isinstance(before, list) else []
        found = [
            _one(field, item, were[place] if place < len(were) else None, reader)
            for place, item in enumerate(value)
        ]
        return [item for item in found if item]
    if field.holding == "mapping" and isinstance(value, dict):
        return {name.strip(): _text(item) for name, item in value.items() if _text(item)}
    return _one(field, value, before, reader)


def _one(field: FieldDescription, value: Tree, before: Tree | None, reader: Reader) -> Tree:
    if value == before:
        return value
    if isinstance(value, str):
        return value.strip() if field.part else reader.read(field, value)
    if field.part is None or isinstance(value, list):
        return value  # the schema says what must be
    return _group(field, value, before, reader)


def _group(
    field: FieldDescription, value: dict[str, Tree], before: Tree | None, reader: Reader
) -> Tree:
    """Read a group of fields; one that is not known stays, for the schema to refuse."""
    known = {one.name: one for one in field.fields}
    were = before if isinstance(before, dict) else {}
    found = {
        name: _held(known[name], item, were.get(name), reader) if name in known else item
        for name, item in value.items()
    }
    return {name: item for name, item in found.items() if item}


def _text(value: Tree) -> str:
    """Give the text of a mapping's value."""
    return value.strip() if isinstance(value, str) else ""
