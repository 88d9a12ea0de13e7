"""Reading records, and asking the laws about them while they are still at hand."""

import marshal
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from generator import reading
from generator.book import Book, Entry, Key, MemoryShelf
from generator.cache import Asked, Row, lines, unlined
from generator.checks.run import Subject, answers
from generator.diagnostic import packed
from generator.files import File
from generator.origin import Origin
from schema import Shared
from schema.company import Company

Seen = tuple[str, str | None, str, str]
"""What is seen of a file: its blob, the record's text, its topics as lines, what is wrong."""


class Placed(NamedTuple):
    """A file in the folder that it lies in."""

    place: str
    file: File


class Task(NamedTuple):
    """Whose records are read, from where, and for which day."""

    origin: Origin
    company: Company
    as_of: date


def look(
    origin: Origin, files: Sequence[Placed], before: Mapping[str, Row]
) -> Iterator[tuple[Seen, Shared | None]]:
    """Read files; the content of an earlier row is not taken apart twice, and gives no record."""
    contents = origin.contents([placed.file.path for placed in files])
    for (_, file), data in zip(files, contents, strict=True):
        blob = reading.blob_of(data)
        known = before.get(file.path)
        if known is not None and known.blob == blob:
            yield (blob, known.text, known.topics, known.shape), None
        else:
            found = reading.read(data, file)
            seen = (blob, found.text, lines(found.topics), packed(found.diagnostics))
            yield seen, found.record


def row(placed: Placed, seen: Seen, at_rest_before: int) -> Row:
    """Give what is kept of a file; no stamp while it may still be changing."""
    path, key, stamp, changed_ns = placed.file
    blob, text, topics, shape = seen
    trusted = stamp if changed_ns < at_rest_before else ""
    return Row(path, placed.place, trusted, blob, *key, text, topics, shape)


class Clerk:
    """Reads some of all files and, once everybody has read theirs, asks the laws about them.

    What the clerks tell each other and what they find is packed by `marshal`: between processes
    of one program nothing is quicker.
    """

    def __init__(self, task: Task, files: Sequence[Sequence[Placed]]) -> None:
        self._task = task
        self._files = files
        self._records: dict[str, Shared] = {}
        self._book: Book | None = None

    def first(self, files: Sequence[Placed]) -> bytes:
        """Read some files, and keep their records: a `Seen` for each."""
        found: list[Seen] = []
        for placed, (seen, record) in zip(files, look(self._task.origin, files, {}), strict=True):
            found.append(seen)
            if record is not None:
                self._records[placed.file.path] = record
        return marshal.dumps(found, 2)

    def hear(self, told: Sequence[bytes]) -> None:
        """Hear what was seen of all files, and put the book together."""
        entries: list[Entry] = []
        published: list[tuple[Key, str]] = []
        for files, packed_ in zip(self._files, told, strict=True):
            for (_, file), (_, text, topics, _) in zip(files, unpacked(packed_), strict=True):
                if text:
                    entries.append(Entry(file.key, file.path, text))
                if topics:
                    published.append((file.key, topics))
        shelf = MemoryShelf(entries, ((key, unlined(topics)) for key, topics in published))
        self._book = Book(self._task.company, self._task.as_of, shelf, self._opened(shelf))

    def _opened(self, shelf: MemoryShelf) -> Iterator[tuple[Key, Shared]]:
        """Give the records that were read here, but of several with one key only the first."""
        for path, record in self._records.items():
            key = Key(record.folder, record.id)
            if shelf.path(key) == path:
                yield key, record

    def second(self, files: Sequence[Placed]) -> bytes:
        """Ask the laws about some of the files that were read here: an `Asked` for each record."""
        if self._book is None:
            raise RuntimeError
        subjects = [
            Subject(file.path, record)
            for _, file in files
            if (record := self._records.get(file.path)) is not None
        ]
        found = answers(self._task.origin, self._book, subjects)
        return marshal.dumps([tuple(asked) for asked in found], 2)


def unpacked(told: bytes) -> list[Seen]:
    """Read what was seen of some files."""
    seen: list[Seen] = marshal.loads(told)  # noqa: S302 - packed by a clerk
    return seen


def answered(told: bytes) -> Iterator[Asked]:
    """Read the laws' answers about some records."""
    return (Asked(*asked) for asked in marshal.loads(told))  # noqa: S302 - packed by a clerk
