"""No page of the sample company asks another host for anything, or runs what it should not."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from generator.yaml.source import Tree
from tests.generator.website.test_site import first_result, served
from tests.modules import holds
from tests.whole.sample import Sample, trees

pytestmark = pytest.mark.slow

ONE_OF_EACH = ("accounts", "contacts", "deals", "leads", "orders", "people", "products", "quotes")
PAGES = ("pipeline", "forecast", "targets", "sales", "hygiene", "accounts", "deals")

FETCHED = re.compile(
    r"""@import\s+(?:url\()?["']?(?:https?:)?//|url\(\s*["']?(?:https?:)?//"""
    r"""|\b(?:import|from|importScripts\()\s*["'](?:https?:)?//"""
)
"""How style sheets and scripts name what they load from elsewhere."""


@pytest.fixture(scope="module")
def address(sample: Sample) -> Iterator[str]:
    with served(sample.site) as place:
        yield place


def chosen(sample: Sample) -> list[str]:
    """Return the reports, two lists, and the first record of the kinds that show most."""
    firsts = (next(iter(sorted(f for f in sample.files if is_of(k, f)))) for k in ONE_OF_EACH)
    return ["", *(f"{page}/index.html" for page in PAGES), *firsts]


def is_of(kind: str, address: str) -> bool:
    return address.startswith(f"{kind}/")


def test_nothing_that_a_page_loads_is_on_another_host(sample: Sample) -> None:
    holds(
        f"{path}: {url}"
        for path, page in sample.pages.items()
        for url, loaded in page.addresses
        if loaded and (urlsplit(url).netloc or urlsplit(url).scheme not in {"", "data"})
    )


def test_no_style_sheet_and_no_script_loads_from_another_host(sample: Sample) -> None:
    files = [file for end in ("css", "js") for file in sorted(sample.site.rglob(f"*.{end}"))]
    assert files
    for file in files:
        assert FETCHED.search(file.read_text("utf-8")) is None, file


def test_every_page_has_a_policy_and_no_handler(sample: Sample) -> None:
    for path, page in sample.pages.items():
        text = (sample.site / path).read_text("utf-8")
        assert "Content-Security-Policy\" content=\"default-src 'self';" in text, path
        assert page.handlers == [], path


@pytest.mark.browser
def test_a_browser_asks_this_host_alone_and_complains_of_nothing(
    page: Page, sample: Sample, address: str
) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    for path in chosen(sample):
        page.goto(address + path, wait_until="networkidle")
    assert said == []
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    assert len(asked) > len(chosen(sample))


@pytest.mark.browser
def test_no_page_is_wider_than_a_phone(browser: Browser, sample: Sample, address: str) -> None:
    with browser.new_context(viewport={"width": 390, "height": 800}) as context:
        page = context.new_page()
        for path in chosen(sample):
            page.goto(address + path)
            width = page.evaluate("document.documentElement.scrollWidth")
            assert width <= 390, path


def first(kind: str, field: str, pattern: str = ".") -> tuple[str, str]:
    """Return the first record of a kind with such a text in a field, and the text."""
    for address, tree in sorted(trees().items()):
        value: Tree = tree.get(field, "")
        text = value[0] if isinstance(value, list) else value
        if is_of(kind, address) and isinstance(text, str) and re.search(pattern, text):
            return address, text
    pytest.fail(f"no record of {kind} has {pattern} in {field}")


QUESTIONS = {
    "a name": ("accounts", "name", "", ".+"),
    "another name": ("accounts", "aliases", "", ".+"),
    "a reading": ("accounts", "reading", "", ".+"),
    "a domain": ("accounts", "domains", "", ".+"),
    "the domain of a mail address": ("contacts", "mail", "", "@(.+)"),
    "a name in kanji": ("accounts", "name", "山田", "山田"),
    "a name in hangul": ("people", "family", "김", "김"),
    "a code": ("products", "code", "", ".+"),
}
"""What is asked: a kind, its field, what is in it, and the part of the value that is typed."""


@pytest.mark.browser
@pytest.mark.parametrize("question", QUESTIONS)
def test_the_search_finds_a_record_by(page: Page, address: str, question: str) -> None:
    kind, field, pattern, part = QUESTIONS[question]
    wanted, text = first(kind, field, pattern or ".")
    typed = re.search(part, text)
    assert typed
    page.goto(address)
    assert first_result(page, typed[typed.lastindex or 0]).startswith(address)
    links = page.locator("a.md-search-result__link").evaluate_all("all => all.map(a => a.href)")
    assert any(link.partition("?")[0] == address + wanted for link in links), (typed, links)
