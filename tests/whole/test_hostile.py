"""Whatever is written in a record stays a text: on every page, in the search, in every download."""

import csv
import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from html import unescape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest

from generator import pipeline, simulation
from generator.history.moment import present
from generator.yaml.source import Tree
from schema import KINDS
from schema.description import fields
from tests import books
from tests.modules import holds
from tests.whole import hostile
from tests.whole.hostile import MARK
from tests.whole.sample import NAME, built

pytestmark = pytest.mark.slow

ADDRESSES = ("href", "src", "srcset", "action", "formaction", "data", "poster", "xlink:href")
NAMING = ("class", "style", "name", "for", "http-equiv", "target", "download", "rel", "type")
NEVER = {"iframe", "object", "embed", "base", "frame", "frameset", "applet", "math", "marquee"}
SCHEMES = {"", "http", "https", "mailto", "tel"}


class Page(NamedTuple):
    """A page as a browser builds it."""

    title: str
    text: str
    elements: tuple[Element, ...]


class Book(NamedTuple):
    """The hostile company: its site, its records by their addresses, its pages by their paths."""

    site: Path
    records: Mapping[str, Mapping[str, Tree]]
    pages: Mapping[str, Page]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    root = tmp_path_factory.mktemp("hostile")
    records = hostile.lay(root)
    site = built(root).site
    found = sorted(site.rglob("*.html"))
    return Book(site, records, {p.relative_to(site).as_posix(): parsed(p) for p in found})


def parsed(path: Path) -> Page:
    """Parse a page as browsers do, faults included."""
    tree = html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)
    head = tree.find("head/title")
    article = tree.find(".//article")
    assert head is not None
    assert article is not None, path
    return Page(head.text or "", spaced("".join(article.itertext())), tuple(tree.iter()))


def spaced(text: str) -> str:
    """Return a text with single spaces, as a browser shows it."""
    return " ".join(text.split())


def marked(page: Page) -> Iterator[str]:
    """Give every element, attribute, address, script and remark that a value has made."""
    for element in page.elements:
        if not isinstance(element.tag, str):  # a comment
            if MARK in (element.text or ""):
                yield f"comment {element.text}"
            continue
        if MARK in element.tag or element.tag in NEVER or element.get("http-equiv") == "refresh":
            yield f"element {element.tag}"
        if element.tag in {"script", "style"} and MARK in (element.text or ""):
            yield f"{element.tag} {element.text}"
        for name, value in element.attrib.items():
            if MARK in name or name.startswith("on") or name == "srcdoc":
                yield f"attribute {name}={value}"
            elif name in ADDRESSES and not harmless(value):
                yield f"address {name}={value}"
            elif name in NAMING and MARK in value:
                yield f"attribute {name}={value}"


def harmless(url: str) -> bool:
    """Tell whether an address could not have come from a payload."""
    parts = urlsplit(url)
    return MARK not in url.partition("#")[0] and parts.scheme in SCHEMES


@pytest.mark.parametrize(
    "payload", [text for text in hostile.PAYLOADS if text.startswith("<")][:10]
)
def test_what_is_looked_for_is_found_where_a_value_is_not_escaped(
    tmp_path: Path, payload: str
) -> None:
    page = tmp_path / "index.html"
    page.write_text(f"<title>t</title><article>{payload}</article>", encoding="utf-8")
    found = parsed(page)
    assert [*marked(found)] or [element.tag for element in found.elements].count("h1")


def test_every_kind_is_in_the_book(book: Book) -> None:
    assert {address.partition("/")[0] for address in book.records} == {*KINDS}
    assert {*book.records} <= {*book.pages}


def test_no_value_becomes_markup_a_script_or_an_address(book: Book) -> None:
    holds(f"{path}: {fault}" for path, page in book.pages.items() for fault in marked(page))


def test_a_page_holds_the_elements_that_its_template_wrote(book: Book) -> None:
    for path, page in book.pages.items():
        tags = [element.tag for element in page.elements]
        assert tags.count("h1") == tags.count("title") == tags.count("body") == 1, path
        assert tags.count("article") == 1, path


def test_a_name_is_the_title_letter_by_letter(book: Book) -> None:
    for address, tree in book.records.items():
        if "name" in tree:
            title = spaced(book.pages[address].title)
            assert title == f"{spaced(str(tree['name']))} - {NAME}"


def texts(kind: str, tree: Mapping[str, Tree]) -> Iterator[str]:
    """Give the free texts that a record's page shows at its foot."""
    for field in fields(KINDS[kind]):
        value = tree.get(field.name)
        if value and (hostile.is_free(field) or field.name in ("external_ids", "custom")):
            values = value.values() if isinstance(value, dict) else value
            lines = [value] if isinstance(value, str) else values
            yield from (spaced(str(line)) for line in lines)


def test_a_page_shows_every_text_letter_by_letter(book: Book) -> None:
    holds(
        f"{address}: {text}"
        for address, tree in book.records.items()
        for text in texts(address.partition("/")[0], tree)
        if text not in book.pages[address].text
    )


def test_a_list_shows_every_name_letter_by_letter(book: Book) -> None:
    holds(
        f"{address}: {tree['name']}"
        for address, tree in book.records.items()
        if "name" in tree
        if spaced(str(tree["name"])) not in book.pages[f"{address.split('/')[0]}/index.html"].text
    )


def test_the_search_holds_no_markup_but_paragraphs(book: Book) -> None:
    index = json.loads((book.site / "search" / "search_index.json").read_text("utf-8"))
    for item in index["docs"]:
        text = re.sub(r"</?(?:p|p hidden|ul|ol|li|strong|em|code|pre)>", "", item["text"])
        assert "<" not in text + item["title"], item["location"]


def test_the_search_knows_every_name(book: Book) -> None:
    index = json.loads((book.site / "search" / "search_index.json").read_text("utf-8"))
    titles = {item["location"]: spaced(unescape(item["title"])) for item in index["docs"]}
    for address, tree in book.records.items():
        if "name" in tree:
            assert titles[address] == spaced(str(tree["name"]))


RISKY = re.compile("[\\s'\"]*[=+\\-@\uff0b\uff0d\uff1d\uff20]")


def test_no_cell_of_a_download_is_a_formula(book: Book) -> None:
    guarded = 0
    for path in sorted(book.site.rglob("*.csv")):
        for row in csv.reader(path.read_text("utf-8-sig").splitlines(keepends=True)):
            for cell in row:
                assert not RISKY.match(cell) or cell.startswith("'") or is_number(cell), path
                guarded += cell.startswith("'=")
    assert guarded


def is_number(cell: str) -> bool:
    try:
        return Decimal(cell).is_finite()
    except InvalidOperation:
        return False


@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\u2028", "\x00", "\x1d"])
def test_a_sign_that_deceives_the_eye_or_the_program_is_refused(tmp_path: Path, sign: str) -> None:
    deal = f"name: Line{sign} 5\nstage: proposal\ncreated_on: 2026-11-20\n"
    root = books.write(tmp_path, {"deals/line-5.yml": deal})
    with pytest.raises(pipeline.UncheckedError):
        pipeline.portal(present(root, simulation.TODAY))
