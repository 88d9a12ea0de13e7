"""The shell of a kind's record pages: a page with place-holders, rendered once by the site engine.

Rendering thousands of record pages one by one is what makes a site slow. So the engine renders two
pages a kind, one with sections and one without, in which tokens stand for what differs from record
to record. `compiled` splits the result at the tokens, once; after that a page is a join of strings,
and equals byte for byte what the engine would have made of the same content.

Which sections a record has differs too. The shell shows two, and what the theme writes for each of
them (in the table of contents, in the body) must be the same but for the tokens; then that part
serves any number of sections. A theme that breaks this is refused with a clear word.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import takewhile
from urllib.parse import quote

from generator.errors import SalesbookError
from generator.website.page import Crumb, RecordPage


class ShellError(SalesbookError):
    """A rendered shell that no record can be put into."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: the theme's page cannot take records: {reason}.")


def _token(name: str) -> str:
    """Write a place-holder: a word that Markdown, slugs and addresses leave as it is."""
    return f"slotq{name}qz"


_TOKEN = re.compile(r"<!--slotq([a-z]+)qz-->|slotq([a-z]+)qz")
"""A place-holder; where a block of HTML is to stand, the comment around it goes too."""

FULL, BARE = _token("id"), _token("bare")
"""The names of the two shells of a kind, with and without sections; they stand for the id."""

_HEAD = f"""\
---
title: {_token("title")}
description: {_token("description")}
hide: [navigation]
search: {{exclude: true}}
edit: {_token("source")}
---

<!--{_token("crumbs")}-->

# {_token("heading")} {{ #record }}

<!--{_token("head")}-->
"""

_SECTION = f"""
## {_token("name@")} {{ #{_token("anchor@")} }}

<!--{_token("body@")}-->
"""

_STEP = ' <span aria-hidden="true">\u203a</span> '
_BESIDE = ' <span class="sb-dot">\u00b7</span> '
_FIRST, _SECOND = "first", "second"
_SLOTS = ("anchor", "name", "body")
"""What a section has for its slots, in the order in which its values are given."""


def sources(kind: str) -> dict[str, str]:
    """Return the Markdown of a kind's two shells by path in the docs folder."""
    sections = "".join(_SECTION.replace("@", which) for which in (_FIRST, _SECOND))
    return {f"{kind}/{FULL}.md": _HEAD + sections, f"{kind}/{BARE}.md": _HEAD}


@dataclass(frozen=True, slots=True)
class Repeat:
    """A part that stands once for each section: its pieces, and what stands between two.

    `pattern` is the part with a `%s` for every slot, and `order` says which of a section's values
    stands in each.
    """

    pattern: str
    order: tuple[int, ...]
    between: str

    def filled(self, sections: Sequence[tuple[str, ...]]) -> str:
        """Return the part for the values of these sections, in their order."""
        pattern, order = self.pattern, self.order
        return self.between.join([pattern % tuple([one[at] for at in order]) for one in sections])


@dataclass(frozen=True, slots=True)
class Shell:
    """A rendered shell, split at its place-holders: literals with slots between them.

    The literals are most of a page, so they are UTF-8 already.
    """

    literals: tuple[bytes, ...]
    slots: tuple[str | Repeat, ...]

    def filled(self, page: RecordPage) -> bytes:
        """Return the finished HTML of a record's page, in UTF-8."""
        values = _values(page)
        sections = [(_known(one.id), _known(one.title), one.body) for one in page.sections]
        parts = [b""] * (2 * len(self.slots) + 1)
        parts[::2] = self.literals
        parts[1::2] = [
            (slot.filled(sections) if isinstance(slot, Repeat) else values[slot]).encode()
            for slot in self.slots
        ]
        return b"".join(parts)


@dataclass(frozen=True, slots=True)
class Shells:
    """The two shells of a kind."""

    full: Shell
    bare: Shell

    def filled(self, page: RecordPage) -> bytes:
        """Return the finished HTML of a record's page, in UTF-8."""
        return (self.full if page.sections else self.bare).filled(page)


def compiled(html: str, path: str) -> Shell:
    """Split a rendered shell; `path` names it if it cannot be used.

    Raises ShellError when the theme treats the first section unlike the second.
    """
    found = list(_TOKEN.finditer(html))
    names = [match[1] or match[2] for match in found]
    edges = [0, *(edge for match in found for edge in match.span()), len(html)]
    literals = [html[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    return _folded(literals, names, path)


def _folded(literals: Sequence[str], names: Sequence[str], path: str) -> Shell:
    """Make each run of slots of the two sections one part that repeats."""
    kept, slots, at = [literals[0]], list[str | Repeat](), 0
    while at < len(names):
        run = [*takewhile(_is_first, names[at:])]
        slots.append(_repeat(literals, names, at, len(run), path) if run else names[at])
        at += 2 * len(run) or 1
        kept.append(literals[at])
    return Shell(tuple(literal.encode() for literal in kept), tuple(slots))


def _repeat(
    literals: Sequence[str], names: Sequence[str], at: int, length: int, path: str
) -> Repeat:
    """Take the part of the first section, once the second proves to be the same."""
    middle, end = at + length, at + 2 * length
    first = [name.removesuffix(_FIRST) for name in names[at:middle]]
    second = [name.removesuffix(_SECOND) for name in names[middle:end]]
    if first != second:
        raise ShellError(path, "its two sections do not hold the same")
    if literals[at + 1 : middle] != literals[middle + 1 : end]:
        raise ShellError(path, "its two sections are not written alike")
    inner = [literal.replace("%", "%%") for literal in literals[at + 1 : middle]]
    pattern = "%s" + "".join(f"{literal}%s" for literal in inner)
    return Repeat(pattern, tuple(_SLOTS.index(name) for name in first), literals[middle])


def _is_first(name: str) -> bool:
    return name.endswith(_FIRST)


@lru_cache(1024)
def _known(text: str) -> str:
    """Escape a text that stands on the pages of all records of a kind."""
    return escape(text)


def _values(page: RecordPage) -> dict[str, str]:
    """Return what each slot of a page holds; a page without a description has its title there."""
    title = escape(page.title)
    return {
        "id": page.id,
        "bare": page.id,
        "title": title,
        "heading": page.heading or title,
        "description": escape(page.description) or title,
        "source": quote(page.source),
        "crumbs": trail(page.crumbs),
        "head": page.head,
    }


@lru_cache(1024)
def trail(crumbs: Sequence[Crumb]) -> str:
    """Return the way back up as HTML, on one line."""
    steps = _STEP.join(
        f'<a href="{escape(crumb.href)}">{escape(crumb.text)}</a>' for crumb in crumbs if crumb.href
    )
    beside = "".join(f"{_BESIDE}{escape(crumb.text)}" for crumb in crumbs if not crumb.href)
    return f'<nav class="sb-crumbs sb-dim" aria-label="Breadcrumb">{steps}{beside}</nav>'
