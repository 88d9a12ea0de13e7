"""Asking the laws: every record in turn, with what each answer rests on."""

from collections.abc import Iterable
from typing import NamedTuple

from generator.book import Book
from generator.cache import Asked, lines
from generator.checks.docket import findings
from generator.checks.law import Finding, Law
from generator.diagnostic import Diagnostic, packed
from generator.origin import Origin
from generator.yaml import source
from schema import Shared


class Subject(NamedTuple):
    """A record to ask about, and where it lies."""

    path: str
    record: Shared


def answers(origin: Origin, book: Book, subjects: Iterable[Subject]) -> list[Asked]:
    """Ask all laws about some records; only files with findings are read again, all at once."""
    asked: list[Asked] = []
    wrong: list[tuple[int, list[tuple[Law, Finding]]]] = []
    for path, record in subjects:
        book.reads.clear()
        found = findings(record, book)
        if found:
            wrong.append((len(asked), found))
        asked.append(Asked(path, lines(book.reads), ""))
    contents = origin.contents([asked[number].path for number, _ in wrong])
    for (number, found), data in zip(wrong, contents, strict=True):
        laws = packed(placed(asked[number].path, data, found))
        asked[number] = asked[number]._replace(laws=laws)
    return asked


def placed(path: str, data: bytes, found: list[tuple[Law, Finding]]) -> list[Diagnostic]:
    """Give the findings their places."""
    places = source.places(data)
    return [
        Diagnostic(
            path,
            *source.nearest(places, finding.where),
            law.code,
            law.severity,
            finding.message,
            finding.hint,
        )
        for law, finding in found
    ]
