"""What records are called: the index behind every lookup, over old records and new ones."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from generator.book import Key
from generator.importing.sheet import normal
from generator.yaml.source import Tree

ALSO = {"name": ("legal_name", "aliases")}
"""Fields that name a record as well as the one that is asked for."""


class Names:
    """Finds records of a kind by a field, or by their key in another system."""

    def __init__(self, trees: Mapping[Key, Mapping[str, Tree]]) -> None:
        self._trees = trees
        self._indexes: dict[tuple[str, str, str], dict[str, set[Key]]] = {}
        self._near: dict[tuple[str, str, str, str], str | None] = {}

    def find(self, kind: str, by: str, system: str, text: str) -> frozenset[Key]:
        """Give all records of a kind that the text names."""
        return frozenset(self._index(kind, by, system).get(normal(text), ()))

    def near(self, kind: str, by: str, system: str, text: str) -> str | None:
        """Give the name that is most like a text, as it is written."""
        asked = (kind, by, system, normal(text))
        if asked not in self._near:
            self._near[asked] = self._nearest(*asked)
        return self._near[asked]

    def _nearest(self, kind: str, by: str, system: str, text: str) -> str | None:
        known = self._index(kind, by, system)
        for name in get_close_matches(text, sorted(known), n=1):
            key = min(known[name])
            texts = _texts(self._trees[key], key, by, system)
            return next(written for written in texts if normal(written) == name)
        return None

    def _index(self, kind: str, by: str, system: str) -> dict[str, set[Key]]:
        asked = (kind, by, system if by == "key" else "")
        if asked not in self._indexes:
            index = defaultdict(set)
            for key, tree in self._trees.items():
                if key.folder == kind:
                    for text in _texts(tree, key, by, system):
                        index[normal(text)].add(key)
            self._indexes[asked] = index
        return self._indexes[asked]


def _texts(tree: Mapping[str, Tree], key: Key, by: str, system: str) -> Iterable[str]:
    """Give the texts by which a record can be found."""
    if by == "id":
        return (key.id,)
    if by == "key":
        known = tree.get("external_ids", {})
        found = known.get(system) if isinstance(known, dict) else None
        return (found,) if isinstance(found, str) else ()
    held = (tree.get(field) for field in (by, *ALSO.get(by, ())))
    every = (text for value in held for text in (value if isinstance(value, list) else [value]))
    return tuple(text for text in every if isinstance(text, str))
