"""Two texts of one record, both made of an earlier one, merged: comments and idle lines stay."""

import re
from collections.abc import Collection, Mapping
from difflib import SequenceMatcher
from typing import NamedTuple, cast

from generator.authoring import edit
from generator.authoring.threeway import together
from generator.diagnostic import Where
from generator.yaml import layout, source
from generator.yaml.source import Tree
from schema import Shared

_Record = dict[str, Tree]
MARKS = 7
"""So many letters a marker of a conflict has, unless git says otherwise."""


class Merged(NamedTuple):
    """The text of a merge, and the fields in which markers stand."""

    text: str
    conflicts: tuple[Where, ...]


def merged(
    kind: type[Shared], base: str, ours: str, theirs: str, marks: int = MARKS
) -> Merged | None:
    """Merge two changes of a record by its fields.

    The text is ours, with their fields in it, each as they wrote it. An empty base is a record
    that both have added. Nothing where a text is no record that can be read, and where a comment
    that a side wrote would be lost, since both have touched its field.

    Raises:
        NotInPlaceError: Our file cannot be changed line by line.
    """
    trees = [_read(text) for text in (base or "{}", ours, theirs)]
    if None in trees:
        return None
    found = _together(kind, cast("list[_Record]", trees), (base, ours, theirs), marks)
    kept = _remarks(base) | _remarks(found.text)
    return found if _remarks(ours) | _remarks(theirs) <= kept else None


def _together(
    kind: type[Shared], trees: list[_Record], texts: tuple[str, str, str], marks: int
) -> Merged:
    """Merge the fields, and write them into our text."""
    (before, mine, yours), (base, ours, theirs) = trees, texts
    found = together(kind, before, mine, yours)
    with_ours, with_theirs = cast("_Record", found.ours), cast("_Record", found.theirs)
    plain = _dressed(edit.edited(kind, ours, mine, with_ours), base, ours, theirs)
    if not found.conflicts:
        return Merged(plain, ())
    whole = {str(where[0]) for where in found.conflicts if len(where) == 1}
    other = _taken(edit.edited(kind, plain, with_ours, with_theirs), theirs, whole)
    return Merged(_marked(plain, other, marks), found.conflicts)


def _remarks(text: str) -> set[str]:
    """Find the comments; what looks like one in a text of several lines is among them."""
    return set(_REMARK.findall(text))


_REMARK = re.compile(r"(?:^|(?<=\s))#.*", re.MULTILINE)


def _read(text: str) -> _Record | None:
    if text.strip() == "{}":
        return {}
    return source.read(text.encode(), "")[0]


def _dressed(merged_: str, base: str, ours: str, theirs: str) -> str:
    """Write the fields that they alone have touched as they wrote them, with their comments."""
    before, mine, yours = (_blocks(text) for text in (base, ours, theirs))
    alone = {
        name
        for name, block in yours.items()
        if mine.get(name) == before.get(name) and block != before.get(name)
    }
    return _taken(merged_, theirs, alone)


def _taken(text: str, theirs: str, names: Collection[str]) -> str:
    """Write some fields of a text as they stand in theirs, where they say the same there."""
    pieces, yours = _blocks(text), _blocks(theirs)
    found = {**pieces, **{name: yours[name] for name in yours if name in names and name in pieces}}
    written = "".join(_ended(piece) for piece in found.values() if piece)
    return written if _read(written) == _read(text) else text


def _ended(piece: str) -> str:
    return piece if piece.endswith("\n") else f"{piece}\n"


def _blocks(text: str) -> dict[str, str]:
    """Part a text into the lines of each field, with those above it; the last ones are of none."""
    found: dict[str, str] = {}
    place = 0
    node = layout.root(text) if text.strip() not in ("", "{}") else None
    if node is None or node.style == "[":
        return {"": text}
    for entry in node.entries:
        end = text.find("\n", entry.node.stop) + 1 or len(text)
        found[entry.key] = text[place:end]
        place = end
    return {**found, "": text[place:]}


def _marked(ours: str, theirs: str, marks: int) -> str:
    """Show both sides of the lines that differ between two texts, and all other lines once."""
    mine, yours = ours.splitlines(keepends=True), theirs.splitlines(keepends=True)
    found: list[str] = []
    for same, i, j, k, m in SequenceMatcher(None, mine, yours, autojunk=False).get_opcodes():
        if same == "equal":
            found += mine[i:j]
        else:
            found += [f"{'<' * marks} ours\n", *map(_ended, mine[i:j]), f"{'=' * marks}\n"]
            found += [*map(_ended, yours[k:m]), f"{'>' * marks} theirs\n"]
    return "".join(found)


def kind_at(path: str, kinds: Mapping[str, type[Shared]]) -> type[Shared] | None:
    """Find the kind of the record that lies at a path, if one does: `data/KIND/.../ID.yml`.

    The path may begin above the folder `data`: it counts from the top of the repository.
    """
    folders = path.split("/")[:-1]
    below = folders[folders.index("data") + 1 :] if "data" in folders else []
    return kinds.get(below[0]) if below and path.endswith(".yml") else None
