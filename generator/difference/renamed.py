"""Records that only got another id: nothing else changes by that."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, cast

from generator.authoring import references
from generator.book import Entry, Key
from generator.yaml.source import Tree

Known = Mapping[Key, Entry]


class Followed(NamedTuple):
    """The records of an earlier book as a later one knows them, and the new keys by the old."""

    known: Known
    names: Mapping[Key, Key]


def known(entries: Iterable[Entry]) -> Known:
    """Give records by their keys; of several with one key the first path counts."""
    return {one.key: one for one in sorted(entries, reverse=True)}


def followed(before: Known, after: Known) -> Followed:
    """Give the records of an earlier book under the ids, and with the references, of a later one.

    A record that is gone and one that is new are one where nothing but the id differs, and what
    refers to it follows. Where several are alike, none is taken for another.
    """
    found, every = before, dict[Key, Key]()
    while names := _renamed(found, after):
        every |= {old: Key(old.folder, new) for old, new in names.items()}
        found = dict(_followed(found, after, names))
    return Followed(found, every)


def company(tree: dict[str, Tree], names: Mapping[Key, Key]) -> dict[str, Tree]:
    """Give an earlier `company.yml` with the ids of a later book."""
    for old, new in names.items():
        places = tuple(references.company_places(tree, old))
        tree = references.redirected(tree, places, new.id) if places else tree
    return tree


def _renamed(before: Known, after: Known) -> Mapping[Key, str]:
    gone = _alone(before[key] for key in before.keys() - after.keys())
    came = _alone(after[key] for key in after.keys() - before.keys())
    return {gone[one]: came[one].id for one in sorted(gone.keys() & came.keys())}


def _alone(entries: Iterable[Entry]) -> Mapping[tuple[str, str], Key]:
    """Find records by kind and content, without those whose content another one has, too."""
    found: dict[tuple[str, str], list[Key]] = defaultdict(list)
    for entry in entries:
        tree = {**_tree(entry.text), "id": None}
        found[entry.key.folder, json.dumps(tree, sort_keys=True)].append(entry.key)
    return {content: keys[0] for content, keys in found.items() if len(keys) == 1}


def _tree(text: str) -> dict[str, Tree]:
    return cast("dict[str, Tree]", json.loads(text))


def _followed(before: Known, after: Known, names: Mapping[Key, str]) -> Iterator[tuple[Key, Entry]]:
    """Write anew what has another id, and what differs and refers to it."""
    for key, entry in before.items():
        now = Key(key.folder, names.get(key, key.id))
        there = after.get(now)
        if there is None or there.text != entry.text:
            tree = _redirected(entry, {**_tree(entry.text), "id": now.id}, names)
            same = there is not None and tree == _tree(there.text)
            text = there.text if there and same else json.dumps(tree, ensure_ascii=False)
            yield now, Entry(now, entry.path, text)
        else:
            yield now, entry


def _redirected(entry: Entry, tree: dict[str, Tree], names: Mapping[Key, str]) -> dict[str, Tree]:
    for old, new in names.items():
        if f'"{old.id}"' in entry.text:
            places = tuple(references.places_of(entry.key.folder, tree, old))
            tree = references.redirected(tree, places, new)
    return tree
