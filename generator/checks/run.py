"""Asking the laws: every record in turn, with what each answer rests on."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from generator.book import Book, Entry
from generator.cache import Asked, lines
from generator.checks.docket import findings
from generator.checks.law import Finding, Law
from generator.diagnostic import Diagnostic, packed
from generator.reading import contents
from generator.yaml import source
from schema import KINDS


def asker(root: Path, book: Book) -> partial[Asked]:
    """Give the function that asks all laws about one entry."""
    return partial(_ask, root, book)


def _ask(root: Path, book: Book, entry: Entry) -> Asked:
    record = KINDS[entry.key.folder].model_validate_json(entry.text)
    book.reads.clear()
    found = findings(record, book)
    diagnostics = tuple(_placed(root, entry, found)) if found else ()
    return Asked(entry.path, lines(book.reads), packed(diagnostics))


def _placed(
    root: Path,
    entry: Entry,
    found: list[tuple[Law, Finding]],
) -> Iterator[Diagnostic]:
    """Give the findings their places; only a file with findings is read again."""
    data = contents(root / entry.path)
    for law, finding in found:
        place = source.locate(data, finding.where)
        yield Diagnostic(entry.path, *place, law.code, law.severity, finding.message, finding.hint)
