"""The files under `data/`: which records they hold, found by their names alone."""

import hashlib
import marshal
import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from generator.book import Key
from generator.diagnostic import Diagnostic, Rule
from generator.errors import FolderMissingError
from generator.parallel import shared
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
_NAME = re.compile(ID_PATTERN.replace("$", r"\.yml$"))

State = tuple[str, int, int, *tuple[int | str, ...]]
"""A file as it is listed: name, mode, when it was last changed, and what else tells a change.

On disk that are its size, another time and the inode (times in nanoseconds). In a tree of git it
is the blob alone, and the file was never changed (-1).
"""


class Folder(NamedTuple):
    """A folder that holds records: its path from the root, its kind, and what lies in it.

    The states are kept packed, and the digest is theirs: a folder with the same digest holds the
    same files, unchanged. So most folders are never unpacked.
    """

    path: str
    kind: str
    digest: str
    packed: bytes

    @property
    def states(self) -> tuple[State, ...]:
        """The files in the folder, sorted by name."""
        states: tuple[State, ...] = marshal.loads(self.packed)  # noqa: S302 - packed by `_listed`
        return states

    @property
    def changed_ns(self) -> int:
        """The moment (nanoseconds) at which a file here was last changed."""
        return max((state[2] for state in self.states), default=0)


class File(NamedTuple):
    """A record's file: its path from the root, its key, and a stamp that changes with it.

    The stamp of a file in a tree of git is its blob.
    """

    path: str
    key: Key
    stamp: str
    changed_ns: int


class Found(NamedTuple):
    """All folders that hold records, sorted by path, and what else is in `data/`."""

    folders: tuple[Folder, ...]
    diagnostics: tuple[Diagnostic, ...]


class _Below(NamedTuple):
    """A folder to list: its place, its path from the root, its kind, and whether with all below."""

    place: str
    shown: str
    kind: str
    deep: bool


def find(root: Path, processes: int = 1) -> Found:
    """List the folders of records under `root/data`, and nothing of what is in the files.

    Raises:
        FolderMissingError: There is no `data` folder.
    """
    data = root / "data"
    if not data.is_dir():
        raise FolderMissingError(data, "Make a data repository with `salesbook init DIR`.")
    below: list[_Below] = []
    diagnostics: list[Diagnostic] = []
    for entry in sorted(os.scandir(data), key=lambda entry: entry.name):
        if entry.name.startswith(".") or entry.name == "company.yml":
            continue
        if entry.is_dir(follow_symlinks=False) and entry.name in KINDS:
            below += _parts(entry.path, entry.name)
        else:
            diagnostics.append(stray(entry.name))
    folders = chain.from_iterable(shared(_walked, below, processes))
    return Found(tuple(sorted(folders)), tuple(diagnostics))


def _parts(place: str, kind: str) -> Iterator[_Below]:
    """Give a kind's folder, and each of its sub-folders as a piece of work of its own."""
    yield _Below(place, f"data/{kind}", kind, deep=False)
    for entry in sorted(os.scandir(place), key=lambda entry: entry.name):
        if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
            yield _Below(entry.path, f"data/{kind}/{entry.name}", kind, deep=True)


def _walked(below: Sequence[_Below]) -> list[Folder]:
    found: list[Folder] = []
    for part in below:
        _walk(part, found)
    return found


def _walk(part: _Below, found: list[Folder]) -> None:
    """Collect a folder and, where it is wanted, its sub-folders, which carry no meaning."""
    states: list[State] = []
    with os.scandir(part.place) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if part.deep and not entry.name.startswith("."):
                    shown = f"{part.shown}/{entry.name}"
                    _walk(part._replace(place=entry.path, shown=shown), found)
                continue
            s = entry.stat(follow_symlinks=False)
            states.append(
                (entry.name, s.st_mode, s.st_mtime_ns, s.st_size, s.st_ctime_ns, s.st_ino)
            )
    found.append(listed(part.shown, states))


def listed(path: str, states: list[State]) -> Folder:
    """Pack what is known of the files in a folder below `data/`."""
    packed = marshal.dumps(tuple(sorted(states)), 2)
    digest = hashlib.blake2b(packed, digest_size=16).hexdigest()
    return Folder(path, path.split("/", 2)[1], digest, packed)


def records(folder: Folder) -> tuple[list[File], list[Diagnostic]]:
    """Tell the records in a folder from what does not belong there."""
    files: list[File] = []
    diagnostics: list[Diagnostic] = []
    for name, mode, changed, *rest in folder.states:
        if name.startswith("."):
            continue
        path = f"{folder.path}/{name}"
        wrong = _wrong(path, name, mode)
        if wrong is not None:
            diagnostics.append(wrong)
            continue
        stamp = f"{changed}:{rest}" if len(rest) > 1 else str(rest[0])
        files.append(File(path, Key(folder.kind, name[:-4]), stamp, changed))
    return files, diagnostics


def _wrong(path: str, name: str, mode: int) -> Diagnostic | None:
    """Say what is wrong with a file's name or nature, if anything is."""
    if not stat.S_ISREG(mode) or mode & stat.S_IXUSR:
        hint = "Put the record itself here, as an ordinary file (mode 644)."
        return _diagnostic(path, "S06", "must be an ordinary file.", hint)
    if not name.endswith(".yml"):
        hint = f"Rename it to `{name.rsplit('.', 1)[0]}.yml`, or move it out of `data/`."
        return _diagnostic(path, "S02", "must end in `.yml`.", hint)
    if not _NAME.match(name):
        hint = "The file's name is the record's id: for example `yamada-seiki.yml`."
        message = "must be named with small letters, digits and hyphens, at most 64."
        return _diagnostic(path, "S03", message, hint)
    if name[:-4] in RESERVED_IDS:
        return _diagnostic(path, "S04", f"must not be called `{name[:-4]}`.", "Choose another id.")
    return None


def _diagnostic(path: str, code: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(path, 1, 1, code, "error", f"This file {message}", hint)


def repeated(path: str, first: str) -> Diagnostic:
    """Say that a file's id is there already."""
    hint = "Delete one of the two, or give it another id."
    return _diagnostic(path, "S05", f"must have an id of its own; `{first}` has the same.", hint)


def stray(name: str) -> Diagnostic:
    """Say that something directly under `data/` is no kind's folder."""
    near = get_close_matches(name, KINDS, n=1, cutoff=0.6)
    hint = f"Did you mean `data/{near[0]}/`?" if near else f"The kinds are {', '.join(KINDS)}."
    message = f"`{name}` must be a kind of record."
    return Diagnostic(f"data/{name}", 1, 1, "S01", "error", message, hint)


def within(path: str, chosen: Iterable[str]) -> bool:
    """Tell whether a file is one of the chosen paths or lies below one."""
    return any(path == one or path.startswith(f"{one.rstrip('/')}/") for one in chosen)


def relative(root: Path, paths: Iterable[Path]) -> Iterator[str]:
    """Name paths from the root, with slashes."""
    for path in paths:
        yield Path(os.path.relpath(path.resolve(), root.resolve())).as_posix()
