"""How tables come into the warehouse: records, the company, the past, and what was computed.

Rows come in as lines of JSON by way of a file: the fastest way in, and exact by type.
"""

import json
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import chain, groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, NamedTuple, Protocol

from generator import company_tables, crew
from generator.book import Entry
from generator.duplicates import sheet as pairs
from generator.errors import NotWritableError
from generator.forecast import table as foreseen
from generator.relation import (
    Lined,
    Relation,
    Sheet,
    quoted,
    raw,
    read_types,
    relations,
    select,
    text,
)
from schema import KINDS
from schema.company import Company

ROWS = "rows.ndjson"
"""The file by way of which rows come in, inside a temporary folder."""

_SPAN = timedelta(days=50 * 365)
_YEAR = timedelta(days=366)

Origin = Literal["records", "company", "history", "forecast", "view"]


class Connection(Protocol):
    """What tables are made by; every thread has one of its own."""

    def execute(self, query: str, /) -> "Connection":
        """Carry out a statement."""

    def fetchall(self) -> list[tuple[date | None, ...]]:
        """Give the rows that it has answered."""


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


@dataclass(frozen=True, slots=True)
class Intake:
    """What comes into a warehouse.

    `sheets` are tables that were computed outside SQL, those of the forecast among them; `later`
    gives further ones that may still be in the making, and that no shared view reads. `history` are
    the tables of the past. What is missing is there as a table without rows.
    """

    company: Company
    entries: Sequence[Entry]
    as_of: date
    sheets: Sequence[Sheet] = ()
    history: Sequence[Lined] = ()
    later: Callable[[], Iterable[Sheet]] = tuple


Job = Callable[[Connection], Iterable[Described]]
"""Makes some tables and describes them."""


def taken(intake: Intake, connect: Callable[[], Connection], threads: int) -> list[Described]:
    """Make all tables but the later ones, and describe them: those of the records come first.

    Raises:
        NotWritableError: There is no room for the files that the rows are read from.
    """
    jobs = {**_records(intake), **_past(intake), **_foreseen(intake)}

    def work(name: str) -> tuple[Described, ...]:
        return tuple(jobs[name](connect()))

    made = crew.done(work, dict.fromkeys(jobs, ()), threads)
    known, connection = [*chain.from_iterable(made.values())], connect()
    records = [one for one in known if one.origin == "records"]
    computed = [brought(one, connection) for one in _company(intake, records, connection)]
    return [*records, *computed, *(one for one in known if one.origin != "records")]


def _records(intake: Intake) -> dict[str, Job]:
    """Name the jobs that make the tables of the kinds."""
    ordered = groupby(sorted(intake.entries), lambda one: one.key.folder)
    found = {folder: list(group) for folder, group in ordered}
    return {name: partial(_kind, intake.company, name, found.get(name, ())) for name in KINDS}


def _kind(
    company: Company, folder: str, entries: Sequence[Entry], connection: Connection
) -> Iterable[Described]:
    """Make the tables of a kind: its own, and one for each list inside."""
    kind, custom = KINDS[folder], company.custom_fields.get(folder, {})
    lines = (f'{{"path":{json.dumps(one.path)},{one.text[1:]}' for one in entries)
    _read(connection, raw(folder), read_types(kind, custom), lines)
    for relation in relations(kind, custom):
        yield _related(relation, "records", connection)
    connection.execute(f"drop table {raw(folder)}")


def _related(relation: Relation, origin: Origin, connection: Connection) -> Described:
    """Make a table of what was read into another."""
    connection.execute(f"create table {quoted(relation.name)} as {relation.sql}")
    columns = tuple(Column(one.name, one.type, one.comment) for one in relation.columns)
    return Described(relation.name, origin, relation.comment, columns)


def _past(intake: Intake) -> dict[str, Job]:
    """Name the job that makes the tables of the past, which widen no calendar.

    It is one job, since some of them read others: their order is that of the history.
    """

    def made(connection: Connection) -> Iterable[Described]:
        return (_lined(one, connection) for one in intake.history)

    return {"history": made}


def _lined(lined: Lined, connection: Connection) -> Described:
    """Make a table of lines of JSON."""
    name = raw(lined.relation.name)
    _read(connection, name, lined.types, lined.lines)
    described = _related(lined.relation, "history", connection)
    connection.execute(f"drop table {quoted(name)}")
    return described


def _foreseen(intake: Intake) -> dict[str, Job]:
    """Name the jobs that make the tables of what is foreseen."""
    given = {one.name: one for one in intake.sheets}

    def made(sheet: Sheet, connection: Connection) -> Iterable[Described]:
        yield brought(sheet, connection, "forecast")

    return {one.name: partial(made, given.get(one.name, one)) for one in foreseen.unknown()}


def _company(
    intake: Intake, records: Iterable[Described], connection: Connection
) -> Iterable[Sheet]:
    """Give the tables of the company, for the days in the records, and all that are computed."""
    first, last = _span(connection, records, intake.as_of)
    yield from company_tables.sheets(intake.company, intake.as_of, first, last)
    yield from (one for one in intake.sheets if one.name not in foreseen.SHAPES)


def last(intake: Intake, names: Container[str]) -> Iterable[Sheet]:
    """Give the later tables, and one without rows for what nobody has computed."""
    known = {one.name: one for one in intake.later()}
    if pairs.NAME not in names and pairs.NAME not in known:
        yield pairs.unknown()
    yield from known.values()


def brought(sheet: Sheet, connection: Connection, origin: Origin = "company") -> Described:
    """Make a table that was computed outside SQL."""
    names = [name for name, _, _ in sheet.columns]
    types = {name: kind for name, kind, _ in sheet.columns}
    rows = (json.dumps(dict(zip(names, row, strict=True)), default=str) for row in sheet.rows)
    _read(connection, sheet.name, types, rows)
    columns = tuple(Column(*column) for column in sheet.columns)
    return Described(sheet.name, origin, sheet.comment, columns)


def _read(
    connection: Connection, name: str, types: Mapping[str, str], lines: Iterable[str]
) -> None:
    """Make a table of JSON lines."""
    written = "\n".join(lines)
    if not written:
        empty = ", ".join(f"{quoted(column)} {kind}" for column, kind in types.items())
        connection.execute(f"create table {quoted(name)} ({empty})")
        return
    columns = ", ".join(f"{text(column)}: {text(kind)}" for column, kind in types.items())
    with TemporaryDirectory(prefix="salesbook-") as folder:
        place = Path(folder, ROWS)
        try:
            place.write_text(written, encoding="utf-8")
        except OSError as error:
            raise NotWritableError(place, error) from error
        given = f"format = 'newline_delimited', columns = {{{columns}}}"
        source = f"read_json({text(str(place))}, {given})"
        connection.execute(f"create table {quoted(name)} as from {source}")


def _span(connection: Connection, tables: Iterable[Described], as_of: date) -> tuple[date, date]:
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
