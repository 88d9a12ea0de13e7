"""Marks in pixels: each drawing below has scales on which the place of a mark is plain to see."""

import pytest

from generator.look import escape
from generator.look.charts.drawing import (
    WIDE,
    Band,
    Box,
    Curve,
    Dot,
    Drawing,
    Margins,
    Mark,
    Rule,
    Words,
)
from generator.look.charts.svg import svg


def drawn(*marks: Mark, margins: Margins = Margins()) -> str:  # noqa: B008 (a value)
    """Draw over 64 by 10 units on 640 by 100 pixels: ten pixels a unit, y from the bottom."""
    return svg(Drawing(WIDE, 100, (0, 64), (0, 10), marks, margins), escape.html)


@pytest.mark.parametrize(
    ("mark", "tag"),
    [
        (
            Box(1, 3, 0, 4, "red"),
            '<rect x="10" y="60" width="20" height="40" rx="2" fill="red"/>',
        ),
        (
            Box(3, 1, 4, 0, "red", 0.5),
            '<rect x="10" y="60" width="20" height="40" rx="2" fill="red" opacity="0.5"/>',
        ),
        (Box(1, 1, 0, 4, "red"), ""),
        (
            Curve(((0, 0), (1, 10), (2, 5.123)), "red"),
            '<path d="M0,100L10,0L20,48.77" fill="none" stroke="red" stroke-width="2"/>',
        ),
        (
            Band(((0, 1, 2), (1, 1, 3)), "red", 0.2),
            '<path d="M0,80L10,70L10,90L0,90Z" fill="red" fill-opacity="0.2"/>',
        ),
        (
            Rule(0, 64, 10, 10, "red", 1.5, (2, 3)),
            (
                '<line x1="0" y1="0" x2="640" y2="0" stroke="red" stroke-width="1.5" '
                'stroke-dasharray="2,3"/>'
            ),
        ),
        (Dot(2, 5, "red"), '<circle cx="20" cy="50" r="4.72" fill="red"/>'),
        (
            Words(0, 0, "A & B", fill="red"),
            '<text x="0" y="100" font-size="12" fill="red">A &amp; B</text>',
        ),
        (
            Words(1, 0, "A\nB", "end", "red", bold=True, dx=-8, dy=4),
            (
                '<text x="2" y="104" font-size="12" text-anchor="end" font-weight="600" '
                'fill="red">A B</text>'
            ),
        ),
    ],
)
def test_a_mark_stands_where_its_units_say(mark: Mark, tag: str) -> None:
    assert drawn(mark) == tag


def test_margins_are_left_free() -> None:
    dot = drawn(Dot(64, 10, "red"), margins=Margins(left=100, right=40, top=20, bottom=30))
    assert dot == '<circle cx="600" cy="20" r="4.72" fill="red"/>'


def test_marks_keep_their_order() -> None:
    both = drawn(Dot(0, 0, "red"), Dot(0, 0, "blue"))
    assert both.index("red") < both.index("blue")


def test_a_scale_without_extent_is_no_fault() -> None:
    still = Drawing(WIDE, 100, (1, 1), (2, 2), (Dot(1, 2, "red"),))
    assert svg(still, escape.html) == '<circle cx="0" cy="100" r="4.72" fill="red"/>'


def test_nothing_is_never_negative() -> None:
    assert "-0" not in drawn(Dot(-0.0001, 10.0001, "red"))
