"""The cache of earlier checks: what was read and found, by file and content, in SQLite.

It lies in the user's cache folder, never in the repository, and can be deleted at any time. A row
is trusted when the file's stamp (size, times, inode) is the one that was read, and the file had
come to rest by then; otherwise its content's hash decides.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from generator import database
from generator.book import Entry, Key

_TABLES = """
create table if not exists meta (name text primary key, value text not null);
create table if not exists place (
  path text primary key, digest text not null, findings text not null
);
create table if not exists file (
  path text primary key, place text not null, stamp text not null, blob text not null,
  folder text not null, id text not null, text text,
  topics text not null, shape text not null
);
create index if not exists file_place on file (place);
create index if not exists file_key on file (folder, id, path);
create index if not exists file_shape on file (shape) where shape <> '';
create table if not exists verdict (path text primary key, reads text not null, laws text not null);
create index if not exists verdict_laws on verdict (laws) where laws <> '';
create table if not exists repeat (path text not null, first text not null);
"""
_FEW = 50
"""Up to so many topics are looked for in the text of each answer; more, among its topics."""
_AT_REST_NS = 50_000_000
"""A file changed less than so long before it was read may change again under the same stamp."""


class Row(NamedTuple):
    """What is kept of a file; topics stand each in a line of its own, findings are packed."""

    path: str
    place: str
    stamp: str
    blob: str
    folder: str
    id: str
    text: str | None
    topics: str
    shape: str

    @property
    def key(self) -> Key:
        """What names the record."""
        return Key(self.folder, self.id)

    @property
    def entry(self) -> Entry | None:
        """The record, if it is usable."""
        return (self.text and Entry(Key(self.folder, self.id), self.path, self.text)) or None

    @property
    def touches(self) -> tuple[str, ...]:
        """Name the topics that a change of this file touches."""
        return f"{self.folder}/{self.id}", f"{self.folder}/*", *unlined(self.topics)


class Place(NamedTuple):
    """What is kept of a folder: its digest, and what does not belong there, packed."""

    path: str
    digest: str
    findings: str


class Asked(NamedTuple):
    """What is kept of the laws' answer about a file: the topics it rests on, and the findings."""

    path: str
    reads: str
    laws: str


def lines(topics: Iterable[str]) -> str:
    """Write topics so that each can be found as a whole line; none is the empty text."""
    joined = "\n".join(topics)
    return f"\n{joined}\n" if joined else ""


def unlined(text: str) -> list[str]:
    """Read topics back from their lines."""
    return text.strip("\n").split("\n") if text else []


