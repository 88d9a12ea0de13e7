"""Records as people name them: an id, KIND/ID where two kinds share it, or the path of a file."""

import os
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

from generator.annotate import visible
from generator.book import Key
from generator.errors import FolderMissingError, UsageError
from schema import KINDS

_NEAR = 3


def listing(root: Path) -> dict[Key, str]:
    """List all records by their files' names alone: the path of each from the root, by its key.

    Raises:
        FolderMissingError: There is no `data` folder.
    """
    data = root / "data"
    if not data.is_dir():
        raise FolderMissingError(data, "Make a data repository with `salesbook init DIR`.")
    found: dict[Key, str] = {}
    for kind in sorted(KINDS):
        for path in _files(data / kind, f"data/{kind}"):
            found.setdefault(Key(kind, path.rpartition("/")[2].removesuffix(".yml")), path)
    return found


def _files(folder: Path, shown: str) -> Iterator[str]:
    """Give the records' files in a folder and below it, sorted."""
    if not folder.is_dir():
        return
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(folder / entry.name, f"{shown}/{entry.name}")
        elif entry.name.endswith(".yml") and entry.is_file(follow_symlinks=False):
            yield f"{shown}/{entry.name}"


def one(asked: str, known: Mapping[Key, str]) -> Key:
    """Find the one record that is meant.

    Raises:
        UsageError: There is none, which names near misses, or there are several.
    """
    found = sorted(key for key, path in known.items() if asked in (key.id, str(key), path))
    if len(found) == 1:
        return found[0]
    if found:
        message = f"{asked}: several records have this id; name one: {', '.join(map(str, found))}."
        raise UsageError(message)
    names = {str(key) if "/" in asked else key.id for key in known}
    near = get_close_matches(asked, sorted(names), n=_NEAR)
    hint = f" Did you mean {' or '.join(f'`{name}`' for name in near)}?" if near else ""
    message = f"{visible(asked)}: there is no such record.{hint}"
    raise UsageError(message)
