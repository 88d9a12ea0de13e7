"""Bars that lie: one line a label, its parts after one another, a mark where it should end.

The name stands over its bar and the amount at the other end, so that long names and phones need no
other drawing. A part shows its amount where it is wide enough.
"""

from collections.abc import Iterator, Sequence

from generator.look import format as formats
from generator.look.charts.data import Stack
from generator.look.charts.drawing import INK, Box, Drawing, Frame, Mark, Rule, Words, colour, on
from generator.look.charts.lettering import fitted, width
from generator.look.charts.scale import Unit

PITCH = 46
THICK = 18
GAP = 2


def draw(stacks: Sequence[Stack], unit: Unit, frame: Frame) -> Drawing:
    """Return the drawing of these bars."""
    full = max(max(stack.total, stack.target or 0) for stack in stacks) or 1
    height = PITCH * len(stacks) - 6
    marks = [
        mark
        for at, stack in enumerate(stacks)
        for mark in _line(stack, height - at * PITCH, (full, unit, frame))
    ]
    return Drawing(frame, height, (0, frame.width), (0, height), tuple(marks))


def _line(stack: Stack, top: float, how: tuple[float, Unit, Frame]) -> Iterator[Mark]:
    full, unit, frame = how
    amount = _amount(stack, unit)
    room = frame.width - width(amount, frame.letter) - 12
    yield Words(0, top - 13, fitted(stack.label, room, frame.letter), fill=INK, bold=True)
    yield Words(frame.width, top - 13, amount, "end")
    low = top - 20 - THICK
    x = 0.0
    for part in stack.parts:
        size = max(part.value, 0) / full * frame.width
        yield Box(x, max(x + size - GAP, x), low, low + THICK, colour(part.tone))
        words = unit.short(part.value)
        if len(stack.parts) > 1 and width(words, frame.letter) + 10 < size:
            yield Words(x + 6, low + 5, words, fill=on(part.tone))
        x += size
    if stack.target is not None:
        at = min(stack.target / full * frame.width, frame.width - 1)
        yield Rule(at, at, low - 3, low + THICK + 3, INK, 2)


def _amount(stack: Stack, unit: Unit) -> str:
    """Return `¥86.0M of 80.0`, and the amount alone where nothing is aimed at."""
    shown = unit.full(stack.total) if stack.parts else formats.EMPTY
    return shown if stack.target is None else f"{shown} of {unit.short(stack.target)}"