class Cache:
    """An open cache; nothing is kept before `commit`."""

    def __init__(self, connection: database.Connection, now_ns: int) -> None:
        self._connection = connection
        self.at_rest_before = now_ns - _AT_REST_NS
        """Files changed after this moment (nanoseconds) are not trusted by their stamp."""

    def meta(self, name: str) -> str:
        """Read a remark on the whole cache; empty where there is none."""
        query = "select value from meta where name = ?"
        found = self._connection.execute(query, (name,)).fetchone()
        return str(found[0]) if found else ""

    def digests(self) -> dict[str, str]:
        """Give the digest of every folder."""
        return dict(self._connection.execute("select path, digest from place"))

    def inside(self, places: Iterable[str]) -> dict[str, Row]:
        """Give what is kept of the files directly inside some folders, by their paths."""
        query = "select * from file where place = ?"
        found = (Row(*row) for path in places for row in self._connection.execute(query, (path,)))
        return {row.path: row for row in found}

    def rows(self, paths: Iterable[str]) -> dict[str, Row]:
        """Give what is kept of some files, by their paths."""
        query = "select * from file where path = ?"
        found = (self._connection.execute(query, (path,)).fetchone() for path in paths)
        return {row[0]: Row(*row) for row in found if row}

    def repeated(self) -> Iterator[tuple[str, str]]:
        """Give every file whose key another file has already, and that other file."""
        yield from self._connection.execute("select path, first from repeat")

    def pair(self) -> None:
        """Find the files of one key anew, after files came or went."""
        self._connection.execute("delete from repeat")
        self._connection.execute(
            "insert into repeat select file.path, first.path from"
            " (select folder, id, min(path) as path from file group by folder, id"
            "  having count(*) > 1) as first"
            " join file using (folder, id) where file.path > first.path"
        )

    def count(self) -> int:
        """Count the files."""
        return int(self._connection.execute("select count(*) from file").fetchone()[0])

    def entries(self) -> Iterator[Entry]:
        """Give every usable record with its topics, sorted by key."""
        query = (
            "select folder, id, path, text, topics from file"
            " where text is not null order by folder, id, path"
        )
        for folder, identity, path, text, topics in self._connection.execute(query):
            yield Entry(Key(folder, identity), path, text, topics)

    def published(self) -> Iterator[tuple[Key, list[str]]]:
        """Give the topics that every record publishes."""
        query = "select folder, id, topics from file where text is not null and topics <> ''"
        for folder, identity, topics in self._connection.execute(query):
            yield Key(folder, identity), unlined(topics)

    def readers(self, topics: Iterable[str]) -> set[str]:
        """Find the files whose findings rest on one of the topics."""
        wanted = set(topics)
        if len(wanted) <= _FEW:
            marks = " or ".join(["instr(reads, ?) > 0"] * len(wanted)) or "false"
            query = f"select path from verdict where {marks}"  # noqa: S608 - marks alone
            asked = [lines([topic]) for topic in sorted(wanted)]
            return {path for (path,) in self._connection.execute(query, asked)}
        every = self._connection.execute("select path, reads from verdict")
        return {path for path, reads in every if not wanted.isdisjoint(unlined(reads))}

    def findings(self) -> Iterator[str]:
        """Give what was found, packed, file by file: of its shape, and by the laws."""
        query = (
            "select findings from place where findings <> ''"
            " union all select shape from file where shape <> ''"
            " union all select laws from verdict where laws <> ''"
        )
        for (packed,) in self._connection.execute(query):
            yield str(packed)

    def text(self, key: Key) -> str | None:
        """Give the JSON of a record, or nothing where there is none."""
        query = (
            "select text from file where folder = ? and id = ? and text is not null"
            " order by path limit 1"
        )
        found = self._connection.execute(query, key).fetchone()
        return str(found[0]) if found else None

    def has_all(self, names: Iterable[tuple[str, str]]) -> bool:
        """Tell whether there are records of all these folders and ids."""
        return all(self.text(Key(*name)) is not None for name in names)

    def publishers(self, topic: str, folder: str = "") -> Sequence[Key]:
        """Give the records that a topic is published by, sorted; only one kind has it, if named."""
        query = (
            "select distinct folder, id from file"
            " where text is not null and instr(topics, ?) > 0 and folder >= ? and folder <= ?"
            " order by folder, id"
        )
        asked = (lines([topic]), folder, folder or "~")
        return [Key(*row) for row in self._connection.execute(query, asked)]

    def topics(self, key: Key) -> Sequence[str]:
        """Give the topics that a record publishes, in every file that it has."""
        query = "select topics from file where folder = ? and id = ? and text is not null"
        found = self._connection.execute(query, key)
        return [topic for (joined,) in found for topic in unlined(joined)]

    def ids(self, folder: str) -> Sequence[str]:
        """Give all ids of a kind, sorted."""
        query = "select distinct id from file where folder = ? and text is not null order by id"
        return [str(row[0]) for row in self._connection.execute(query, (folder,))]

    def clear(self) -> None:
        """Forget everything."""
        for table in ("place", "file", "verdict", "repeat"):
            self._connection.execute(f"delete from {table}")  # noqa: S608 - our own four names

    def forget(self, places: Iterable[str], paths: Iterable[str]) -> None:
        """Forget folders and files that are gone."""
        gone = [(path,) for path in paths]
        self._connection.executemany("delete from place where path = ?", ((p,) for p in places))
        self._connection.executemany("delete from file where path = ?", gone)
        self._connection.executemany("delete from verdict where path = ?", gone)

    def place(self, places: Iterable[Place]) -> None:
        """Take folders in place of earlier ones."""
        self._connection.executemany("insert or replace into place values (?, ?, ?)", places)

    def put(self, rows: Iterable[Row]) -> None:
        """Take files in place of earlier ones."""
        query = "insert or replace into file values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
        self._connection.executemany(query, rows)

    def reopen(self, paths: Iterable[str]) -> None:
        """Forget what the laws said of some files."""
        over = ((path,) for path in paths)
        self._connection.executemany("delete from verdict where path = ?", over)

    def judge(self, verdicts: Iterable[Asked]) -> None:
        """Take the laws' answers in place of earlier ones."""
        query = "insert or replace into verdict values (?, ?, ?)"
        self._connection.executemany(query, verdicts)

    def commit(self, metas: dict[str, str]) -> None:
        """Keep everything taken since the cache was opened, and the remarks; all or nothing."""
        query = "insert or replace into meta values (?, ?)"
        self._connection.executemany(query, sorted(metas.items()))
        self._connection.commit()


@contextmanager
def opened(path: Path | None) -> Iterator[Cache]:
    """Open the cache at a path, or one in memory; a damaged one is begun anew.

    Raises:
        NotWritableError: The folder cannot be made or the file cannot be written.
    """
    with database.opened(path, _TABLES) as connection:
        yield Cache(connection, path.stat().st_mtime_ns if path else 0)
