"""What a built page is to its readers: titles, addresses, anchors, tables and pictures.

It shares no code with the program and uses the parser of the standard library, which is quick
enough for every page of the sample company.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

Attributes = Mapping[str, str | None]

LOADED = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "iframe": ("src",),
    "object": ("data",),
    "embed": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
}
"""What a browser fetches without being asked; of links, only those named in `KEPT` are not."""

NOTED = frozenset(
    {"title", "h1", "script", "style", "svg", "article", "a", "label", "button", "thead"}
)
"""Elements that say what the words and pictures in them are."""

KEPT = frozenset({"canonical", "edit", "prev", "next", "alternate"})


class Address(NamedTuple):
    """An address on a page, and whether the browser fetches it by itself."""

    url: str
    loaded: bool


@dataclass(slots=True)
class Table:
    """A table: its caption, and how many header cells stand in it and do not say for what."""

    caption: bool = False
    headers: int = 0
    mute: int = 0


@dataclass(slots=True)
class Read:
    """What was read from one page."""

    title: str = ""
    headings: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    nameless: list[str] = field(default_factory=list)
    handlers: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.read = Read()
        self._open: list[str] = []
        self._drawing: list[str] = []
        self._named = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._anchors(given)
        self.read.addresses.extend(_addresses(tag, given))
        self.read.handlers.extend(name for name in given if name.startswith("on"))
        if tag in NOTED:
            self._open.append(tag)
        match tag:
            case "h1":
                self.read.headings.append("")
            case "table":
                self.read.tables.append(Table())
            case "caption":
                self.read.tables[-1].caption = True
            case "th":
                self.read.tables[-1].headers += 1
                self.read.tables[-1].mute += "scope" not in given and "thead" not in self._open
            case "img" if "alt" not in given:
                self.read.nameless.append(f"img {given.get('src')}")
            case "svg":
                self._named = _is_named(given) or bool({"a", "label", "button"} & {*self._open})
            case "title" if "svg" in self._open:
                self._named = True
            case _:
                pass

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass
            if tag == "svg" and "article" in self._open and not self._named:
                self.read.nameless.append(f"svg at {self.getpos()}")

    def handle_data(self, data: str) -> None:
        inside = self._open
        if "svg" not in inside and "title" in inside:
            self.read.title += data
        elif "h1" in inside:
            self.read.headings[-1] += data
        if not {"script", "style"} & {*inside}:
            self.read.words.append(data)

    def _anchors(self, given: Attributes) -> None:
        if given.get("id"):
            self.read.ids.append(str(given["id"]))
        if given.get("for"):
            self.read.labels.append(str(given["for"]))


def _is_named(given: Attributes) -> bool:
    return given.get("aria-hidden") == "true" or "aria-label" in given or "aria-labelledby" in given


def _addresses(tag: str, given: Attributes) -> list[Address]:
    if tag == "link":
        loaded = not KEPT & {*str(given.get("rel")).split()}
        return [Address(str(given["href"]), loaded)] if given.get("href") else []
    names = LOADED.get(tag, ())
    found = [Address(str(given[name]).split()[0], loaded=True) for name in names if given.get(name)]
    links = [name for name in ("href", "action") if name not in names and given.get(name)]
    return found + [Address(str(given[name]), loaded=False) for name in links]


def read(html: str) -> Read:
    """Read a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.read


@cache
def pages(site: Path) -> Mapping[str, Read]:
    """Read every page of a site once, by its path."""
    return {
        file.relative_to(site).as_posix(): read(file.read_text("utf-8"))
        for file in sorted(site.rglob("*.html"))
    }
