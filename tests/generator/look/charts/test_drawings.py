"""What each form of chart draws, in the units of its scales."""

from itertools import pairwise

import pytest

from generator.look.charts import bars, columns, funnel, lines, waterfall
from generator.look.charts.data import Part, Stack
from generator.look.charts.drawing import (
    NARROW,
    WIDE,
    Band,
    Box,
    Curve,
    Dot,
    Drawing,
    Frame,
    Rule,
    Words,
    colour,
)  # fmt: skip
from generator.look.charts.lettering import width
from generator.look.charts.lines import Course, Line, Range
from generator.look.charts.scale import unit
from generator.look.format import EMPTY

MILLIONS = unit("money", "JPY", 100e6)
FRAMES = pytest.mark.parametrize("frame", [WIDE, NARROW])


def boxes(drawing: Drawing) -> list[Box]:
    return [mark for mark in drawing.marks if isinstance(mark, Box)]


def texts(drawing: Drawing) -> list[str]:
    return [mark.text for mark in drawing.marks if isinstance(mark, Words)]


def stack(label: str, *amounts: float, target: float | None = None) -> Stack:
    tones = ("won", "commit", "best")
    parts = tuple(
        Part(tone, tone, amount * 1e6) for tone, amount in zip(tones, amounts, strict=False)
    )
    return Stack(label, parts, None if target is None else target * 1e6)


@FRAMES
def test_bars_are_as_long_as_their_amounts(frame: Frame) -> None:
    drawing = bars.draw([stack("A", 100), stack("B", 25)], MILLIONS, frame)
    first, second = boxes(drawing)
    assert first.x2 - first.x + bars.GAP == frame.width
    assert second.x2 - second.x + bars.GAP == frame.width / 4
    assert first.y > second.y2
    assert texts(drawing) == ["A", "¥100M", "B", "¥25M"]


def test_parts_of_a_bar_follow_one_another_and_say_their_amount_where_there_is_room() -> None:
    drawing = bars.draw([stack("A", 60, 39, 1)], MILLIONS, WIDE)
    found = boxes(drawing)
    assert [box.fill for box in found] == [colour("won"), colour("commit"), colour("best")]
    assert found[0].x2 < found[1].x < found[1].x2 < found[2].x
    assert texts(drawing) == ["A", "¥100M", "60", "39"]


def test_a_target_is_a_mark_across_its_bar() -> None:
    drawing = bars.draw([stack("A", 50, target=80)], MILLIONS, WIDE)
    (mark,) = (mark for mark in drawing.marks if isinstance(mark, Rule))
    assert mark.x == WIDE.width - 1
    assert texts(drawing)[1] == "¥50M of 80"


def test_an_amount_that_is_not_known_is_a_dash_and_none_below_nothing_is_drawn() -> None:
    drawing = bars.draw([Stack("A", ()), stack("B", -5), stack("C", 0)], MILLIONS, WIDE)
    assert texts(drawing)[1] == EMPTY
    assert [box.x2 - box.x for box in boxes(drawing)] == [0, 0]


@FRAMES
def test_a_long_name_leaves_room_for_its_amount(frame: Frame) -> None:
    drawing = bars.draw([stack("山田" * 40, 5)], MILLIONS, frame)
    name, amount = texts(drawing)
    assert width(name, frame.letter) + width(amount, frame.letter) < frame.width


def test_columns_stand_on_one_another() -> None:
    drawing = columns.draw([stack("Apr", 20, 30), stack("May", 50)], MILLIONS, WIDE)
    lower, upper, alone = boxes(drawing)
    assert (lower.y, upper.y, alone.y) == (0, 20e6, 0)
    assert lower.x == upper.x < alone.x
    assert drawing.y == (0, 50e6)
    assert [text for text in texts(drawing) if text[0].isalpha()] == ["Apr", "May"]
    assert "¥M" in texts(drawing)
    assert {"50", "20", "30"} <= set(texts(drawing))


def test_a_loss_hangs_below_the_line() -> None:
    drawing = columns.draw([stack("Apr", 20), stack("May", -10)], MILLIONS, WIDE)
    assert drawing.y == (-10e6, 20e6)
    assert boxes(drawing)[1].y2 == -10e6


