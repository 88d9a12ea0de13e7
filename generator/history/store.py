"""What was read of a history, kept in SQLite: commits, and the texts of records.

It lies in the user's cache folder and can be deleted at any time. It holds one line of first
parents; a newer commit on the same line extends it, another line is followed from where it parts.
"""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, cast

from generator import database
from generator.book import Key
from generator.history.arrival import Arrival
from generator.history.commit import Kept, Person
from generator.history.record import Record, stepped, until
from generator.history.trace import Traced
from generator.history.version import Step

_TABLES = """
create table if not exists meta (name text primary key, value text not null);
create table if not exists commits (
  number integer primary key, sha text not null unique, author text not null, mail text not null,
  authored integer, committed integer, imported integer not null, text text not null
);
create table if not exists records (
  folder text not null, id text not null, last integer not null,
  steps text not null, versions text not null, changes text not null, primary key (folder, id)
);
create table if not exists amiss (folder text not null, id text not null, number integer not null);
create index if not exists amiss_record on amiss (folder, id);
create table if not exists arrivals (
  folder text not null, id text not null, number integer not null,
  happened integer not null, source text not null
);
"""

_AT_ONCE = 1000
"""So many records are written at once."""


class Contents(NamedTuple):
    """All that is kept up to a commit: commits oldest first, records and arrivals by key.

    `amiss` counts the versions that are not read whole.
    """

    commits: list[Kept]
    records: tuple[Record, ...]
    arrivals: tuple[Arrival, ...]
    amiss: int


class Store:
    """An open store; nothing is kept before `commit`."""

    def __init__(self, connection: database.Connection) -> None:
        self._connection = connection

    def meta(self, name: str) -> str:
        """Read a remark on the whole store; empty where there is none."""
        return str(self._one("select value from meta where name = ?", name) or "")

    def number_of(self, sha: str) -> int | None:
        """Give the number of a commit, or nothing where it is not on the line."""
        return cast("int | None", self._one("select number from commits where sha = ?", sha))

    def tip(self) -> str | None:
        """Give the last commit."""
        query = "select sha from commits order by number desc limit 1"
        return cast("str | None", self._one(query))

    def _one(self, query: str, *about: object) -> object:
        found = self._connection.execute(query, about).fetchone()
        return found[0] if found else None

    def cut(self, number: int) -> None:
        """Forget every commit after the given one, and what it brought."""
        run = self._connection.execute
        later = [_record(row) for row in run(f"{_RECORDS} where last > ?", (number,))]
        run("delete from commits where number > ?", (number,))
        run("delete from records where last > ?", (number,))
        run("delete from amiss where number > ?", (number,))
        run("delete from arrivals where number > ?", (number,))
        self._insert(kept for record in later if (kept := until(record, number)))

    def steps(self, key: Key) -> list[Step]:
        """Give the steps of a record."""
        found = self._one_of(key)
        return stepped(found) if found else []

    def _one_of(self, key: Key) -> str | None:
        query = "select steps from records where folder = ? and id = ?"
        return cast("str | None", self._one(query, *key))

    def add(self, start: int, commits: Iterable[Kept]) -> None:
        """Take commits, the first of which has the given number."""
        rows = (
            (number, one.sha, *one.author, *one[2:]) for number, one in enumerate(commits, start)
        )
        self._connection.executemany("insert into commits values (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def bring(self, arrivals: Iterable[Arrival]) -> None:
        """Take what merges brought of imported history."""
        rows = ((*one.key, *one[1:]) for one in arrivals)
        self._connection.executemany("insert into arrivals values (?, ?, ?, ?, ?)", rows)

    def put(self, traced: Iterable[Traced]) -> None:
        """Take records, in place of what there was of them."""
        rest = iter(traced)
        while some := list(islice(rest, _AT_ONCE)):
            keys = [one.record.key for one in some]
            self._connection.executemany("delete from amiss where folder = ? and id = ?", keys)
            self._insert(one.record for one in some)
            amiss = [(*one.record.key, number) for one in some for number in one.amiss]
            self._connection.executemany("insert into amiss values (?, ?, ?)", amiss)

    def _insert(self, records: Iterable[Record]) -> None:
        self._connection.executemany(
            "insert or replace into records values (?, ?, ?, ?, ?, ?)",
            ((*one.key, *one[1:]) for one in records),
        )

    def remark(self, metas: dict[str, str]) -> None:
        """Take remarks on the whole store."""
        query = "insert or replace into meta values (?, ?)"
        self._connection.executemany(query, sorted(metas.items()))

    def commit(self) -> None:
        """Keep everything taken since the store was opened; all or nothing."""
        self._connection.commit()

    def load(self, last: int) -> Contents:
        """Give everything up to a commit."""
        run = self._connection.execute
        commits = run("select * from commits where number <= ? order by number", (last,))
        people: dict[tuple[str, str], Person] = {}
        amiss = self._one("select count(*) from amiss where number <= ?", last)
        return Contents(
            [
                Kept(
                    sha,
                    people.get((name, mail)) or people.setdefault((name, mail), Person(name, mail)),
                    authored,
                    committed,
                    imported == 1,
                    text,
                )
                for _, sha, name, mail, authored, committed, imported, text in commits
            ],
            tuple(self._records(last)),
            tuple(self._arrivals(last)),
            cast("int", amiss),
        )

    def _arrivals(self, last: int) -> Iterator[Arrival]:
        query = "select * from arrivals where number <= ? order by folder, id, number"
        for folder, identity, *rest in self._connection.execute(query, (last,)):
            yield Arrival(Key(folder, identity), *rest)

    def _records(self, last: int) -> Iterator[Record]:
        query = f"{_RECORDS} order by folder, id"
        for row in self._connection.execute(query):
            record = _record(row) if row[2] <= last else until(_record(row), last)
            if record:
                yield record


_RECORDS = "select folder, id, last, steps, versions, changes from records"


def _record(row: tuple[Any, ...]) -> Record:
    folder, identity, *rest = row
    return Record(Key(folder, identity), *rest)


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
