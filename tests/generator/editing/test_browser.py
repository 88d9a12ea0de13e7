"""Editing in a real browser, on the site that `salesbook serve --edit` serves."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.generator.editing.conftest import DEAL, PATH
from tests.portal import MKDOCS
from tests.repository import Repository

pytestmark = [pytest.mark.slow, pytest.mark.browser]

EVIL = """\
<form id="f" method="post" enctype="text/plain" action="{site}-/save">
<input name='{{"kind": "deals", "id": "line-5", "values": {{"amount": "1"}}, "x": "' value='"}}'>
</form><script>
fetch("{site}-/save", {{method: "POST", mode: "no-cors", credentials: "include",
  headers: {{"Content-Type": "text/plain"}}, body: "{{}}"}})
  .then((answer) => {{ document.title = `answered ${{answer.type}}`; }},
        () => {{ document.title = "refused"; }});
</script>"""


@pytest.fixture
def address(book: Repository, tmp_path: Path) -> Iterator[str]:
    """Serve the book for editing and return the address that the command prints."""
    book.write("mkdocs.yml", MKDOCS.replace("2026-04-01", "2026-11-18"))
    book.write(".gitignore", "/build/\n")
    book.commit("Settings")
    words = ["--root", os.fspath(book.root), "serve", "--edit", "--port", _port()]
    environment = {**os.environ, "XDG_CACHE_HOME": os.fspath(tmp_path / "cache")}
    with subprocess.Popen(
        [sys.executable, "-m", "generator", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
        cwd=Path(__file__).resolve().parents[3],
    ) as process:
        try:
            assert process.stdout is not None
            line = next(one for one in process.stdout if one.startswith("Edit at "))
            yield line.removeprefix("Edit at ").strip()
            process.send_signal(signal.SIGINT)
            process.wait(120)
        finally:
            process.kill()


def _port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return str(free.getsockname()[1])


def _opened(page: Page, address: str) -> str:
    """Open the site with the token, then the deal; return the address of the site."""
    page.goto(address)
    site = page.url
    assert "token" not in site
    page.goto(f"{site}deals/line-5.html")
    return site


def _amount(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Amount", exact=True).first


def test_a_changed_amount_is_one_line_a_commit_and_the_page(
    book: Repository, address: str, page: Page
) -> None:
    _opened(page, address)
    page.get_by_role("button", name="Edit", exact=True).click()
    expect(page.get_by_role("dialog", name="Edit deal Line 5")).to_be_visible()

    # A refused value says why at its field, which then has the focus; nothing is written.
    _amount(page).fill("lots")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was saved: one thing")
    expect(_amount(page)).to_be_focused()
    expect(_amount(page)).to_have_attribute("aria-invalid", "true")
    expect(_amount(page)).to_have_accessible_description(re.compile("must be a number"))
    assert (book.root / PATH).read_text() == DEAL

    _amount(page).fill("1.2M")
    page.get_by_role("button", name="Save").click()
    saved = page.get_by_role("status", name="What was saved")
    expect(saved).to_contain_text("git push -u origin aiko-tanaka-2026-11-18")
    assert (book.root / PATH).read_text() == DEAL.replace("900000", "1200000")
    assert book.git("diff", "--name-only", "main", "aiko-tanaka-2026-11-18") == PATH
    assert book.git("show", f"aiko-tanaka-2026-11-18:{PATH}") + "\n" == DEAL.replace(
        "900000", "1200000"
    )
    # The page is built anew by itself, shows the amount, and still says what was saved.
    expect(saved).to_contain_text("The pages follow in a moment.")
    expect(page.locator(".sb-tile").first).to_contain_text("¥1.2M", timeout=60_000)
    expect(saved).to_contain_text("amount: ¥900,000 -> ¥1,200,000")
    expect(saved).not_to_contain_text("follow")


def test_by_keyboard_alone_a_reference_is_found_and_chosen(
    book: Repository, address: str, page: Page
) -> None:
    _opened(page, address)
    page.get_by_role("button", name="Edit", exact=True).focus()
    page.keyboard.press("Enter")
    account = page.get_by_role("combobox", name="Account", exact=True)
    account.focus()
    account.press("ControlOrMeta+a")
    page.keyboard.type("tools")
    expect(page.get_by_role("option", name="Acme")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(account).to_have_value("Acme")
    account.press("Enter")
    expect(page.get_by_role("status", name="What was saved")).to_be_visible()
    assert "account: acme\n" in (book.root / PATH).read_text()


COMPOSING = """one => one.dispatchEvent(new KeyboardEvent("keydown",
  {key: "Enter", isComposing: true, bubbles: true, cancelable: true}))"""


def test_enter_that_ends_a_conversion_or_comes_early_chooses_and_saves_nothing(
    book: Repository, address: str, page: Page
) -> None:
    _opened(page, address)
    page.get_by_role("button", name="Edit", exact=True).click()
    account = page.get_by_role("combobox", name="Account", exact=True)
    account.fill("やまだ")
    expect(page.get_by_role("option", name="Yamada Seiki")).to_be_visible()
    account.evaluate(COMPOSING)
    expect(account).to_have_value("やまだ")
    # What has not been looked for yet is looked for, rather than sent as it is.
    account.fill("tools")
    account.press("Enter")
    expect(page.get_by_role("option", name="Acme")).to_be_visible()
    expect(page.get_by_role("alert")).to_be_hidden()
    assert (book.root / PATH).read_text() == DEAL


def test_half_a_date_clears_nothing(book: Repository, address: str, page: Page) -> None:
    dated = f"{DEAL}close_date: 2026-12-11\n"
    book.write(PATH, dated)
    book.commit("A date")
    _opened(page, address)
    page.get_by_role("button", name="Edit", exact=True).click()
    date = page.get_by_label("Close date", exact=True)
    date.focus()
    page.keyboard.type("02312026")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was saved: one thing")
    expect(date).to_have_accessible_description(re.compile("must be a day"))
    assert (book.root / PATH).read_text() == dated


def test_a_stage_asks_for_its_fields_and_lines_come_and_go(
    book: Repository, address: str, page: Page
) -> None:
    _opened(page, address)
    page.get_by_role("button", name="Edit", exact=True).click()
    page.get_by_role("combobox", name="Stage", exact=True).select_option("proposal")
    date = page.get_by_label("Close date", exact=True)
    expect(date).to_have_accessible_description(re.compile("needed in Proposal"))
    date.fill("2026-12-11")
    _amount(page).fill("")
    page.get_by_text("more fields").click()
    for _ in range(2):
        page.get_by_role("button", name="Add a line").click()
    page.get_by_role("button", name="Remove this line").last.click()
    line = page.get_by_role("group", name="Lines, 1")
    line.get_by_role("combobox", name="Product").fill("bolt")
    line.get_by_label("Quantity").fill("3")
    line.get_by_label("Price").fill("2k")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status", name="What was saved")).to_be_visible()
    assert (book.root / PATH).read_text() == (
        DEAL.replace("lead-in", "proposal").replace("amount: 900000", "close_date: 2026-12-11")
        + "lines:\n  - product: bolt\n    quantity: 3\n    price: 2000\n"
    )


def test_a_stage_that_ends_the_deal_brings_its_day_and_no_other_is_overwritten(
    book: Repository, address: str, page: Page
) -> None:
    _opened(page, address)
    page.get_by_role("button", name="Edit", exact=True).click()
    stage = page.get_by_role("combobox", name="Stage", exact=True)
    day = page.get_by_label("Closed on", exact=True)
    reason = page.get_by_label("Lost reason", exact=True)
    stage.select_option("lost")
    expect(day).to_have_value("2026-11-18")
    reason.select_option("price")
    stage.select_option("lead-in")
    expect(day).to_have_value("")
    day.fill("2026-11-17")
    stage.select_option("lost")
    expect(day).to_have_value("2026-11-17")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status", name="What was saved")).to_be_visible()
    lost = DEAL.replace("lead-in", "lost") + "closed_on: 2026-11-17\nlost_reason: price\n"
    assert (book.root / PATH).read_text() == lost

    page.reload()
    page.get_by_role("button", name="Edit", exact=True).click()
    stage.select_option("won")
    expect(day).to_have_value("2026-11-18")
    expect(reason).to_have_value("")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status", name="What was saved")).to_contain_text("Lost -> Won")
    won = DEAL.replace("lead-in", "won") + "closed_on: 2026-11-18\n"
    assert (book.root / PATH).read_text() == won


def test_what_somebody_else_changed_meanwhile_is_shown_beside_ones_own(
    book: Repository, address: str, page: Page
) -> None:
    _opened(page, address)
    page.get_by_role("button", name="Edit", exact=True).click()
    _amount(page).fill("1.2M")
    theirs = DEAL.replace("900000", "950000") + "next_step: Call\n"
    book.write(PATH, theirs)
    book.git("commit", "--quiet", "--all", "--message", "Theirs")
    page.get_by_role("button", name="Save").click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("nothing was overwritten")
    for cell in ("900000", "950000", "1.2M", "Call"):
        expect(alert.get_by_role("cell", name=cell).first).to_be_visible()
    assert (book.root / PATH).read_text() == theirs
    expect(_amount(page)).to_have_value("1.2M")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status", name="What was saved")).to_be_visible()
    assert (book.root / PATH).read_text() == theirs.replace("950000", "1200000")


def test_what_was_entered_outlives_a_page_that_is_built_anew(
    book: Repository, address: str, page: Page
) -> None:
    _opened(page, address)
    page.get_by_role("button", name="Edit", exact=True).click()
    _amount(page).fill("1.2M")
    with page.expect_navigation(timeout=60_000):
        book.write("data/accounts/fresh.yml", "name: Fresh\n")
    expect(page.get_by_role("dialog", name="Edit deal Line 5")).to_be_visible()
    expect(_amount(page)).to_have_value("1.2M")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status", name="What was saved")).to_be_visible()
    assert (book.root / PATH).read_text() == DEAL.replace("900000", "1200000")


def test_a_new_record_names_what_looks_like_it_and_a_call_is_logged(
    book: Repository, address: str, page: Page
) -> None:
    site = _opened(page, address)
    page.get_by_role("button", name="Log a call").click()
    page.get_by_role("textbox", name="Summary").fill("Wants the quote.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status", name="What was saved")).to_be_visible()
    assert book.git("log", "-1", "--format=%s") == "Log call on deal Line 5"

    page.goto(f"{site}accounts/index.html")
    page.get_by_role("button", name="New account").click()
    page.get_by_role("textbox", name="Name", exact=True).fill("Yamada Seiki K.K.")
    near = page.get_by_text("Is it one of these?").locator("..")
    expect(near.get_by_role("link", name="Yamada Seiki")).to_be_visible()


def test_a_page_of_another_site_changes_nothing(
    book: Repository, address: str, page: Page, tmp_path: Path
) -> None:
    site = _opened(page, address)
    evil = tmp_path / "evil.html"
    evil.write_text(EVIL.format(site=re.sub(r"(:\d+/).*", r"\1", site)))
    page.goto(evil.as_uri())
    page.wait_for_function("document.title")
    with page.expect_navigation() as answered:
        page.evaluate("document.getElementById('f').submit()")
    assert answered.value.status == 403
    assert (book.root / PATH).read_text() == DEAL
    assert book.git("branch", "--format=%(refname:short)") == "main"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1400])
def test_the_form_fits_its_screen(address: str, page: Page, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
    _opened(page, address)
    page.get_by_role("button", name="Edit", exact=True).click()
    page.get_by_text("more fields").click()
    over = page.evaluate(
        "[...document.querySelectorAll('dialog.sbe input, dialog.sbe button')]"
        ".filter((one) => one.offsetParent && one.getBoundingClientRect().right > innerWidth)"
        ".length + (document.querySelector('.sbe-body').scrollWidth"
        " > document.querySelector('.sbe-body').clientWidth)"
    )
    assert over == 0
    unnamed = page.evaluate(
        "[...document.querySelectorAll('dialog.sbe :is(input, select, textarea)')]"
        ".filter((one) => !one.labels?.length && !one.ariaLabel).length"
    )
    assert unnamed == 0
