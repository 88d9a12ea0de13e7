"""Files that an operation would change: judged before any of them is touched."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from generator import reading
from generator.authoring import atomic, edit, proposal
from generator.authoring.proposal import Standing
from generator.book import Book, Entry, Key, MemoryShelf
from generator.diagnostic import Diagnostic
from generator.errors import SalesbookError
from generator.files import COMPANY, File
from generator.yaml import source
from generator.yaml.source import Tree
from schema import KINDS, Shared


class NotReadableRecordError(SalesbookError):
    """A file that is not YAML as a record is, so that no field of it can be changed."""

    def __init__(self, found: Diagnostic) -> None:
        place = f"{found.path}:{found.line}:{found.column}"
        super().__init__(f"{place}: {found.code} {found.message} {found.hint}".rstrip())


class Opened(NamedTuple):
    """A record as it lies on disk."""

    key: Key
    path: str
    data: bytes
    tree: dict[str, Tree]

    @property
    def kind(self) -> type[Shared]:
        """The kind of the record."""
        return KINDS[self.key.folder]

    def changed(self, tree: dict[str, Tree]) -> "Change":
        """Give the change that makes this tree of the record."""
        text = edit.edited(self.kind, self.data.decode(), self.tree, tree)
        return Change(self.key, self.path, self.data, text)


class Change(NamedTuple):
    """A file before and after: nothing where it is not there."""

    key: Key
    path: str
    before: bytes | None
    after: str | None


def opened(root: Path, key: Key, path: str) -> Opened:
    """Read a record to change it.

    Raises:
        NotReadableError: The file cannot be opened.
        NotReadableRecordError: It is not written as a record is.
    """
    data = reading.contents(root / path)
    tree, found = source.read(data, path)
    if tree is None:
        raise NotReadableRecordError(found[0])
    return Opened(key, path, data, tree)


def save(root: Path, changes: Sequence[Change]) -> None:
    """Write all files of an operation, or none.

    Raises:
        ChangedMeanwhileError: A file is not as it was read.
        NotWritableError: A file cannot be written.
    """
    texts = {change.path: change.after for change in changes}
    atomic.write(root, texts, {change.path: change.before for change in changes})


def judged(root: Path, stands: Standing, changes: Sequence[Change]) -> tuple[Diagnostic, ...]:
    """Find what would be wrong that is not wrong already, in changed records and those around.

    Records that refer to a changed one are asked again, too.
    """
    read = {change: _read(change) for change in changes if change.after is not None}
    shapes = [item for reading_ in read.values() for item in reading_.diagnostics]
    if shapes:
        return tuple(sorted(shapes))
    before = proposal.book(stands, {}, {})
    after = _book(stands, changes, {change.key: found for change, found in read.items()})
    paths = {change.path: (change.after or "").encode() for change in changes}
    around = sorted(_referring(stands, {change.key for change in changes}))
    found = list(_findings(after, [*(change.key for change in read), *around], stands, paths, root))
    gone = {change.path for change in changes if change.after is None}
    earlier = list(_findings(before, _keys(changes, around), stands, {}, root))
    were = {(item.path, item.code, item.message) for item in earlier}
    moved = {(item.code, item.message) for item in earlier if item.path in gone}
    return tuple(
        sorted(
            item
            for item in found
            if (item.path, item.code, item.message) not in were
            and (item.code, item.message) not in moved
        )
    )


def _read(change: Change) -> reading.Reading:
    data = (change.after or "").encode()
    if change.path == COMPANY:
        return reading.Reading(None, (), reading.company(data)[1])
    return reading.read(data, File(change.path, change.key, "", 0))


def _keys(changes: Iterable[Change], around: Iterable[Key]) -> list[Key]:
    return [*(change.key for change in changes if change.before is not None), *around]


def _book(stands: Standing, changes: Sequence[Change], read: Mapping[Key, reading.Reading]) -> Book:
    """Give the book as it would be."""
    gone = {change.key for change in changes}
    entries = [entry for key, entry in stands.entries.items() if key not in gone]
    published = {key: names for key, names in stands.topics.items() if key not in gone}
    for change in changes:
        found = read.get(change.key)
        if found is not None and found.text is not None:
            entries.append(Entry(change.key, change.path, found.text))
            published[change.key] = list(found.topics)
    return Book(stands.company, stands.as_of, MemoryShelf(entries, published.items()))


def _findings(
    among: Book,
    keys: Iterable[Key],
    stands: Standing,
    texts: Mapping[str, bytes],
    root: Path,
) -> Iterator[Diagnostic]:
    """Ask the laws about records of a book, each finding with its place."""
    mine = {Key(path.split("/")[1], path.rpartition("/")[2][:-4]): path for path in texts}
    for key in keys:
        record = among.find(key)
        if record is None:
            continue
        path = mine.get(key) or stands.entries[key].path
        data = texts[path] if path in texts else reading.contents(root / path)
        for found in proposal.judged(record, among):
            yield proposal.placed(found, path, data)


def _referring(stands: Standing, keys: set[Key]) -> Iterator[Key]:
    """Find the records that may refer to others: those in which their ids stand as a value."""
    ids = [json.dumps(key.id, ensure_ascii=False) for key in keys]
    for key, entry in stands.entries.items():
        if key not in keys and any(name in entry.text for name in ids):
            yield key
