"""Forms as they are opened: of a record as it lies on disk, or of a new one with what is known."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.authoring import change, commit, named, usual
from generator.authoring.change import Opened
from generator.authoring.proposal import Standing
from generator.book import Key
from generator.editing.desk import Desk
from generator.editing.form import described
from generator.errors import PathOutsideError, UsageError
from generator.yaml.source import Tree
from schema import KINDS, Activity, Shared
from schema.description import fields

_ME = ("owner", "person")
"""Fields that usually name whoever writes the record."""


def kind_of(folder: object) -> type[Shared]:
    """Find a kind. Raises UsageError where there is none."""
    if isinstance(folder, str) and folder in KINDS:
        return KINDS[folder]
    message = "there is no such kind of record."
    raise UsageError(message)


def record(root: Path, folder: object, identity: object) -> Opened:
    """Read a record from its file, which must be inside `data/`.

    Raises:
        UsageError: There is no such record.
        PathOutsideError: A link leads elsewhere.
        NotReadableRecordError: It is not written as a record is.
    """
    key = Key(kind_of(folder).folder, str(identity))
    path = named.listing(root).get(key)
    if path is None:
        message = f"{key}: there is no such record; somebody may have renamed or removed it."
        raise UsageError(message)
    inside(root, path)
    return change.opened(root, key, path)


def inside(root: Path, path: str) -> None:
    """Refuse a path that a link leads out of `data/`. Raises PathOutsideError."""
    data = root / "data"
    if not (root / path).resolve().is_relative_to(data.resolve()):
        raise PathOutsideError(root / path, data)


def digest(data: bytes) -> str:
    """Name the content of a file, so that a form can say what it was made from."""
    return hashlib.sha256(data).hexdigest()


def of_record(desk: Desk, stands: Standing, opened: Opened) -> dict[str, Any]:
    """Describe the form of a record as it is."""
    return {
        **described(opened.kind, stands, opened.tree),
        **desk.course(stands).described(),
        "id": opened.key.id,
        "path": opened.path,
        "digest": digest(opened.data),
    }


def of_new(desk: Desk, folder: object, given: Mapping[str, str]) -> dict[str, Any]:
    """Describe the form of a new record; `given` are fields that are known already."""
    kind, stands = kind_of(folder), desk.latest.known()
    values = preset(desk, stands, kind, given)
    course = desk.course(stands).described()
    return {**described(kind, stands, values), **course, "id": None, "path": None, "digest": None}


def preset(
    desk: Desk, stands: Standing, kind: type[Shared], given: Mapping[str, str]
) -> dict[str, Tree]:
    """Fill in what is known of a new record: today, who writes it, and the account of its deal."""
    known = {field.name for field in fields(kind) if field.holding == "one"}
    tree: dict[str, Tree] = {name: text for name, text in given.items() if name in known}
    me = usual.person(stands, commit.mail(desk.root, desk.environment))
    tree |= {name: me for name in _ME if me and name in known and name not in tree}
    if kind is Activity:
        tree = {"when": desk.now(stands.company), **usual.of_deal(stands, tree), **tree}
    return usual.dated(kind, tree, stands.as_of)
