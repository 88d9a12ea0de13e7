"""Bytes to a tree of texts, with positions on request: the strict reader, and all of libyaml.

Three readers, each the judge of the one before. `lines.tree` reads what most records look like;
`_tree` builds a record from libyaml's events and stops at the first thing that a record does not
have; `structure.faults` looks at the same events and says what was wrong, and where. Only events
are used, never nodes: libyaml composes nodes by recursion, and 32,000 brackets end the process.
"""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from yaml import CBaseLoader, CSafeLoader, MarkedYAMLError, Node, YAMLError, load
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from generator.diagnostic import Diagnostic, Position, Rule, Where
from generator.errors import UsageError
from generator.yaml import lines, structure, syntax, text
from generator.yaml.fault import Fault
from generator.yaml.lines import Tree
from generator.yaml.lookalike import confusable_hint
from generator.yaml.steps import DEPTH, Broken, Kind, Step, visits
from generator.yaml.structure import FLOW_DEPTH
from generator.yaml.syntax import KEY_LENGTH
from generator.yaml.text import LIMIT

__all__ = [
    "LIMIT", "RULES", "Place", "Tree", "confusable_hint", "locate", "nearest", "places", "read",
    "settings", "steps",
]  # fmt: skip

RULES: tuple[Rule, ...] = (*text.RULES, *structure.RULES)
"""Every code that reading a file may give."""

_PIECES = 20
# Signs that may begin what a record does not have, or write a character that it does not hold.
_SUSPECT = re.compile(r"\\|(?<!\w)[&!]|(?<![^\s\[{,-])\?")
# A replaced character may break the syntax around it, which would be no news.
_REPLACED = {"Y05", "Y06", "Y07"}

_KINDS: dict[type[Event], Kind] = {
    StreamStartEvent: "stream",
    DocumentStartEvent: "begin",
    MappingStartEvent: "map",
    SequenceStartEvent: "list",
    ScalarEvent: "text",
    AliasEvent: "alias",
    MappingEndEvent: "end",
    SequenceEndEvent: "end",
    DocumentEndEvent: "finish",
    StreamEndEvent: "stream",
}

_Take = Callable[[], Event | None]


class Place(NamedTuple):
    """Where a key and its value begin; both are the same for items and for empty values."""

    key: Position
    value: Position


class _Settings(CSafeLoader):
    """Reads settings of another program; a tag that only that program knows makes nothing."""


def _nothing(_loader: CSafeLoader, _tag: str, _node: Node) -> None:
    """Stand for a value whose tag is not YAML's own."""


_Settings.add_multi_constructor("", _nothing)


class _RefusedError(Exception):
    """Something that a record does not have; `structure.faults` says what."""


def read(
    data: bytes, path: str, limit: int = LIMIT
) -> tuple[dict[str, Tree] | None, tuple[Diagnostic, ...]]:
    """The record that a file holds, or everything that is wrong with how it is written.

    A record is text: values get their types from the schema. `limit` is in bytes.
    """
    plain = text.sound(data, limit)
    if plain is not None:
        record = lines.tree(plain)
        if record is None and not _SUSPECT.search(plain):
            record = _tree(plain, _most(limit))
        if record is not None:
            return record, ()
    found = _faults(data, limit)
    if found:
        return None, _diagnostics(path, found)
    return _tree(data.decode(), _most(limit)), ()


def locate(data: bytes, where: Where, *, key: bool = False) -> Position:
    """Where a value (or its key) stands in a file; what is missing is where it would belong.

    That is the start of the innermost mapping or list that is there, or the first line. An empty
    value stands where its key does. For many questions about one file ask `places` once.
    """
    return nearest(places(data), where, key=key)


def places(data: bytes) -> dict[Where, Place]:
    """The places of all that can be read in a file; of equal keys, that of the first."""
    found: dict[Where, Place] = {}
    for visit in visits(_whole(_steps(text.readable(data)))):
        place = visit.step.place
        known = found.setdefault(visit.path, Place(place, place))
        if visit.role == "value" and known.value == known.key and not visit.step.empty:
            found[visit.path] = Place(known.key, place)
    return found


def steps(content: str) -> Iterator[Step]:
    """The events of a text that can be read; the last one may lie behind a line end that is not."""
    return _whole(_steps(content))


def nearest(found: dict[Where, Place], where: Where, *, key: bool = False) -> Position:
    """The place of a value or key among known ones, or of the innermost thing around it."""
    for length in range(len(where), -1, -1):
        if place := found.get(where[:length]):
            return place.key if key and length == len(where) else place.value
    return Position(1, 1)


def settings(data: bytes, name: str) -> object:
    """The settings in a file that is not a record, such as `mkdocs.yml`, with YAML's own types.

    Raises UsageError, with the file's name and the place, where it is not YAML.
    """
    try:
        return load(data, _Settings)  # noqa: S506 - it makes plain values alone
    except MarkedYAMLError as fault:
        mark = fault.problem_mark
        place = f"{name}:{mark.line + 1}:{mark.column + 1}" if mark else name
        message = f"{place}: this is not YAML: {fault.problem}."
        raise UsageError(message) from fault
    except (YAMLError, ValueError) as fault:
        message = f"{name}: this is not YAML: {str(fault).partition(chr(10))[0].rstrip('.')}."
        raise UsageError(message) from fault


