"""Who refers to a record, and the files that would refer to another one instead."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, cast

from generator import reading
from generator.authoring import change, edit
from generator.authoring.change import Change
from generator.authoring.field_path import at
from generator.authoring.proposal import Standing
from generator.book import Key
from generator.diagnostic import Where
from generator.files import COMPANY
from generator.history import version
from generator.yaml import source
from generator.yaml.source import Tree
from schema import KINDS, Territory
from schema.company import Company
from schema.description import marked

_SEEN = ("audiences", "territories")
"""The fields of `company.yml` that name records."""


class Referring(NamedTuple):
    """A record, where it lies, and the places in it that name another one."""

    key: Key
    path: str
    places: tuple[Where, ...]


def referring(stands: Standing, target: Key) -> Iterator[Referring]:
    """Find the records that refer to another one, sorted by key; those of itself count, too."""
    named = json.dumps(target.id, ensure_ascii=False)
    for key, entry in sorted(stands.entries.items()):
        if named in entry.text:
            places = tuple(places_of(key.folder, json.loads(entry.text), target))
            if places:
                yield Referring(key, entry.path, places)


def places_of(folder: str, tree: Mapping[str, Tree], target: Key) -> Iterator[Where]:
    """Find the places in a record of a kind that name another one."""
    for mark in marked(KINDS[folder], "reference"):
        if mark.field.reference == target.folder:
            yield from _walked(dict(tree), mark.names, (), target.id)


def _walked(tree: Tree, names: Sequence[str], above: Where, wanted: str) -> Iterator[Where]:
    """Walk the names of a field through lists and mappings to every value that is the id."""
    value = tree.get(names[0]) if isinstance(tree, dict) else None
    for where, item in _items(value, (*above, names[0])):
        if len(names) > 1:
            yield from _walked(item, names[1:], where, wanted)
        elif item == wanted:
            yield where


def _items(value: Tree | None, where: Where) -> Iterator[tuple[Where, Tree]]:
    if isinstance(value, list):
        yield from (((*where, place), item) for place, item in enumerate(value))
    elif value is not None:
        yield where, value


def redirected(before: Mapping[str, Tree], places: tuple[Where, ...], new: str) -> dict[str, Tree]:
    """Give a record's tree with another id at some places; a list names nothing twice."""
    tree = cast("dict[str, Tree]", json.loads(json.dumps(before)))
    for where in places:
        above = at(tree, where[:-1])
        last = where[-1]
        if isinstance(above, dict):
            above[str(last)] = new
        elif isinstance(above, list) and isinstance(last, int):
            above[last] = new
    for where in {where[:-1] for where in places if isinstance(where[-1], int)}:
        items = at(tree, where)
        if isinstance(items, list):
            items[:] = list(dict.fromkeys(cast("list[str]", items)))
    return tree


def without(folder: str, tree: Mapping[str, Tree], ids: set[str]) -> dict[str, Tree]:
    """Give a record's tree without references to some records of its own kind."""
    found = cast("dict[str, Tree]", json.loads(json.dumps(tree)))
    for mark in marked(KINDS[folder], "reference"):
        name = mark.names[0]
        if mark.field.reference == folder and len(mark.names) == 1 and name in found:
            value = found[name]
            kept = [one for one in value if one not in ids] if isinstance(value, list) else []
            if kept:
                found[name] = kept
            elif isinstance(value, list) or value in ids:
                del found[name]
    return found


def changes(root: Path, stands: Standing, old: Key, new: str) -> Iterator[Change]:
    """Give the changes of all other files that make them refer to another id."""
    for one in referring(stands, old):
        if one.key != old:
            record = change.opened(root, one.key, one.path)
            yield record.changed(redirected(record.tree, one.places, new))
    if in_company(stands, old):
        yield _company(root, old, new)


def _company(root: Path, old: Key, new: str) -> Change:
    data = reading.contents(root / COMPANY)
    tree = source.read(data, COMPANY, reading.COMPANY_LIMIT)[0] or {}
    after = redirected(tree, tuple(company_places(tree, old)), new)
    text = edit.edited(Company, data.decode(), tree, after, reading.COMPANY_LIMIT)
    return Change(version.COMPANY, COMPANY, data, text)


def company_places(tree: Mapping[str, Tree], target: Key) -> Iterator[Where]:
    """Find the places in `company.yml` that name a record: audiences see territories."""
    if target.folder == Territory.folder:
        yield from _walked(dict(tree), _SEEN, (), target.id)


def in_company(stands: Standing, key: Key) -> bool:
    """Tell whether `company.yml` names a record."""
    seen = {name for one in stands.company.audiences for name in one.territories}
    return key.folder == Territory.folder and key.id in seen


def paths(places: tuple[Where, ...]) -> str:
    """Write places as people name fields: `account`, `lines.2.product`."""
    return ", ".join(
        ".".join(str(part + 1) if isinstance(part, int) else part for part in where)
        for where in places
    )
