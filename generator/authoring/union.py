"""Two records that are one: what the second knows and the first lacks, and where they differ."""

from collections.abc import Iterator
from typing import NamedTuple, cast

from generator.history import timeline
from generator.yaml.source import Tree
from schema import Shared
from schema.description import FieldDescription, fields

Conflict = tuple[str, Tree, Tree]
"""A field, what the survivor says and keeps, and what the other one said."""


class Union(NamedTuple):
    """The survivor's tree, and the fields in which the other one said something else."""

    tree: dict[str, Tree]
    conflicts: tuple[Conflict, ...]


def union(kind: type[Shared], mine: dict[str, Tree], theirs: dict[str, Tree], note: str) -> Union:
    """Fill what is empty, add what lists lack, and keep what differs as the survivor has it.

    The other's name becomes an alias where the kind has them; the notes of both stay, with a note
    of the merge behind them. Lists that say how much (lines, payments) are never put together.
    """
    tree = dict(mine)
    conflicts: list[Conflict] = []
    known = {field.name: field for field in fields(kind)}
    for name, other in theirs.items():
        if name in ("notes", "not_duplicate_of"):
            continue
        value, differ = _both(known.get(name), mine.get(name), other)
        tree[name] = value
        conflicts += ((name + inside, old, new) for inside, old, new in differ)
    if "aliases" in known and theirs.get("name") != mine.get("name"):
        aliases = cast("list[Tree]", tree.get("aliases", []))
        tree["aliases"] = [*(one for one in aliases if one != theirs["name"]), theirs["name"]]
        conflicts = [one for one in conflicts if one[0] != "name"]
    notes = [str(one["notes"]).strip() for one in (mine, theirs) if "notes" in one]
    tree["notes"] = "\n\n".join([*dict.fromkeys(notes), note])
    return Union(tree, tuple(conflicts))


def _both(
    field: FieldDescription | None, old: Tree | None, other: Tree
) -> tuple[Tree, list[Conflict]]:
    """Make one value of two, and say where the other one is lost."""
    if not old or old == other:
        return other, []
    if isinstance(old, list) and isinstance(other, list) and not _counts(field):
        return _listed(field, old, other)
    if isinstance(old, dict) and isinstance(other, dict):
        differ = [
            (f".{name}", old[name], value)
            for name, value in other.items()
            if name in old and old[name] != value
        ]
        return {**old, **{name: value for name, value in other.items() if name not in old}}, differ
    return old, [("", old, other)]


def _counts(field: FieldDescription | None) -> bool:
    """Tell whether the items of a list say how much: together they would say too much."""
    return field is not None and any(one.shape == "decimal" for one in field.fields)


def _listed(
    field: FieldDescription | None, old: list[Tree], other: list[Tree]
) -> tuple[Tree, list[Conflict]]:
    """Add the items that the list lacks; of two with one name the first stays."""
    naming = timeline.naming(field)
    names = {_name(item, naming) for item in old}
    new = [item for item in other if item not in old and _name(item, naming) not in names]
    lost = [item for item in other if item not in old and item not in new]
    return [*old, *new], list(_lost(lost, old, naming))


def _lost(lost: list[Tree], old: list[Tree], naming: str | None) -> Iterator[Conflict]:
    for item in lost:
        mine = next(one for one in old if _name(one, naming) == _name(item, naming))
        yield f"[{_name(item, naming)}]", mine, item


def _name(item: Tree, naming: str | None) -> str:
    return str(item.get(naming or "", item)) if isinstance(item, dict) else str(item)
