"""One record's file changed in place: only the lines of what is changed, all others as they were.

The text is never written anew from its tree: each difference becomes spans of characters to be
replaced. So remarks, quotes, the order of fields and idle lines stay as somebody wrote them.
"""

import json
import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple, cast

from generator.authoring import record_text
from generator.diagnostic import Where
from generator.errors import SalesbookError
from generator.history import timeline
from generator.yaml import canonical, layout, source
from generator.yaml.layout import Entry, Node
from generator.yaml.source import Tree
from schema.description import field_at, fields
from schema.record import Part

_REMARK = re.compile(r"[|>][^\n #]*( +#[^\n]*)")
"""The remark behind the mark of a text block."""
_BEHIND = re.compile(r" +#[^\n]*")


class NotInPlaceError(SalesbookError):
    """A file in which a change cannot be made without touching the rest; nothing was changed."""

    def __init__(self) -> None:
        super().__init__(
            "The file is written in a way that cannot be changed line by line; "
            "run `salesbook fmt` on it, or change it with an editor."
        )


class _Span(NamedTuple):
    """Characters that are replaced."""

    start: int
    stop: int
    text: str


def edited(
    kind: type[Part],
    text: str,
    before: Mapping[str, Tree],
    after: Mapping[str, Tree],
    limit: int = source.LIMIT,
) -> str:
    """Write the fields that differ between two trees into the text of the first one.

    A new field is put before the first one that comes after it in canonical order; a field that
    goes takes the remark on its own line along, and leaves those above it.

    Raises:
        NotInPlaceError: What was written would not be read back as the second tree.
    """
    whole = layout.root(text)
    spans = _Edit(kind, text, tuple(_brackets(whole))).mapping(whole, before, after, ())
    written = _spliced(text, sorted(spans, key=lambda span: span[:2]))
    if source.read(written.encode(), "", limit)[0] != after:
        raise NotInPlaceError
    return written


def _spliced(text: str, spans: list[_Span]) -> str:
    pieces: list[str] = []
    place = 0
    for start, stop, new in spans:
        pieces += [text[place:start], new]
        place = stop
    return "".join([*pieces, text[place:]])


def _brackets(node: Node) -> Iterator[Node]:
    """Find the lists and groups that are written in brackets."""
    if node.style == "[":
        yield node
    for entry in node.entries:
        yield from _brackets(entry.node)


