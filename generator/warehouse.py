"""The book in DuckDB: tables of the records, the company and the shared views; queries over them.

Everything lies in memory. Once it is filled, the database has no way to files, the network,
extensions or settings; queries run in transactions that cannot write.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from difflib import get_close_matches
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, NamedTuple

import duckdb

from generator import company_tables
from generator.book import Entry
from generator.duplicates import sheet as pairs
from generator.errors import NotWritableError, ReportError
from generator.forecast import table as foreseen
from generator.history import tables
from generator.relation import Lined, Sheet, quoted, raw, read_types, relations, select, text
from generator.table import Table
from generator.views import View, needed, reads, shared
from schema import KINDS
from schema.company import Company

THREADS = 2
MEMORY = "2GB"
ROWS = "rows.ndjson"
"""The file by way of which rows come in, inside a temporary folder."""

_CONFIG: Mapping[str, str | int | float | list[str]] = {
    "threads": THREADS,
    "memory_limit": MEMORY,
    "python_enable_replacements": False,  # a table's name is never a variable of the program
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
_SETTINGS = (
    "set timezone = 'UTC'",  # not the machine's
    "set ieee_floating_point_ops = false",  # a ratio with a zero denominator is null
    "set error_on_division_by_zero = false",
    "set temp_directory = ''",
    "set threads = 1",  # a build fills two at once, and small queries cost less on one core
)
_LOCKS = ("set enable_external_access = false", "set lock_configuration = true")
_SPAN = timedelta(days=50 * 365)
_YEAR = timedelta(days=366)
_ANSWERS = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}
_MISSING = re.compile(r"Table with name (\S+) does not exist")
_CATALOG = re.compile(
    r"\b(show|describe|summarize|query\w*|duckdb_\w+|pg_\w+|\w+_schema)\b", re.IGNORECASE
)
_WORD = re.compile(r"\w+")
_LINE = re.compile(r"\n\nLINE (\d+):")


Origin = Literal["records", "company", "history", "forecast", "view"]


class Column(NamedTuple):
    """A column as it stands in the warehouse."""

    name: str
    type: str
    comment: str


class Described(NamedTuple):
    """A table as it stands in the warehouse, and what fills it."""

    name: str
    origin: Origin
    comment: str
    columns: tuple[Column, ...]


class Warehouse:
    """A filled database that answers queries.

    A shared view is computed when a query first needs it, and kept: later queries find its rows.
    """

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, tables: Mapping[str, Described]
    ) -> None:
        self._connection = connection
        self._tables = dict(tables)
        self._complete = False

    def close(self) -> None:
        """Let all of it go."""
        self._connection.close()

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
        try:
            self._only_asks(sql)
            self._prepare(sql)
            return self._answer(sql, name)
        except duckdb.Error as error:
            raise self._fault(error, path or name) from error

    def _only_asks(self, sql: str) -> None:
        """Refuse whatever is not one question."""
        statements = self._connection.extract_statements(sql)
        if [one.type in _ANSWERS for one in statements] != [True]:
            message = "a query must be one statement: select, with, describe, show or explain"
            raise duckdb.ParserException(message)

    def _prepare(self, sql: str) -> None:
        """Compute the views that a query may read; all of them, with comments, for the catalog."""
        if _CATALOG.search(sql) and not self._complete:
            self._connection.execute("; ".join(_comments(self.tables())))
            self._complete = True
        self._keep(needed(sql, shared()))

    def _keep(self, names: Iterable[str]) -> None:
        for name in names:
            if name not in self._tables:
                self._tables[name] = self._computed(shared()[name])

    def _computed(self, view: View) -> Described:
        """Compute a shared view; its types are what DuckDB finds."""
        try:
            self._connection.execute(f"create table {quoted(view.name)} as {view.sql}")
        except duckdb.Error as error:
            raise self._fault(error, f"{view.name}.sql") from error
        found = self._connection.execute(f"describe {quoted(view.name)}").fetchall()
        columns = (Column(one[0], one[1], view.meanings.get(one[0], "")) for one in found)
        return Described(view.name, "view", view.comment, tuple(columns))

    def _answer(self, sql: str, name: str) -> Table:
        self._connection.execute("begin transaction read only")
        try:
            answer = self._connection.execute(sql)
            about = answer.description or []
            rows = tuple(answer.fetchall())
        finally:
            self._connection.execute("rollback")
        columns, types = [one[0] for one in about], [str(one[1]) for one in about]
        return Table(name, tuple(columns), tuple(types), rows, sql.strip())

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
def open_book(
    company: Company,
    entries: Iterable[Entry],
    as_of: date,
    sheets: Sequence[Sheet] = (),
    history: Sequence[Lined] = (),
) -> Iterator[Warehouse]:
    """Fill a database with the checked records of a book, for as long as there are queries."""
    warehouse = filled(company, entries, as_of, sheets, history)
    try:
        yield warehouse
    finally:
        warehouse.close()


def filled(
    company: Company,
    entries: Iterable[Entry],
    as_of: date,
    sheets: Sequence[Sheet] = (),
    history: Sequence[Lined] = (),
) -> Warehouse:
    """Fill a database with the checked records of a book; it goes when nobody holds it any more.

    `sheets` are further tables that were computed outside SQL, those of the forecast among them;
    `history` are those of the past. Without any the past is unknown and nothing is foreseen, and
    their tables are there and empty.

    Raises:
        NotWritableError: There is no room for the files that the records are read from.
    """
    connection = duckdb.connect(config=dict(_CONFIG))
    connection.execute("; ".join(_SETTINGS))
    others = [one for one in sheets if one.name not in foreseen.SHAPES]
    described = _filled(connection, company, sorted(entries), as_of, others)
    described |= _past(connection, history or tables.unknown(company))
    described |= _foreseen(connection, {one.name: one for one in sheets})
    connection.execute("; ".join(_LOCKS))
    return Warehouse(connection, described)


def may_read(sql: str, names: Collection[str]) -> bool:
    """Tell whether a query may read one of some tables, also through views or the catalog."""
    through = (reads(shared()[view].sql) for view in needed(sql, shared()))
    words = set(_WORD.findall(sql.lower())).union(*through)
    return bool(_CATALOG.search(sql)) or not words.isdisjoint(names)


def _filled(
    connection: duckdb.DuckDBPyConnection,
    company: Company,
    entries: Sequence[Entry],
    as_of: date,
    sheets: Sequence[Sheet],
) -> dict[str, Described]:
    """Fill the database and tell what is in it."""
    found: dict[str, Described] = {}
    with TemporaryDirectory(prefix="salesbook-") as folder:
        place = Path(folder, ROWS)
        found |= dict(_records(connection, company, entries, place))
        first, last = _span(connection, found.values(), as_of)
        own = company_tables.sheets(company, as_of, first, last)
        unknown = [] if any(one.name == pairs.NAME for one in sheets) else [pairs.unknown()]
        for sheet in (*own, *sheets, *unknown):
            found[sheet.name] = _sheet(connection, sheet, place)
    return found


def _past(connection: duckdb.DuckDBPyConnection, history: Sequence[Lined]) -> dict[str, Described]:
    """Make the tables of the past, which widen no calendar."""
    with TemporaryDirectory(prefix="salesbook-") as folder:
        return {
            one.relation.name: _lined(connection, one, Path(folder, ROWS), "history")
            for one in history
        }


def _foreseen(
    connection: duckdb.DuckDBPyConnection, sheets: Mapping[str, Sheet]
) -> dict[str, Described]:
    """Make the tables of what is foreseen, empty where they are not among the sheets."""
    with TemporaryDirectory(prefix="salesbook-") as folder:
        place = Path(folder, ROWS)
        return {
            one.name: _sheet(connection, sheets.get(one.name, one), place, "forecast")
            for one in foreseen.unknown()
        }


def _lined(
    connection: duckdb.DuckDBPyConnection, lined: Lined, place: Path, origin: Origin
) -> Described:
    """Make a table of lines of JSON."""
    relation = lined.relation
    _read(connection, raw(relation.name), lined.types, lined.lines, place)
    connection.execute(f"create table {quoted(relation.name)} as {relation.sql}")
    connection.execute(f"drop table {quoted(raw(relation.name))}")
    columns = tuple(Column(one.name, one.type, one.comment) for one in relation.columns)
    return Described(relation.name, origin, relation.comment, columns)


def _records(
    connection: duckdb.DuckDBPyConnection,
    company: Company,
    entries: Sequence[Entry],
    place: Path,
) -> Iterator[tuple[str, Described]]:
    """Make the tables of every kind."""
    texts = {folder: list(group) for folder, group in groupby(entries, lambda one: one.key.folder)}
    for folder, kind in KINDS.items():
        custom = company.custom_fields.get(folder, {})
        lines = (f'{{"path":{json.dumps(one.path)},{one.text[1:]}' for one in texts.get(folder, ()))
        _read(connection, raw(folder), read_types(kind, custom), lines, place)
        for relation in relations(kind, custom):
            connection.execute(f"create table {quoted(relation.name)} as {relation.sql}")
            columns = (Column(one.name, one.type, one.comment) for one in relation.columns)
            yield (
                relation.name,
                Described(relation.name, "records", relation.comment, tuple(columns)),
            )
        connection.execute(f"drop table {raw(folder)}")


def _sheet(
    connection: duckdb.DuckDBPyConnection, sheet: Sheet, place: Path, origin: Origin = "company"
) -> Described:
    """Make a table that was computed outside SQL."""
    names = [name for name, _, _ in sheet.columns]
    types = {name: kind for name, kind, _ in sheet.columns}
    rows = (json.dumps(dict(zip(names, row, strict=True)), default=str) for row in sheet.rows)
    _read(connection, sheet.name, types, rows, place)
    columns = tuple(Column(*column) for column in sheet.columns)
    return Described(sheet.name, origin, sheet.comment, columns)


def _read(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    types: Mapping[str, str],
    lines: Iterable[str],
    place: Path,
) -> None:
    """Make a table of JSON lines by way of a file: the fastest way in, and exact by type."""
    written = "\n".join(lines)
    if not written:
        empty = ", ".join(f"{quoted(column)} {kind}" for column, kind in types.items())
        connection.execute(f"create table {quoted(name)} ({empty})")
        return
    try:
        place.write_text(written, encoding="utf-8")
    except OSError as error:
        raise NotWritableError(place, error) from error
    columns = ", ".join(f"{text(column)}: {text(kind)}" for column, kind in types.items())
    source = f"read_json({text(str(place))}, format = 'newline_delimited', columns = {{{columns}}})"
    connection.execute(f"create table {quoted(name)} as from {source}")


def _span(
    connection: duckdb.DuckDBPyConnection, tables: Iterable[Described], as_of: date
) -> tuple[date, date]:
    """Find the first and last day in the book, a year more at each end, and no century more."""
    days = [
        select(
            f"min({quoted(column.name)}::date) as first, max({quoted(column.name)}::date) as last",
            quoted(table.name),
        )
        for table in tables
        for column in table.columns
        if column.type in {"DATE", "TIMESTAMP"}
    ]
    both = select("min(first), max(last)", f"({' union all '.join(days)})")
    first, last = connection.execute(both).fetchall()[0]
    earliest, latest = min(first or as_of, as_of), max(last or as_of, as_of)
    return max(earliest - _YEAR, as_of - _SPAN), min(latest + _YEAR, as_of + _SPAN)


def _comments(tables: Iterable[Described]) -> Iterator[str]:
    """Write the comments of tables and columns as statements."""
    for table in tables:
        yield f"comment on table {quoted(table.name)} is {text(table.comment)}"
        for column in table.columns:
            if column.comment:
                place = f"{quoted(table.name)}.{quoted(column.name)}"
                yield f"comment on column {place} is {text(column.comment)}"
