"""From versions to changes, field by field; and back, from changes to records.

A change names its field as `stage`, `recurring.amount`, `custom.tier`, `lines[camera-4k].quantity`.
An item of a list is named by its first required field (a line by its product, a contact by its
contact, a payment by its date) where that tells all items apart, before and after; an item that is
a plain text by that text; else by its place, counting from 1. What comes or goes as a whole, a
group, a list or an item, is one change whose text is its JSON. Where only the order of named items
changes, the field is `lines[]` and the texts are the JSON lists of the names.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple, cast

from generator.book import Key
from generator.history.version import COMPANY
from generator.yaml.source import Tree
from schema import KINDS
from schema.company import Company
from schema.description import FieldDescription, fields

Event = Literal["created", "changed", "deleted", "unread"]
"""What a change is: the record's beginning (again), one of a field, its end, or a version whose
file is no YAML, so that its fields are not known."""


class Change(NamedTuple):
    """What a commit (`number`) changed: a field's text before and after, nothing where it was not.

    `path` is empty for the record as a whole; created, `new` is the JSON of all its fields.
    `nested` says that `old` and `new` are JSON, not the text itself.
    """

    key: Key
    number: int
    event: Event
    path: str
    old: str | None
    new: str | None
    nested: bool


Difference = tuple[str, str | None, str | None, bool]
"""A change of a field without its record and commit: path, old, new, nested."""

_Known = dict[str, FieldDescription]
_Mapping = dict[str, Tree]

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*|\d[A-Za-z0-9-]*[A-Za-z-][A-Za-z0-9-]*")
_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@cache
def known(folder: str) -> _Known:
    """Give the fields of a kind, or of the company, by their names."""
    model = Company if folder == COMPANY.folder else KINDS[folder]
    return {field.name: field for field in fields(model)}


@cache
def _inside(field: FieldDescription | None) -> _Known:
    return {} if field is None else {below.name: below for below in field.fields}


@cache
def naming(field: FieldDescription | None) -> str | None:
    """Give the field that names an item of a list: the first required one of a single text."""
    below = () if field is None else field.fields
    return next(
        (one.name for one in below if one.required and one.holding == "one" and one.part is None),
        None,
    )


def differences(folder: str, before: _Mapping, after: _Mapping) -> list[Difference]:
    """Compare two trees of a record: every field that differs, in the order of the later file."""
    found: list[Difference] = []
    _mappings(before, after, "", known(folder), found)
    return found


def _mappings(
    before: _Mapping, after: _Mapping, inside: str, known: _Known, found: list[Difference]
) -> None:
    for name, new in after.items():
        old = before.get(name)
        if old is not new and old != new:
            _values(old, new, f"{inside}{_word(name)}", known.get(name), found)
    if before.keys() <= after.keys():
        return
    for name, old in before.items():
        if name not in after:
            found.append((f"{inside}{_word(name)}", *_whole(old, None)))


def _values(
    old: Tree | None,
    new: Tree,
    path: str,
    field: FieldDescription | None,
    found: list[Difference],
) -> None:
    """Compare two different values."""
    if isinstance(old, dict) and isinstance(new, dict):
        _mappings(old, new, f"{path}.", _inside(field), found)
    elif isinstance(old, list) and isinstance(new, list):
        _lists(old, new, path, field, found)
    else:
        found.append((path, *_whole(old, new)))


def _whole(old: Tree | None, new: Tree | None) -> tuple[str | None, str | None, bool]:
    """Write a value that comes, goes or becomes another; JSON where either is no plain text."""
    if isinstance(old, str | None) and isinstance(new, str | None):
        return old, new, False
    return None if old is None else _compact(old), None if new is None else _compact(new), True


def _lists(
    old: list[Tree],
    new: list[Tree],
    path: str,
    field: FieldDescription | None,
    found: list[Difference],
) -> None:
    before, after = names(old, naming(field)), names(new, naming(field))
    if before is None or after is None or len({type(item) for item in (*old, *new)}) > 1:
        _placed(old, new, path, field, found)
        return
    were, are = dict(zip(before, old, strict=True)), dict(zip(after, new, strict=True))
    found.extend(
        (f"{path}[{_word(name)}]", *_whole(were[name], None)) for name in before if name not in are
    )
    for name, item in are.items():
        if were.get(name) != item:
            _values(were.get(name), item, f"{path}[{_word(name)}]", field, found)
    order = [name for name in before if name in are] + [name for name in after if name not in were]
    if order != after:
        found.append((f"{path}[]", _compact(order), _compact(after), True))


def _placed(
    old: list[Tree],
    new: list[Tree],
    path: str,
    field: FieldDescription | None,
    found: list[Difference],
) -> None:
    """Compare lists whose items have no names: place by place, from 1."""
    for place, (was, now) in enumerate(zip(old, new, strict=False), 1):
        if was != now:
            _values(was, now, f"{path}[{place}]", field, found)
    gone, come = range(len(old), len(new), -1), range(len(old), len(new))
    found.extend((f"{path}[{place}]", *_whole(old[place - 1], None)) for place in gone)
    found.extend((f"{path}[{place + 1}]", *_whole(None, new[place])) for place in come)


def names(items: Sequence[Tree], by: str | None) -> list[str] | None:
    """Give the items of a list the names that tell them apart, or nothing where none do."""
    found = [
        item if isinstance(item, str) else item.get(by or "") if isinstance(item, dict) else None
        for item in items
    ]
    texts = [name for name in found if isinstance(name, str)]
    return None if len(set(texts)) < len(items) else texts


def _word(name: str) -> str:
    """Write a name in a path; one that could be taken for something else stands in quotes."""
    return name if _NAME.fullmatch(name) else _compact(name)


_STEP = re.compile(r'\.?([A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*")|\[([A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|)\]')


class Part(NamedTuple):
    """One part of a path: a field's name, or an item's name or place."""

    name: str
    item: bool
    quoted: bool


def parts(path: str) -> list[Part]:
    """Take the path of a field apart."""
    return [
        Part(
            json.loads(word) if word.startswith('"') else word,
            item=not found[1],
            quoted=word.startswith('"'),
        )
        for found in _STEP.finditer(path)
        for word in [found[1] or found[2]]
    ]


def replay(changes: Iterable[Change]) -> Iterator[tuple[Key, _Mapping]]:
    """Make the records of the last moment from all changes, oldest first: their trees, by key."""
    trees: dict[Key, _Mapping] = {}
    for change in changes:
        if change.event == "created":
            trees[change.key] = json.loads(change.new or "{}")
        elif change.event == "deleted":
            trees.pop(change.key, None)
        elif change.event == "changed":
            tree = trees[change.key]
            _apply(tree, parts(change.path), known(change.key.folder), change)
    yield from sorted(trees.items())


def _apply(tree: _Mapping, way: list[Part], inside: _Known, change: Change) -> None:
    """Bring one change into a tree: walk to the place, and put the new value there."""
    here: Tree = tree
    field: FieldDescription | None = None
    for part in way[:-1]:
        if part.item:
            here = cast("list[Tree]", here)[_place(here, part, field)]
            inside = _inside(field)
        else:
            here = cast("_Mapping", here)[part.name]
            field = inside.get(part.name)
            inside = _inside(field)
    _put(here, way[-1], field, change)


def _put(here: Tree, part: Part, field: FieldDescription | None, change: Change) -> None:
    new = change.new if not change.nested or change.new is None else json.loads(change.new)
    if isinstance(here, dict):
        if new is None:
            del here[part.name]
        else:
            here[part.name] = new
    elif isinstance(here, list):
        _put_item(here, part, field, new)


def _put_item(
    items: list[Tree], part: Part, field: FieldDescription | None, new: Tree | None
) -> None:
    if not part.name and not part.quoted:
        named = dict(zip(names(items, naming(field)) or (), items, strict=True))
        items[:] = [named[str(name)] for name in cast("list[Tree]", new)]
        return
    place = _place(items, part, field)
    if new is None:
        del items[place]
    elif place < len(items):
        items[place] = new
    else:
        items.append(new)


def _place(items: Tree, part: Part, field: FieldDescription | None) -> int:
    """Find an item by its name or place; behind the last one where it is not there."""
    items = cast("list[Tree]", items)
    if part.name.isdigit() and not part.quoted:
        return int(part.name) - 1
    known = names(items, naming(field)) or []
    return known.index(part.name) if part.name in known else len(items)