def _most(limit: int) -> int:
    """The events allowed in a file; more where the file may be longer."""
    return lines.PARTS * max(1, limit // LIMIT)


def _faults(data: bytes, limit: int) -> list[Fault]:
    """The faults of a file's characters and, where they can be judged, of its structure."""
    examined = text.examine(data, limit)
    if examined.text is None:
        return examined.faults
    codes = {fault.code for fault in examined.faults}
    return examined.faults + [
        fault
        for fault in _structure_faults(examined.text, _most(limit))
        if fault.code != "Y13" or codes.isdisjoint(_REPLACED)
    ]


def _structure_faults(content: str, most: int) -> Iterator[Fault]:
    """The faults of a structure; where libyaml gives up, it begins again at the next key."""
    for _ in range(_PIECES):
        taken = list(islice(_steps(content), most + 1))
        yield from structure.faults(taken, content, most)
        rest = syntax.rest(content, taken[-1]) if isinstance(taken[-1], Broken) else None
        if rest is None:
            return
        content = rest


def _diagnostics(path: str, found: list[Fault]) -> tuple[Diagnostic, ...]:
    severity = {rule.code: rule.severity for rule in RULES}
    return tuple(
        sorted(
            Diagnostic(path, *fault.position, fault.code, severity[fault.code], *fault[2:])
            for fault in set(found)
        )
    )


def _tree(content: str, most: int) -> dict[str, Tree] | None:
    """The record as libyaml's events give it, or None where there is anything to refuse.

    Tags and escapes are not looked at here: `read` asks for this only where there are none, or
    where `_faults` has found nothing to say about them.
    """
    take = _events(content)
    # Two characters make at most four events, so a short text cannot have too many.
    if len(content) * 2 > most:
        take = islice(iter(take, None), most).__next__
    try:
        return _document(take)
    except (_RefusedError, StopIteration, MarkedYAMLError):
        return None


def _events(content: str) -> _Take:
    """The events of a text, which is given its last line end: a block would differ without it."""
    ended = content if content.endswith("\n") else content + "\n"
    return CBaseLoader(ended).get_event


def _document(take: _Take) -> dict[str, Tree]:
    """The only document of a stream, which is a mapping and not ended by a mark."""
    _, begin, root = take(), take(), take()
    if not isinstance(begin, DocumentStartEvent) or begin.version or begin.tags:
        raise _RefusedError
    if not isinstance(root, MappingStartEvent):
        raise _RefusedError
    record = _mapping(take, 1, int(bool(root.flow_style)))
    end, last = take(), take()
    if (
        not isinstance(end, DocumentEndEvent)
        or end.explicit
        or not isinstance(last, StreamEndEvent)
    ):
        raise _RefusedError
    return record


def _mapping(take: _Take, depth: int, flow: int) -> dict[str, Tree]:
    """The keys and values up to the end of a mapping."""
    found: dict[str, Tree] = {}
    absent: list[str] = []
    while isinstance(event := take(), ScalarEvent):
        key = event.value
        if key in found:
            raise _RefusedError
        event = take()
        if isinstance(event, ScalarEvent):
            found[key] = value = event.value
            if not value and not event.style:
                absent.append(key)
        else:
            found[key] = _collection(event, take, depth, flow)
    if not isinstance(event, MappingEndEvent) or not _keys_fit(found):
        raise _RefusedError
    for key in absent:
        del found[key]
    return found


def _keys_fit(found: dict[str, Tree]) -> bool:
    """Whether no key is empty, too long, of several lines or one that merges."""
    return (
        "" not in found
        and "<<" not in found
        and "\n" not in "".join(found)
        and max(map(len, found), default=0) <= KEY_LENGTH
    )


def _list(take: _Take, depth: int, flow: int) -> list[Tree]:
    """The items up to the end of a list."""
    found: list[Tree] = []
    while not isinstance(event := take(), SequenceEndEvent):
        if isinstance(event, ScalarEvent):
            if not event.value and not event.style:
                raise _RefusedError
            found.append(event.value)
        else:
            found.append(_collection(event, take, depth, flow))
    return found


def _collection(event: Event | None, take: _Take, depth: int, flow: int) -> Tree:
    """A mapping or list inside another one."""
    if not isinstance(event, MappingStartEvent | SequenceStartEvent):
        raise _RefusedError
    flow += bool(event.flow_style)
    if depth >= DEPTH or flow > FLOW_DEPTH:
        raise _RefusedError
    within = _mapping if isinstance(event, MappingStartEvent) else _list
    return within(take, depth + 1, flow)


def _whole(steps: Iterator[Step | Broken]) -> Iterator[Step]:
    """The steps up to where libyaml gives up."""
    for step in steps:
        if isinstance(step, Step):
            yield step


def _steps(content: str) -> Iterator[Step | Broken]:
    """Events as plain values, the last of them a complaint where libyaml has one."""
    take = _events(content)
    try:
        while event := take():
            yield _step(event)
    except MarkedYAMLError as fault:
        known = vars(fault)
        stop = known["problem_mark"]
        start = known["context_mark"] or stop
        yield Broken(known["problem"], known["context"] or "", start.index, stop.index)


def _step(event: Event) -> Step:
    """One event as a plain value; each class of events has some of these attributes."""
    known = vars(event)
    mark = known["start_mark"]
    return Step(
        _KINDS[type(event)],
        Position(mark.line + 1, mark.column + 1),
        mark.index,
        known["end_mark"].index,
        value=known.get("value", ""),
        style="[" if known.get("flow_style") else known.get("style") or "",
        anchor=bool(known.get("anchor")),
        tag=bool(known.get("tag") or known.get("version") or known.get("tags")),
        explicit=bool(known.get("explicit")),
    )
