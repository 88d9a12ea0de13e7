"""Records that only got another id: nothing that was agreed changes by that."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from generator.authoring import references
from generator.book import Entry, Key
from generator.yaml.source import Tree

Known = Mapping[Key, Entry]


def followed(before: Known, after: Known) -> Known:
    """Give the records before a branch under the ids, and with the references, that they have now.

    A record that is gone and one that is new are one where nothing but the id differs, and what
    refers to it follows. Where several are alike, none is taken for another.
    """
    known = before
    while names := _renamed(known, after):
        known = dict(_followed(known, after, names))
    return known


def _renamed(known: Known, after: Known) -> Mapping[Key, str]:
    gone = _alone(known[key] for key in known.keys() - after.keys())
    came = _alone(after[key] for key in after.keys() - known.keys())
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


def _followed(known: Known, after: Known, names: Mapping[Key, str]) -> Iterator[tuple[Key, Entry]]:
    """Write anew what has another id, and what differs and refers to it."""
    for key, entry in known.items():
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
