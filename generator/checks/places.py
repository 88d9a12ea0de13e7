"""Where a kind holds texts of some sort, found once, so that a law walks only what is filled in."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import compress
from operator import itemgetter
from typing import Any, NamedTuple

from generator.diagnostic import Where
from schema import Part
from schema.description import FieldDescription, fields

Wanted = Callable[[FieldDescription], str | None]
"""Gives the mark under which a field is wanted, or nothing."""
_Values = Callable[[dict[str, Any]], tuple[Any, ...]]


class Place(NamedTuple):
    """A field that is wanted, or one whose parts hold such fields; `leaf` where they hold one."""

    name: str
    mark: str
    inside: "Places | None" = None
    leaf: str = ""


class Places(NamedTuple):
    """The wanted fields of a record or part, and how to take all of them at once.

    `marks` and `single` are of the fields that hold one text, `several` and `rest` of the others.
    """

    places: tuple[Place, ...]
    values: _Values
    marks: tuple[str, ...]
    single: _Values
    several: tuple[Place, ...]
    rest: _Values


@cache
def places(model: type[Part], wanted: Wanted) -> Places:
    """Find the wanted fields of a kind or part, at any depth."""
    found = tuple(_places(model, wanted))
    ones = {field.name for field in fields(model) if field.holding == "one" and not field.part}
    single = tuple(place for place in found if place.name in ones)
    several = tuple(place for place in found if place.name not in ones)
    marks = tuple(place.mark for place in single)
    return Places(found, _taking(found), marks, _taking(single), several, _taking(several))


def _taking(found: tuple[Place, ...]) -> _Values:
    """Take the values of fields out of a part's own dictionary, which is quicker than by name."""
    names = [place.name for place in found]
    if not names:
        return lambda _: ()
    return itemgetter(*names, names[0], names[0])  # a getter of one name gives no tuple


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
    values = where.single(vars(holder))
    found: list[tuple[str, str]] = [*compress(zip(where.marks, values, strict=False), values)]
    if where.several:
        values = where.rest(vars(holder))
        for place, value in compress(zip(where.several, values, strict=False), values):
            found += _texts(place, value)
    return found


def _texts(place: Place, value: Any) -> Iterable[tuple[str, str]]:  # noqa: ANN401 - the field's
    """Gather what a field holds that is not one text: a list, a mapping, or parts."""
    _, mark, inside, leaf = place
    if isinstance(value, dict):
        return [(mark, text) for text in value.values()]
    items = value if isinstance(value, tuple) else (value,)
    if inside is None:
        return [(mark, text) for text in items]
    if leaf:
        return [(mark, text) for item in items if (text := getattr(item, leaf))]
    return [found for item in items for found in texts(item, inside)]


def placed(holder: object, where: Places, above: Where = ()) -> Iterator[tuple[Where, str, str]]:
    """Give path, mark and text of every wanted field that is filled in."""
    for place, value in zip(where.places, where.values(vars(holder)), strict=False):
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
