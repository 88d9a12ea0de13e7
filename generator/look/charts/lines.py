"""Lines over time, each with its name and last value at its end, over the ranges of a forecast."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.look.charts.drawing import (
    DIM,
    INK,
    LINE,
    Anchor,
    Band,
    Curve,
    Dash,
    Dot,
    Drawing,
    Frame,
    Margins,
    Mark,
    Rule,
    Words,
    colour,
)  # fmt: skip
from generator.look.charts.lettering import fitted, width
from generator.look.charts.scale import Unit, ticks
from generator.look.format import EMPTY

HEIGHT = 250
APART = 16
_DASHES: tuple[Dash, ...] = ((), (7, 4), (2, 3), (9, 3, 2, 3))
_OPACITY = (0.13, 0.2, 0.26)


@dataclass(frozen=True, slots=True)
class Line:
    """A named line; a point that is not known is left out."""

    name: str
    tone: str
    values: tuple[float | None, ...]
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Range:
    """A named stripe between two lines."""

    name: str
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """All that one chart of lines shows, over its labels."""

    labels: tuple[str, ...]
    lines: tuple[Line, ...]
    ranges: tuple[Range, ...] = ()
    target: tuple[float | None, ...] = ()

    @property
    def reach(self) -> tuple[float, float]:
        """Return the lowest and the highest value; nothing counts as a value too."""
        bounds = [bound for stripe in self.ranges for bound in (stripe.low, stripe.high)]
        rows = [*(line.values for line in self.lines), *bounds, self.target]
        known = [value for row in rows for value in row if value is not None]
        return min(known, default=0), max(known, default=0)


class _Room(NamedTuple):
    """The room for words at the right of the lines, and the size of their letters."""

    right: float
    letter: int


def draw(course: Course, unit: Unit, frame: Frame) -> Drawing:
    """Return the drawing of this course."""
    low, high = course.reach
    scale = ticks(min(low, 0), high, 4)
    ends = list(_ends(course, unit))
    margins = _margins(course, scale, ends, unit, frame)
    last = max(len(course.labels) - 1, 1)
    top = max(high, scale[-1])
    pixel = (top - scale[0]) / (HEIGHT - margins.top - margins.bottom)
    marks = (
        *_grid(scale, last, unit),
        *_labels(
            course.labels, scale[0], (frame.width - margins.left - margins.right) / last, frame
        ),
        *_ranges(course),
        *_target(course),
        *_lines(course),
        *_names(ends, last, pixel, _Room(margins.right, frame.letter)),
    )
    return Drawing(frame, HEIGHT, (0, last), (scale[0], top), marks, margins)


def _margins(
    course: Course, scale: Sequence[float], ends: Sequence["_End"], unit: Unit, frame: Frame
) -> Margins:
    left = max(width(unit.full(tick), frame.letter) for tick in scale) + 8
    last = len(course.labels) - 1
    reaching = [width(end.text, frame.letter) for end in ends if end.x == last]
    right = max(reaching, default=0) + 12
    most = frame.width * (0.34 if frame.narrow else 0.25)
    return Margins(left, max(min(right, most), 14), 12, 24)


def _grid(scale: Sequence[float], last: float, unit: Unit) -> Iterator[Mark]:
    for tick in scale:
        yield Rule(0, last, tick, tick, LINE)
    for tick in scale:
        yield Words(0, tick, unit.full(tick), "end", dx=-8, dy=4)


def _labels(labels: Sequence[str], low: float, step: float, frame: Frame) -> Iterator[Mark]:
    widest = max(width(label, frame.letter) for label in labels)
    every = max(1, -(-int(widest + 14) // max(int(step), 1)))
    for at in range(0, len(labels), every):
        yield Words(at, low, labels[at], "middle", dy=18)


def _ranges(course: Course) -> Iterator[Mark]:
    for at, stripe in enumerate(course.ranges):
        if points := tuple(_both(stripe)):
            yield Band(points, colour("commit"), _OPACITY[min(at, len(_OPACITY) - 1)])


def _both(stripe: Range) -> Iterator[tuple[float, float, float]]:
    """Give the points of which both ends are known."""
    for x, (low, high) in enumerate(zip(stripe.low, stripe.high, strict=True)):
        if low is not None and high is not None:
            yield float(x), low, high


def _points(values: Sequence[float | None]) -> tuple[tuple[float, float], ...]:
    return tuple((float(x), value) for x, value in enumerate(values) if value is not None)


def _target(course: Course) -> Iterator[Mark]:
    points = _points(course.target)
    if points:
        yield Curve(points, INK, 1.5, (2, 3))


def _lines(course: Course) -> Iterator[Mark]:
    for at, line in enumerate(course.lines):
        points = _points(line.values)
        dash: Dash = (4, 4) if line.dashed else _DASHES[at % len(_DASHES)]
        if points:
            yield Curve(points, colour(line.tone), 2 if line.dashed else 3, dash)
            yield Dot(*points[-1], colour(line.tone))


@dataclass(frozen=True, slots=True)
class _End:
    """What is written where a line ends, and whether it is a line's name."""

    x: float
    y: float
    text: str
    bold: bool = True


def _ends(course: Course, unit: Unit) -> Iterator[_End]:
    """Return the names of the target, of the lines and of the ranges, each with its last value."""
    named = [("Target", course.target), *((line.name, line.values) for line in course.lines)]
    for name, values in named:
        for x, y in _points(values)[-1:]:
            yield _End(x, y, f"{name} {unit.short(y)}")
    for stripe in course.ranges:
        for x, low, high in [*_both(stripe)][-1:]:
            text = f"{stripe.name}: {unit.short(low)} {EMPTY} {unit.short(high)}"
            yield _End(x, (low + high) / 2, text, bold=False)


def _names(ends: Sequence[_End], last: float, pixel: float, room: _Room) -> Iterator[Mark]:
    """Write at the right what reaches it, from the top down and apart; the rest at its dot."""
    reaching = sorted(
        (end for end in ends if end.x == last), key=lambda end: (-end.y, not end.bold)
    )
    at = float("inf")
    for end in reaching:
        at = min(end.y, at)
        text = fitted(end.text, room.right - 10, room.letter)
        yield Words(last, at, text, "start", INK if end.bold else DIM, end.bold, dx=10, dy=4)
        at -= APART * pixel
    for end in ends:
        if end.x != last:
            early = end.x < last / 3
            anchor: Anchor = "start" if early else "end"
            dx = 8 if early else -6
            yield Words(end.x, end.y, end.text, anchor, INK, end.bold, dx=dx, dy=-9)
