"""A drawing as SVG: its marks in pixels, in their order, with as few bytes as say it."""

from collections.abc import Callable, Iterable
from itertools import chain
from math import pi, sqrt

from markupsafe import Markup

from generator.look.charts.drawing import Band, Box, Curve, Dot, Drawing, Mark, Rule, Words

Escaper = Callable[[object], Markup]
Point = tuple[float, float]

CORNER = 2
"""How round the corners of a box are, in pixels."""
DOT = sqrt(70 / pi)
"""The radius of a dot, in pixels: 70 of area."""


def svg(drawing: Drawing, escape: Escaper) -> str:
    """Return the marks of a drawing as the inside of an SVG of its frame's size."""
    scale = _Scale(drawing)
    return "".join(_mark(mark, scale, drawing.frame.letter, escape) for mark in drawing.marks)


class _Scale:
    """From the units of a drawing to pixels, of which y grows downwards."""

    def __init__(self, drawing: Drawing) -> None:
        self._left, _, self._top, _ = drawing.margins
        self._width, self._height = drawing.room
        (self._x, x), (self._y, y) = drawing.x, drawing.y
        self._wide, self._high = x - self._x or 1, y - self._y or 1

    def __call__(self, x: float, y: float) -> Point:
        right = (x - self._x) / self._wide * self._width
        up = (y - self._y) / self._high * self._height
        return self._left + right, self._top + self._height - up


def _mark(mark: Mark, scale: _Scale, letter: int, escape: Escaper) -> str:
    match mark:
        case Box():
            return _box(mark, scale)
        case Curve():
            way = _way(scale(x, y) for x, y in mark.points)
            return f'<path d="{way}" fill="none"{_stroke(mark)}/>'
        case Band():
            return _band(mark, scale)
        case Rule():
            (x1, y1), (x2, y2) = scale(mark.x, mark.y), scale(mark.x2, mark.y2)
            ends = f'x1="{_pixel(x1)}" y1="{_pixel(y1)}" x2="{_pixel(x2)}" y2="{_pixel(y2)}"'
            return f"<line {ends}{_stroke(mark)}/>"
        case Dot():
            x, y = scale(mark.x, mark.y)
            place = f'cx="{_pixel(x)}" cy="{_pixel(y)}" r="{_pixel(DOT)}"'
            return f'<circle {place} fill="{mark.fill}"/>'
        case _:
            return _words(mark, scale, letter, escape)


def _box(box: Box, scale: _Scale) -> str:
    """Draw a rectangle; one without an extent is not there."""
    (x1, y1), (x2, y2) = scale(box.x, box.y), scale(box.x2, box.y2)
    width, height = abs(x2 - x1), abs(y2 - y1)
    if not width or not height:
        return ""
    place = f'x="{_pixel(min(x1, x2))}" y="{_pixel(min(y1, y2))}"'
    size = f'width="{_pixel(width)}" height="{_pixel(height)}" rx="{CORNER}"'
    faint = f' opacity="{box.opacity:g}"' if box.opacity != 1 else ""
    return f'<rect {place} {size} fill="{box.fill}"{faint}/>'


def _band(band: Band, scale: _Scale) -> str:
    """Fill what lies between the upper line and, on the way back, the lower one."""
    upper = (scale(x, high) for x, _, high in band.points)
    lower = (scale(x, low) for x, low, _ in reversed(band.points))
    way = _way(chain(upper, lower))
    return f'<path d="{way}Z" fill="{band.fill}" fill-opacity="{band.opacity:g}"/>'


def _words(words: Words, scale: _Scale, letter: int, escape: Escaper) -> str:
    x, y = scale(words.x, words.y)
    place = f'x="{_pixel(x + words.dx)}" y="{_pixel(y + words.dy)}" font-size="{letter}"'
    anchor = f' text-anchor="{words.anchor}"' if words.anchor != "start" else ""
    bold = ' font-weight="600"' if words.bold else ""
    text = escape(words.text.replace("\n", " ").replace("\t", " "))
    return f'<text {place}{anchor}{bold} fill="{words.fill}">{text}</text>'


def _stroke(line: Curve | Rule) -> str:
    dash = f' stroke-dasharray="{",".join(map(str, line.dash))}"' if line.dash else ""
    return f' stroke="{line.stroke}" stroke-width="{line.width:g}"{dash}'


def _way(points: Iterable[Point]) -> str:
    return f"M{'L'.join(f'{_pixel(x)},{_pixel(y)}' for x, y in points)}"


def _pixel(value: float) -> str:
    """Write a length to a hundredth of a pixel, and no negative nothing."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