def test_a_sum_stands_above_the_target_that_would_cross_it() -> None:
    stacks = [stack("Apr", 90, target=91), stack("May", 50, target=100), stack("Jun", 60, target=9)]
    drawing = columns.draw(stacks, MILLIONS, WIDE)
    sums = [mark.y for mark in drawing.marks if isinstance(mark, Words) and mark.bold]
    assert sums == [91e6, 50e6, 60e6]


def test_columns_can_have_targets_and_gaps() -> None:
    plain = unit("number", "JPY", 50)
    drawing = columns.draw([stack("Apr", target=0.00006), Stack("May", ())], plain, WIDE)
    assert drawing.y == (0, 60)
    assert [mark.y for mark in drawing.marks if isinstance(mark, Rule)] == [0, 60]
    assert texts(drawing) == ["Apr", "May"]


def test_where_sums_do_not_fit_the_highest_and_the_last_are_written() -> None:
    amounts = [10, 99.5, *([20] * 60), 30]
    drawing = columns.draw(
        [stack(f"{at}", each) for at, each in enumerate(amounts)], MILLIONS, NARROW
    )
    bold = [mark.text for mark in drawing.marks if isinstance(mark, Words) and mark.bold]
    assert bold == ["99.5", "30"]
    ending = columns.draw([stack(f"{at}", at) for at in range(60)], MILLIONS, NARROW)
    assert [m.text for m in ending.marks if isinstance(m, Words) and m.bold] == ["59"]


COURSE = Course(
    ("W0", "W1", "W2"),
    (
        Line("Won", "won", (0, 50e6, None)),
        Line("Forecast", "commit", (None, 50e6, 90e6), dashed=True),
    ),
    (Range("80 %", (None, 50e6, 80e6), (None, 50e6, 99e6)),),
    (100e6, 100e6, 100e6),
)


@FRAMES
def test_lines_run_through_what_is_known(frame: Frame) -> None:
    drawing = lines.draw(COURSE, MILLIONS, frame)
    target, won, forecast = (mark for mark in drawing.marks if isinstance(mark, Curve))
    assert won.points == ((0, 0), (1, 50e6))
    assert forecast.points == ((1, 50e6), (2, 90e6))
    assert target.points == ((0, 100e6), (1, 100e6), (2, 100e6))
    assert len({won.dash, forecast.dash, target.dash}) == 3
    assert [mark.x for mark in drawing.marks if isinstance(mark, Dot)] == [1, 2]


def test_a_range_lies_where_both_its_ends_are_known() -> None:
    (band,) = (m for m in lines.draw(COURSE, MILLIONS, WIDE).marks if isinstance(m, Band))
    assert band.points == ((1, 50e6, 50e6), (2, 80e6, 99e6))


@pytest.mark.parametrize("high", [(None, None), (9e6, None)])
def test_a_range_of_which_one_end_alone_is_known_has_no_name_there(
    high: tuple[float | None, ...],
) -> None:
    course = Course(
        ("a", "b"), (Line("Won", "won", (1e6, 2e6)),), (Range("80 %", (3e6, 4e6), high),)
    )
    drawing = lines.draw(course, MILLIONS, WIDE)
    bands = [mark.points for mark in drawing.marks if isinstance(mark, Band)]
    assert bands == ([((0.0, 3e6, 9e6),)] if high[0] else [])
    assert [text for text in texts(drawing) if "80 %" in text] == (
        [f"80 %: 3 {EMPTY} 9"] if high[0] else []
    )


def test_names_stand_at_the_ends_and_apart() -> None:
    drawing = lines.draw(COURSE, MILLIONS, WIDE)
    names = [m for m in drawing.marks if isinstance(m, Words) and m.x == 2 and m.dx > 0]
    assert [name.text for name in names] == ["Target 100", "Forecast 90", f"80 %: 80 {EMPTY} 99"]
    heights = [name.y for name in names]
    pixel = drawing.y[1] / drawing.room[1]
    assert all(upper - lower >= 15.9 * pixel for upper, lower in pairwise(heights))
    assert "Won 50" in texts(drawing)


