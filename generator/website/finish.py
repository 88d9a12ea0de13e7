"""From what an engine rendered to the whole site: record pages, search entries, map of addresses.

Both engines leave the same behind: rendered pages, among them the shells, and a search index. What
is done to them here does not ask which engine it was.
"""

import gzip
import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from html import escape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from generator.look.block import blocks, laid
from generator.website import fork, guard, search, stamp
from generator.website.fork import Begun
from generator.website.page import Portal, Records, SearchEntry
from generator.website.shell import BARE, FULL, Shell, Shells, compiled
from generator.website.stamp import Place
from generator.website.write import writing

_FEW = 500
"""Fewer pages than this are made sooner by one process than it takes to start another."""
_MANY = 10_000
"""So many pages are worth another process: each answers the queries of the kinds it takes."""

_NOWHERE = "404.html"
"""The page of what is not there."""

_INDEXES: tuple[tuple[str, Callable[[str, Iterable[SearchEntry]], str]], ...] = (
    ("search/search_index.json", search.mkdocs_index),
    ("search.json", search.zensical_index),
)


class Rendered(NamedTuple):
    """What an engine has left in a folder; `pages` may name some that it did not render."""

    folder: Path
    pages: Iterable[str]


def begun(portal: Portal, processes: int | None = None) -> AbstractContextManager[Begun[Place]]:
    """Begin the record pages, most of which needs nothing that an engine renders.

    The large kinds come first, so that no process ends long after the others.
    """
    kinds = sorted(portal.records, key=lambda kind: -len(kind.ids))
    return fork.begun(stamp.write, kinds, processes or _processes(kinds))


def finish(
    rendered: Rendered, portal: Portal, work: Begun[Place], *, address: str, policy: bool
) -> None:
    """Complete a rendered site in its folder, with the work that was begun on it.

    `address` is where the site will be found, or nothing if that is unknown; `policy` says whether
    the pages carry one (while they are served for editing, the server adds a script of its own).
    Raises ShellError, TakenError, NotWritableError.
    """
    folder = rendered.folder
    with writing(folder):
        pages = sorted(page for page in rendered.pages if (folder / page).is_file())
        known = blocks(page.text for page in portal.told.pages)
        for page in pages:
            _finish_page(folder / page, known, policy=policy)
        shells = {kind.kind: _shells(folder, kind.kind) for kind in portal.records if kind.ids}
        for kind in portal.records:
            _remove_shells(folder / kind.kind)
        place = Place(folder, shells)
        work.give(place)
        _finish_search(folder, portal.told.search)
        work.end(place)
        _write_map(folder, _addresses(pages, portal.records), address)


def _processes(records: Iterable[Records]) -> int:
    """Return how many processes are worth their start."""
    pages = sum(len(kind.ids) for kind in records)
    return min(os.cpu_count() or 1, 2 + pages // _MANY) if pages > _FEW else 1


def _finish_page(page: Path, known: Mapping[str, str], *, policy: bool) -> None:
    html = guard.finished(page.read_text("utf-8"), policy=policy)
    page.write_text(laid(html, known), "utf-8", newline="")


def _shells(folder: Path, kind: str) -> Shells:
    return Shells(_shell(folder, kind, FULL), _shell(folder, kind, BARE))


def _shell(folder: Path, kind: str, name: str) -> Shell:
    html = (folder / kind / f"{name}.html").read_text("utf-8")
    return compiled(html, f"{kind}/{name}")


def _remove_shells(folder: Path) -> None:
    for name in (FULL, BARE):
        (folder / f"{name}.html").unlink()


def _finish_search(folder: Path, entries: Iterable[SearchEntry]) -> None:
    """Add the entries to the index that is there; a site may have none."""
    for name, merged in _INDEXES:
        file = folder / name
        if file.is_file():
            file.write_text(merged(file.read_text("utf-8"), entries), "utf-8", newline="")


def _addresses(pages: Iterable[str], records: Iterable[Records]) -> list[str]:
    """Return where every page of the site is, from its root, sorted; the shells are none."""
    found = {f"{kind.kind}/{record}.html" for kind in records for record in kind.ids}.union(pages)
    shells = {f"{kind.kind}/{shell}.html" for kind in records for shell in (FULL, BARE)}
    return sorted(found - shells - {_NOWHERE})


def _write_map(folder: Path, paths: Iterable[str], address: str) -> None:
    """Write the list of all pages, without dates: the same input gives the same bytes."""
    (folder / "sitemap.xml").unlink(missing_ok=True)
    (folder / "sitemap.xml.gz").unlink(missing_ok=True)
    if address:
        content = _map(paths, address).encode()
        (folder / "sitemap.xml").write_bytes(content)
        (folder / "sitemap.xml.gz").write_bytes(gzip.compress(content, mtime=0))


def _map(paths: Iterable[str], address: str) -> str:
    base = address.rstrip("/")
    urls = (f"{base}/{quote(path)}" for path in paths)
    lines = "".join(f"<url><loc>{escape(url)}</loc></url>\n" for url in urls)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return f'{head}\n<urlset xmlns="{space}">\n{lines}</urlset>\n'
