"""Steps from a start to an end: what was added, what was taken away, and what is left.

Wide, the steps stand and run to the right; narrow, they lie under one another, so that each keeps
its name.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.charts.data import Part
from generator.charts.drawing import (
    DIM,
    INK,
    LINE,
    Box,
    Drawing,
    Frame,
    Margins,
    Mark,
    Rule,
    Words,
    colour,
)  # fmt: skip
from generator.charts.lettering import fitted, width
from generator.charts.scale import Unit

HEIGHT = 220
PITCH = 28
THICK = 16


class Step(NamedTuple):
    """A step between two heights; a total starts at nothing."""

    part: Part
    start: float
    end: float
    total: bool


def steps(parts: Sequence[Part]) -> tuple[Step, ...]:
    """Return the steps; the first and the last part are totals, those between are changes."""
    found: list[Step] = []
    height = 0.0
    for at, part in enumerate(parts):
        total = at in {0, len(parts) - 1}
        start = 0.0 if total else height
        height = start + part.value
        found.append(Step(part, start, height, total))
    return tuple(found)


def draw(parts: Sequence[Part], unit: Unit, frame: Frame) -> Drawing:
    """Return the drawing of these steps."""
    found = steps(parts)
    ends = [end for step in found for end in (step.start, step.end)]
    low, high = min(ends, default=0), max(ends, default=0)
    reach = (low, high if high > low else low + 1)
    return (
        _lying(found, reach, unit, frame) if frame.narrow else _standing(found, reach, unit, frame)
    )


def _text(step: Step, unit: Unit) -> str:
    return unit.short(step.part.value, plus=not step.total)


def _standing(
    found: Sequence[Step], reach: tuple[float, float], unit: Unit, frame: Frame
) -> Drawing:
    margins = Margins(top=40, bottom=26)
    pitch = frame.width / max(len(found), 1)
    marks: list[Mark] = [Rule(0, frame.width, 0, 0, LINE)]
    if unit.name:
        marks.append(Words(0, reach[1], unit.name, dy=-26, fill=DIM))
    for at, before in enumerate(found[:-1], start=1):
        x = at * pitch
        marks.append(Rule(x - pitch / 10, x + pitch / 10, before.end, before.end, DIM, 1, (2, 2)))
    for at, step in enumerate(found):
        marks.extend(_column(step, at * pitch, (reach, pitch, unit, frame)))
    return Drawing(frame, HEIGHT, (0, frame.width), reach, tuple(marks), margins)


def _column(
    step: Step, x: float, how: tuple[tuple[float, float], float, Unit, Frame]
) -> Iterator[Mark]:
    reach, pitch, unit, frame = how
    low, high = sorted((step.start, step.end))
    yield Box(x + pitch * 0.1, x + pitch * 0.9, low, high, colour(step.part.tone))
    middle = x + pitch / 2
    yield Words(middle, high, _text(step, unit), "middle", INK, bold=True, dy=-6)
    name = fitted(step.part.name, pitch - 2, frame.letter)
    yield Words(middle, reach[0], name, "middle", dy=18)


def _lying(found: Sequence[Step], reach: tuple[float, float], unit: Unit, frame: Frame) -> Drawing:
    left = min(max((width(step.part.name, frame.letter) for step in found), default=0) + 8, 110)
    right = max((width(_text(step, unit), frame.letter) for step in found), default=0) + 12
    height = PITCH * len(found) + 4
    marks = [
        mark
        for at, step in enumerate(found)
        for mark in _row(step, height - at * PITCH - 4, (reach, left, unit, frame))
    ]
    return Drawing(frame, height, reach, (0, height), tuple(marks), Margins(left, right))


def _row(
    step: Step, top: float, how: tuple[tuple[float, float], float, Unit, Frame]
) -> Iterator[Mark]:
    reach, left, unit, frame = how
    low, high = sorted((step.start, step.end))
    yield Box(low, high, top - THICK, top, colour(step.part.tone))
    name = fitted(step.part.name, left - 8, frame.letter)
    yield Words(reach[0], top - 12, name, "start", dx=-left)
    yield Words(high, top - 12, _text(step, unit), "start", INK, bold=True, dx=6)
