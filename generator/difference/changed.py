"""Records that differ between two moments, and how, in words."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple, cast

from generator.book import Entry, Key
from generator.difference import renamed
from generator.facts import Context, Titles
from generator.field_change import Teller, Words
from generator.files import COMPANY as FILE
from generator.history.timeline import differences
from generator.history.version import COMPANY
from generator.look.setting import Setting
from generator.origin import Origin
from generator.reading import COMPANY_LIMIT
from generator.yaml import source
from generator.yaml.source import Tree
from schema.company import Company

_Trees = dict[Key, str | dict[str, Tree]]


class Side(NamedTuple):
    """One of the two moments: its records, and where its other files lie.

    Records that only have another id at the other moment are under that one; `names` has it by
    their own.
    """

    entries: tuple[Entry, ...]
    origin: Origin
    names: Mapping[Key, Key]


class Field(NamedTuple):
    """A field that differs: its path, its raw values (text, list, mapping or none), its words."""

    path: str
    old: object
    new: object
    words: Words


class Changed(NamedTuple):
    """A record that was added, removed, renamed or changed, and the fields in which it differs."""

    key: Key
    title: str
    event: str
    fields: tuple[Field, ...] = ()


def changed(
    before: Side, after: Side, company: Company, titles: Titles, today: date
) -> Iterator[Changed]:
    """Compare the records of two moments, sorted by kind and id; the company comes first."""
    context = Context(Setting(company.base_currency, today), titles)
    earlier, later = _texts(before), _texts(after)
    if earlier[COMPANY] != later[COMPANY]:
        earlier[COMPANY] = renamed.company(_tree(earlier[COMPANY]), before.names)
    names = {new: old.id for old, new in before.names.items()}
    tellers: dict[str, Teller] = {}
    for key in sorted({*earlier, *later}, key=lambda key: (key != COMPANY, key)):
        old, new = earlier.get(key), later.get(key)
        if old == new and key not in names:
            continue
        title = titles.get(key.folder, {}).get(key.id, company.name if key == COMPANY else key.id)
        if key in names:
            yield Changed(key, title, "renamed", (_renamed(names[key], key.id),))
        elif old is None or new is None:
            yield Changed(key, title, "added" if old is None else "removed")
        else:
            teller = tellers.get(key.folder) or Teller(key.folder, context, company)
            tellers[key.folder] = teller
            fields = _fields(teller, key.folder, (_tree(old), _tree(new)), company.base_currency)
            if fields:
                yield Changed(key, title, "changed", fields)


def _renamed(old: str, new: str) -> Field:
    """Tell which id a record had."""
    return Field("id", old, new, Words("id", old, new))


def _texts(side: Side) -> _Trees:
    """Give every record's JSON, which is compared as text first, and the company's tree."""
    found: _Trees = {entry.key: entry.text for entry in side.entries}
    data = next(side.origin.contents([FILE]))
    tree, _ = source.read(data, FILE, COMPANY_LIMIT)
    found[COMPANY] = tree or {}
    return found


def _tree(kept: str | dict[str, Tree]) -> dict[str, Tree]:
    return cast("dict[str, Tree]", json.loads(kept)) if isinstance(kept, str) else kept


def _fields(
    teller: Teller, folder: str, trees: tuple[dict[str, Tree], dict[str, Tree]], base: str
) -> tuple[Field, ...]:
    """Put the differences into words; each amount in the currency that it was and is in."""
    old, new = (str(tree.get("currency") or base) for tree in trees)
    found = []
    for path, was, now, nested in differences(folder, *trees):
        words = teller.told(path, (was, now), new, nested=nested)
        if old != new:
            words = words._replace(old=teller.told(path, (was, None), old, nested=nested).old)
        before, after = (json.loads(one) if nested and one else one for one in (was, now))
        found.append(Field(path, before, after, words))
    return tuple(sorted(found, key=lambda one: teller.order(one.path)))
