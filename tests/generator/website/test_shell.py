import json
from html import escape
from importlib.util import find_spec
from pathlib import Path

import pytest

from generator.website import shell, site
from generator.website.page import Page, RecordPage, Section
from generator.website.shell import ShellError
from generator.website.site import Engine
from tests.portal import portal, record_page, root

ENGINES = [
    "mkdocs",
    pytest.param(
        "zensical",
        marks=pytest.mark.skipif(not find_spec("zensical"), reason="zensical is not installed"),
    ),
]

# Where a theme writes the sections twice: in the table of contents and in the body.
RENDERED = (
    "<title>slotqtitleqz</title><ul>"
    "<li><a href='#slotqanchorfirstqz'>slotqnamefirstqz</a></li>"
    "<li><a href='#slotqanchorsecondqz'>slotqnamesecondqz</a></li>"
    "</ul><!--slotqheadqz-->"
    "<h2>slotqnamefirstqz</h2><!--slotqbodyfirstqz-->\n"
    "<h2>slotqnamesecondqz</h2><!--slotqbodysecondqz-->\n"
)


def as_markdown(page: RecordPage) -> str:
    """Write what a record page holds as a page of Markdown."""
    front = json.dumps(
        {
            "title": escape(page.title),
            "description": escape(page.description),
            "hide": ["navigation"],
            "edit": page.source,
        }
    )
    parts = [f"# {escape(page.title)} {{ #record }}", page.head]
    for section in page.sections:
        parts += [f"## {section.title} {{ #{section.id} }}", section.body]
    body = "\n\n".join([shell.trail(page.crumbs), *parts])
    return f"---\n{front}\n---\n\n{body}\n"


@pytest.mark.parametrize("engine", ENGINES)
def test_a_stamped_page_is_what_the_engine_renders_from_the_same_content(
    tmp_path: Path, engine: Engine
) -> None:
    ids = ("none", "one", "two", "three", "four")
    stamped, rendered = root(tmp_path / "stamped"), root(tmp_path / "rendered")
    real = tuple(
        Page(f"accounts/{page}.md", as_markdown(record_page("accounts", page, count)))
        for count, page in enumerate(ids)
    )
    site.build(stamped, portal(*ids), engine=engine)
    site.build(rendered, portal(pages=real), engine=engine)
    for page in ids:
        path = f"build/site/accounts/{page}.html"
        assert (tmp_path / "stamped" / path).read_text("utf-8") == (
            tmp_path / "rendered" / path
        ).read_text("utf-8")


def test_each_section_stands_in_the_contents_and_in_the_body() -> None:
    page = RecordPage("deals", "d", "T", "", "HEAD", (Section("a", "A & A", "<p>x</p>"),), "")
    assert shell.compiled(RENDERED, "deals").filled(page).decode() == (
        "<title>T</title><ul><li><a href='#a'>A &amp; A</a></li></ul>HEAD"
        "<h2>A &amp; A</h2><p>x</p>\n"
    )


def test_sections_keep_their_order_however_many_there_are() -> None:
    parts = tuple(Section(name, name, name) for name in "cab")
    page = RecordPage("deals", "d", "T", "", "", parts, "")
    filled = shell.compiled(RENDERED, "deals").filled(page).decode()
    assert [filled.count(f"<h2>{name}</h2>{name}\n") for name in "cab"] == [1, 1, 1]
    assert filled.index("#c") < filled.index("#a") < filled.index("#b")


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (RENDERED.replace("<a href='#slotqanchorsecondqz'>", ""), "do not hold the same"),
        (RENDERED.replace("secondqz'>", "secondqz' class='last'>"), "not written alike"),
    ],
)
def test_a_theme_that_treats_the_first_section_unlike_the_second_is_refused(
    html: str, words: str
) -> None:
    with pytest.raises(ShellError, match=words):
        shell.compiled(html, "deals")


def test_title_and_description_are_escaped_once() -> None:
    page = RecordPage("deals", "d", "</title><script>", "", "", (), "")
    filled = (
        shell.compiled("<title>slotqtitleqz</title>slotqdescriptionqz", "deals")
        .filled(page)
        .decode()
    )
    assert filled == "<title>&lt;/title&gt;&lt;script&gt;</title>&lt;/title&gt;&lt;script&gt;"


def test_a_heading_of_its_own_takes_the_place_of_the_title() -> None:
    page = RecordPage("deals", "d", "T", "D", "", (), "", heading="T <small>t</small>")
    filled = shell.compiled("<h1>slotqheadingqz</h1>slotqtitleqz", "deals").filled(page).decode()
    assert filled == "<h1>T <small>t</small></h1>T"


def test_a_values_own_token_is_text() -> None:
    page = RecordPage("deals", "d", "slotqheadqz", "", "<p>", (), "")
    assert (
        shell.compiled("slotqtitleqz <!--slotqheadqz-->", "x").filled(page).decode()
        == "slotqheadqz <p>"
    )


def test_the_edit_link_may_lead_through_folders_of_any_name() -> None:
    page = RecordPage("deals", "d", "T", "", "", (), "data/deals/関西 1/d.yml")
    filled = shell.compiled("slotqsourceqz", "deals").filled(page).decode()
    assert filled == "data/deals/%E9%96%A2%E8%A5%BF%201/d.yml"
