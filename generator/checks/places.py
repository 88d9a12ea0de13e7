"""Where a kind holds texts of some sort, found once, so that a law walks only what is filled in."""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import compress
from operator import attrgetter
from typing import NamedTuple

from generator.diagnostic import Where
from schema import Part
from schema.description import FieldDescription, fields

Wanted = Callable[[FieldDescription], str | None]
"""Gives the mark under which a field is wanted, or nothing."""


class Place(NamedTuple):
    """A field that is wanted, or one whose parts hold such fields; `leaf` where they hold one."""

    name: str
    mark: str
    inside: "Places | None" = None
    leaf: str = ""


class Places(NamedTuple):
    """The wanted fields of a record or part, and how to take all of them at once."""

    places: tuple[Place, ...]
    values: Callable[[object], tuple[object, ...]]


@cache
def places(model: type[Part], wanted: Wanted) -> Places:
    """Find the wanted fields of a kind or part, at any depth."""
    found = tuple(_places(model, wanted))
    # With two names more than needed, since a getter of one name gives no tuple.
    return Places(found, attrgetter(*(place.name for place in found), "__class__", "__class__"))


def _places(model: type[Part], wanted: Wanted) -> Iterator[Place]:
    for field in fields(model):
        mark = wanted(field)
        if mark is not None:
            yield Place(field.name, mark)
        elif field.part is not None and (inside := places(field.part, wanted)).places:
            single = {part.name for part in field.fields if part.holding == "one"}
            first, *more = inside.places
            alone = not more and first.inside is None and first.name in single
            yield Place(field.name, first.mark, inside, first.name if alone else "")


def texts(holder: object, where: Places) -> list[tuple[str, str]]:
    """Gather mark and text of every wanted field that is filled in, quickly: without its path."""
    found: list[tuple[str, str]] = []
    _gather(holder, where, found)
    return found


def _gather(holder: object, where: Places, found: list[tuple[str, str]]) -> None:
    values = where.values(holder)
    for (_, mark, inside, leaf), value in compress(zip(where.places, values, strict=False), values):
        if isinstance(value, str):
            found.append((mark, value))
        elif isinstance(value, dict):
            found += [(mark, text) for text in value.values()]
        else:
            items = value if isinstance(value, tuple) else (value,)
            if inside is None:
                found += [(mark, text) for text in items]
            elif leaf:
                found += [(mark, text) for item in items if (text := getattr(item, leaf))]
            else:
                for item in items:
                    _gather(item, inside, found)


def placed(holder: object, where: Places, above: Where = ()) -> Iterator[tuple[Where, str, str]]:
    """Give path, mark and text of every wanted field that is filled in."""
    for place, value in zip(where.places, where.values(holder), strict=False):
        for path, item in _paths(value, (*above, place.name)):
            if place.inside is None:
                yield path, place.mark, str(item)
            else:
                yield from placed(item, place.inside, path)


def _paths(value: object, path: Where) -> Iterator[tuple[Where, object]]:
    """Give everything that a field holds, each with its path."""
    if isinstance(value, dict):
        yield from (((*path, key), item) for key, item in value.items())
    elif isinstance(value, tuple):
        yield from (((*path, index), item) for index, item in enumerate(value))
    elif value is not None:
        yield path, value
