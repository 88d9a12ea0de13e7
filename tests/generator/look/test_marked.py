"""Tables of finished texts as Markdown and on a terminal, and what no text may become."""

import html

import pytest

from generator.annotate import cell
from generator.look.listing import Listed, drawn, marked

PART = Listed("Deals", ("deal", "change"), [("A | B", "+1"), ("受電", "-20")], 1)


def test_a_table_is_marked_with_numbers_to_the_right() -> None:
    assert marked(PART) == [
        "| deal | change |",
        "| --- | --: |",
        "| A &#124; B | &#43;&#8288;1 |",
        "| 受電 | -20 |",
    ]


def test_a_table_is_drawn_in_columns() -> None:
    assert drawn(PART).splitlines() == [
        "deal   change",
        "-----  ------",
        "A | B      +1",
        "受電      -20",
    ]


@pytest.mark.parametrize(
    "text",
    ["@team/all", "#12", "!7", "~bug", "&3", "https://e.example", "www.e.example", "GH-12", "gh-1"],
)
def test_a_hosting_site_finds_nothing_to_link_in_a_text(text: str) -> None:
    """Sites look in the text of the finished page, where an entity is its sign again."""
    there = html.unescape(cell(f"see {text} now"))
    assert text not in there
    assert there.replace("\N{WORD JOINER}", "") == f"see {text} now"


def test_words_stay_as_they_are() -> None:
    assert (
        cell("Line 5, 12 Dec 2026; 50 % - fine / good") == "Line 5, 12 Dec 2026; 50 % - fine / good"
    )
