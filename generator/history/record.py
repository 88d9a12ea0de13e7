"""What became of one record, as texts: lines of JSON that the warehouse reads as they are.

One is made when the record is traced, and kept and handed on unread; values are made of it only
where somebody asks for them.
"""

import json
import re
from collections.abc import Iterator
from json.encoder import encode_basestring
from typing import NamedTuple, cast

from generator.book import Key
from generator.history.timeline import Change, Event
from generator.history.version import Move, State, Step, Version

_HEAD = re.compile(
    r'\{"commit_number":(\d+),"next_commit":(?:\d+|null),"version_number":\d+,"state":"(\w+)",'
    r'"path":"(?:[^"\\]|\\.)*"(?:,|(?=\}))'
)
_NUMBER = len('{"commit_number":')
_NEXT = re.compile(r'(?<="next_commit":)\d+')
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

Lines = str
"""Lines of JSON without a line end behind the last one; empty where there are none."""


class Record(NamedTuple):
    """A record through the commits: its steps as JSON, its versions and changes as lines.

    `last` is the number of the last step.
    A line of a version tells its commit, the commit of the next one (null for the last), its number
    among the versions, its state, its file, and behind those the record's text. A line of a change
    tells its commit, kind, record and event; of a field also that and both texts; created, the
    `tree` of the record as it was written.
    """

    key: Key
    last: int
    steps: str
    versions: Lines
    changes: Lines


def stepped(steps: str) -> list[Step]:
    """Read the steps of a record."""
    return [Step(*one) for one in json.loads(steps)]


def version_line(step: Step, following: int | None, number: int, state: State, text: str) -> str:
    """Write a version; `following` is the number of the next commit that made another of it."""
    after = "null" if following is None else following
    told = (
        f'{{"commit_number":{step.number},"next_commit":{after},"version_number":{number},'
        f'"state":"{state}","path":{encode_basestring(step.path)}'
    )
    return f"{told},{text[1:]}" if len(text) > len("{}") else f"{told}}}"


def change_head(key: Key, number: int, event: Event) -> str:
    """Write what every change tells, as the beginning of a JSON object."""
    return f'{{"commit_number":{number},"kind":"{key.folder}","record":"{key.id}","event":"{event}"'


def until(record: Record, number: int) -> Record | None:
    """Cut off what came after a commit; nothing where all of it did."""
    steps = [step for step in stepped(record.steps) if step.number <= number]
    if not steps:
        return None
    *lines, last = _until(record.versions, number) or [""]
    if _following(last) > number:
        last = _NEXT.sub("null", last, count=1)
    return Record(
        record.key,
        steps[-1].number,
        _encode(steps),
        "\n".join([*lines, last]),
        "\n".join(_until(record.changes, number)),
    )


def _until(lines: Lines, number: int) -> list[str]:
    each = lines.split("\n") if lines else []
    return [one for one in each if int(one[_NUMBER : one.index(",")]) <= number]


def _following(line: str) -> int:
    found = _NEXT.search(line)
    return int(found[0]) if found else -1


def versions(record: Record) -> Iterator[Version]:
    """Read the versions of a record, oldest first, and where its file was deleted."""
    lines = iter(record.versions.split("\n"))
    for step, moved in _moved(record):
        if not step.blob:
            yield Version(record.key, *step, "deleted", None)
        elif not moved:
            line = next(lines)
            head = cast("re.Match[str]", _HEAD.match(line))
            state = cast("State", head[2])
            text = None if state == "unread" else f"{{{line[head.end() :]}"
            yield Version(record.key, *step, state, text)


def moves(record: Record) -> Iterator[Move]:
    """Read when the record's file came to lie elsewhere."""
    for step, moved in _moved(record):
        if moved:
            yield Move(record.key, step.number, step.path)


def _moved(record: Record) -> Iterator[tuple[Step, bool]]:
    """Give the steps of a record, and of each whether it is but a move."""
    held = ""
    for step in stepped(record.steps):
        yield step, bool(step.blob) and step.blob == held
        held = step.blob


def changes(record: Record) -> Iterator[Change]:
    """Read the changes of a record, oldest first."""
    for line in record.changes.split("\n") if record.changes else ():
        told = json.loads(line)
        path, nested = told.get("field", ""), told["nested"]
        new = _encode(told["tree"]) if "tree" in told else told.get("new")
        yield Change(
            record.key, told["commit_number"], told["event"], path, told.get("old"), new, nested
        )
