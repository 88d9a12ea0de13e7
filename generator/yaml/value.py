"""What the text of a key or value must not hold, once quotes and escapes are resolved."""

import re
import unicodedata
from collections.abc import Iterator

from generator.diagnostic import Position
from generator.yaml.fault import Fault, character
from generator.yaml.steps import Step
from generator.yaml.text import refused

_ESCAPE = re.compile(r"\\(?:x(..)|u(.{4})|U(.{8})|(.))", re.DOTALL)
_SHORT = dict(zip("0abefrvNLP", "\0\a\b\x1b\f\r\v\x85\u2028\u2029", strict=True))


def faults(step: Step, text: str) -> Iterator[Fault]:
    """The faults of one text; what stands in the file itself was reported with its characters."""
    if found := refused(step.value):
        offset = _escaped(text[step.start : step.stop], found.group()[0])
        name, byte = character(found.group()), len(text[: step.start + offset].encode())
        yield Fault(
            _behind(step.place, text[step.start : step.start + offset]),
            str(found.lastgroup),
            f"A text must not hold {name}; an escape at byte {byte} writes it.",
            "Delete the escape, and write \\n where a new line is meant.",
        )
    if not unicodedata.is_normalized("NFC", step.value):
        yield Fault(
            step.place,
            "Y08",
            f"Text must be in the Unicode form NFC; here {_first_unlike(step.value)}.",
            "Type it again, or let your editor normalise the file to NFC.",
        )


def _behind(place: Position, passed: str) -> Position:
    """The place behind some text, without counting the lines of the whole file."""
    if "\n" not in passed:
        return Position(place.line, place.column + len(passed))
    return Position(place.line + passed.count("\n"), len(passed) - passed.rfind("\n"))


def _escaped(written: str, refused: str) -> int:
    """How far into a quoted text the escape of a character stands."""
    places = (found.start() for found in _ESCAPE.finditer(written) if _meant(found) == refused)
    return next(places, 0)


def _meant(found: re.Match[str]) -> str:
    """The character that an escape writes, if it is one that may be refused."""
    digits = found[1] or found[2] or found[3]
    return chr(int(digits, 16)) if digits else _SHORT.get(found[4], "")


def _first_unlike(value: str) -> str:
    """Where a text first departs from its normal form, in words."""
    normal = unicodedata.normalize("NFC", value)
    at = next(i for i, (a, b) in enumerate(zip(value, normal + "\0", strict=False)) if a != b)
    piece = value[max(0, at - 1) : at + 2]
    return f"{piece!r} is written as {' '.join(f'U+{ord(letter):04X}' for letter in piece)}"
