"""A fault of a text before it has a file name, and the words for places and characters."""

import re
import unicodedata
from bisect import bisect_right
from typing import NamedTuple

from generator.diagnostic import Position

_LINE_END = re.compile(r"\n")
_LINES_NAMED = 10
_UNNAMED = {0x00: "NUL", 0x0D: "carriage return", 0x1B: "escape", 0x7F: "delete", 0x85: "next line"}


class Fault(NamedTuple):
    """What is wrong at one place of a text, before it has a file name."""

    position: Position
    code: str
    message: str
    hint: str


def position(text: str, index: int) -> Position:
    """The line and column of a character of a text whose lines end with line feeds."""
    return positions(text, [index])[0]


def positions(text: str, indexes: list[int]) -> list[Position]:
    """The lines and columns of many characters, in one sweep over the text."""
    starts = [0, *(found.end() for found in _LINE_END.finditer(text))]
    lines = [bisect_right(starts, index) for index in indexes]
    return [
        Position(line, index - starts[line - 1] + 1)
        for line, index in zip(lines, indexes, strict=True)
    ]


def also(lines: list[int]) -> str:
    """The end of a sentence that names further lines: `, and on lines 4 and 9 too`."""
    named = sorted(set(lines))
    if not named:
        return ""
    *shown, last = map(str, named[:_LINES_NAMED])
    listed = f"{', '.join(shown)} and {last}" if shown else last
    rest = ", ..." if len(named) > _LINES_NAMED else ""
    return f", and on line{'s' if shown else ''} {listed}{rest} too"


def character(text: str) -> str:
    """How a character that cannot be shown is called: `U+200B (zero width space)`."""
    code = ord(text[0])
    name = unicodedata.name(text[0], "").lower() or _UNNAMED.get(code, "")
    return f"U+{code:04X}" + (f" ({name})" if name else "")