class _Edit(NamedTuple):
    """The text of a record, what stands in brackets there, and the differences as spans of it."""

    kind: type[Part]
    text: str
    brackets: tuple[Node, ...]

    def mapping(
        self, node: Node, before: Mapping[str, Tree], after: Mapping[str, Tree], where: Where
    ) -> Iterator[_Span]:
        """Change a group of fields: those that stay, go and come."""
        known = {entry.key for entry in node.entries}
        come = [name for name in after if name not in known]
        gone = [one for one in node.entries if one.key in before and one.key not in after]
        flows = node.style == "["
        on_dash = node.entries[:1] == tuple(gone[:1]) != () and not self._alone(gone[0])
        if (flows and (come or gone)) or (on_dash and (come or len(gone) == len(node.entries))):
            yield self._anew(node, dict(after), where)
            return
        if on_dash:
            kept = next(one for one in node.entries if one not in gone)
            gone = [one for one in gone if one.start > kept.start]
            yield self._lifted(node, kept)
        yield from map(self._without, gone)
        for entry in node.entries:
            if entry.key in after:
                place = (*where, entry.key)
                yield from self._value(entry, before.get(entry.key), after[entry.key], place)
        order = self._order(where)
        for name in sorted(come, key=lambda name: order.get(name, len(order))):
            yield self._inserted(node, name, after[name], where)

    def _without(self, entry: Entry) -> _Span:
        """Take out the lines of a field or an item."""
        return _Span(self._line(entry.start), self._below(entry), "")

    def _lifted(self, node: Node, kept: Entry) -> _Span:
        """Take out the fields between a dash and the first that stays; its remarks stay with it."""
        above = node.entries[node.entries.index(kept) - 1]
        remarks = self.text[self._below(above) : kept.start].lstrip(" \n")
        return _Span(node.start, kept.start, remarks)

    def _value(
        self, entry: Entry, before: Tree | None, after: Tree, where: Where
    ) -> Iterator[_Span]:
        """Change one value; a list or group that stays one is changed inside."""
        if before == after:
            return
        if before and after and isinstance(before, dict) and isinstance(after, dict):
            yield from self.mapping(entry.node, before, after, where)
        elif before and after and isinstance(before, list) and isinstance(after, list):
            yield from self._items(entry.node, before, after, where)
        else:
            yield self._replaced(entry, after, where)

    def _items(
        self, node: Node, before: list[Tree], after: list[Tree], where: Where
    ) -> Iterator[_Span]:
        """Change a list: items are told apart by their names, else by what they are."""
        pairs = _paired(before, after, timeline.naming(field_at(self.kind, where)))
        moved = any(None in pair for pair in pairs)
        if moved and (node.style == "[" or not all(map(self._alone, node.entries))):
            yield self._anew(node, after, where)
            return
        behind = 0
        for old, new in pairs:
            if old is None:
                item = record_text.inside(field_at(self.kind, where), [after[cast("int", new)]])
                yield self._put(node, behind, canonical.lines(item, where, self._textual))
                continue
            behind = old + 1
            entry = node.entries[old]
            if new is None:
                yield self._without(entry)
            else:
                yield from self._value(entry, before[old], after[new], (*where, new))

    def _inserted(self, node: Node, name: str, value: Tree, where: Where) -> _Span:
        """Put a new field before the first one that comes after it in canonical order."""
        order = self._order(where)
        place = order.get(name, len(order))
        later = (i for i, one in enumerate(node.entries) if order.get(one.key, len(order)) > place)
        tree: Tree = {name: record_text.inside(field_at(self.kind, (*where, name)), value)}
        lines = canonical.lines(tree, where, self._textual)
        if lines[0].endswith(" |+"):
            lines = [lines[0].removesuffix("|+") + self._written(value, (*where, name))[0]]
        return self._put(node, next(later, len(node.entries)), lines)

    def _order(self, where: Where) -> dict[str, int]:
        """Number the fields of a group in canonical order."""
        field = field_at(self.kind, where) if where else None
        known = fields(self.kind) if not where else field.fields if field else ()
        return {one.name: place for place, one in enumerate(known)}

    def _put(self, node: Node, index: int, lines: list[str]) -> _Span:
        """Put lines behind so many entries, in their column; remarks stay with what they head."""
        first = node.entries[0]
        margin = " " * self._column(first.start)
        written = "".join(f"{margin if line else ''}{line}\n" for line in lines)
        if index:
            place = self._below(node.entries[index - 1])
            if self.text[place - 1] != "\n":
                written = f"\n{written}"
        elif self._alone(first):
            place = self._line(first.start)
        else:
            place, written = first.start, f"{written.lstrip(' ')}{margin}"
        return _Span(place, place, written)

    def _replaced(self, entry: Entry, value: Tree, where: Where) -> _Span:
        """Write another value behind a key or a dash."""
        node, margin = entry.node, " " * self._column(entry.start)
        if not isinstance(value, str):
            value = record_text.inside(field_at(self.kind, where), value)
        if isinstance(value, str) and node.kind == "text" and (node.stop > node.start):
            return self._over(node.start, node, self._scalar(node, value, where, margin))
        if self._bracketed(entry.node.start) or not value:
            written = f" {canonical.flow(value, where, self._textual)}"
        else:
            first, *rest = self._written(value, where)
            deeper = margin if isinstance(value, str) else f"{margin}  "
            ahead = " " if isinstance(value, str) or not entry.key else f"\n{deeper}"
            written = "\n".join([ahead + first, *(f"{deeper}{one}" if one else "" for one in rest)])
        return self._over(entry.opened, node, written)

    def _over(self, start: int, node: Node, written: str) -> _Span:
        """Write over a value; where it is now of several lines, the remark stays on the first."""
        remark = _BEHIND.match(self.text, node.stop)
        if "\n" not in written or remark is None:
            return _Span(start, node.stop, written)
        first, rest = written.split("\n", 1)
        return _Span(start, remark.end(), f"{first}{remark[0]}\n{rest}")

    def _scalar(self, node: Node, value: str, where: Where, margin: str) -> str:
        """Write a text as the one before it was written, if it can be written so."""
        old = self.text[node.start : node.stop]
        if node.style in ("'", '"') and "\n" not in old and "\n" not in value:
            found = canonical.quoted(value, node.style)
            if found is not None:
                return found
        if self._bracketed(node.start):
            return canonical.flow(value, where, self._textual)
        first, *rest = self._written(value, where)
        remark = _REMARK.match(old)
        lines = [
            first + (remark[1] if remark else ""),
            *(f"{margin}{x}" if x else "" for x in rest),
        ]
        return "\n".join(lines)

    def _anew(self, node: Node, value: Tree, where: Where) -> _Span:
        """Write a whole list or group in place of what was there, in the same form."""
        value = self._ordered(value, where)
        if node.style == "[":
            return _Span(node.start, node.stop, canonical.flow(value, where, self._textual))
        margin = " " * self._column(node.start)
        first, *rest = canonical.lines(value, where, self._textual)
        lines = [first, *(f"{margin}{line}" if line else "" for line in rest)]
        return _Span(node.start, node.stop, "\n".join(lines))

    def _written(self, value: Tree, where: Where) -> list[str]:
        """Write a value; a block that keeps its line ends would take idle lines below it along."""
        if isinstance(value, str) and value.endswith("\n\n"):
            return [canonical.quoted(value, '"') or ""]
        return canonical.lines(value, where, self._textual)

    def _ordered(self, value: Tree, where: Where) -> Tree:
        if not where and isinstance(value, dict):
            return cast("Tree", record_text.ordered(fields(self.kind), value))
        return record_text.inside(field_at(self.kind, where), value)

    def _textual(self, where: Where) -> bool:
        return record_text.textual(self.kind, where)

    def _bracketed(self, place: int) -> bool:
        return any(one.start < place < one.stop for one in self.brackets)

    def _line(self, place: int) -> int:
        """Give the beginning of a line."""
        return self.text.rfind("\n", 0, place) + 1

    def _below(self, entry: Entry) -> int:
        """Give the beginning of the line below an entry."""
        end = self.text.find("\n", entry.node.stop)
        return len(self.text) if end < 0 else end + 1

    def _column(self, place: int) -> int:
        return place - self._line(place)

    def _alone(self, entry: Entry) -> bool:
        """Tell whether nothing but spaces stands before an entry on its line."""
        return not self.text[self._line(entry.start) : entry.start].strip(" ")


def _paired(
    before: list[Tree], after: list[Tree], naming: str | None
) -> list[tuple[int | None, int | None]]:
    """Say which item became which: pairs of places, nothing for one that comes or goes."""
    were, are = timeline.names(before, naming), timeline.names(after, naming)
    if were is None or are is None:
        were, are = _written(before), _written(after)
    found: list[tuple[int | None, int | None]] = []
    for _, i, j, k, m in SequenceMatcher(None, were, are, autojunk=False).get_opcodes():
        found += zip_longest(range(i, j), range(k, m))
    return found


def _written(items: list[Tree]) -> list[str]:
    return [json.dumps(item, sort_keys=True) for item in items]
