"""A site that is there whole or not at all: built beside the last good one, then put in its place.

The new site grows in a folder next to the target, and one rename swaps the two. Where the system
can exchange two folders (Linux), nobody ever finds the place empty; elsewhere it takes two renames.
A build that fails or is interrupted removes its folder; one that is killed leaves it behind, and
the next build removes it. What is removed is out of sight already; if it is large, that goes on
after the build is done.

One build at a time: the lock is the system's own on a file, so it ends with the process that holds
it, however that ended, and can never be stale.
"""

import ctypes
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path

from generator.errors import SalesbookError
from generator.website import aside
from generator.website.write import writing

_AT_FDCWD = -100
_EXCHANGE = 2
"""The flag RENAME_EXCHANGE of Linux' renameat2."""
_MANY = 1_000
"""With more files in one of its folders, a site is large."""
_GONE = "-gone"


class BuildRunningError(SalesbookError):
    """Another build that writes to the same place right now."""

    def __init__(self, folder: Path, process: str) -> None:
        super().__init__(
            f"{folder}: another build is writing here (process {process}). "
            "Wait for it to end, then run this one again."
        )


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the only right to build into a folder. Raises BuildRunningError at once if taken."""
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        lock = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _take(lock, folder)
        yield
    finally:
        os.close(lock)


def _take(lock: int, folder: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise BuildRunningError(folder, os.read(lock, 20).decode() or "unknown") from None
    os.truncate(lock, 0)
    os.pwrite(lock, str(os.getpid()).encode(), 0)


@contextmanager
def staged(target: Path) -> Iterator[Path]:
    """Give an empty folder beside the target for the next site; in the end, none is there.

    Raises NotWritableError.
    """
    fresh = staging(target)
    try:
        yield fresh
    finally:
        _remove(fresh)


def staging(target: Path) -> Path:
    """Return an empty folder beside the target for the next site, and remove what others left.

    It is open to the same people as the target: what nobody else may read stays so.
    """
    target = target.resolve()
    with writing(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        _recover(target)
        for stale in sorted(target.parent.glob(f"{target.name}.tmp-*")):
            _remove(stale)
        fresh = target.with_name(f"{target.name}.tmp-{os.getpid()}")
        fresh.mkdir()
        if target.exists():
            fresh.chmod(target.stat().st_mode)
    return fresh


def publish(fresh: Path, target: Path) -> None:
    """Put a finished site in the target's place and remove the one that was there."""
    target = target.resolve()
    with writing(target):
        if target.exists():
            _swap(fresh, target)
        else:
            fresh.rename(target)
        _keep(target.parent)
        _remove(fresh)


def _remove(folder: Path) -> None:
    """Remove a folder that nobody looks into, a large one behind everybody's back.

    On a disk that is told of every block that becomes free, tens of thousands of files take minutes
    to go. Meanwhile the folder has a name that no build takes.
    """
    if _large(folder) and hasattr(os, "fork"):
        gone = folder if folder.name.endswith(_GONE) else _unused(f"{folder}-", _GONE)
        aside.left_alone(partial(shutil.rmtree, folder.rename(gone), ignore_errors=True))
    else:
        shutil.rmtree(folder, ignore_errors=True)


def _large(folder: Path) -> bool:
    """Tell whether it takes long to remove a folder; one that is just being removed does not."""
    try:
        inside = [one for one in folder.iterdir() if one.is_dir()]
        return any(len(list(one.iterdir())) > _MANY for one in inside)
    except FileNotFoundError:
        return False


def _unused(start: str, end: str) -> Path:
    """Return the first of the numbered names that nothing has."""
    return next(path for n in count() if not (path := Path(f"{start}{n}{end}")).exists())


def _swap(fresh: Path, target: Path) -> None:
    """Exchange two folders, in one step where the system knows how."""
    if not exchanged(fresh, target):
        rename_in_turn(fresh, target)


def exchanged(one: Path, other: Path) -> bool:
    """Exchange two paths by one call, and say whether this system could."""
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    ends = (_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other))
    return call is not None and call(*ends, _EXCHANGE) == 0


def rename_in_turn(fresh: Path, target: Path) -> None:
    """Exchange two folders by renames; `staging` mends what a kill in between leaves."""
    old = _aside(fresh)
    target.rename(old)
    try:
        fresh.rename(target)
    except BaseException:  # an interruption, too, must not leave the place empty
        old.rename(target)
        raise
    old.rename(fresh)


def _aside(fresh: Path) -> Path:
    """Name the place where the last good site waits while the new one moves in."""
    return fresh.with_name(f"{fresh.name}-old")


def _recover(target: Path) -> None:
    """Put the last good site back if a build was killed while it was aside."""
    for old in sorted(target.parent.glob(f"{target.name}.tmp-*-old")):
        if not target.exists():
            old.rename(target)


def _keep(folder: Path) -> None:
    """Have a folder's list of names written to the disk, so that the swap outlives a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
