"""The replays of an earlier time, in SQLite: what was forecast from a past commit never changes.

It lies in the user's cache folder and can be deleted at any time.
"""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from generator import database
from generator.forecast import method
from generator.forecast.stated import Stated
from generator.history import store

_TABLES = """
create table if not exists replays (
  key text not null, tool text not null, packed blob not null, primary key (key, tool)
);
"""


class Shelf:
    """An open shelf; nothing is kept before `commit`."""

    def __init__(self, connection: database.Connection) -> None:
        self._connection = connection

    def all(self, keys: Iterable[str]) -> dict[str, bytes]:
        """Give what is kept of some replays, by their keys."""
        query = "select packed from replays where key = ? and tool = ?"
        found = ((key, self._connection.execute(query, (key, tool())).fetchone()) for key in keys)
        return {key: row[0] for key, row in found if row}

    def put(self, key: str, packed: bytes) -> None:
        """Take a replay."""
        query = "insert or replace into replays values (?, ?, ?)"
        self._connection.execute(query, (key, tool(), packed))

    def commit(self) -> None:
        """Keep everything taken since the shelf was opened, and forget what other versions made."""
        self._connection.execute("delete from replays where tool <> ?", (tool(),))
        self._connection.commit()


@contextmanager
def opened(path: Path | None) -> Iterator[Shelf]:
    """Open the shelf at a path, or one in memory.

    Raises:
        NotWritableError: The folder cannot be made or the file cannot be written.
    """
    with database.opened(path, _TABLES) as connection:
        yield Shelf(connection)


def digest(stated: Stated, also: object) -> str:
    """Hash what the deals state, and what else counts for an origin that no later commit closed."""
    found = hashlib.sha256(repr((stated.names, also)).encode())
    for column in stated[1:]:
        found.update(column.tobytes())
    return found.hexdigest()


@cache
def tool() -> str:
    """Hash the program's own forecasting: another program forecasts anew."""
    here = Path(__file__).parent
    found = hashlib.sha256(f"{store.tool()} {method.VERSION}".encode())
    for path in sorted(here.glob("*.py")):
        found.update(path.read_bytes())
    return found.hexdigest()[:16]
