"""Findings about a record at the fields of its form."""

import re
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from generator.diagnostic import Diagnostic, Position, Where
from generator.yaml import source
from schema import Shared
from schema.description import field_at

_NAMED = re.compile(r"`([a-z][a-z0-9_]*)`")


def placed(
    kind: type[Shared], path: str, text: str, found: Iterable[Diagnostic]
) -> list[dict[str, Any]]:
    """Give findings as JSON, each with the names and numbers that lead to its field.

    What is about the record as a whole, or about another file, leads nowhere.
    """
    places = source.places(text.encode())
    at: dict[Position, list[Where]] = {}
    for where, place in places.items():
        for position in {place.key, place.value}:
            at.setdefault(position, []).append(where)
    return [
        {**asdict(one), "where": [*_where(kind, one, at)] if one.path == path else None}
        for one in found
    ]


def _where(kind: type[Shared], found: Diagnostic, at: dict[Position, list[Where]]) -> Where:
    """Find the field that a finding is about: that of its name, where it has one, at its place."""
    names = _NAMED.findall(found.message)
    here = sorted(at.get(Position(found.line, found.column), [()]), key=len)
    if names:
        for where in here:
            if where and where[-1] == names[0]:
                return where
        for where in sorted({*here, *(one[:-1] for one in here)}, key=len, reverse=True):
            if _missing(kind, (*where, names[0])):
                return (*where, names[0])
    return here[0] if (found.line, found.column) != (1, 1) else ()


def _missing(kind: type[Shared], where: Where) -> bool:
    field = field_at(kind, where)
    return field is not None and field.name == where[-1]
