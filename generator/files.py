"""The files under `data/`: which records they hold, found by their names alone."""

import os
import re
import stat
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from generator.book import Key
from generator.diagnostic import Diagnostic, Rule
from generator.errors import FolderMissingError
from schema import KINDS
from schema.fields import ID_PATTERN, RESERVED_IDS

RULES = (
    Rule("S01", "error", "A folder under `data/` is named after a kind of record."),
    Rule("S02", "error", "A record is a file `ID.yml`, with small letters at the end."),
    Rule("S03", "error", "An id has small letters, digits and hyphens, at most 64 of them."),
    Rule("S04", "error", "An id is no name that the site or a file system keeps for itself."),
    Rule("S05", "error", "An id is there once in its kind, whatever sub-folder the file is in."),
    Rule("S06", "error", "A record is an ordinary file: no link, no device, not executable."),
)
"""What can be wrong with where a record lies."""

COMPANY = "data/company.yml"
_ID = re.compile(ID_PATTERN)


class File(NamedTuple):
    """A record's file: its path from the root, its key, and a stamp that changes with it."""

    path: str
    key: Key
    stamp: str
    changed_ns: int


class Found(NamedTuple):
    """All files that hold records, sorted by key, and what is wrong with the others."""

    files: tuple[File, ...]
    diagnostics: tuple[Diagnostic, ...]


def find(root: Path) -> Found:
    """List the records under `root/data`.

    Raises:
        FolderMissingError: There is no `data` folder.
    """
    data = root / "data"
    if not data.is_dir():
        raise FolderMissingError(data, "Make a data repository with `salesbook init DIR`.")
    files: list[File] = []
    diagnostics: list[Diagnostic] = []
    for entry in sorted(os.scandir(data), key=lambda entry: entry.name):
        if entry.name.startswith(".") or entry.name == "company.yml":
            continue
        if entry.is_dir(follow_symlinks=False) and entry.name in KINDS:
            _walk(entry.path, f"data/{entry.name}", entry.name, files, diagnostics)
        else:
            diagnostics.append(_stray(entry.name))
    return Found(*_once(files, diagnostics))


def _walk(
    folder: str,
    shown: str,
    kind: str,
    files: list[File],
    diagnostics: list[Diagnostic],
) -> None:
    """Collect the records of a folder and its sub-folders, which carry no meaning."""
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                _walk(entry.path, f"{shown}/{name}", kind, files, diagnostics)
                continue
            found = entry.stat(follow_symlinks=False)
            wrong = _wrong(f"{shown}/{name}", name, found)
            if wrong is not None:
                diagnostics.append(wrong)
                continue
            stamp = f"{found.st_size}:{found.st_mtime_ns}:{found.st_ctime_ns}:{found.st_ino}"
            key = Key(kind, name[:-4])
            files.append(File(f"{shown}/{name}", key, stamp, found.st_mtime_ns))


def _wrong(path: str, name: str, found: os.stat_result) -> Diagnostic | None:
    """Say what is wrong with a file's name or nature, if anything is."""
    if not stat.S_ISREG(found.st_mode) or found.st_mode & stat.S_IXUSR:
        hint = "Put the record itself here, as an ordinary file (mode 644)."
        return _diagnostic(path, "S06", "must be an ordinary file.", hint)
    if not name.endswith(".yml"):
        hint = f"Rename it to `{name.rsplit('.', 1)[0]}.yml`, or move it out of `data/`."
        return _diagnostic(path, "S02", "must end in `.yml`.", hint)
    if not _ID.match(name[:-4]):
        hint = "The file's name is the record's id: for example `yamada-seiki.yml`."
        message = "must be named with small letters, digits and hyphens, at most 64."
        return _diagnostic(path, "S03", message, hint)
    if name[:-4] in RESERVED_IDS:
        return _diagnostic(path, "S04", f"must not be called `{name[:-4]}`.", "Choose another id.")
    return None


def _diagnostic(path: str, code: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(path, 1, 1, code, "error", f"This file {message}", hint)


def _stray(name: str) -> Diagnostic:
    near = get_close_matches(name, KINDS, n=1, cutoff=0.6)
    hint = f"Did you mean `data/{near[0]}/`?" if near else f"The kinds are {', '.join(KINDS)}."
    message = f"`{name}` must be a kind of record."
    return Diagnostic(f"data/{name}", 1, 1, "S01", "error", message, hint)


def _once(
    files: list[File],
    diagnostics: list[Diagnostic],
) -> tuple[tuple[File, ...], tuple[Diagnostic, ...]]:
    """Keep the first file of every key; a second one is said, with where the first lies."""
    first: dict[Key, File] = {}
    for file in sorted(files, key=lambda file: (file.key, file.path)):
        known = first.setdefault(file.key, file)
        if known is not file:
            hint = "Delete one of the two, or give it another id."
            message = f"must have an id of its own; `{known.path}` has the same."
            diagnostics.append(_diagnostic(file.path, "S05", message, hint))
    return tuple(first.values()), tuple(sorted(diagnostics))


def within(path: str, chosen: Iterable[str]) -> bool:
    """Tell whether a file is one of the chosen paths or lies below one."""
    return any(path == one or path.startswith(f"{one.rstrip('/')}/") for one in chosen)


def relative(root: Path, paths: Iterable[Path]) -> Iterator[str]:
    """Name paths from the root, with slashes."""
    for path in paths:
        yield Path(os.path.relpath(path.resolve(), root.resolve())).as_posix()
