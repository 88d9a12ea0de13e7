"""Where everything in a record stands: each value and key with its span of characters.

What an edit rests on: it changes the characters of the values that it is about, and no others.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from generator.yaml import source
from generator.yaml.steps import Step

Kind = Literal["map", "list", "text"]

_COLON = re.compile(r"\s*+:")
_GAP = re.compile(r"(?:[ \n]|#[^\n]*\n)*+")
"""What may stand between two items: spaces, empty lines and remarks."""


class Node(NamedTuple):
    """A value from its first character to the end of its last; remarks behind it are outside.

    `style` is the mark of a quoted text or a text block, and `[` for whatever is in brackets.
    """

    kind: Kind
    start: int
    stop: int
    style: str
    entries: tuple["Entry", ...] = ()


class Entry(NamedTuple):
    """A key with its value, or an item; `start` is where the key or the dash stands.

    `opened` is behind the colon or the dash.
    """

    key: str
    start: int
    opened: int
    node: Node


def root(text: str) -> Node:
    """The record that a text spells, which must be one that can be read."""
    steps = (step for step in source.steps(text) if step.kind not in ("stream", "begin"))
    return _node(next(steps), steps, text)


def _node(step: Step, steps: Iterator[Step], text: str) -> Node:
    if step.kind == "text":
        return Node("text", step.start, _stop(step, text), step.style)
    entries, end = (_keys if step.kind == "map" else _items)(step, steps, text)
    kind: Kind = "map" if step.kind == "map" else "list"
    stop = end.stop if step.style == "[" else entries[-1].node.stop
    return Node(kind, step.start, stop, step.style, tuple(entries))


def _stop(step: Step, text: str) -> int:
    """The end of a text; the line ends behind a block belong to it only if it keeps them."""
    if step.style not in ("|", ">"):
        return step.stop
    written = text[step.start : step.stop]
    if "+" in written.partition("\n")[0].partition("#")[0]:
        return step.start + len(written.removesuffix("\n"))
    lines, _, last = written.rpartition("\n")
    return step.start + len(written if last.strip() else lines.rstrip("\n"))


def _keys(_: Step, steps: Iterator[Step], text: str) -> tuple[list[Entry], Step]:
    found: list[Entry] = []
    while (step := next(steps)).kind != "end":
        node = _node(next(steps), steps, text)
        colon = _COLON.match(text, step.stop)  # in brackets there may be none: `{a, b: 1}`
        opened = colon.end() if colon else step.stop
        found.append(Entry(step.value, step.start, opened, node))
    return found, step


def _items(start: Step, steps: Iterator[Step], text: str) -> tuple[list[Entry], Step]:
    found: list[Entry] = []
    place = start.start
    while (step := next(steps)).kind != "end":
        node = _node(step, steps, text)
        place = node.start if start.style == "[" else _past(text, place)
        found.append(Entry("", place, place + (start.style != "["), node))
        place = node.stop
    return found, step


def _past(text: str, place: int) -> int:
    """The place of the next dash: behind line ends and remarks."""
    found = _GAP.match(text, place)
    return found.end() if found else place
