"""The book in DuckDB: tables of the records, the company and the shared views; queries over them.

Everything lies in memory. Once it is filled, the database has no way to files, the network,
extensions or settings; queries run in transactions that cannot write. It has no thread of its own,
so that processes forked from this one have all of it.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from difflib import get_close_matches

import duckdb

from generator import crew
from generator.book import Entry
from generator.errors import ReportError
from generator.history import tables
from generator.intake import Column, Described, Intake, brought, last, taken
from generator.relation import Lined, Sheet, quoted, text
from generator.table import Table
from generator.views import View, needed, reads, shared
from schema.company import Company

THREADS = 2
"""So many of ours fill the database and compute its views; it has none itself."""
MEMORY = "2GB"

_CONFIG: Mapping[str, str | int | float | list[str]] = {
    "threads": 1,
    "async_threads": 0,
    "python_enable_replacements": False,  # a table's name is never a variable of the program
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
_SETTINGS = (
    "set global timezone = 'UTC'",  # not the machine's
    "set global ieee_floating_point_ops = false",  # a ratio with a zero denominator is null
    "set global error_on_division_by_zero = false",
    "set global temp_directory = ''",
)
_LOCKS = ("set enable_external_access = false", "set lock_configuration = true")
_ANSWERS = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}
_MISSING = re.compile(r"Table with name (\S+) does not exist")
_CATALOG = re.compile(
    r"\b(show|describe|summarize|query\w*|duckdb_\w+|pg_\w+|\w+_schema)\b", re.IGNORECASE
)
_WORD = re.compile(r"\w+")
_LINE = re.compile(r"\n\nLINE (\d+):")
_INTERRUPTED = "Query interrupted"


class Warehouse:
    """A filled database that answers queries.

    A shared view is computed when a query first needs it, and kept: later queries find its rows.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._tables: dict[str, Described] = {}
        self._commented = False

    def close(self) -> None:
        """Let all of it go."""
        self._connection.close()

    def __contains__(self, name: object) -> bool:
        """Tell whether there is a table or a computed view of this name."""
        return name in self._tables

    def complete(self) -> None:
        """Compute all shared views."""
        views = {name: view for name, view in shared().items() if name not in self._tables}
        needs = {name: reads(view.sql) & views.keys() for name, view in views.items()}

        def work(name: str) -> Described:
            return self._computed(views[name], self._connection.cursor())

        self._tables |= crew.done(work, needs, THREADS)

    def fill(self, intake: Intake) -> None:
        """Make the tables of a book."""
        with self._told("data"):  # such as a book that is too large for the memory it may take
            made = taken(intake, self._connection.cursor, THREADS)
        self._tables |= {one.name: one for one in made}

    def take(self, sheets: Iterable[Sheet]) -> None:
        """Take in further tables."""
        with self._told("data"):
            self._tables |= {one.name: brought(one, self._connection) for one in sheets}

    def tables(self) -> tuple[Described, ...]:
        """Describe all that can be asked: the records' tables, the company's, the shared views."""
        self._keep(shared())
        return tuple(self._tables.values())

    def run(self, sql: str, name: str = "query", path: str = "") -> Table:
        """Answer one query: `select`, `with`, `describe`, `show` or `explain`.

        `name` names the answer, `path` is the file of the query, for messages.

        Raises:
            ReportError: The query is not one of these, or it cannot be answered.
        """
        with self._told(path or name), _interruptible():
            question = self._question(sql)
            self._prepare(sql)
            return self._answer(question, sql, name)

    def _question(self, sql: str) -> duckdb.Statement:
        """Read the query, once for all; refuse whatever is not one question."""
        statements = self._connection.extract_statements(sql)
        if [one.type in _ANSWERS for one in statements] != [True]:
            message = "a query must be one statement: select, with, describe, show or explain"
            raise duckdb.ParserException(message)
        return statements[0]

    def _prepare(self, sql: str) -> None:
        """Compute the views that a query may read; all of them, with comments, for the catalog."""
        if _CATALOG.search(sql) and not self._commented:
            self._connection.execute("; ".join(_comments(self.tables())))
            self._commented = True
        self._keep(needed(sql, shared()))

    def _keep(self, names: Iterable[str]) -> None:
        for name in names:
            if name not in self._tables:
                self._tables[name] = self._computed(shared()[name], self._connection)

    def _computed(self, view: View, connection: duckdb.DuckDBPyConnection) -> Described:
        """Compute a shared view; its types are what DuckDB finds."""
        with self._told(f"{view.name}.sql"):
            connection.execute(f"create table {quoted(view.name)} as {view.sql}")
        found = connection.execute(f"describe {quoted(view.name)}").fetchall()
        columns = (Column(one[0], one[1], view.meanings.get(one[0], "")) for one in found)
        return Described(view.name, "view", view.comment, tuple(columns))

    def _answer(self, question: duckdb.Statement, sql: str, name: str) -> Table:
        self._connection.execute("begin transaction read only")
        try:
            answer = self._connection.execute(question)
            about = answer.description or []
            rows = tuple(answer.fetchall())
        finally:
            self._connection.execute("rollback")
        columns, types = [one[0] for one in about], [str(one[1]) for one in about]
        return Table(name, tuple(columns), tuple(types), rows, sql.strip())

    @contextmanager
    def _told(self, where: str) -> Iterator[None]:
        """Tell what goes wrong in the database as an error of a place."""
        try:
            yield
        except duckdb.Error as error:
            raise self._fault(error, where) from error

    def _fault(self, error: duckdb.Error, where: str) -> ReportError:
        """Put an error of the database into one line."""
        full = str(error)
        line = _LINE.search(full)
        message = " ".join(_LINE.split(full)[0].split()).removeprefix("Parser Error: ")
        missing = _MISSING.search(message)
        if missing:
            near = get_close_matches(missing[1], [*self._tables, *shared()], n=1)
            known = f"did you mean {near[0]}?" if near else "see `show tables`"
            message = f"there is no table {missing[1]}; {known}"
        return ReportError(where, int(line[1]) if line else 1, message)


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let an interruption be one, which the database takes up and tells as an error of ours."""
    try:
        yield
    except RuntimeError as error:
        if str(error) != _INTERRUPTED:
            raise
        raise KeyboardInterrupt from error


@contextmanager
def open_book(
    company: Company,
    entries: Sequence[Entry],
    as_of: date,
    sheets: Sequence[Sheet] = (),
    history: Sequence[Lined] = (),
) -> Iterator[Warehouse]:
    """Fill a database with the checked records of a book, for as long as there are queries."""
    opened = filled(Intake(company, entries, as_of, sheets, history))
    try:
        yield opened
    finally:
        opened.close()


def filled(intake: Intake, *, complete: bool = False) -> Warehouse:
    """Fill a database with the checked records of a book; it goes when nobody holds it any more.

    If it is to be complete, all shared views are computed, so that no process forked from this one
    has to: before anybody waits for the later tables.

    Raises:
        NotWritableError: There is no room for the files that the records are read from.
        ReportError: There is no room for the tables, or a view cannot be computed.
    """
    connection = duckdb.connect(config={**_CONFIG, "memory_limit": MEMORY})
    connection.execute("; ".join(_SETTINGS))
    past = intake.history or tables.unknown(intake.company)
    opened = Warehouse(connection)
    with _interruptible():
        opened.fill(replace(intake, history=past))
        if complete:
            opened.complete()
        opened.take(last(intake, opened))
    connection.execute("; ".join(_LOCKS))
    return opened


def may_read(sql: str, names: Collection[str]) -> bool:
    """Tell whether a query may read one of some tables, also through views or the catalog."""
    through = (reads(shared()[view].sql) for view in needed(sql, shared()))
    words = set(_WORD.findall(sql.lower())).union(*through)
    return bool(_CATALOG.search(sql)) or not words.isdisjoint(names)


def _comments(tables: Iterable[Described]) -> Iterator[str]:
    """Write the comments of tables and columns as statements."""
    for table in tables:
        yield f"comment on table {quoted(table.name)} is {text(table.comment)}"
        for column in table.columns:
            if column.comment:
                place = f"{quoted(table.name)}.{quoted(column.name)}"
                yield f"comment on column {place} is {text(column.comment)}"
