"""What was read of a history, kept in SQLite: commits, versions and changes, by commit and record.

It lies in the user's cache folder and can be deleted at any time. It holds one line of first
parents; a newer commit on the same line extends it, another line is followed from where it parts.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import count, islice
from pathlib import Path
from typing import Any, NamedTuple

from generator import database
from generator.book import Key
from generator.history.commit import Person, Raw
from generator.history.timeline import Change
from generator.history.trace import Traced
from generator.history.version import Move, Step, Version

_TABLES = """
create table if not exists meta (name text primary key, value text not null);
create table if not exists commits (
  number integer primary key, sha text not null unique, parents text not null,
  author text not null, author_mail text not null, authored integer,
  committer text not null, committer_mail text not null, committed integer,
  signed integer not null, message text not null
);
create table if not exists versions (
  folder text not null, id text not null, number integer not null,
  path text not null, blob text not null, state text not null, text text,
  primary key (folder, id, number)
) without rowid;
create table if not exists changes (
  folder text not null, id text not null, number integer not null, place integer not null,
  event text not null, path text not null, old text, new text, nested integer not null,
  primary key (folder, id, number, place)
) without rowid;
"""

_AT_ONCE = 1000
"""So many records are written at once."""


class Kept(NamedTuple):
    """All that is kept up to a commit: commits oldest first, the rest by record, oldest first."""

    commits: list[Raw]
    versions: tuple[Version, ...]
    moves: tuple[Move, ...]
    changes: tuple[Change, ...]


class Store:
    """An open store; nothing is kept before `commit`."""

    def __init__(self, connection: database.Connection) -> None:
        self._connection = connection

    def meta(self, name: str) -> str:
        """Read a remark on the whole store; empty where there is none."""
        query = "select value from meta where name = ?"
        found = self._connection.execute(query, (name,)).fetchone()
        return str(found[0]) if found else ""

    def number_of(self, sha: str) -> int | None:
        """Give the number of a commit, or nothing where it is not on the line."""
        query = "select number from commits where sha = ?"
        found = self._connection.execute(query, (sha,)).fetchone()
        return int(found[0]) if found else None

    def tip(self) -> str | None:
        """Give the last commit."""
        query = "select sha from commits order by number desc limit 1"
        found = self._connection.execute(query).fetchone()
        return str(found[0]) if found else None

    def cut(self, number: int) -> None:
        """Forget every commit after the given one, and what it brought."""
        for table in ("commits", "versions", "changes"):
            query = f"delete from {table} where number > ?"  # noqa: S608 - our own three names
            self._connection.execute(query, (number,))

    def steps(self, key: Key) -> list[Step]:
        """Give the steps of a record."""
        query = (
            "select number, path, blob from versions where folder = ? and id = ? order by number"
        )
        return [Step(*row) for row in self._connection.execute(query, key)]

    def add(self, start: int, commits: Iterable[Raw]) -> None:
        """Take commits, the first of which has the given number."""
        query = f"insert into commits values ({', '.join('?' * 11)})"  # noqa: S608 - marks alone
        self._connection.executemany(query, map(_row, commits, count(start)))

    def put(self, traced: Iterable[tuple[Key, Traced]]) -> None:
        """Take the versions and changes of records, in place of what there was of them."""
        rest = iter(traced)
        anew = self._connection.execute("select 1 from versions limit 1").fetchone() is None
        while some := list(islice(rest, _AT_ONCE)):
            if not anew:
                self._forget([key for key, _ in some])
            self._connection.executemany(
                "insert into versions values (?, ?, ?, ?, ?, ?, ?)",
                [(*key, *row) for key, (versions, _) in some for row in versions],
            )
            self._connection.executemany(
                "insert into changes values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    (*key, row[0], place, *row[1:])
                    for key, (_, changes) in some
                    for place, row in enumerate(changes)
                ],
            )

    def _forget(self, keys: Sequence[Key]) -> None:
        for table in ("versions", "changes"):
            query = f"delete from {table} where folder = ? and id = ?"  # noqa: S608 - our own names
            self._connection.executemany(query, keys)

    def remark(self, metas: dict[str, str]) -> None:
        """Take remarks on the whole store."""
        query = "insert or replace into meta values (?, ?)"
        self._connection.executemany(query, sorted(metas.items()))

    def commit(self) -> None:
        """Keep everything taken since the store was opened; all or nothing."""
        self._connection.commit()

    def load(self, last: int) -> Kept:
        """Give everything up to a commit."""
        run = self._connection.execute
        commits = run("select * from commits where number <= ? order by number", (last,))
        versions = run(
            "select * from versions where number <= ? order by folder, id, number", (last,)
        ).fetchall()
        changes = run(
            "select folder, id, number, event, path, old, new, nested from changes"
            " where number <= ? order by folder, id, number, place",
            (last,),
        )
        keys = {pair: Key(*pair) for pair in dict.fromkeys((row[0], row[1]) for row in versions)}
        new, kept, change = tuple.__new__, Version, Change  # a third of the usual time, for many
        return Kept(
            list(_commits(commits)),
            tuple(
                new(kept, (keys[folder, identity], number, path, blob, state, text))
                for folder, identity, number, path, blob, state, text in versions
                if state != "moved"
            ),
            tuple(Move(keys[row[:2]], row[2], row[3]) for row in versions if row[5] == "moved"),
            tuple(
                new(change, (keys[folder, identity], number, event, path, old, after, nested == 1))
                for folder, identity, number, event, path, old, after, nested in changes
            ),
        )


def _row(raw: Raw, number: int) -> Sequence[object]:
    return (
        number, raw.sha, " ".join(raw.parents), *raw.author, raw.authored, *raw.committer,
        raw.committed, raw.signed, raw.message,
    )  # fmt: skip


def _commits(rows: Iterable[tuple[Any, ...]]) -> Iterator[Raw]:
    for _, sha, parents, author, mail, authored, committer, other, committed, signed, said in rows:
        who, whose = Person(author, mail), Person(committer, other)
        above = tuple(parents.split())
        yield Raw(sha, above, who, authored, whose, committed, bool(signed), said)


@contextmanager
def opened(path: Path | None, purpose: str) -> Iterator[Store]:
    """Open the store at a path, or one in memory; what another program or purpose kept is gone.

    Raises:
        NotWritableError: The folder cannot be made or the file cannot be written.
    """
    with database.opened(path, _TABLES) as connection:
        store = Store(connection)
        signature = f"{tool()} {purpose}"
        if store.meta("signature") != signature:
            store.cut(-1)
            store.remark({"signature": signature})
        yield store


@cache
def tool() -> str:
    """Hash the program's own reading: another program, or another schema, reads anew."""
    here = Path(__file__).parent
    above = here.parent
    sources = [*here.glob("*.py"), *above.glob("yaml/*.py"), *above.parent.glob("schema/*.py")]
    digest = hashlib.sha256((above / "shape.py").read_bytes())
    for path in sorted(sources):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
