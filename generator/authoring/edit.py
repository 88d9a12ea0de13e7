"""One record's file changed in place: what is not changed keeps its comments and its form."""

import re
from typing import NamedTuple

from generator.authoring import record_text
from generator.yaml import source
from generator.yaml.source import Tree
from schema import Shared
from schema.description import fields

_KEY = re.compile(r"""(?P<quote>["']?)(?P<name>[^\s"'#:\[\]{}-][^"':]*)(?P=quote):(\s|$)""")
_REMARK = re.compile(r"\s+#[^\n]*")


class _Block(NamedTuple):
    """A field's lines, with the remarks above it; the lines behind the last field have no name."""

    name: str
    lines: tuple[str, ...]


def edited(kind: type[Shared], text: str, before: dict[str, Tree], after: dict[str, Tree]) -> str:
    """Write the fields that differ between two trees into the text of the first one.

    A field that stands on one line keeps the remark behind it. A file that has not one field a
    line at the left margin is written anew.
    """
    blocks = _blocks(text)
    names = {block.name for block in blocks}
    kept = [_changed(kind, block, before, after) for block in blocks]
    for name in after:
        if name not in names:
            kept = _inserted(kind, kept, _Block(name, _lines(kind, name, after)))
    written = "".join(line for block in kept for line in block.lines)
    tree, _ = source.read(written.encode(), "")
    return written if tree == after else record_text.write(kind, after)


def _blocks(text: str) -> list[_Block]:
    """Split a file at its top-level keys; remarks and empty lines belong to what follows them."""
    blocks: list[_Block] = []
    waiting: list[str] = []
    for line in text.splitlines(keepends=True):
        found = _KEY.match(line)
        if found:
            blocks.append(_Block(found["name"], (*waiting, line)))
            waiting = []
        elif blocks and line[:1] in (" ", "-"):
            blocks[-1] = blocks[-1]._replace(lines=(*blocks[-1].lines, *waiting, line))
            waiting = []
        else:
            waiting.append(line)
    return [*blocks, _Block("", tuple(waiting))]


def _lines(kind: type[Shared], name: str, tree: dict[str, Tree]) -> tuple[str, ...]:
    return tuple(record_text.write(kind, {name: tree[name]}).splitlines(keepends=True))


def _changed(
    kind: type[Shared], block: _Block, before: dict[str, Tree], after: dict[str, Tree]
) -> _Block:
    """Give a block its new value; one whose field is gone keeps only the remarks above it."""
    if not block.name or before.get(block.name) == after.get(block.name):
        return block
    start = next(index for index, line in enumerate(block.lines) if _KEY.match(line))
    remarks = block.lines[:start]
    if block.name not in after:
        return _Block("", remarks)
    fresh = _lines(kind, block.name, after)
    if block.name in before and len(block.lines) - start == len(fresh) == 1:
        old = _lines(kind, block.name, before)[0]
        fresh = (f"{fresh[0][:-1]}{_remark(block.lines[-1], old)}\n",)
    return block._replace(lines=(*remarks, *fresh))


def _remark(line: str, old: str) -> str:
    """Find the remark behind a value that is written in the usual way."""
    rest = line[len(old) - 1 :].rstrip("\n")
    return rest if line.startswith(old[:-1]) and _REMARK.fullmatch(rest) else ""


def _inserted(kind: type[Shared], blocks: list[_Block], fresh: _Block) -> list[_Block]:
    """Put a new field before the first one that comes after it in canonical order."""
    order = {field.name: place for place, field in enumerate(fields(kind))}
    place = order.get(fresh.name, len(order))
    later = (
        index
        for index, block in enumerate(blocks)
        if block.name and order.get(block.name, len(order)) > place
    )
    index = next(later, len(blocks) - 1)
    return [*blocks[:index], fresh, *blocks[index:]]