def test_a_line_that_ends_early_has_its_name_to_its_right() -> None:
    course = Course(("a", "b", "c", "d", "e"), (Line("Won", "won", (5e6, None, None, None, None)),))
    (name,) = (
        m for m in lines.draw(course, MILLIONS, WIDE).marks if isinstance(m, Words) and m.bold
    )
    assert (name.anchor, name.dx) == ("start", 8)


def test_what_is_not_known_at_all_is_not_drawn() -> None:
    course = Course(
        ("a",), (Line("Won", "won", (None,)),), (Range("80 %", (None,), (None,)),), (None,)
    )
    drawing = lines.draw(course, MILLIONS, NARROW)
    assert not [mark for mark in drawing.marks if isinstance(mark, Curve | Band | Dot)]
    assert course.reach == (0, 0)


def test_labels_are_left_out_where_they_would_touch() -> None:
    many = Course(tuple(f"Week {at}" for at in range(53)), (Line("Won", "won", (1e6,) * 53),))
    shown = [text for text in texts(lines.draw(many, MILLIONS, NARROW)) if text.startswith("Week")]
    assert shown[0] == "Week 0"
    assert 2 <= len(shown) <= 8


def change(*amounts: float) -> list[Part]:
    return [Part(f"Step {at}", "won", amount * 1e6) for at, amount in enumerate(amounts)]


def test_steps_lead_from_the_first_total_to_the_last() -> None:
    found = waterfall.steps(change(100, 20, -50, 70))
    assert [(step.start, step.end, step.total) for step in found] == [
        (0, 100e6, True), (100e6, 120e6, False), (120e6, 70e6, False), (0, 70e6, True),
    ]  # fmt: skip


@FRAMES
def test_a_waterfall_says_its_changes_with_their_sign(frame: Frame) -> None:
    drawing = waterfall.draw(change(100, 20, -80, 40), MILLIONS, frame)
    assert [text for text in texts(drawing) if not text.startswith("Step")] == [
        "¥M", "100", "+20", "\N{MINUS SIGN}80", "40",
    ]  # fmt: skip
    assert sorted(text for text in texts(drawing) if text.startswith("Step")) == [
        "Step 0", "Step 1", "Step 2", "Step 3",
    ]  # fmt: skip


@FRAMES
def test_totals_are_cut_off_where_the_changes_would_be_flat_and_say_so(frame: Frame) -> None:
    drawing = waterfall.draw(change(400, 20, -10, 410), MILLIONS, frame)
    assert texts(drawing)[0] == "¥M, drawn from 390"
    whole = waterfall.draw(change(10, 20, -10, 20), MILLIONS, frame)
    assert texts(whole)[0] == "¥M"


@FRAMES
def test_a_waterfall_may_fall_below_nothing_or_stay_there(frame: Frame) -> None:
    below = waterfall.draw(change(10, -30, -20), MILLIONS, frame)
    level = waterfall.draw(change(0, 0), MILLIONS, frame)
    reach = "x" if frame.narrow else "y"
    assert getattr(below, reach) == (-20e6, 10e6)
    assert getattr(level, reach) == (0, 1)


@FRAMES
def test_a_funnel_says_which_share_came_on(frame: Frame) -> None:
    count = unit("number", "JPY", 200)
    parts = [
        Part("Leads", "commit", 200),
        Part("MQL", "commit", 50),
        Part("SQL", "commit", 0),
        Part("Won", "commit", 0),
    ]
    drawing = funnel.draw(parts, count, frame)
    shares = [text.split("%")[0].strip() for text in texts(drawing) if "%" in text]
    assert shares == ["25", "0"]
    filled = boxes(drawing)[1::2]
    assert [box.x2 / frame.width for box in filled] == [1, 0.25, 0, 0]


def test_a_funnel_of_nothing_is_drawn_empty() -> None:
    drawing = funnel.draw([Part("Leads", "commit", 0)], unit("number", "JPY", 0), WIDE)
    assert boxes(drawing)[1].x2 == 0
