"""`salesbook query`: a question in SQL over the book's tables, answered without writing."""

import argparse
import sys

from generator import load
from generator.commands import surroundings
from generator.errors import UsageError
from generator.load import Loaded
from generator.look import listing
from generator.look.export import csv_text
from generator.table import Table
from generator.warehouse import open_book

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
    surroundings.declare(parser)


def run(options: argparse.Namespace) -> int:
    """Load the book, answer, print."""
    sql = sys.stdin.read() if options.sql == "-" else options.sql
    as_of = surroundings.as_of(options)
    loaded = load.book(options.root, as_of, surroundings.loading(options))
    if loaded.company is None:
        message = "data/company.yml cannot be used; `salesbook check` says why."
        raise UsageError(message)
    with open_book(loaded.company, loaded.entries, as_of) as tables:
        answer = tables.run(sql)
    print(_WRITERS[options.format](answer), end="")
    _remark(loaded, answer)
    return 0


def _remark(loaded: Loaded, answer: Table) -> None:
    """Say how much was found, and that records with errors are not among it."""
    print(_counted(len(answer.rows), "row"), file=sys.stderr)
    errors = sum(found.severity == "error" for found in loaded.diagnostics)
    if errors:
        print(f"The records have {_counted(errors, 'error')}: `salesbook check`.", file=sys.stderr)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
