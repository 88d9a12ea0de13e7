"""Blocks: the finished pieces of a Markdown page, tables and charts, which no engine has to read.

An engine that parses every cell of a page's tables spends most of its time on them, for nothing:
they are HTML already. So a block stands between two comments in the text of a page; `lifted` takes
it out and leaves a short comment, and `laid` puts it back into the page that the engine rendered.
Inside a block values are escaped for HTML alone, since Markdown never sees them, and no value can
write a comment, since its brackets are escaped.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import sha256

from markupsafe import Markup

from generator.look import escape
from generator.look.setting import Setting

_BLOCK = re.compile("<!--block-->(.*?)<!--/block-->", re.DOTALL)
_PLACE = re.compile("<!--block ([0-9a-f]{32})-->")


def inside(setting: Setting) -> Setting:
    """Return the setting of what is written inside a block."""
    return replace(setting, escape=escape.html)


def block(html: Markup, setting: Setting) -> Markup:
    """Mark finished HTML in a page of Markdown; in a page of HTML it is like the rest."""
    if setting.escape is escape.html:
        return html
    return escape.markup(f"<!--block-->{html}<!--/block-->")


def lifted(text: str) -> str:
    """Return a page's text with a short comment in the place of each block."""
    return _BLOCK.sub(lambda found: f"<!--block {_name(found[1])}-->", text)


def blocks(texts: Iterable[str]) -> dict[str, str]:
    """Return the blocks of pages by the name in the comment that stands for each."""
    return {_name(html): html for text in texts for html in _BLOCK.findall(text)}


def laid(html: str, known: Mapping[str, str]) -> str:
    """Put the blocks into a rendered page; a comment that names none stays as it is."""
    return _PLACE.sub(lambda found: known.get(found[1], found[0]), html)


def _name(html: str) -> str:
    return sha256(html.encode()).hexdigest()[:32]
