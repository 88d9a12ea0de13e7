"""What a value from a record may become on a page: text, and never markup, Markdown or a script.

`html` serves pages that are stamped into rendered HTML. `markdown` serves pages that Markdown still
has to read: it gives the same text, with every character that Markdown or one of its extensions
could take for a sign of its own written as a numeric entity, line ends too, so that a value can
neither start a line nor end one. Entities read the same inside HTML blocks, so one escaper serves
the whole page; only code spans and fences show them as written: use `<code>{{ value }}</code>`.
"""

import json
import re
import unicodedata
from collections.abc import Sequence
from html import escape as _html
from urllib.parse import urlsplit

from markupsafe import Markup
from markupsafe import escape as _quick

_DROPPED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""Characters that no text needs and that parsers disagree about."""

_MARKDOWN = str.maketrans(
    {sign: f"&#{ord(sign)};" for sign in "\\`*_{}[]()#+!|~^:=$@-./?\t\n"}
    | {sign: _html(sign) for sign in "&<>\"'"}
)

_EDGE = re.compile(r"^\s|\s\Z")
"""White space at an end, which would indent a line or take the meaning from a sign beside it."""

_UNSAFE = re.compile(f"[&<>\"'\r{_DROPPED.pattern[1:]}")
"""What a text of an HTML page cannot hold as it is."""

unsafe = _UNSAFE.search
"""Tells whether a text cannot stand on an HTML page as it is; most can."""

_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_HOSTED = frozenset({"http", "https"})
_USUAL = re.compile(r"(?:mailto:[\w.+-]+@|https?://)[a-z0-9][a-z0-9.-]*(?:/[\w./-]*)?", re.ASCII)
"""Addresses that need no second look: most of those that records have."""
_UNWANTED = re.compile(r"[\s\\<>\"'`\x00-\x1f\x7f-\x9f]")


def clean(text: str) -> str:
    """Return the text without control characters, surrogates and line separators of Unicode."""
    if text.isprintable():
        return text
    return _DROPPED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def markup(text: str) -> Markup:
    """Return text that this program built as markup: the one door, so that it can be watched."""
    return str.__new__(Markup, text)  # whoever calls has escaped every value in it


def html(value: object) -> Markup:
    """Return a value as text of an HTML page; what is markup of ours already stays as it is."""
    if isinstance(value, Markup):
        return value
    text = str(value)
    return _quick(clean(text)) if unsafe(text) else markup(text)


def plain(value: object) -> str:
    """Return a value as text of an HTML page in a bare string, for code that joins thousands."""
    text = str(value)
    return _html(clean(text)) if unsafe(text) else text


def _entity(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"


def markdown(value: object) -> Markup:
    """Return a value as text of a Markdown page; what is markup of ours already stays as it is."""
    if isinstance(value, Markup):
        return value
    return markup(_EDGE.sub(_entity, clean(str(value)).translate(_MARKDOWN)))


def address(url: object) -> str | None:
    """Return an address that a page may link to, or None: http(s), mailto and tel alone.

    The scheme is looked for after what browsers do to a text before they follow it; a name and a
    password before the host (`https://bank.example@evil.example`) are refused as well.
    """
    given = str(url)
    if _USUAL.fullmatch(given):
        return given
    text = unicodedata.normalize("NFKC", given).strip()
    if _UNWANTED.search(text):
        return None
    try:
        parts = urlsplit(text)
        hosted = bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return None
    if parts.scheme not in _SCHEMES or (parts.scheme in _HOSTED and not hosted):
        return None
    return text


def front_matter(
    title: str, *, description: str = "", hide: Sequence[str] = (), search: bool = True
) -> str:
    """Return the head of a Markdown page, in which the title is one scalar whatever it holds.

    Title and description are escaped once here, because Material writes both as they are. The
    scalars are JSON, which YAML reads as quoted text.
    """
    texts = {"title": title, "description": description}
    lines = [f"{key}: {_scalar(text)}" for key, text in texts.items() if text]
    if hide:
        lines.append(f"hide: [{', '.join(map(_scalar, hide))}]")
    if not search:
        lines.append("search: {exclude: true}")
    return "\n".join(["---", *lines, "---", ""])


def _scalar(text: str) -> str:
    return json.dumps(_html(" ".join(clean(text).split())), ensure_ascii=False)
