"""A change: a piece of work with the files that it leaves."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from generator.authoring import record_text
from generator.book import Key
from generator.simulation.event import Value, apply, tree
from generator.simulation.folders import path
from generator.simulation.past.work import Work
from generator.simulation.sizes import Sizes
from schema import KINDS

Files = Mapping[str, str | None]
"""Texts by their paths from the root; nothing where a file is gone."""


class Change(NamedTuple):
    """A piece of work and the files that are different after it."""

    work: Work
    files: Files


def changes(works: Iterable[Work], sizes: Sizes, unfiled: str) -> Iterator[Change]:
    """Carry works out, one after another; those that change no file are left out.

    The files of the kind `unfiled` lie flat until a work files them.
    """
    records: dict[Key, dict[str, Value]] = {}
    written: dict[Key, tuple[str, str]] = {}
    flat = unfiled
    for work in works:
        for event in work.events:
            apply(records, event)
        flat = "" if work.filed else flat
        keys = (key for key in list(written) if key.folder == work.filed) if work.filed else ()
        files: dict[str, str | None] = dict(work.files)
        for key in sorted({*work.keys, *keys}):
            new = _file(key, records, sizes, flat)
            files |= _difference(written.get(key), new)
            if new:
                written[key] = new
            else:
                written.pop(key, None)
        if files:
            yield Change(work, files)


def _file(
    key: Key, records: Mapping[Key, dict[str, Value]], sizes: Sizes, flat: str
) -> tuple[str, str] | None:
    """Give the path and the text of a record; nothing where it is gone."""
    if key not in records:
        return None
    place = f"{key.folder}/{key.id}.yml" if key.folder == flat else path(key, records[key], sizes)
    return f"data/{place}", record_text.write(KINDS[key.folder], tree(records[key]))


def _difference(old: tuple[str, str] | None, new: tuple[str, str] | None) -> Files:
    if old == new:
        return {}
    gone: Files = {old[0]: None} if old else {}
    return {**gone, **({new[0]: new[1]} if new else {})}
