"""Files on disk, written so that nobody ever sees half of one: only what changed, whole or not."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from generator.errors import NotWritableError


def sync(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder hold these files by their paths in it, and no others.

    A file that already has its content is not touched, so that what watches the folder sees real
    changes alone. Raises NotWritableError.
    """
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for path in sorted({path for path, _ in _found(folder)} - files.keys()):
            (folder / path).unlink()
        _remove_idle_folders(folder, {parent for path in files for parent in _parents(path)})
        for path, content in sorted(files.items()):
            replace(folder / path, content)


def replace(file: Path, content: bytes) -> None:
    """Give a file this content in one step, unless it has it already."""
    if file.is_file() and file.read_bytes() == content:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f".{file.name}.new")
    try:
        fresh.write_bytes(content)
        fresh.replace(file)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise


@contextmanager
def writing(target: Path) -> Iterator[None]:
    """Turn what the system says about a write below a target into one clear line."""
    try:
        yield
    except OSError as error:
        raise NotWritableError(target, error) from error


def _found(folder: Path) -> Iterator[tuple[str, Path]]:
    """Give every file below a folder with its path in it; links are files, never followed."""
    for parent, _, names in os.walk(folder):
        for name in names:
            file = Path(parent, name)
            yield file.relative_to(folder).as_posix(), file


def _parents(path: str) -> list[str]:
    return [parent.as_posix() for parent in Path(path).parents]


def _remove_idle_folders(folder: Path, needed: set[str]) -> None:
    """Remove the folders, deepest first, that no file needs."""
    for parent, _, _ in os.walk(folder, topdown=False):
        inside = Path(parent).relative_to(folder).as_posix()
        if inside not in needed and inside != ".":
            Path(parent).rmdir()
