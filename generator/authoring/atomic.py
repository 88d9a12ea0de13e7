"""Several files written together: all of them, or none."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.website.write import writing


def write(root: Path, texts: Mapping[str, str]) -> None:
    """Write texts to files below a folder, named by their paths from it.

    Everything is written aside first and then moved into place file by file; whatever stops that
    half-way, a signal included, the files are put back as they were.

    Raises:
        NotWritableError: A file or folder cannot be written.
    """
    with _aside(root) as aside:
        for number, text in enumerate(texts.values()):
            with writing(aside):
                (aside / f"new-{number}").write_text(text, encoding="utf-8", newline="")
        _move(aside, [root / path for path in texts])


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
                (aside / f"new-{number}").replace(target)
    except BaseException:
        for number in reversed(touched):
            _put_back(aside / f"old-{number}", targets[number])
        for folder in reversed(made):
            folder.rmdir()
        raise


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
