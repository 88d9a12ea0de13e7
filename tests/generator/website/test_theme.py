"""What pages do in a browser: tables sort, filter and download, and charts fit their place."""

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from generator.look.chart import Charts
from generator.look.grid import Grid, table
from generator.look.setting import Setting
from generator.table import Table
from generator.website import assets

pytestmark = pytest.mark.browser

SETTING = Setting("JPY", date(2026, 11, 23))

HEAD = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>t</title>'
    '<link rel="stylesheet" href="assets/salesbook.css">'
    '<script defer src="assets/salesbook.js"></script>'
    '<body data-md-color-scheme="default"><main class="md-typeset">'
)


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A server of files that says nothing."""

    def log_message(self, *_: object) -> None:
        """Keep the output of the tests clean."""


def deals(count: int) -> Table:
    """Return deals in an order that is neither that of their names nor of their amounts."""
    amounts = [Decimal((at * 7 % count) * 250_000) for at in range(count)]
    rows: list[tuple[object, ...]] = [
        (f"d-{at}", f"Deal {at:02}", amount, ["warn: late"]) for at, amount in enumerate(amounts)
    ]
    rows[1] = ("d-1", "=1+1", None, [])
    types = ("VARCHAR", "VARCHAR", "DECIMAL(18,2)", "VARCHAR[]")
    return Table("deals", ("deal_id", "deal_name", "amount", "signals"), types, tuple(rows))


@pytest.fixture
def visit(page: Page, tmp_path: Path) -> Iterator[Callable[[str], list[str]]]:
    """Open a page of this body; what it asks for is gathered, and a fault in it fails the test."""
    for path, content in assets.files().items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(content)
    handler = functools.partial(Quiet, directory=tmp_path)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    faults: list[str] = []
    asked: list[str] = []
    page.set_default_timeout(5_000)
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))

    def go(body: str) -> list[str]:
        (tmp_path / "page.html").write_text(HEAD + str(body), encoding="utf-8")
        page.goto(f"http://127.0.0.1:{server.server_port}/page.html")
        page.wait_for_load_state("networkidle")
        return asked

    yield go
    server.shutdown()
    server.server_close()
    assert faults == []


def first_column(page: Page) -> list[str]:
    return page.locator("tbody th").all_inner_texts()


def test_a_long_table_sorts_by_exact_values_with_the_keyboard(
    page: Page, visit: Callable[[str], list[str]]
) -> None:
    visit(table(deals(12), SETTING, Grid()))
    head = page.locator("thead th", has_text="Amount")
    expect(page.get_by_placeholder("Filter")).to_be_visible()
    head.locator("[role=button]").focus()
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    assert first_column(page)[:3] == ["=1+1", "Deal 00", "Deal 07"]
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    assert first_column(page)[0] == "Deal 05"


def test_a_long_table_filters(page: Page, visit: Callable[[str], list[str]]) -> None:
    visit(table(deals(12), SETTING, Grid()))
    page.get_by_placeholder("Filter").fill("deal 03")
    expect(page.locator("tbody tr")).to_have_count(1)
    page.get_by_placeholder("Filter").fill("no such")
    expect(page.locator("tbody")).to_have_text("Nothing matches.")


def test_a_very_long_table_has_pages_but_prints_whole(
    page: Page, visit: Callable[[str], list[str]]
) -> None:
    visit(table(deals(60), SETTING, Grid(total=["amount"])))
    expect(page.locator("tbody tr")).to_have_count(25)
    expect(page.locator("tfoot")).to_contain_text("Total")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("tbody tr")).to_have_count(60)


def test_a_short_table_asks_for_nothing_until_it_is_sorted(
    page: Page, visit: Callable[[str], list[str]]
) -> None:
    asked = visit(table(deals(5), SETTING, Grid()))
    assert "tables.js" not in asked
    page.locator("thead th", has_text="Amount").focus()
    page.keyboard.press("Enter")
    expect(page.locator("thead th", has_text="Amount")).to_have_attribute("aria-sort", "ascending")
    assert "tables.js" in asked
    assert first_column(page)[0] == "=1+1"
    expect(page.get_by_placeholder("Filter")).to_have_count(0)


def test_a_page_without_a_file_makes_a_safe_download(
    page: Page, visit: Callable[[str], list[str]], tmp_path: Path
) -> None:
    visit(table(deals(3), SETTING, Grid()))
    with page.expect_download() as started:
        page.get_by_text("CSV").click()
    assert started.value.suggested_filename == "deals.csv"
    started.value.save_as(tmp_path / "deals.csv")
    text = (tmp_path / "deals.csv").read_text(encoding="utf-8-sig")
    assert text.split("\n")[:3] == [
        '"Deal","Amount","Signals"',
        '"Deal 00","0","late"',
        '"\'=1+1",,',
    ]


def test_a_table_with_a_file_links_to_it(page: Page, visit: Callable[[str], list[str]]) -> None:
    visit(table(deals(3), SETTING, Grid(download="deals.csv")))
    expect(page.locator(".sb-csv")).to_have_count(1)
    expect(page.locator(".sb-csv")).to_have_attribute("href", "deals.csv")


@pytest.mark.parametrize(("width", "shown"), [(1280, "wide"), (390, "narrow")])
def test_a_chart_is_shown_once_and_fits(
    page: Page, visit: Callable[[str], list[str]], width: int, shown: str
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    visit(Charts(SETTING).bars(deals(3), x="deal_name", y="amount", title="Deals"))
    visible = page.locator("figure > svg:visible")
    expect(visible).to_have_count(1)
    expect(visible).to_have_class(f"sb-{shown}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_phone_drops_the_least_needed_columns(
    page: Page, visit: Callable[[str], list[str]]
) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    visit(table(deals(3), SETTING, Grid(phone=["deal_name", "amount"])))
    assert page.locator("thead th:visible").all_inner_texts() == ["Deal", "Amount"]
