"""Several files written together: all of them, or none."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.errors import SalesbookError
from generator.website.write import writing


class ChangedMeanwhileError(SalesbookError):
    """A file that is not as it was read; it was left as it is."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path}: was changed by somebody else meanwhile; nothing was written. "
            "Look at it, then try again."
        )


def write(
    root: Path,
    texts: Mapping[str, str | None],
    before: Mapping[str, bytes | None] | None = None,
) -> None:
    """Write texts to files below a folder, named by their paths from it; nothing removes a file.

    Everything is written aside first and then moved into place file by file; whatever stops that
    half-way, a signal included, the files are put back as they were. `before` says what files
    held when they were read, and nothing for those that were not there.

    Raises:
        NotWritableError: A file or folder cannot be written.
        ChangedMeanwhileError: A file does not hold what it held.
    """
    with _aside(root) as aside, _one_at_a_time(root):
        for number, text in enumerate(texts.values()):
            if text is not None:
                with writing(aside):
                    file = aside / f"new-{number}"
                    file.write_text(text, encoding="utf-8", newline="")
        for path, data in (before or {}).items():
            if _held(root / path) != data:
                raise ChangedMeanwhileError(path)
        _move(aside, [root / path for path in texts])


def _held(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None


@contextmanager
def _one_at_a_time(root: Path) -> Iterator[None]:
    """Let nobody else write here so long: two that have read the same must not both write."""
    if sys.platform == "win32":
        yield
        return
    import fcntl  # noqa: PLC0415 - not there on every system

    with writing(root):
        folder = os.open(root, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


@contextmanager
def _aside(root: Path) -> Iterator[Path]:
    """Make a folder on the same file system, which is gone in the end."""
    with writing(root):
        folder = Path(tempfile.mkdtemp(prefix=".salesbook-", dir=root))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _move(aside: Path, targets: list[Path]) -> None:
    """Move the new files into place; put everything back if one cannot be moved."""
    made: list[Path] = []
    touched: list[int] = []
    try:
        for number, target in enumerate(targets):
            with writing(target):
                for folder in _missing(target.parent):
                    folder.mkdir()
                    made.append(folder)
                if target.exists():
                    shutil.copy2(target, aside / f"old-{number}")
                touched.append(number)
                _place(aside / f"new-{number}", target)
    except BaseException:
        for number in reversed(touched):
            _put_back(aside / f"old-{number}", targets[number])
        for folder in reversed(made):
            folder.rmdir()
        raise


def _place(fresh: Path, target: Path) -> None:
    """Move a new file into place, as readable as the old one; without one, remove the old one."""
    if not fresh.exists():
        target.unlink()
        return
    if target.exists():
        shutil.copymode(target, fresh)
    fresh.replace(target)


def _missing(folder: Path) -> list[Path]:
    """Name the folders that are to be made, the uppermost first."""
    return [one for one in reversed((folder, *folder.parents)) if not one.exists()]


def _put_back(old: Path, target: Path) -> None:
    """Bring a file back; one that was never moved needs nothing."""
    with suppress(OSError):
        if old.exists():
            old.replace(target)
        else:
            target.unlink()
