"""How much room a text takes, reckoned without a font: the same on every machine."""

import unicodedata

_WIDE = frozenset("WF")
_NARROW = frozenset(" .,:;!|'ijlIft()[]")
_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


def width(text: str, size: float) -> float:
    """Return about how many pixels a text takes in letters of this size, never too few."""
    return sum(map(_width, text)) * size


def _width(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in _WIDE:
        return 1.0
    if unicodedata.combining(letter):
        return 0.0
    return 0.32 if letter in _NARROW else 0.6


def fitted(text: str, room: float, size: float) -> str:
    """Return the text, cut with an ellipsis where it is longer than the room."""
    if width(text, size) <= room:
        return text
    kept = text
    while kept and width(kept + _ELLIPSIS, size) > room:
        kept = kept[:-1]
    return kept.rstrip() + _ELLIPSIS
