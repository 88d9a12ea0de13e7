"""Fields named from outside: `amount`, `custom.tier`, `lines.2.product`; items count from 1."""

from collections.abc import Iterator
from difflib import get_close_matches
from itertools import pairwise
from typing import NamedTuple

from generator.checks.wording import a
from generator.diagnostic import Where
from generator.errors import SalesbookError
from generator.yaml.source import Tree
from schema import Shared
from schema.description import FieldDescription, fields


class NoSuchFieldError(SalesbookError):
    """A name that leads to no field; says what is there instead."""


class Target(NamedTuple):
    """Where a value goes inside a record, and the field that takes it."""

    where: Where
    field: FieldDescription


def resolve(kind: type[Shared], path: str) -> Target:
    """Find the field of a path; a list of groups without a number means its first group.

    Raises:
        NoSuchFieldError: The path leads nowhere, or to a group of fields.
    """
    *above, last = _walk(kind, path.split("."))
    where = tuple(part for step in (*above, last) for part in step.where)
    if last.field.part is not None:
        names = ", ".join(f"`{path}.{field.name}`" for field in last.field.fields)
        message = f"`{path}` is a group of fields; name one of {names}."
        raise NoSuchFieldError(message)
    return Target(where, last.field)


def _walk(kind: type[Shared], names: list[str]) -> Iterator[Target]:
    """Go down name by name, a list's number and a mapping's key with the name before."""
    inside = tuple(field for field in fields(kind) if field.name != "id")
    while names:
        field = _named(inside, names[0], kind.noun)
        index, names = _index(field, names[1:])
        if field.holding == "mapping":
            yield Target((field.name, _key(field, names)), field)
            return
        yield Target((field.name, *index), field)
        inside = field.fields


def _named(inside: tuple[FieldDescription, ...], name: str, noun: str) -> FieldDescription:
    known = {field.name: field for field in inside}
    if name in known:
        return known[name]
    near = get_close_matches(name, known, n=1)
    listed = ", ".join(known) or "none"
    hint = f"Did you mean `{near[0]}`?" if near else f"The fields there are {listed}."
    message = f"there is no field `{name}` in {a(noun)}. {hint}"
    raise NoSuchFieldError(message)


def _index(field: FieldDescription, names: list[str]) -> tuple[Where, list[str]]:
    """Take the number of an item off the names; the first one where none is given."""
    if field.holding != "list" or field.part is None:
        return (), names
    if names and names[0].isdecimal() and int(names[0]) > 0:
        return (int(names[0]) - 1,), names[1:]
    return (0,), names


def _key(field: FieldDescription, names: list[str]) -> str:
    if names:
        return ".".join(names)
    message = f"`{field.name}` takes names of its own; write `{field.name}.NAME`."
    raise NoSuchFieldError(message)


def put(tree: dict[str, Tree], where: Where, value: Tree) -> None:
    """Set a value inside a tree, making the groups and lists above it.

    Raises:
        NoSuchFieldError: An item is skipped: a list has no third item before its second.
    """
    inside: dict[str, Tree] | list[Tree] = tree
    for part, following in pairwise(where):
        inside = _entered(inside, part, [] if isinstance(following, int) else {})
    if isinstance(inside, dict):
        inside[str(where[-1])] = value


def _entered(
    inside: dict[str, Tree] | list[Tree], part: str | int, empty: dict[str, Tree] | list[Tree]
) -> dict[str, Tree] | list[Tree]:
    """Step into what is there, or into what is now."""
    if isinstance(inside, dict):
        found = inside.setdefault(str(part), empty)
    else:
        found = _item(inside, int(part), empty)
    return found if isinstance(found, dict | list) else empty


def _item(items: list[Tree], index: int, empty: Tree) -> Tree:
    if index > len(items):
        message = f"item {index + 1} needs item {index} before it"
        raise NoSuchFieldError(message)
    if index == len(items):
        items.append(empty)
    return items[index]


def remove(tree: dict[str, Tree], where: Where) -> None:
    """Take the value at a place out of a tree, and a group that has nothing else."""
    above = at(tree, where[:-1])
    if isinstance(above, dict):
        above.pop(str(where[-1]), None)
        if not above and len(where) > 1 and isinstance(where[-2], str):
            remove(tree, where[:-1])


def at(tree: Tree, where: Where) -> Tree | None:
    """Find the value at a place inside a tree, or nothing."""
    found: Tree | None = tree
    for part in where:
        if isinstance(found, dict) and isinstance(part, str):
            found = found.get(part)
        elif isinstance(found, list) and isinstance(part, int) and part < len(found):
            found = found[part]
        else:
            return None
    return found
