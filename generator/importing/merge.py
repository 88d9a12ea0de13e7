"""A draft's values written over the record that is there: what the mapping leaves out stays."""

from collections import Counter

from generator.authoring.field_path import at, put, remove
from generator.diagnostic import Where
from generator.importing.draft import Draft, Value
from generator.yaml.source import Tree


def merged(draft: Draft, before: dict[str, Tree]) -> dict[str, Tree]:
    """Give the record as it is with a draft's values; a new one begins empty."""
    after = {name: _copied(value) for name, value in before.items()}
    if draft.source.items is not None:
        after.pop(draft.source.items, None)
    for where in draft.cleared:
        remove(after, where)
    for where, value in _numbered(draft):
        if not (value.rule.keep and at(before, where) is not None):
            put(after, where, value.tree)
    put(after, ("external_ids", draft.system), draft.key)
    return after


def _copied(value: Tree) -> Tree:
    if isinstance(value, list):
        return [_copied(item) for item in value]
    if isinstance(value, dict):
        return {name: _copied(inner) for name, inner in value.items()}
    return value


def _numbered(draft: Draft) -> list[tuple[Where, Value]]:
    """Number the items of each list without gaps: an item that a row leaves empty is no item.

    The numbers rest on the row alone, so that the same row always means the same items.
    """
    counts: Counter[str] = Counter()
    numbers: dict[tuple[str, int], int] = {}
    for name, index in sorted({_item(where) for where in draft.values if _is_item(where)}):
        numbers[name, index] = counts[name]
        counts[name] += 1
    renumbered = {_renumbered(where, numbers): value for where, value in draft.values.items()}
    return sorted(renumbered.items(), key=_number)


def _renumbered(where: Where, numbers: dict[tuple[str, int], int]) -> Where:
    return (where[0], numbers[_item(where)], *where[2:]) if _is_item(where) else where


def _number(item: tuple[Where, Value]) -> int:
    """Sort by the item's number, so that no list has its second item before its first."""
    return _item(item[0])[1] if _is_item(item[0]) else 0


def _is_item(where: Where) -> bool:
    return len(where) > 1 and isinstance(where[1], int)


def _item(where: Where) -> tuple[str, int]:
    return str(where[0]), int(where[1])
