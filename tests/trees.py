"""A tree of git for the tests: a dictionary of what `git add` would keep of a folder."""

import os
import stat
from collections.abc import Sequence
from pathlib import Path

from generator.origin import Kept, Snapshot
from generator.reading import blob_of


class Blobs:
    """Blobs by their names, as git keeps them; counts how many were read."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.asked: list[str] = []

    def put(self, data: bytes) -> str:
        blob = blob_of(data)
        self.kept[blob] = data
        return blob

    def __call__(self, blobs: Sequence[str]) -> list[bytes | None]:
        self.asked += blobs
        return [self.kept.get(blob) for blob in blobs]


class Tree(Snapshot):
    """A snapshot whose blobs are at hand."""

    read: Blobs


def snapshot(root: Path) -> Tree:
    """Take the files below a folder as `git add` would."""
    blobs = Blobs()
    kept: dict[str, Kept] = {}
    for path in sorted(root.rglob("*")):
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode):
            entry = Kept("120000", blobs.put(os.fsencode(path.readlink())))
        elif stat.S_ISREG(mode):
            entry = Kept(
                "100755" if mode & stat.S_IXUSR else "100644", blobs.put(path.read_bytes())
            )
        else:
            continue
        kept[path.relative_to(root).as_posix()] = entry
    return Tree("v1", kept, blobs)
