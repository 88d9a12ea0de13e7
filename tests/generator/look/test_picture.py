"""Small pictures: drawn from values, and saying in words what they show."""

import re
from decimal import Decimal

from generator.look import picture
from generator.look.escape import html
from generator.look.format import EMPTY


def numbers(pattern: str, svg: str) -> list[float]:
    return [float(found) for found in re.findall(pattern, svg)]


def test_a_small_line_rises_with_its_values() -> None:
    svg = picture.spark([1, Decimal(2), 3], "1 to <3>", html)
    heights = numbers(r"[ML][\d.]+,([\d.]+)", svg)
    assert heights == sorted(heights, reverse=True)
    assert "<title>1 to &lt;3&gt;</title>" in svg
    assert "sb-info" in svg


def test_a_small_line_that_falls_is_a_bad_one_unless_the_page_says_otherwise() -> None:
    assert "sb-bad" in picture.spark([3, 1], "t", html)
    assert "sb-won" in picture.spark([3, 1], "t", html, "won")


def test_a_flat_line_lies_in_the_middle() -> None:
    assert set(numbers(r"[ML][\d.]+,([\d.]+)", picture.spark([5, 5, 5], "t", html))) == {10}


def test_less_than_two_known_values_are_no_line() -> None:
    assert picture.spark([None, 3], "t", html) == ""


def test_progress_is_as_long_as_its_share_and_never_leaves_the_track() -> None:
    def fill(share: object) -> list[float]:
        return numbers(r'sb-fill" width="([\d.]+)%', picture.progress(share, "t", html))

    assert [fill(share) for share in (0.61, Decimal("1.4"), -1, None)] == [[61], [100], [0], []]


def test_progress_can_have_a_mark() -> None:
    assert numbers(r'sb-mark" x="([\d.]+)%', picture.progress(0.5, "t", html, mark=0.58)) == [58]
    assert "sb-mark" not in picture.progress(0.5, "t", html)


def test_columns_are_as_tall_as_their_values() -> None:
    svg = picture.quarters([("Q1", 10, "10.0"), ("Q2", 5, "5.0"), ("Q3", None, EMPTY)], "t", html)
    assert numbers(r'height="([\d.]+)" rx', svg) == [84, 42, 0]
    assert re.findall(r"<text[^>]*>([^<]*)", svg) == ["10.0", "Q1", "5.0", "Q2", EMPTY, "Q3"]


def test_columns_below_nothing_hang_from_the_line() -> None:
    svg = picture.quarters([("Q1", 10, "10"), ("Q2", -10, "-10")], "t", html)
    tops = numbers(r'<rect x="[\d.]+" y="([\d.]+)"', svg)
    assert tops == [18, 60]
    assert picture.quarters([], "t", html) == ""


def test_the_parts_of_a_bar_follow_one_another_up_to_the_mark() -> None:
    svg = picture.bullet([("won", 50), ("commit", 25), ("bad", -5)], 100, "t", html)
    assert numbers(r' x="([\d.]+)%" width="[\d.]+%"', svg) == [0, 50, 75]
    assert numbers(r'width="([\d.]+)%" y', svg) == [50, 25, 0]
    assert numbers(r'sb-mark" x="([\d.]+)%', svg) == [100]
    assert "sb-mark" not in picture.bullet([("won", 0)], None, "t", html)


def test_a_picture_has_no_styles_and_no_ids() -> None:
    drawn = [
        picture.spark([1, 2], "t", html),
        picture.progress(0.5, "t", html, 0.6),
        picture.quarters([("Q1", 1, "1")], "t", html),
        picture.bullet([("won", 1)], 2, "t", html),
    ]
    assert not [svg for svg in drawn if re.search(r"\b(id|style)=|<style|href", svg)]
    assert all('role="img"><title>t</title>' in svg for svg in drawn)
