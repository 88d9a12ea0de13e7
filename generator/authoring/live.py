"""JSON Schemas that know the book's own ids, so that editors complete references and mark others.

They are of one moment, so they lie where git does not look; the ids of each kind stand once in a
schema, with the records' names beside them.
"""

import copy
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import cast

from generator.authoring import named
from generator.reading import contents
from generator.yaml import source
from schema import KINDS, Shared
from schema.description import marked
from schema.jsonschema import Json, chosen

Ids = Mapping[str, Mapping[str, str]]
"""The name of every record by its id, for each kind."""


def ids(root: Path) -> Ids:
    """Read which records there are, and what they are called; by their ids where they are not.

    Raises:
        FolderMissingError: There is no `data` folder.
        NotReadableError: A file cannot be opened.
    """
    wanted = {mark.field.reference for kind in KINDS.values() for mark in marked(kind, "reference")}
    found: dict[str, dict[str, str]] = {str(folder): {} for folder in sorted(map(str, wanted))}
    for key, path in sorted(named.listing(root).items()):
        if key.folder in found:
            found[key.folder][key.id] = _name(root / path) or key.id
    return found


def _name(file: Path) -> str:
    tree, _ = source.read(contents(file), file.name)
    name = (tree or {}).get("name")
    return name if isinstance(name, str) else ""


def completed(schema: Mapping[str, Json], kind: type[Shared], known: Ids) -> dict[str, Json]:
    """Give the schema of a kind in which every reference is one of the ids."""
    found = copy.deepcopy(dict(schema))
    used: set[str] = set()
    for mark in marked(kind, "reference"):
        folder = str(mark.field.reference)
        if known.get(folder):
            used.add(folder)
            _refer(found, mark.names, folder)
    if used:
        found["definitions"] = {folder: _listed(known[folder]) for folder in sorted(used)}
    return found


def _refer(schema: dict[str, Json], names: Iterable[str], folder: str) -> None:
    """Point the schema of a field to the ids of a kind."""
    node = schema
    for name in names:
        node = _items(cast("dict[str, dict[str, Json]]", node["properties"])[name])
    kinds = node.pop("type", [])
    for word in ("pattern", "maxLength"):
        node.pop(word, None)
    listed: list[Json] = [{"$ref": f"#/definitions/{folder}"}]
    if "null" in cast("list[Json]", kinds):
        listed.append({"type": "null"})
    node["anyOf"] = listed


def _items(node: dict[str, Json]) -> dict[str, Json]:
    """Step into the items of a list."""
    return cast("dict[str, Json]", node["items"]) if "items" in node else node


def _listed(known: Mapping[str, str]) -> dict[str, Json]:
    """List ids with names; one that looks like a number stands there in both forms."""
    values: list[Json] = []
    names: list[Json] = []
    for identity, name in known.items():
        forms = cast("list[Json]", chosen([identity])["enum"])
        values += forms
        names += [name] * len(forms)
    return {"enum": values, "enumDescriptions": names}
