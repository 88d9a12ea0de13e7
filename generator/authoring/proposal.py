"""Records that are proposed: judged among the others before anything is written."""

import json
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from generator import load, reading
from generator.book import Book, Entry, Key, MemoryShelf, topics
from generator.cache import opened
from generator.checks.docket import findings
from generator.checks.law import Finding
from generator.diagnostic import Diagnostic, Severity
from generator.duplicates.keys import keys
from generator.errors import SalesbookError
from generator.files import File
from generator.yaml import source
from schema import KINDS, Shared
from schema.company import Company


class BrokenBookError(SalesbookError):
    """Records that cannot be read, beside which nothing new can be judged."""

    def __init__(self, first: Diagnostic, more: int) -> None:
        others = f" ({more} more)" if more else ""
        place = f"{first.path}:{first.line}:{first.column}"
        super().__init__(
            f"{place}: {first.message}{others} Run `salesbook check` and correct this first."
        )


class Standing(NamedTuple):
    """The book as it stands: its company, its day, its records and what each is found by."""

    company: Company
    as_of: date
    entries: Mapping[Key, Entry]
    topics: Mapping[Key, list[str]]


class Judged(NamedTuple):
    """A law's finding about a proposed record, with the severity that the company wants."""

    code: str
    severity: Severity
    finding: Finding


def standing(
    root: Path, as_of: date, options: load.Options, *, with_faults: bool = False
) -> Standing:
    """Read the book as it stands; `with_faults` leaves out records that cannot be read.

    Raises:
        BrokenBookError: A record or `company.yml` cannot be read.
        FolderMissingError: There is no `data` folder.
    """
    with tempfile.TemporaryDirectory(prefix="salesbook-") as passing:
        kept_at = options.cache or Path(passing) / "check.sqlite"
        checked = load.check(root, as_of, options._replace(cache=kept_at))
        # Y and S: what cannot be read; C: the company's file. Laws may be broken already.
        broken = [item for item in checked.diagnostics if item.code[0] in "YSC"]
        if checked.company is None or (broken and not with_faults):
            raise BrokenBookError(broken[0], len(broken) - 1)
        with opened(kept_at) as kept:
            entries = {entry.key: entry for entry in kept.entries()}
            return Standing(checked.company, as_of, entries, dict(kept.published()))


def book(stands: Standing, entries: Mapping[Key, Entry], records: Mapping[Key, Shared]) -> Book:
    """Give the book as it would be with these records."""
    every = {**stands.entries, **entries}
    published = {**stands.topics}
    for key, record in records.items():
        alike = keys(key.folder, json.loads(entries[key].text))
        published[key] = [*topics(record), *alike]
    shelf = MemoryShelf(every.values(), published.items())
    return Book(stands.company, stands.as_of, shelf)


def judged(record: Shared, among: Book) -> Iterator[Judged]:
    """Ask all laws about a record of a book."""
    severities = among.company.severities
    for law, finding in findings(record, among):
        severity = severities.get(law.code, law.severity)
        if severity != "off":
            yield Judged(law.code, severity, finding)


def placed(found: Judged, path: str, data: bytes) -> Diagnostic:
    """Give a finding its place in a file."""
    where, message, hint = found.finding
    place = source.locate(data, where)
    return Diagnostic(path, *place, found.code, found.severity, message, hint)


def examined(stands: Standing, key: Key, path: str, text: str) -> tuple[Diagnostic, ...]:
    """Judge the text of a new record as `check` would, were it among the others."""
    data = text.encode()
    read = reading.read(data, File(path, key, "", 0))
    if read.text is None:
        return read.diagnostics
    record = KINDS[key.folder].model_validate_json(read.text)
    among = book(stands, {key: Entry(key, path, read.text)}, {key: record})
    return tuple(sorted(placed(found, path, data) for found in judged(record, among)))
