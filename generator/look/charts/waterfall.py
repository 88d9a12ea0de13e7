"""Steps from a start to an end: what was added, what was taken away, and what is left.

Wide, the steps stand and run to the right; narrow, they lie under one another, so that each keeps
its name.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.look.charts.data import Part
from generator.look.charts.drawing import (
    DIM,
    GROUND,
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
from generator.look.charts.lettering import fitted, width
from generator.look.charts.scale import Unit

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


def floor_of(found: Sequence[Step]) -> float:
    """Return where the totals are cut off: at nothing, unless the changes would be too flat to see.

    They would where all of the movement takes place in the upper part of the totals.
    """
    heights = [step.end for step in found]
    low, high = min(heights), max(heights)
    return low - (high - low) / 2 if low > (high - low) * 1.5 else 0.0


class _Place(NamedTuple):
    """Where steps are drawn: the lowest and highest value, the unit and the frame."""

    low: float
    high: float
    unit: Unit
    frame: Frame

    @property
    def heading(self) -> str:
        """Return the unit, and from where on the totals are drawn."""
        cut = f"drawn from {self.unit.short(self.low)}" if self.low > 0 else ""
        return ", ".join(filter(None, (self.unit.name, cut)))


def draw(parts: Sequence[Part], unit: Unit, frame: Frame) -> Drawing:
    """Return the drawing of these steps."""
    found = steps(parts)
    floor = floor_of(found)
    ends = [floor, *(step.end for step in found)]
    low, high = min(ends), max(ends)
    cut = [step._replace(start=floor) if step.total else step for step in found]
    place = _Place(low, high if high > low else low + 1, unit, frame)
    return _lying(cut, place) if frame.narrow else _standing(cut, place)


def _text(step: Step, unit: Unit) -> str:
    return unit.short(step.part.value, plus=not step.total)


def _standing(found: Sequence[Step], place: _Place) -> Drawing:
    pitch = place.frame.width / len(found)
    base = max(place.low, 0)
    marks: list[Mark] = [
        Words(0, place.high, place.heading, dy=-26, fill=DIM),
        Rule(0, place.frame.width, base, base, LINE),
    ]
    for at, before in enumerate(found[:-1], start=1):
        x = at * pitch
        marks.append(Rule(x - pitch / 10, x + pitch / 10, before.end, before.end, DIM, 1, (2, 2)))
    for at, step in enumerate(found):
        marks.extend(_column(step, at * pitch, pitch, place))
    margins = Margins(top=40, bottom=26)
    reach = (place.low, place.high)
    return Drawing(place.frame, HEIGHT, (0, place.frame.width), reach, tuple(marks), margins)


def _column(step: Step, x: float, pitch: float, place: _Place) -> Iterator[Mark]:
    low, high = sorted((step.start, step.end))
    left, right = x + pitch * 0.1, x + pitch * 0.9
    yield Box(left, right, low, high, colour(step.part.tone))
    if step.total and place.low > 0:
        break_at = place.low + (place.high - place.low) / 10
        slant = (place.high - place.low) / 30
        yield Rule(left - 4, right + 4, break_at, break_at + slant, GROUND, 4)
    middle = x + pitch / 2
    yield Words(middle, high, _text(step, place.unit), "middle", INK, bold=True, dy=-6)
    name = fitted(step.part.name, pitch - 2, place.frame.letter)
    yield Words(middle, place.low, name, "middle", dy=18)


def _lying(found: Sequence[Step], place: _Place) -> Drawing:
    letter = place.frame.letter
    left = min(max(width(step.part.name, letter) for step in found) + 8, 110)
    right = max(width(_text(step, place.unit), letter) for step in found) + 12
    height = PITCH * len(found)
    marks: list[Mark] = [Words(place.low, height, place.heading, "start", DIM, dx=-left, dy=-10)]
    for at, step in enumerate(found):
        marks.extend(_row(step, height - at * PITCH, left, place))
    margins = Margins(left, right, top=22)
    reach = (place.low, place.high)
    return Drawing(place.frame, height + 22, reach, (0, height), tuple(marks), margins)


def _row(step: Step, top: float, left: float, place: _Place) -> Iterator[Mark]:
    low, high = sorted((step.start, step.end))
    yield Box(low, high, top - THICK, top, colour(step.part.tone))
    if step.total and place.low > 0:
        break_at = place.low + (place.high - place.low) / 12
        slant = (place.high - place.low) / 40
        yield Rule(break_at, break_at + slant, top - THICK - 3, top + 3, GROUND, 4)
    name = fitted(step.part.name, left - 8, place.frame.letter)
    yield Words(place.low, top - 12, name, "start", dx=-left)
    yield Words(high, top - 12, _text(step, place.unit), "start", INK, bold=True, dx=6)
