"""Two changes of one record put together field by field, and the fields in which they conflict."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, cast

from generator.diagnostic import Where
from generator.history import timeline
from generator.yaml.source import Tree
from schema import Shared
from schema.description import FieldDescription, fields

_Part = Tree | None
"""What stands at a place; nothing where it is left out."""


class Together(NamedTuple):
    """What two changes make of a value: with our word where they conflict, and with theirs."""

    ours: _Part
    theirs: _Part
    conflicts: tuple[Where, ...] = ()


class _Sides(NamedTuple):
    """A value before, as we have it, as they have it; and what it is."""

    base: _Part
    ours: _Part
    theirs: _Part
    field: FieldDescription | None
    where: Where


def together(
    kind: type[Shared],
    base: Mapping[str, Tree],
    ours: Mapping[str, Tree],
    theirs: Mapping[str, Tree],
) -> Together:
    """Put two changes of a record together.

    What one side alone has changed is taken from it; what both changed alike is no conflict.
    Lists are merged by the names of their items (a line by its product, a contact by its id), so
    that what both add is there twice over; texts that both only went on with are put one after
    the other. All else that both have changed is a conflict, and so is a change of what the other
    side deleted.
    """
    known = {field.name: field for field in fields(kind)}
    return _mappings(dict(base), dict(ours), dict(theirs), known, ())


def _merged(sides: _Sides) -> Together:
    base, ours, theirs = sides.base, sides.ours, sides.theirs
    if theirs in (ours, base):
        return Together(ours, ours)
    if ours == base:
        return Together(theirs, theirs)
    if isinstance(ours, dict) and isinstance(theirs, dict) and isinstance(base, dict | None):
        field = sides.field
        inside = {one.name: one for one in field.fields} if field else {}
        return _mappings(base or {}, ours, theirs, inside, sides.where)
    if isinstance(ours, list) and isinstance(theirs, list) and isinstance(base, list | None):
        return _lists(sides, base or [], ours, theirs)
    if isinstance(ours, str) and isinstance(theirs, str) and isinstance(base, str | None):
        return _texts(sides, base or "", ours, theirs)
    return Together(ours, theirs, (sides.where,))


def _mappings(
    base: dict[str, Tree],
    ours: dict[str, Tree],
    theirs: dict[str, Tree],
    known: Mapping[str, FieldDescription],
    where: Where,
) -> Together:
    found = {
        name: _merged(
            _Sides(
                base.get(name), ours.get(name), theirs.get(name), known.get(name), (*where, name)
            )
        )
        for name in dict.fromkeys((*ours, *theirs))
    }
    return Together(
        {name: one.ours for name, one in found.items() if one.ours is not None},
        {name: one.theirs for name, one in found.items() if one.theirs is not None},
        _conflicts(found.values()),
    )


def _conflicts(found: Iterable[Together]) -> tuple[Where, ...]:
    return tuple(where for one in found for where in one.conflicts)


def _texts(sides: _Sides, base: str, ours: str, theirs: str) -> Together:
    """Put what both have added to a text of several lines one after the other."""
    prose = sides.field is not None and sides.field.shape == "prose"
    if not prose or not base or not (ours.startswith(base) and theirs.startswith(base)):
        return Together(ours, theirs, (sides.where,))
    end = "" if ours.endswith("\n") else "\n"
    both = f"{ours}{end}{theirs[len(base) :].lstrip(chr(10))}"
    return Together(both, both)


def _lists(sides: _Sides, base: list[Tree], ours: list[Tree], theirs: list[Tree]) -> Together:
    by = timeline.naming(sides.field)
    named = [timeline.names(items, by) for items in (base, ours, theirs)]
    if None in named:
        return _appended(sides, base, ours, theirs)
    were, mine, yours = (
        dict(zip(cast("list[str]", names), items, strict=True))
        for names, items in zip(named, (base, ours, theirs), strict=True)
    )
    found = {
        name: _merged(
            _Sides(
                were.get(name),
                mine.get(name),
                yours.get(name),
                sides.field,
                (*sides.where, place),
            )
        )
        for place, name in enumerate(_order(list(were), list(mine), list(yours)))
    }
    return Together(
        [one.ours for one in found.values() if one.ours is not None],
        [one.theirs for one in found.values() if one.theirs is not None],
        _conflicts(found.values()),
    )


def _order(were: Sequence[str], mine: Sequence[str], yours: Sequence[str]) -> list[str]:
    """Order items as we have them, unless they alone have moved some; what is new stands behind."""
    first, second = (yours, mine) if _moved(were, yours) > _moved(were, mine) else (mine, yours)
    return list(dict.fromkeys((*first, *second)))


def _moved(were: Sequence[str], are: Sequence[str]) -> bool:
    """Tell whether items that stay stand in another order."""
    return [name for name in are if name in were] != [name for name in were if name in are]


def _appended(sides: _Sides, base: list[Tree], ours: list[Tree], theirs: list[Tree]) -> Together:
    """Put what both have added to a list without names one after the other."""
    length = len(base)
    if ours[:length] != base or theirs[:length] != base:
        return Together(ours, theirs, (sides.where,))
    both: list[Tree] = [*ours, *theirs[length:]]
    return Together(both, both)
