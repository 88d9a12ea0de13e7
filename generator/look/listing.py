"""A table as people read it on a terminal, and as JSON with its numbers written exactly."""

import json
import math
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from generator.annotate import cell
from generator.table import Table

_WIDE = frozenset("WF")


def as_text(table: Table) -> str:
    """Write a table in columns; numbers stand to the right, an empty cell is null."""
    cells = [[_line(value) for value in row] for row in table.rows]
    widths = [
        max(map(width, (name, *(row[at] for row in cells))))
        for at, name in enumerate(table.columns)
    ]
    numeric = [kind.partition("(")[0] in _NUMBERS for kind in table.types]
    rule = ["-" * size for size in widths]
    lines = (_padded(row, widths, numeric) for row in (table.columns, rule, *cells))
    return "".join(f"{line}\n" for line in lines)


class Listed(NamedTuple):
    """A table of finished texts under a heading; columns from `numbers` on stand to the right."""

    heading: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    numbers: int


def drawn(part: Listed) -> str:
    """Write such a table for a terminal, without its heading and without a line end."""
    types = ["VARCHAR"] * part.numbers + ["DECIMAL"] * (len(part.columns) - part.numbers)
    return as_text(Table("", part.columns, tuple(types), tuple(part.rows))).rstrip("\n")


def marked(part: Listed) -> list[str]:
    """Write such a table as lines of Markdown, in which no value is read as anything but text."""
    edges = ["---"] * part.numbers + ["--:"] * (len(part.columns) - part.numbers)
    lines = [part.columns, tuple(edges), *(tuple(map(cell, row)) for row in part.rows)]
    return [f"| {' | '.join(line)} |" for line in lines]


_NUMBERS = frozenset(
    {"DECIMAL", "DOUBLE", "FLOAT", "HUGEINT", "UHUGEINT", "BIGINT", "UBIGINT", "INTEGER"}
)


def _padded(cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    parts = zip(cells, widths, numeric, strict=True)
    return "  ".join(_cell(cell, size, right=right) for cell, size, right in parts).rstrip()


def _cell(cell: str, size: int, *, right: bool) -> str:
    room = " " * (size - width(cell))
    return room + cell if right else cell + room


def width(text: str) -> int:
    """Count the columns that a text takes on a terminal; East Asian letters take two."""
    return sum(_columns(letter) for letter in text)


def _columns(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in _WIDE else 1


def _line(value: object) -> str:
    """Write a value on one line, without anything that a terminal would obey."""
    if value is None:
        return ""
    written = "true" if value is True else "false" if value is False else plain(value)
    return "".join(letter if letter.isprintable() else " " for letter in written)


def plain(value: object) -> str:
    """Write a value as text; decimals exactly and without zeros that say nothing."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value else "0"
    if isinstance(value, list):
        return ", ".join(map(plain, value))
    return str(value)


def as_json(table: Table) -> str:
    """Write the rows as a list of objects, one a line; decimals are numbers, to the last digit."""
    names = [json.dumps(name, ensure_ascii=False) for name in _apart(table.columns)]
    rows = [
        ", ".join(f"{name}: {_json(value)}" for name, value in zip(names, row, strict=True))
        for row in table.rows
    ]
    return "[" + ",".join(f"\n  {{{row}}}" for row in rows) + "\n]\n"


def _apart(names: Sequence[str]) -> Iterator[str]:
    """Number the columns that have the name of one before them: an object holds a name once."""
    taken: set[str] = set()
    for name in names:
        free, count = name, 1
        while free in taken:
            count += 1
            free = f"{name}_{count}"
        taken.add(free)
        yield free


def _json(value: object) -> str:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_json, value))}]"
    if isinstance(value, float) and not math.isfinite(value):
        return "null"
    return json.dumps(value, ensure_ascii=False, default=str)
