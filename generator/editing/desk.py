"""What editing works with: the repository, the gate, the book as last read, the world around."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from generator.authoring import commit
from generator.authoring.proposal import Standing
from generator.duplicates.index import Index, index
from generator.editing.branch import Course
from generator.editing.guard import Gate
from generator.hosting import Host
from schema.company import Company


class Latest:
    """The book as it was last read: searching goes by it, and saving reads anew."""

    def __init__(self, read: Callable[[], Standing]) -> None:
        self._read = read
        self._last: Standing | None = None
        self._indexed: Standing | None = None
        self._indexes: dict[str, Index] = {}
        self._lock = Lock()

    def fresh(self) -> Standing:
        """Read the book as it stands now; one at a time."""
        with self._lock:
            self._last = self._read()
            return self._last

    def forget(self) -> None:
        """Have the book read anew when it is asked for: a record is another one by now."""
        self._last = None

    def index(self, folder: str) -> Index:
        """Give the records of a kind of that book, prepared for finding those that look alike."""
        stands = self.known()
        with self._lock:
            if self._indexed is not stands:
                self._indexed, self._indexes = stands, {}
            if folder not in self._indexes:
                self._indexes[folder] = index(folder, stands.entries.values())
            return self._indexes[folder]

    def known(self) -> Standing:
        """Give the book that was last read."""
        last = self._last
        return self.fresh() if last is None else last


class Desk(NamedTuple):
    """Where records are edited; `now` tells the company's time, `suffixes` make ids differ."""

    root: Path
    gate: Gate
    latest: Latest
    environment: Mapping[str, str]
    host: Callable[[str], Host]
    now: Callable[[Company], str]
    suffixes: Callable[[], Iterator[str]]
    branch: str | None
    writing: Lock

    def course(self, stands: Standing, branch: str | None = None) -> Course:
        """Look where a change would go: to a branch of that name, where one is given."""
        there = commit.branches(self.root, self.environment)
        author = commit.author(self.root, self.environment)
        host = self.host(there.remote if there else "")
        return Course(there, author, stands.as_of.isoformat(), host, branch or self.branch)
