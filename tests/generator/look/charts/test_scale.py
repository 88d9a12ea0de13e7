"""Round numbers for scales, and units that all numbers of a chart share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.look.charts.scale import Unit, ticks, unit
from generator.look.format import MINUS, SPACE, TIMES


@pytest.mark.parametrize(
    ("low", "high", "found"),
    [
        (0, 318, (0, 100, 200, 300)),
        (0, 100, (0, 25, 50, 75, 100)),
        (-40, 60, (-50, -25, 0, 25, 50)),
        (0, 0, (0, 0.25, 0.5, 0.75, 1)),
        (0, 1.9, (0, 0.5, 1, 1.5)),
        (0, 7, (0, 2, 4, 6)),
    ],
)
def test_ticks_are_round(low: float, high: float, found: tuple[float, ...]) -> None:
    assert ticks(low, high) == pytest.approx(found[: len(ticks(low, high))])
    assert len(ticks(low, high)) == len(found) or high == 0


@given(st.floats(-1e12, 0), st.floats(0.001, 1e12))
def test_ticks_are_few_and_begin_at_or_below_the_lowest(low: float, high: float) -> None:
    found = ticks(low, high)
    assert 2 <= len(found) <= 7
    assert found[0] <= low + 1e-9 * abs(low)
    assert list(found) == sorted(set(found))


@pytest.mark.parametrize(
    ("shared", "value", "short", "full"),
    [
        (unit("money", "JPY", 412e6), 370e6, "370", "¥370M"),
        (unit("money", "JPY", 412e6), 48.34e6, "48.3", "¥48.3M"),
        (unit("money", "JPY", 412e6), -19e6, f"{MINUS}19", f"{MINUS}¥19M"),
        (unit("money", "JPY", 5_000), 1_200, "1.2", "¥1.2K"),
        (unit("money", "JPY", 500), 120, "120", "¥120"),
        (unit("money", "JPY", 3e9), 1.5e9, "1.5", "¥1.5B"),
        (unit("money", "CHF", 5e6), 5e6, "5", f"CHF{SPACE}5M"),
        (unit("number", "JPY", 9_999), 420, "420", "420"),
        (unit("number", "JPY", 25_000), 12_500, "12.5", "12.5K"),
        (unit("share", "JPY", 1), 0.38, f"38{SPACE}%", f"38{SPACE}%"),
        (unit("percent", "JPY", 100), 38, f"38{SPACE}%", f"38{SPACE}%"),
        (unit("ratio", "JPY", 4), 3.1, f"3.1{SPACE}{TIMES}", f"3.1{SPACE}{TIMES}"),
    ],
)
def test_the_numbers_of_a_chart_share_a_unit(
    shared: Unit, value: float, short: str, full: str
) -> None:
    assert (shared.short(value), shared.full(value)) == (short, full)


def test_a_unit_says_what_short_numbers_leave_out() -> None:
    assert unit("money", "JPY", 412e6).name == "¥M"
    assert unit("money", "CHF", 5e6).name == f"CHF{SPACE}M"
    assert unit("number", "JPY", 25_000).name == "K"
    assert unit("share", "JPY", 1).name == ""


def test_a_change_shows_its_plus() -> None:
    shared = unit("money", "JPY", 412e6)
    assert (shared.short(38e6, plus=True), shared.full(38e6, plus=True)) == ("+38", "+¥38M")
