"""The site as a folder of files: the company's own among them, and opened without a server."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from generator.errors import SalesbookError
from generator.website import site
from generator.website.site import Engine
from tests.generator.website.test_site import mkdocs_yml, sample, served
from tests.portal import portal, root, tree
from tests.whole.reader import read

FORM = "\n\n<p>A form\n\n  <script>alert(1)</script>\n"
POLICY = "Content-Security-Policy"


@pytest.fixture(params=["mkdocs", "zensical"])
def engine(request: pytest.FixtureRequest) -> Engine:
    if request.param == "zensical":
        pytest.importorskip("zensical")
    found: Engine = request.param
    return found


@pytest.fixture
def folder(tmp_path: Path, engine: Engine) -> Path:
    """Build a small site with the configuration of this repository and return its folder."""
    site.build(root(tmp_path, mkdocs_yml()), sample(), engine=engine)
    return tmp_path / "build" / "site"


def write(folder: Path, files: dict[str, str]) -> None:
    """Write files of the company's own."""
    for name, text in files.items():
        file = folder / "site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def test_pages_of_ones_own_are_finished_and_a_file_of_html_is_left_alone(
    tmp_path: Path, engine: Engine
) -> None:
    files = {
        "about.md": "# About\n",
        "guides/README.md": "# Guides\n",
        "notes.markdown": "# Notes\n",
    }
    write(tmp_path, {**files, "forms/index.html": FORM, "accounts/form.html": FORM})
    site.build(root(tmp_path), portal("acme"), engine=engine)
    found = {
        path: content.decode()
        for path, content in tree(tmp_path / "build" / "site").items()
        if path.endswith(".html")
    }
    assert {"about.html", "guides/index.html", "accounts/acme.html"} < {*found}
    assert found.pop("forms/index.html") == found.pop("accounts/form.html") == FORM
    assert [path for path, html in found.items() if POLICY not in html] == []
    assert "notes.html" in found or engine == "zensical"  # which copies what is not named .md


def test_a_page_of_ones_own_at_a_records_address_is_refused_in_one_line(
    tmp_path: Path, engine: Engine
) -> None:
    config = root(tmp_path)
    site.build(config, portal("acme"), engine=engine)
    before = tree(tmp_path / "build" / "site")
    write(tmp_path, {"accounts/acme.md": "# Ours\n"})
    with pytest.raises(SalesbookError) as raised:
        site.build(config, portal("acme"), engine=engine)
    assert str(raised.value) == (
        "accounts/acme.html: a page of the site has the address of a record. "
        "Rename site/accounts/acme.md, or .html."
    )
    assert tree(tmp_path / "build" / "site") == before


def test_every_address_of_every_page_names_a_file(folder: Path) -> None:
    files = {*tree(folder)}
    for path in (path for path in files if path.endswith(".html") and path != "404.html"):
        for url, _ in read((folder / path).read_text("utf-8")).addresses:
            if not url.startswith(("#", "https:")):
                place = (folder / path).parent / url.partition("#")[0]
                assert place.resolve().relative_to(folder.resolve()).as_posix() in files, (
                    path,
                    url,
                )


@pytest.mark.browser
def test_from_a_disk_the_page_says_how_to_search(page: Page, folder: Path) -> None:
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto((folder / "accounts" / "yamada-seiki.html").as_uri())
        expect(page.locator(".md-search")).to_be_hidden()
        words = page.get_by_text("To search, open the site where it is served")
        expect(words).to_be_hidden()
        page.locator("header summary").click()
        expect(words).to_be_visible()
        expect(words).to_be_in_viewport(ratio=1)


@pytest.mark.browser
def test_a_site_that_is_served_speaks_of_no_disk(page: Page, folder: Path) -> None:
    with served(folder) as place:
        page.goto(place, wait_until="networkidle")
        expect(page.locator(".md-search")).to_be_visible()
        expect(page.locator(".sb-no-search")).to_have_count(0)
