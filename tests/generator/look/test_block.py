"""Blocks: taken out of a page before an engine reads it, and put back afterwards."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from generator.look import escape
from generator.look.block import block, blocks, inside, laid, lifted
from generator.look.setting import Setting

MARKDOWN = Setting("JPY", date(2026, 11, 23), "../", escape.markdown)
HTML = Setting("JPY", date(2026, 11, 23), "../")


def table(value: str) -> str:
    return block(escape.markup(f"<table>{inside(MARKDOWN).escape(value)}</table>"), MARKDOWN)


def test_an_engine_sees_a_short_comment_in_the_place_of_a_block() -> None:
    text = lifted(f"# Title\n\n{table('a' * 500)}\n\nEnd\n")
    assert text.startswith("# Title\n\n<!--block ")
    assert text.endswith("-->\n\nEnd\n")
    assert len(text) < 80


def test_what_is_laid_back_is_what_was_lifted() -> None:
    first, second = f"A {table('one')} B {table('two')}", f"{table('two')}"
    known = blocks([first, second])
    assert len(known) == 2
    assert laid(lifted(first), known) == "A <table>one</table> B <table>two</table>"


def test_a_comment_that_names_no_block_stays() -> None:
    page = f"<p><!--block {'0' * 32}--></p>"
    assert laid(page, blocks([table("one")])) == page


def test_a_page_of_html_has_no_blocks() -> None:
    html = escape.markup("<table></table>")
    assert block(html, HTML) is html


@given(st.text())
def test_no_value_can_end_a_block_or_name_one(value: str) -> None:
    one = table(f"<!--/block-->{value}<!--block-->")
    (html,) = blocks([one]).values()
    assert one == f"<!--block-->{html}<!--/block-->"
    assert laid(lifted(one), blocks([one])) == html
