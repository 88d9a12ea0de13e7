"""A drawing: marks in the units of its two scales, which `svg` then writes as SVG.

Nothing here is measured by a library: room for words is reckoned from `lettering`, so that the same
drawing has the same bytes on every machine, whatever fonts it has.
"""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Anchor = Literal["start", "middle", "end"]
Dash = tuple[int, ...]

INK = "var(--sb-ink)"
DIM = "var(--sb-dim)"
LINE = "var(--sb-line)"
GROUND = "var(--md-default-bg-color)"


def colour(tone: str) -> str:
    """Return the colour of a tone, which the style sheet gives for light and for dark."""
    return f"var(--sb-{tone})"


def on(tone: str) -> str:
    """Return the colour of words that stand on a tone."""
    return f"var(--sb-on-{tone})"


@dataclass(frozen=True, slots=True)
class Frame:
    """The place a drawing is made for: its width in pixels and the size of its letters."""

    name: Literal["wide", "narrow"]
    width: int
    letter: int

    @property
    def narrow(self) -> bool:
        """Say whether this is the place on a phone."""
        return self.name == "narrow"


WIDE = Frame("wide", 640, 12)
NARROW = Frame("narrow", 340, 12)


class Box(NamedTuple):
    """A filled rectangle."""

    x: float
    x2: float
    y: float
    y2: float
    fill: str
    opacity: float = 1


class Curve(NamedTuple):
    """A line through points, from left to right."""

    points: tuple[tuple[float, float], ...]
    stroke: str
    width: float = 2
    dash: Dash = ()


class Band(NamedTuple):
    """A filled stripe between a lower and an upper line, from left to right."""

    points: tuple[tuple[float, float, float], ...]
    fill: str
    opacity: float


class Rule(NamedTuple):
    """A straight line."""

    x: float
    x2: float
    y: float
    y2: float
    stroke: str = LINE
    width: float = 1
    dash: Dash = ()


class Dot(NamedTuple):
    """A point."""

    x: float
    y: float
    fill: str


class Words(NamedTuple):
    """A text; `dx` and `dy` move it by pixels."""

    x: float
    y: float
    text: str
    anchor: Anchor = "start"
    fill: str = DIM
    bold: bool = False
    dx: float = 0
    dy: float = 0


Mark = Box | Curve | Band | Rule | Dot | Words


class Margins(NamedTuple):
    """Room around the scales, in pixels."""

    left: float = 0
    right: float = 0
    top: float = 0
    bottom: float = 0


@dataclass(frozen=True, slots=True)
class Drawing:
    """Marks over two linear scales; y grows upwards."""

    frame: Frame
    height: float
    x: tuple[float, float]
    y: tuple[float, float]
    marks: tuple[Mark, ...]
    margins: Margins = field(default_factory=Margins)

    @property
    def room(self) -> tuple[float, float]:
        """Return the width and the height inside the margins."""
        left, right, top, bottom = self.margins
        return self.frame.width - left - right, self.height - top - bottom
