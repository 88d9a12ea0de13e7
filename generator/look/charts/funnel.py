"""A funnel: how many of each stage come to the next, with the share that did."""

from collections.abc import Iterator, Sequence

from generator.look import format as formats
from generator.look.charts.data import Part
from generator.look.charts.drawing import INK, Box, Drawing, Frame, Mark, Words, colour
from generator.look.charts.lettering import fitted, width
from generator.look.charts.scale import Unit

PITCH = 60
THICK = 22


def draw(parts: Sequence[Part], unit: Unit, frame: Frame) -> Drawing:
    """Return the drawing of these stages, from the widest down."""
    full = max(part.value for part in parts) or 1
    height = PITCH * len(parts) - (PITCH - THICK - 20)
    marks: list[Mark] = []
    for at, part in enumerate(parts):
        top = height - at * PITCH
        marks.extend(_stage(part, top, (full, unit, frame), _share(parts, at)))
    return Drawing(frame, height, (0, frame.width), (0, height), tuple(marks))


def _share(parts: Sequence[Part], at: int) -> str:
    """Return which share of the stage before came this far."""
    if at == 0 or not parts[at - 1].value:
        return ""
    return formats.percent(parts[at].value / parts[at - 1].value)


def _stage(part: Part, top: float, how: tuple[float, Unit, Frame], share: str) -> Iterator[Mark]:
    full, unit, frame = how
    amount = unit.full(part.value)
    shown = f"{share} of those before · {amount}" if share and not frame.narrow else amount
    if share and frame.narrow:
        shown = f"{share} · {amount}"
    room = frame.width - width(shown, frame.letter) - 12
    yield Words(0, top - 13, fitted(part.name, room, frame.letter), fill=INK, bold=True)
    yield Words(frame.width, top - 13, shown, "end")
    low = top - 20 - THICK
    yield Box(0, frame.width, low, low + THICK, colour("track"))
    yield Box(0, max(part.value, 0) / full * frame.width, low, low + THICK, colour(part.tone))
