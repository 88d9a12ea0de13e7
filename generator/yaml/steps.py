"""The events of libyaml as plain values, and the nodes of a record that they begin."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from generator.diagnostic import Position, Where

DEPTH = 12
"""How deep mappings and lists may be nested."""

Kind = Literal["stream", "begin", "finish", "map", "list", "end", "text", "alias"]


class Step(NamedTuple):
    """One event of libyaml; `start` and `stop` count the characters before it and before its end.

    `style` is the mark of a quoted text or a text block, and `[` for whatever is in brackets.
    """

    kind: Kind
    place: Position
    start: int
    stop: int
    value: str = ""
    style: str = ""
    anchor: bool = False
    tag: bool = False
    explicit: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing at all is written where a text could be."""
        return self.kind == "text" and not self.value and not self.style


class Broken(NamedTuple):
    """Where libyaml gave up: it began to read something at `start` and failed at `stop`."""

    problem: str
    context: str
    start: int
    stop: int

    @property
    def in_quotes(self) -> bool:
        """Whether it was reading a quoted text."""
        return self.context == "while scanning a quoted scalar"


class Visit(NamedTuple):
    """A step that begins a node, with its place in the record.

    `path` of a key is that of its value. `first` is where the same key stood before.
    """

    step: Step
    role: Literal["root", "key", "value", "item"]
    path: Where
    depth: int
    flow: int
    first: Position | None = None


@dataclass(slots=True)
class _Open:
    """A mapping or list whose end has not come yet."""

    visit: Visit
    keys: dict[str, Position] = field(default_factory=dict)
    key: str | None = None
    items: int = 0


def visits(steps: Iterable[Step]) -> Iterator[Visit]:
    """The nodes of the first record in order; ends early below the greatest depth allowed."""
    around: list[_Open] = []
    for step in steps:
        if step.kind in ("map", "list", "text", "alias"):
            visit = _visit(step, around)
            yield visit
            if visit.depth > DEPTH:
                return
            if step.kind in ("map", "list"):
                around.append(_Open(visit))
        elif step.kind == "end":
            around.pop()
        elif step.kind == "finish":
            return


def _visit(step: Step, around: list[_Open]) -> Visit:
    """A node as its innermost container sees it, which takes note of it."""
    depth = len(around) + (step.kind in ("map", "list"))
    if not around:
        return Visit(step, "root", (), depth, int(step.style == "["))
    inner = around[-1]
    path, flow = inner.visit.path, inner.visit.flow + (step.style == "[")
    if inner.visit.step.kind == "list":
        inner.items += 1
        return Visit(step, "item", (*path, inner.items - 1), depth, flow)
    if inner.key is not None:
        key, inner.key = inner.key, None
        return Visit(step, "value", (*path, key), depth, flow)
    inner.key = step.value
    first = inner.keys.get(step.value)
    inner.keys.setdefault(step.value, step.place)
    return Visit(step, "key", (*path, step.value), depth, flow, first)
