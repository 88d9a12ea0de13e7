"""SQLite: files that keep what was computed, and can be deleted at any time."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from zlib import crc32

from generator.errors import NotWritableError

Connection = sqlite3.Connection


@contextmanager
def opened(path: Path | None, tables: str) -> Iterator[Connection]:
    """Open the database at a path, or one in memory, with its tables.

    One that is damaged, or has the tables of another version of the program, begins anew.

    The file's time is the moment at which it was opened. Nothing is kept without a commit.

    Raises:
        NotWritableError: The folder cannot be made or the file cannot be written.
    """
    if path is None:
        with closing(_begun(":memory:", tables)) as connection:
            yield connection
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        connection = _connected(path, tables)
    except (OSError, sqlite3.OperationalError) as error:
        raise NotWritableError(path, OSError(str(error))) from error
    with closing(connection):
        yield connection


def _connected(path: Path, tables: str) -> Connection:
    try:
        return _begun(str(path), tables)
    except sqlite3.OperationalError:
        raise
    except (sqlite3.DatabaseError, _OtherTablesError):
        path.unlink()
        return _begun(str(path), tables)


class _OtherTablesError(Exception):
    """A file whose tables were made by another script."""


def _begun(path: str, tables: str) -> Connection:
    connection = sqlite3.connect(path, timeout=60)
    script = crc32(tables.encode()) >> 1  # SQLite keeps a number of 31 bits with a file
    known = connection.execute("pragma user_version").fetchone()[0]
    empty = connection.execute("select count(*) from sqlite_master").fetchone()[0] == 0
    if known != script and not empty:
        connection.close()
        raise _OtherTablesError
    if empty:
        connection.execute(f"pragma user_version = {script:d}")
    connection.execute("pragma synchronous = off")
    connection.execute("pragma journal_mode = truncate")
    connection.executescript(tables)
    return connection
