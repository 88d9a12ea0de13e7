import gzip
import json
from pathlib import Path

import pytest

from generator.errors import NotWritableError
from generator.website.finish import Rendered, begun, finish
from generator.website.page import Portal, SearchEntry, Told
from generator.website.shell import ShellError
from tests.portal import records, telling, tree

HEAD = '<meta charset="utf-8"><title>slotqtitleqz</title>'
SECTION = "<h2>slotqname{0}qz</h2><!--slotqbody{0}qz-->\n"
SHELLS = {
    "accounts/slotqidqz.html": HEAD + SECTION.format("first") + SECTION.format("second"),
    "accounts/slotqbareqz.html": HEAD,
}
INDEX = json.dumps({"config": {}, "docs": []})


def complete(
    rendered: Rendered, portal: Portal, *, address: str, policy: bool, processes: int | None = None
) -> None:
    """Begin the work and finish the site, as an engine does it around its rendering."""
    with begun(portal, processes) as work:
        finish(rendered, portal, work, address=address, policy=policy)


def rendered(folder: Path, **more: str) -> Rendered:
    """Write what an engine leaves behind; what lies in `downloads/` is none of its pages."""
    files = {"index.html": "<p>Home</p>", "404.html": "<p>404</p>", **SHELLS}
    files |= {name.replace("__", "/"): text for name, text in more.items()}
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    pages = (path for path in files if path.endswith(".html"))
    return Rendered(folder, [path for path in pages if not path.startswith("downloads/")])


def portal(*ids: str) -> Portal:
    return telling(Told(search=(SearchEntry("a/", "A"),)), records("accounts", *ids))


@pytest.mark.parametrize("processes", [1, 2])
def test_record_pages_come_and_the_shells_go(tmp_path: Path, processes: int) -> None:
    complete(rendered(tmp_path), portal("a", "b"), address="", policy=False, processes=processes)
    assert sorted(tree(tmp_path)) == [
        "404.html", "accounts/a.html", "accounts/b.html", "index.html",
    ]  # fmt: skip


def test_a_page_that_the_engine_did_not_render_is_none(tmp_path: Path) -> None:
    """MkDocs makes one page of a README and an index, and none of what it is told to leave out."""
    folder, pages = rendered(tmp_path)
    complete(Rendered(folder, [*pages, "drafts/x.html"]), portal("a"), address="a", policy=False)
    assert "drafts/x.html" not in tree(tmp_path)
    assert "drafts" not in (tmp_path / "sitemap.xml").read_text()


def test_a_kind_without_records_leaves_nothing(tmp_path: Path) -> None:
    complete(rendered(tmp_path), portal(), address="", policy=False)
    assert sorted(tree(tmp_path)) == ["404.html", "index.html"]


def test_the_policy_is_on_every_page_record_pages_too(tmp_path: Path) -> None:
    page = '<meta charset="utf-8">'
    complete(rendered(tmp_path, **{"index.html": page}), portal("a"), address="", policy=True)
    found = tree(tmp_path)
    assert b"Content-Security-Policy" in found["accounts/a.html"]
    assert b"Content-Security-Policy" in found["index.html"]


def test_entries_join_the_index_that_is_there(tmp_path: Path) -> None:
    folder = rendered(tmp_path, **{"search__search_index.json": INDEX})
    complete(folder, portal("a"), address="", policy=False)
    index = json.loads((tmp_path / "search" / "search_index.json").read_text())
    assert [item["title"] for item in index["docs"]] == ["A"]
    assert not (tmp_path / "search.json").exists()


def test_the_map_names_every_page_and_no_day(tmp_path: Path) -> None:
    folder = rendered(tmp_path, **{"業績__index.html": "", "sitemap.xml": "old"})
    complete(folder, portal("a"), address="https://x.example/p/", policy=False)
    content = (tmp_path / "sitemap.xml").read_text()
    assert content == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        "<url><loc>https://x.example/p/accounts/a.html</loc></url>\n"
        "<url><loc>https://x.example/p/index.html</loc></url>\n"
        "<url><loc>https://x.example/p/%E6%A5%AD%E7%B8%BE/index.html</loc></url>\n"
        "</urlset>\n"
    )
    assert gzip.decompress((tmp_path / "sitemap.xml.gz").read_bytes()).decode() == content


def test_without_an_address_there_is_no_map(tmp_path: Path) -> None:
    folder = rendered(tmp_path, **{"sitemap.xml": "old", "sitemap.xml.gz": "old"})
    complete(folder, portal("a"), address="", policy=False)
    assert not list(tmp_path.glob("sitemap*"))


def test_a_download_in_html_is_left_alone(tmp_path: Path) -> None:
    folder = rendered(tmp_path, **{"downloads__index.html": "\n\n  <p>\n\n"})
    complete(folder, portal(), address="https://x.example/", policy=True)
    assert (tmp_path / "downloads" / "index.html").read_text() == "\n\n  <p>\n\n"
    assert "downloads" not in (tmp_path / "sitemap.xml").read_text()


def test_a_theme_that_no_record_fits_is_said_with_the_kind(tmp_path: Path) -> None:
    folder = rendered(tmp_path, **{"accounts__slotqidqz.html": SECTION.format("first")})
    with pytest.raises(ShellError, match="accounts/slotqidqz"):
        complete(folder, portal("a"), address="", policy=False)


def test_a_folder_that_an_engine_did_not_fill_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(NotWritableError, match="cannot be written"):
        complete(Rendered(tmp_path, ()), portal("a"), address="", policy=False)


def test_a_record_whose_id_ends_like_the_page_of_what_is_not_there_is_on_the_map(
    tmp_path: Path,
) -> None:
    complete(rendered(tmp_path), portal("order-404"), address="https://x.example/", policy=False)
    assert "accounts/order-404.html" in (tmp_path / "sitemap.xml").read_text()
