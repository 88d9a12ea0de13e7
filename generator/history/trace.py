"""One record through all its commits: its steps become versions and changes."""

import json
from collections.abc import Iterator, Mapping, Sequence
from json.encoder import encode_basestring
from typing import NamedTuple

from generator.book import Key
from generator.history.record import Record, change_head, version_line
from generator.history.timeline import Difference, differences
from generator.history.version import Read, Step, read
from generator.yaml.source import Tree

_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Chain(NamedTuple):
    """A record and its steps, oldest first."""

    key: Key
    steps: Sequence[Step]


class Traced(NamedTuple):
    """What became of a record, the commits whose version is not read whole, missing contents."""

    record: Record
    amiss: list[int]
    missing: list[str]


def trace(blobs: Mapping[str, bytes | None], chain: Chain) -> Traced:
    """Read every version of a record, and compare each with the one before.

    Where a file is no YAML, its fields count as unchanged until it can be read again.
    """
    key = chain.key
    steps = [step for step, before in _pairs(chain.steps) if not step.blob or step.blob != before]
    found = list(_contents(blobs, key, steps))
    record = Record(
        key,
        chain.steps[-1].number,
        _compact(chain.steps),
        "\n".join(_versions(key, steps, found)),
        "\n".join(_changes(key, steps, found)),
    )
    amiss = [
        step.number for step, one in zip(steps, found, strict=True) if one and one.state != "whole"
    ]
    missing = [step.blob for step in steps if step.blob and blobs[step.blob] is None]
    return Traced(record, amiss, missing)


def _pairs(steps: Sequence[Step]) -> Iterator[tuple[Step, str]]:
    """Give each step with the content before it."""
    return zip(steps, ["", *(step.blob for step in steps)], strict=False)


def _contents(
    blobs: Mapping[str, bytes | None], key: Key, steps: Sequence[Step]
) -> Iterator[Read | None]:
    """Read the content of each step, with the one before at hand; nothing where it is deleted."""
    before: Read | None = None
    for step in steps:
        before = read(key, blobs[step.blob], before) if step.blob else None
        yield before


def _versions(key: Key, steps: Sequence[Step], found: Sequence[Read | None]) -> Iterator[str]:
    """Write the versions of a record; one that is deleted only ends the one before."""
    after = [step.number for step in steps[1:]]
    number = 0
    for step, one, following in zip(steps, found, [*after, None], strict=True):
        if one is not None:
            number += 1
            text = f'{{"id":"{key.id}"}}' if one.text is None else one.text
            yield version_line(step, following, number, one.state, text)


def _changes(key: Key, steps: Sequence[Step], found: Sequence[Read | None]) -> Iterator[str]:
    """Compare each version with the one before, and write what differs."""
    before: dict[str, Tree] | None = None
    for (number, _, _), one in zip(steps, found, strict=True):
        if one is None:
            before = None
            yield f'{change_head(key, number, "deleted")},"nested":false}}'
            continue
        if before is None:
            before = one.tree
            told = change_head(key, number, "created")
            yield f'{told},"nested":true,"tree":{_compact(before)}}}'
        elif one.sound:
            told = change_head(key, number, "changed")
            for difference in differences(key.folder, before, one.tree):
                yield f"{told},{_changed(difference)}"
            before = one.tree
        if not one.sound:
            yield f'{change_head(key, number, "unread")},"nested":false}}'


def _changed(difference: Difference) -> str:
    """Write the change of a field, as the end of a JSON object."""
    path, old, new, nested = difference
    return (
        f'"field":{encode_basestring(path)},"old":{_text(old)},"new":{_text(new)},'
        f'"nested":{"true" if nested else "false"}}}'
    )


def _text(text: str | None) -> str:
    return "null" if text is None else encode_basestring(text)
