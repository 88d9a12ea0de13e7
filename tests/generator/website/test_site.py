"""The built site as a whole: killed builds, a full disk, and what a browser makes of it."""

import functools
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator.website import site
from generator.website.page import Asset, Portal, SearchEntry, Told
from tests.portal import HOME, LIST, portal, records, root, telling, tree

ROOT = Path(__file__).parents[3]

ROUNDS = 12

BUILD = """\
import sys
from pathlib import Path
from generator.website import site
from generator.errors import SalesbookError
from tests.portal import portal

ids = [f"{sys.argv[2]}-{number}" for number in range(int(sys.argv[3]))]
try:
    site.build(Path(sys.argv[1]), portal(*ids))
except SalesbookError as error:
    sys.exit(f"one line: {error}")
"""

LIMITED = f"""\
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
{BUILD}"""


def start(code: str, config: Path, name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, os.fspath(config), name, str(count)],
        cwd=ROOT,
        # Its file limit holds for whatever measures coverage, too, which would say so.
        env={name: value for name, value in os.environ.items() if "COVERAGE" not in name},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


@pytest.mark.slow
def test_a_build_killed_at_any_moment_leaves_the_old_site_or_the_new(tmp_path: Path) -> None:
    config, chance = root(tmp_path), random.Random(7)  # noqa: S311 - the moments of a test
    whole = {}
    for name in ("new", "old"):
        begun = time.monotonic()
        site.build(config, portal(*(f"{name}-{number}" for number in range(200))))
        whole[name] = tree(tmp_path / "build" / "site")
        took = time.monotonic() - begun
    for _ in range(ROUNDS):
        process = start(BUILD, config, "new", 200)
        time.sleep(chance.uniform(0, 2 * took))
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        assert tree(tmp_path / "build" / "site") in whole.values()
    site.build(config, portal(*(f"old-{number}" for number in range(200))))
    assert tree(tmp_path / "build" / "site") == whole["old"]
    assert sorted(path.name for path in (tmp_path / "build").iterdir()) == [".lock", "docs", "site"]


