import gzip
import json
from pathlib import Path

import pytest

from generator.errors import NotWritableError
from generator.website.finish import finish
from generator.website.page import Portal, SearchEntry
from generator.website.shell import ShellError
from tests.portal import records, tree

HEAD = '<meta charset="utf-8"><title>slotqtitleqz</title>'
SECTION = "<h2>slotqname{0}qz</h2><!--slotqbody{0}qz-->\n"
SHELLS = {
    "accounts/slotqidqz/index.html": HEAD + SECTION.format("first") + SECTION.format("second"),
    "accounts/slotqbareqz/index.html": HEAD,
}
INDEX = json.dumps({"config": {}, "docs": []})


def rendered(folder: Path, **more: str) -> Path:
    """Write what an engine leaves behind."""
    files = {"index.html": "<p>Home</p>", "404.html": "<p>404</p>", **SHELLS}
    for path, text in {**files, **{name.replace("__", "/"): more[name] for name in more}}.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def portal(*ids: str) -> Portal:
    return Portal(records=(records("accounts", *ids),), search=(SearchEntry("a/", "A"),))


@pytest.mark.parametrize("processes", [1, 2])
def test_record_pages_come_and_the_shells_go(tmp_path: Path, processes: int) -> None:
    finish(rendered(tmp_path), portal("a", "b"), address="", policy=False, processes=processes)
    assert sorted(tree(tmp_path)) == [
        "404.html", "accounts/a/index.html", "accounts/b/index.html", "index.html",
    ]  # fmt: skip


def test_a_kind_without_records_leaves_nothing(tmp_path: Path) -> None:
    finish(rendered(tmp_path), portal(), address="", policy=False)
    assert sorted(tree(tmp_path)) == ["404.html", "index.html"]


def test_the_policy_is_on_every_page_record_pages_too(tmp_path: Path) -> None:
    page = '<meta charset="utf-8">'
    finish(rendered(tmp_path, **{"index.html": page}), portal("a"), address="", policy=True)
    found = tree(tmp_path)
    assert b"Content-Security-Policy" in found["accounts/a/index.html"]
    assert b"Content-Security-Policy" in found["index.html"]


def test_entries_join_the_index_that_is_there(tmp_path: Path) -> None:
    folder = rendered(tmp_path, **{"search__search_index.json": INDEX})
    finish(folder, portal("a"), address="", policy=False)
    index = json.loads((tmp_path / "search" / "search_index.json").read_text())
    assert [item["title"] for item in index["docs"]] == ["A"]
    assert not (tmp_path / "search.json").exists()


def test_the_map_names_every_page_and_no_day(tmp_path: Path) -> None:
    folder = rendered(tmp_path, **{"業績__index.html": "", "sitemap.xml": "old"})
    finish(folder, portal("a"), address="https://x.example/p/", policy=False)
    content = (tmp_path / "sitemap.xml").read_text()
    assert content == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        "<url><loc>https://x.example/p/</loc></url>\n"
        "<url><loc>https://x.example/p/accounts/a/</loc></url>\n"
        "<url><loc>https://x.example/p/%E6%A5%AD%E7%B8%BE/</loc></url>\n"
        "</urlset>\n"
    )
    assert gzip.decompress((tmp_path / "sitemap.xml.gz").read_bytes()).decode() == content


def test_without_an_address_there_is_no_map(tmp_path: Path) -> None:
    folder = rendered(tmp_path, **{"sitemap.xml": "old", "sitemap.xml.gz": "old"})
    finish(folder, portal("a"), address="", policy=False)
    assert not list(tmp_path.glob("sitemap*"))


def test_a_download_in_html_is_left_alone(tmp_path: Path) -> None:
    folder = rendered(tmp_path, **{"quotes__q-1.html": "\n\n  <p>\n\n"})
    finish(folder, portal(), address="", policy=True)
    assert (tmp_path / "quotes" / "q-1.html").read_text() == "\n\n  <p>\n\n"


def test_a_theme_that_no_record_fits_is_said_with_the_kind(tmp_path: Path) -> None:
    folder = rendered(tmp_path, **{"accounts__slotqidqz__index.html": SECTION.format("first")})
    with pytest.raises(ShellError, match="accounts/slotqidqz"):
        finish(folder, portal("a"), address="", policy=False)


def test_a_folder_that_an_engine_did_not_fill_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(NotWritableError, match="cannot be written"):
        finish(tmp_path, portal("a"), address="", policy=False)
