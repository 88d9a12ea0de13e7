"""The versions of a record: what each commit made of it, read under today's schema.

The id is the identity: a file that moves inside its kind's folder gives no version. Where an id
lies in two files at once, the first by its path counts. A file that comes back is a new version.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Literal, NamedTuple

from generator import shape
from generator.book import Key
from generator.history.amendment import amended
from generator.history.commit import Entry
from generator.reading import COMPANY_LIMIT
from generator.yaml import lines, source
from generator.yaml.source import LIMIT, Tree
from generator.yaml.text import sound
from schema import KINDS
from schema.company import Company
from schema.fields import ID_PATTERN

State = Literal["whole", "part", "unread", "deleted"]
"""Whether today's schema reads a version whole, in part or not at all, or the file is gone."""

COMPANY = Key("company", "company")
"""The key under which `data/company.yml` has its versions."""

_PLACE = re.compile(
    rf"data/(?P<folder>{'|'.join(KINDS)})/(?:[^./][^/]*/)*(?P<id>{ID_PATTERN.strip('^$')})\.yml"
)
_FILE = "100"  # how the mode of an ordinary file begins; links and submodules are no records
_SCALAR = re.compile(rf"(?m)^({lines.KEY}): +(?:\"([^\"\\\n]*)\"|'([^'\n]*)'|({lines.PLAIN})) *$")
_ODD = re.compile(r"[^\n\x20-\U0010ffff]|[\x7f-\x9f\ufeff]")


class Step(NamedTuple):
    """What a commit did to a record's file: where it lies then and what it holds; empty if gone."""

    number: int
    path: str
    blob: str


class Version(NamedTuple):
    """A record from one commit on: its file, its blob, and the JSON of what could be read of it.

    `text` is as that of a book's entry; in the state `part` the fields that do not fit today's
    schema are left out of it. `number` is that of the commit.
    """

    key: Key
    number: int
    path: str
    blob: str
    state: State
    text: str | None


class Move(NamedTuple):
    """A record's file that came to lie elsewhere and kept its content."""

    key: Key
    number: int
    path: str


Held = dict[Key, dict[str, str]]
"""The files of every record at one moment: their blobs by their paths."""


@cache
def key_of(path: str) -> Key | None:
    """Name the record that lies at a path from the root, if a record may lie there."""
    if path == "data/company.yml":
        return COMPANY
    found = _PLACE.fullmatch(path)
    return Key(found["folder"], found["id"]) if found else None


def held(files: Iterable[Entry], prefix: str) -> Held:
    """Gather the files of a tree by the records that they are."""
    found: Held = {}
    for entry in files:
        key = key_of(entry.path.removeprefix(prefix))
        if key is not None:
            blob = entry.blob if entry.mode.startswith(_FILE) else ""
            _put(found, key, entry.path.removeprefix(prefix), blob)
    return found


def steps(
    commits: Iterable[tuple[int, Iterable[Entry]]], before: Held, prefix: str
) -> dict[Key, list[Step]]:
    """Follow every record through commits, oldest first; `before` is brought up to date.

    `prefix` leads from the top of the repository to the root. A commit that leaves a record's
    file as it was is no step of it.
    """
    found: dict[Key, list[Step]] = {}
    for number, entries in commits:
        earlier: dict[Key, Step] = {}
        for mode, blob, place in entries:
            path = place.removeprefix(prefix)
            key = key_of(path)
            if key is not None:
                if key not in earlier:
                    earlier[key] = standing(before, key, number)
                _put(before, key, path, blob if mode.startswith(_FILE) else "")
        for key, last in earlier.items():
            step = standing(before, key, number)
            if step != last:
                found.setdefault(key, []).append(step)
    return found


def standing(held: Held, key: Key, number: int) -> Step:
    """Give the file that counts for a record: the first by its path."""
    files = held.get(key)
    if not files:
        return Step(number, "", "")
    path = next(iter(files)) if len(files) == 1 else min(files)
    return Step(number, path, files[path])


def _put(held: Held, key: Key, path: str, blob: str) -> None:
    """Put a file where it lies, or take it away where there is none."""
    files = held.setdefault(key, {})
    if blob:
        files[path] = blob
    else:
        files.pop(path, None)


class Read(NamedTuple):
    """A version's content: its state and text, and its tree as it was written, as far as legible.

    `sound` says that the file was YAML as records are; only then is the tree the whole of it.
    `rows` are its lines where each of them stands for itself, and empty elsewhere.
    """

    state: State
    text: str | None
    tree: dict[str, Tree]
    sound: bool
    rows: Sequence[str] = ()


def read(key: Key, data: bytes | None, before: Read | None = None) -> Read:
    """Read the content of a version, as far as it can be; quicker with the one before at hand."""
    if data is None:
        return Read("unread", None, {}, sound=False)
    limit = COMPANY_LIMIT if key == COMPANY else LIMIT
    tree, rows = _plain(data, limit, before)
    if tree is None:
        tree, _ = source.read(data, "", limit)
    legible = scalars(data[:limit]) if tree is None else tree
    if not legible and tree is None:
        return Read("unread", None, {}, sound=False)
    text, lacking = _fitting(key, legible)
    whole = tree is not None and not lacking
    return Read("whole" if whole else "part", text, legible, tree is not None, rows)


def _plain(
    data: bytes, limit: int, before: Read | None
) -> tuple[dict[str, Tree] | None, Sequence[str]]:
    """Read a content line by line, as most can be, and give its lines with it."""
    content = sound(data, limit)
    if content is None:
        return None, ()
    rows = content.split("\n")
    tree = amended(before.tree, before.rows, rows) if before and before.rows else None
    if tree is None:
        tree = lines.tree(content)
    return tree, () if tree is None else rows


def _fitting(key: Key, tree: dict[str, Tree]) -> tuple[str, int]:
    """Give the JSON of what fits today's schema, with the id, and how much does not fit."""
    if key == COMPANY:
        return shape.fitting(Company, tree)
    named = {"id": key.id, **tree} if "id" not in tree else {**tree, "id": key.id}
    text, lacking = shape.fitting(KINDS[key.folder], named)
    return text, lacking + ("id" in tree)


def scalars(data: bytes) -> dict[str, Tree]:
    """Read the plain top-level values of a file that is no record, the first of each name."""
    text = _ODD.sub("", data.decode(errors="replace"))
    found: dict[str, Tree] = {}
    for name, double, single, plain in _SCALAR.findall(text):
        found.setdefault(name, double or single or plain)
    return found
