"""Where the files of a book come from: a folder on disk, or a tree that git keeps."""

import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from generator import files
from generator.errors import FolderMissingError, NotReadableError
from generator.files import Found, State
from generator.reading import contents
from schema import KINDS


class Origin(Protocol):
    """What a book can be loaded from; all paths are from the root, with slashes."""

    def find(self, processes: int) -> Found:
        """List the folders of records under `data/`, and nothing of what is in the files.

        Raises:
            FolderMissingError: There is no `data` folder.
        """

    def holds(self, path: str) -> bool:
        """Tell whether there is an ordinary file at a path."""

    def contents(self, paths: Sequence[str]) -> Iterator[bytes]:
        """Give the bytes of files that are there, in the order of the paths.

        Raises:
            NotReadableError: A file cannot be opened.
        """


class Disk(NamedTuple):
    """A folder with `data/` in it, as it lies on disk now."""

    root: Path

    def find(self, processes: int) -> Found:
        """Walk the folders."""
        return files.find(self.root, processes)

    def holds(self, path: str) -> bool:
        """Look for the file; a link to one will do."""
        return (self.root / path).is_file()

    def contents(self, paths: Sequence[str]) -> Iterator[bytes]:
        """Read the files one by one."""
        root = str(self.root)
        return (contents(f"{root}/{path}") for path in paths)


class Kept(NamedTuple):
    """What git keeps at a path: the mode, in git's own digits such as `100644`, and the blob."""

    mode: str
    blob: str


class Snapshot(NamedTuple):
    """The files of a commit: all paths under the root, and how to read blobs.

    `read` is given blobs and gives their bytes in the same order, and nothing for one that is
    missing. It is called from several processes, each forked from this one, and so must hold no
    open pipe. `name` is what an error calls the commit.
    """

    name: str
    kept: Mapping[str, Kept]
    read: Callable[[Sequence[str]], Iterable[bytes | None]]

    def find(self, processes: int) -> Found:  # noqa: ARG002 - one is enough
        """Group the paths by their folders, as they would lie on disk."""
        inside = sorted(path for path in self.kept if path.startswith("data/"))
        if not inside:
            missing = Path(f"{self.name}:data")
            raise FolderMissingError(missing, "Choose a commit with records in it.")
        folders: dict[str, list[State]] = {}
        strays: list[str] = []
        for path in inside:
            self._sort(path, folders, strays)
        return Found(
            tuple(files.listed(folder, states) for folder, states in sorted(folders.items())),
            tuple(map(files.stray, sorted(set(strays)))),
        )

    def _sort(self, path: str, folders: dict[str, list[State]], strays: list[str]) -> None:
        """Put a path into its folder, or its first part among what is no kind's folder."""
        folder, _, name = path.rpartition("/")
        mode, blob = self.kept[path]
        digits = int(mode, 8)
        nested = stat.S_IFMT(digits) == _NESTED
        top = path.split("/", 2)[1]
        if top not in KINDS or (folder == "data" and not nested):
            if not top.startswith(".") and top != "company.yml":
                strays.append(top)
        elif not nested and "/." not in folder:
            folders.setdefault(folder, []).append((name, digits, -1, blob))

    def holds(self, path: str) -> bool:
        """Look for the path; a link is no file."""
        return path in self.kept and stat.S_ISREG(int(self.kept[path].mode, 8))

    def contents(self, paths: Sequence[str]) -> Iterator[bytes]:
        """Read the blobs in one go."""
        found = self.read([self.kept[path].blob for path in paths])
        for path, data in zip(paths, found, strict=True):
            if data is None:
                raise NotReadableError(Path(f"{self.name}:{path}"), OSError("git has lost it"))
            yield data


_NESTED = 0o160000
"""Another repository inside this one: on disk a folder without a record of ours."""