def test_a_disk_that_takes_no_more_leaves_the_last_good_site(tmp_path: Path) -> None:
    config = root(tmp_path)
    site.build(config, portal("old"))
    before = tree(tmp_path / "build" / "site")
    process = start(LIMITED, config, "new", 1)
    _, words = process.communicate(timeout=60)
    assert process.returncode == 1
    assert re.fullmatch(r"one line: .*File too large.*\n", words)
    assert tree(tmp_path / "build" / "site") == before


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a word."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named so there
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder and return its address."""
    handler = functools.partial(Quiet, directory=os.fspath(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


LOADED = re.compile(
    r"<(?:script|img|link(?![^>]*canonical)|iframe|source|object)\b[^>]*?\b(?:src|href|data)=[\"']?"
    r"((?:https?:)?//[^\"'> ]*)"
)


def mkdocs_yml() -> str:
    """Return the configuration of this repository."""
    return (ROOT / "mkdocs.yml").read_text("utf-8")


IDS = ("yamada-seiki", "seoul-electronics", "deal-acme-7k3q")


def sample() -> Portal:
    yamada, seoul, acme = (f"accounts/{page}.html" for page in IDS)
    entries = (
        SearchEntry(yamada, "山田精機株式会社", "Machinery", (IDS[0], "yamada-seiki.co.jp")),
        SearchEntry(seoul, "주식회사서울전자", "Electronics", (IDS[1],)),
        SearchEntry(acme, "<img src=x onerror=alert(1)>", "", (IDS[2],)),
    )
    files = tuple(Asset(f"assets/{name}", content) for name, content in assets().items())
    return telling(Told((HOME, LIST), files, entries), records("accounts", *IDS))


def assets() -> dict[str, bytes]:
    """Return the files that mkdocs.yml names."""
    return tree(ROOT / "generator" / "website" / "theme" / "assets") | tree(
        ROOT / "site" / "assets"
    )


@pytest.fixture(scope="module", params=["mkdocs", "zensical"])
def address(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[str]:
    """Build the sample with the configuration of this repository and serve it."""
    if request.param == "zensical":
        pytest.importorskip("zensical")
    folder = tmp_path_factory.mktemp("site")
    site.build(root(folder, mkdocs_yml()), sample(), engine=request.param)
    with served(folder / "build" / "site") as place:
        yield place


def test_nothing_is_loaded_from_another_host(tmp_path: Path) -> None:
    site.build(root(tmp_path, mkdocs_yml()), sample())
    for path, content in tree(tmp_path / "build" / "site").items():
        if path.endswith(".html"):
            assert LOADED.findall(content.decode()) == [], path


def test_a_shell_is_light(tmp_path: Path) -> None:
    site.build(root(tmp_path, mkdocs_yml()), sample())
    bare = tmp_path / "build" / "site" / "accounts" / "yamada-seiki.html"
    assert bare.stat().st_size < 20_000


@pytest.mark.browser
def test_the_policy_stops_nothing_of_the_sites_own_and_no_other_host_is_asked(
    page: Page, address: str
) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for path in ("", "accounts/index.html", "accounts/deal-acme-7k3q.html", "404.html"):
        page.goto(address + path, wait_until="networkidle")
    assert said == []
    assert all(url.startswith((address, "data:")) for url in asked)


@pytest.mark.browser
def test_light_and_dark_can_be_chosen_under_the_policy(page: Page, address: str) -> None:
    page.goto(f"{address}accounts/seoul-electronics.html")
    scheme = "document.body.getAttribute('data-md-color-scheme')"
    assert page.evaluate(scheme) == "default"
    page.locator("label[for=__palette_1]").click()
    assert page.evaluate(scheme) == "slate"
    page.reload()
    assert page.evaluate(scheme) == "slate"


@pytest.mark.browser
def test_a_script_in_a_pages_content_stays_dead(page: Page, tmp_path: Path) -> None:
    config = root(tmp_path, mkdocs_yml())
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "bad.md").write_text(
        "# Bad\n\n<div><script>document.title = 'taken'</script>"
        "<img src=x onerror=\"document.title = 'taken'\"></div>\n"
    )
    site.build(config, sample())
    with served(tmp_path / "build" / "site") as place:
        page.goto(f"{place}bad.html", wait_until="networkidle")
        assert page.title() == "Bad - Kitahama Instruments"


@pytest.mark.browser
def test_on_a_phone_a_record_page_has_the_navigation(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 390, "height": 800}) as context:
        page = context.new_page()
        page.goto(f"{address}accounts/deal-acme-7k3q.html")
        page.locator("header label[for=__drawer]").first.click()
        page.locator(".md-nav--primary").get_by_text("Accounts").click()
        page.wait_for_url(f"{address}accounts/index.html")


def first_result(page: Page, query: str) -> str:
    """Type a question and return where the first answer leads."""
    page.locator("input[name=query]").click()
    page.locator("input[name=query]").fill(query)
    page.keyboard.press("End")  # the theme waits for a key to be let go
    answer = page.locator("a.md-search-result__link").first
    answer.wait_for(state="attached", timeout=10_000)
    return (answer.get_attribute("href") or "").partition("?")[0]


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("material")
    site.build(root(folder, mkdocs_yml()), sample())
    with served(folder / "build" / "site") as place:
        yield place


@pytest.mark.browser
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("山田", 0), ("精機", 0), ("山田精機株式会社", 0), ("machinery", 0), ("seiki", 0),
        ("yamada-seiki.co.jp", 0), ("서울", 1), ("전자", 1), ("seoul-electronics", 1),
        ("acme", 2), ("deal-acme-7k3q", 2), ("7k3q", 2),
    ],
)  # fmt: skip
def test_the_search_finds(page: Page, material: str, query: str, found: int) -> None:
    page.goto(f"{material}accounts/")
    assert first_result(page, query) == f"{material}accounts/{IDS[found]}.html"


@pytest.mark.browser
def test_a_question_and_a_title_are_text(page: Page, material: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{material}?q=img%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    page.locator("a.md-search-result__link").first.wait_for(state="attached")
    assert page.locator(".md-search-result h1").first.inner_text() == "<img src=x onerror=alert(1)>"
    assert page.locator(".md-search-result img").count() == 0
    assert not any(url.endswith("/x") for url in asked)


def crowd(count: int) -> tuple[SearchEntry, ...]:
    """Return as many entries as a large book has, most of them alike."""
    return tuple(
        SearchEntry(
            f"accounts/kita-{number}.html",
            f"北浜{number}電機工業株式会社" if number % 2 else f"Kitahama {number} Electric",
            "Machinery · Kansai",
            (f"kita-{number}-{number:04x}", f"kita{number}.example.co.jp"),
        )
        for number in range(count)
    )


@pytest.mark.browser
@pytest.mark.slow
def test_ten_thousand_entries_answer_within_two_seconds(page: Page, tmp_path: Path) -> None:
    made = telling(Told((HOME, LIST), search=(*crowd(10_000), *sample().told.search)))
    site.build(root(tmp_path, mkdocs_yml()), made)
    with served(tmp_path / "build" / "site") as place:
        # Where others compute as well, everything takes as many times as long.
        limit = 2 * max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
        assert any(asked(page, f"{place}?q=山田精機") < limit for _ in range(5))


def asked(page: Page, address: str) -> float:
    """Return how long it takes from opening a page until its first answer stands there."""
    begun = time.monotonic()
    page.goto(address)
    answer = page.locator("a.md-search-result__link").first
    answer.wait_for(state="attached", timeout=20_000)
    assert "/accounts/yamada-seiki.html" in (answer.get_attribute("href") or "")
    return time.monotonic() - begun
