"""The docs folder that a site engine reads: every page, the shells, and the company's own files.

These are plain files that MkDocs and Zensical build alike. A page of the company's own in `site/`
stands in the place of a generated one with the same path.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from generator.errors import SalesbookError
from generator.look.block import lifted
from generator.website import shell
from generator.website.page import Page, Portal

_MARKDOWN = (".markdown", ".md", ".mdown", ".mkd", ".mkdn")
"""How the names of files end that MkDocs makes pages of."""


class PathError(SalesbookError):
    """A file that would lie outside the docs folder."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path}: a page's path must lead down from the docs folder.")


def files(portal: Portal, own: Path) -> dict[str, bytes]:
    """Return the content of every file of the docs folder by its path.

    `own` is the folder of hand-written pages, images and styles; it need not be there.
    """
    found = {asset.path: asset.content for asset in portal.told.assets}
    found.update({page.path: lifted(page.text).encode() for page in portal.told.pages})
    for kind in portal.records:
        found.update({path: text.encode() for path, text in shell.sources(kind.kind).items()})
    found.update(_own_files(own))
    for path in found:
        _check(path)
    return found


def rendered(paths: Iterable[str]) -> list[str]:
    """Return the pages that an engine makes of these files, by path in the site, with its 404."""
    pages = (PurePosixPath(path) for path in paths if path.endswith(_MARKDOWN))
    named = (page.with_stem("index") if page.stem == "README" else page for page in pages)
    return ["404.html", *(page.with_suffix(".html").as_posix() for page in named)]


def navigable(portal: Portal, own: Path) -> list[Page]:
    """Return all pages in the order of the navigation: generated ones, then the company's own.

    A hand-written page's title in the navigation is its file's name in words, unless its place is
    taken from a generated page.
    """
    generated = {page.path for page in portal.told.pages}
    written = [
        Page(path, "", nav=_place(path))
        for path in _own_files(own)
        if path.endswith(".md") and path not in generated
    ]
    return [*portal.told.pages, *written]


def _place(path: str) -> tuple[str, ...]:
    """Name the place of a hand-written page: its folders and its file, in words."""
    parts = PurePosixPath(path).with_suffix("").parts
    named = parts[:-1] if parts[-1] == "index" and len(parts) > 1 else parts
    return tuple(part.replace("-", " ").replace("_", " ").capitalize() for part in named)


def _own_files(own: Path) -> dict[str, bytes]:
    """Return the company's own files, with the edit link of each page in its front matter."""
    return {
        path: _editable(file.read_bytes(), f"{own.name}/{path}")
        if path.endswith(".md")
        else file.read_bytes()
        for path, file in _walk(own)
    }


def _walk(own: Path) -> Iterator[tuple[str, Path]]:
    """Give the regular files below a folder, sorted; links and hidden files are left out."""
    for parent, folders, names in os.walk(own):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(parent, name)
            if not name.startswith(".") and not file.is_symlink():
                yield file.relative_to(own).as_posix(), file


def _editable(content: bytes, source: str) -> bytes:
    """Say in a page's front matter which file it is made from."""
    line = f"edit: {source}\n".encode()
    head, mark, body = content.partition(b"\n")
    if mark and head.rstrip() == b"---":
        return b"---\n" + line + body
    return b"---\n" + line + b"---\n\n" + content


def _check(path: str) -> None:
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or ".." in parts or "\\" in path:
        raise PathError(path)
