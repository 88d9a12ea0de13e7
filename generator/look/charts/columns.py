"""Bars that stand: time runs to the right, parts lie on one another, the sum stands on top."""

from collections.abc import Iterator, Sequence

from generator.look.charts.data import Stack
from generator.look.charts.drawing import (
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
    on,
)  # fmt: skip
from generator.look.charts.lettering import fitted, width
from generator.look.charts.scale import Unit

HEIGHT = 220
MARGINS = Margins(top=34, bottom=24)
GAP = 2
WORDS = 20


def draw(stacks: Sequence[Stack], unit: Unit, frame: Frame) -> Drawing:
    """Return the drawing of these columns; what is below nothing hangs from the line."""
    high = max(max(stack.total, stack.target or 0, 0) for stack in stacks) or 1
    low = min(min(stack.total, 0) for stack in stacks)
    room = HEIGHT - MARGINS.top - MARGINS.bottom
    pixel = (high - low) / room
    pitch = frame.width / len(stacks)
    every = _every(stacks, pitch, frame)
    named = _named(stacks, unit, pitch, frame)
    marks: list[Mark] = [Rule(0, frame.width, 0, 0, LINE)]
    if unit.name:
        marks.append(Words(0, high, unit.name, dy=-20, fill=DIM))
    for at, stack in enumerate(stacks):
        column = (at * pitch, pitch, pixel)
        marks.extend(_column(stack, column, unit, frame))
        if at in named and stack.parts:
            marks.append(_sum(stack, column, unit))
        if (len(stacks) - 1 - at) % every == 0:
            text = fitted(stack.label, pitch * every, frame.letter)
            marks.append(Words((at + 0.5) * pitch, low, text, "middle", dy=17))
    return Drawing(frame, HEIGHT, (0, frame.width), (low, high), tuple(marks), MARGINS)


def _column(
    stack: Stack, column: tuple[float, float, float], unit: Unit, frame: Frame
) -> Iterator[Mark]:
    x, pitch, pixel = column
    left, right = x + pitch * 0.12, x + pitch * 0.88
    base = 0.0
    for part in stack.parts:
        top = base + part.value
        edge = GAP * pixel if part.value > GAP * pixel else 0
        yield Box(left, right, base, top - edge, colour(part.tone))
        words = unit.short(part.value)
        if len(stack.parts) > 1 and _fits(words, right - left, abs(part.value) / pixel, frame):
            middle = (left + right) / 2
            yield Words(middle, (base + top) / 2, words, "middle", on(part.tone), dy=4)
        base = top
    if stack.target is not None:
        yield Rule(x + pitch * 0.04, x + pitch * 0.96, stack.target, stack.target, INK, 2)


def _fits(words: str, wide: float, tall: float, frame: Frame) -> bool:
    return width(words, frame.letter) + 6 <= wide and tall >= frame.letter + 6


def _sum(stack: Stack, column: tuple[float, float, float], unit: Unit) -> Words:
    """Return the sum on its column, above a target that would cross it."""
    x, pitch, pixel = column
    below = stack.total < 0
    crossed = 0 <= (stack.target or 0) - stack.total < WORDS * pixel
    at = (stack.target or 0) if crossed and not below else stack.total
    text = unit.short(stack.total)
    return Words(x + pitch / 2, at, text, "middle", INK, bold=True, dy=14 if below else -6)


def _every(stacks: Sequence[Stack], pitch: float, frame: Frame) -> int:
    """Return how many columns share one label, so that labels stand apart."""
    widest = max(width(stack.label, frame.letter) for stack in stacks)
    return max(1, min(-(-int(widest + 8) // max(int(pitch), 1)), 6))


def _named(stacks: Sequence[Stack], unit: Unit, pitch: float, frame: Frame) -> frozenset[int]:
    """Return the columns whose sum is written: all where there is room, else highest and last."""
    widest = max(width(unit.short(stack.total), frame.letter) for stack in stacks)
    if widest + 4 <= pitch:
        return frozenset(range(len(stacks)))
    totals = [stack.total for stack in stacks]
    highest, last = totals.index(max(totals)), len(totals) - 1
    apart = (last - highest) * pitch > widest + 8
    return frozenset({highest, last} if apart else {last})
