"""`salesbook query`: a question in SQL over the book's tables, answered without writing."""

import argparse
import sys
from collections.abc import Sequence

from generator import load
from generator.annotate import counted
from generator.book import Entry
from generator.commands import surroundings
from generator.duplicates import sheet as duplicates
from generator.forecast import table
from generator.forecast.sheets import sheets
from generator.history import tables as history
from generator.history.moment import Moment, history_of
from generator.look import listing
from generator.look.export import csv_text
from generator.relation import Lined, Sheet
from generator.warehouse import may_read, open_book
from schema.company import Company

HELP = (
    "Answer a question in SQL over the book's tables: they are named as the folders under data/, "
    "their columns as the fields. `show tables` lists them, `describe deals` explains one."
)
EXAMPLE = 'salesbook query "select name, amount from deals order by amount desc limit 10"'

_WRITERS = {"table": listing.as_text, "csv": csv_text, "json": listing.as_json}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("sql", metavar="SQL", help="the question; `-` reads it from standard input")
    parser.add_argument("--format", choices=_WRITERS, default="table", help="how to print")
    surroundings.declare_moment(parser)


def run(options: argparse.Namespace) -> int:
    """Load the book, answer, print."""
    sql = sys.stdin.read() if options.sql == "-" else options.sql
    at = surroundings.as_asked(options)
    loading = surroundings.loading(options, past=at.past)
    loaded = load.book(at.origin, at.day, loading)
    company = loaded.firm()
    past, foreseen = _past(sql, at, loading, company, loaded.entries)
    with open_book(company, loaded.entries, at.day, foreseen, history=past) as tables:
        answer = tables.run(sql)
    print(_WRITERS[options.format](answer), end="")
    print(counted(len(answer.rows), "row"), file=sys.stderr)
    surroundings.remark((), loaded.diagnostics)
    return 0


def _past(
    sql: str, at: Moment, loading: load.Options, company: Company, entries: Sequence[Entry]
) -> tuple[Sequence[Lined], Sequence[Sheet]]:
    """Give the tables of the history and the forecast, filled for queries that may read them."""
    unknown = history.unknown(company)
    asks = may_read(sql, table.SHAPES)
    alike = (duplicates.sheet(entries),) if may_read(sql, {duplicates.NAME}) else ()
    if not asks and not may_read(sql, {one.relation.name for one in unknown}):
        return unknown, alike
    found = history_of(at, loading)
    surroundings.remark(found.troubles, ())
    foreseen = sheets(at, found, company, entries, loading) if asks else ()
    return history.tables(found, company, entries), (*foreseen, *alike)
