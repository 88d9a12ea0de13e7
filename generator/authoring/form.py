"""A record's file in the usual form: fields in canonical order, line ends, quotes, indentation.

Remarks stay: a field takes along those above it, and one with remarks inside keeps its lines. The
remarks at the top that an empty line parts from the first field stay at the top.
"""

import re
import unicodedata

from generator.authoring import record_text
from generator.diagnostic import Diagnostic
from generator.yaml import layout, source
from generator.yaml.layout import Entry, Node
from generator.yaml.source import Tree
from schema import Shared
from schema.description import fields

_BOM = b"\xef\xbb\xbf"
_REMARK = re.compile(r"(?:^|\s)#", re.MULTILINE)


def formed(kind: type[Shared], data: bytes, path: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """Write a file in the usual form, or say why it cannot be read; doing it twice is once."""
    plain = data.removeprefix(_BOM).replace(b"\r\n", b"\n").rstrip(b"\n") + b"\n"
    try:
        plain = unicodedata.normalize("NFC", plain.decode()).encode()
    except UnicodeDecodeError:
        plain = data
    tree, found = source.read(plain, path)
    if tree is None:
        return None, found
    text = plain.decode()
    root = layout.root(text)
    if root.style == "[":
        written = text if _REMARK.search(text) else record_text.write(kind, tree)
    else:
        written = _ordered(kind, text, root, tree)
    return (written if source.read(written.encode(), path)[0] == tree else text), found


def _ordered(kind: type[Shared], text: str, root: Node, tree: dict[str, Tree]) -> str:
    """Put the fields, each with the remarks above it, into canonical order."""
    order = {field.name: place for place, field in enumerate(fields(kind))}
    blocks: list[tuple[int, str]] = []
    place = top = _head(text, root.entries[0])
    for entry in root.entries:
        end = text.find("\n", entry.node.stop) + 1
        start = text.rfind("\n", 0, entry.start) + 1
        block = text[place:start] + _block(kind, entry.key, text[start:end], tree)
        blocks.append((order.get(entry.key, len(order)), block))
        place = end
    blocks.sort(key=lambda block: block[0])
    return "".join([text[:top], *(block for _, block in blocks), text[place:]])


def _head(text: str, first: Entry) -> int:
    """Give the end of the remarks at the top that are not about the first field."""
    above = text[: text.rfind("\n", 0, first.start) + 1]
    found = above.rfind("\n\n")
    return found + 2 if found >= 0 else 0


def _block(kind: type[Shared], name: str, lines: str, tree: dict[str, Tree]) -> str:
    """Write one field anew, unless remarks would be lost or it has no value."""
    if name not in tree or _REMARK.search(lines):
        return lines
    return record_text.write(kind, {name: tree[name]})
