"""A small portal and a folder to build it in, for the tests of the site."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from generator.website.page import (
    Asset,
    Crumb,
    Page,
    Portal,
    RecordPage,
    Records,
    SearchEntry,
    Section,
    Told,
)

MKDOCS = """\
site_name: Test & Co
site_url: https://sales.example.com/portal/
repo_url: https://git.example.com/test/sales
edit_uri: edit/main/
docs_dir: build/docs
site_dir: build/site
theme:
  name: material
  font: false
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      toggle: {icon: material/weather-night, name: Dark}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      toggle: {icon: material/weather-sunny, name: Light}
  features: [navigation.tabs, navigation.top, toc.follow, content.action.edit, search.suggest]
plugins:
  search:
    lang: en
    pipeline: []
    separator: '(?:&(?:amp|lt|gt|quot|#\\w+);|[\\s\\-_.@/])+'
    fields: {title: {boost: 4}}
  salesbook: {as_of: 2026-04-01}
markdown_extensions: [attr_list, md_in_html, toc]
validation: {links: {unrecognized_links: ignore}}
"""

TITLE = '山田精機 & Söhne "K.K." <b>'


def sections(count: int) -> tuple[Section, ...]:
    """Return sections with finished HTML, signs that Markdown knows among it."""
    return tuple(
        Section(f"part-{number}", f"Part {number}", f'<div class="sb-wrap">*a* {number} & b</div>')
        for number in range(count)
    )


def record_page(kind: str, page: str, count: int = 2) -> RecordPage:
    """Return a record page with this many sections."""
    return RecordPage(
        kind=kind,
        id=page,
        title=TITLE,
        description="Machinery, 'Kansai' & more",
        head='<div class="sb-head">head</div>',
        sections=sections(count),
        source=f"data/{kind}/{page}.yml",
        crumbs=(Crumb("Home", "../index.html"), Crumb("A & B", "index.html"), Crumb("As of <now>")),
    )


def records(kind: str, *ids: str) -> Records:
    """Return the record pages of a kind; the n-th has n sections, counted from none."""
    counts = {page: number for number, page in enumerate(ids)}

    def pages(share: Sequence[str]) -> Iterable[RecordPage]:
        return (record_page(kind, page, counts[page]) for page in share)

    return Records(kind, ids, pages)


HOME = Page("index.md", "---\ntitle: Home\n---\n\n# Home\n", ("Home",))
LIST = Page("accounts/index.md", "---\ntitle: Accounts\n---\n\n# Accounts\n", ("Accounts",))


def portal(*ids: str, pages: tuple[Page, ...] = (), search: tuple[SearchEntry, ...] = ()) -> Portal:
    """Return a portal with these accounts."""
    files = (Asset("accounts/list.csv", b"id\r\n"),)
    return telling(Told((HOME, LIST, *pages), files, search), records("accounts", *ids))


def telling(told: Told, *kinds: Records) -> Portal:
    """Return a portal that tells this."""
    return Portal(kinds, lambda: told)


def root(folder: Path, mkdocs: str = MKDOCS) -> Path:
    """Make a folder that can be built and return its mkdocs.yml."""
    folder.mkdir(parents=True, exist_ok=True)
    config = folder / "mkdocs.yml"
    config.write_text(mkdocs, encoding="utf-8")
    return config


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path in it."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
