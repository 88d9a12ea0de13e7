"""Files to records and diagnostics: the whole book, checked, from nothing or since last time."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from generator import files, reading
from generator.book import Book, Entry, MemoryShelf, Shelf
from generator.cache import Cache, Row, lines, opened, unlined
from generator.checks.run import asker
from generator.diagnostic import Diagnostic, packed, unpacked
from generator.files import File
from generator.parallel import mapped
from generator.progress import Progress, silent
from schema.company import Company

MANY = 500
"""From so many records on, opening the whole book beats opening them one by one."""


class Checked(NamedTuple):
    """What a check found, in how many files."""

    company: Company | None
    diagnostics: tuple[Diagnostic, ...]
    files: int


class Loaded(NamedTuple):
    """The book as it was read: usable records sorted by key, and everything that is wrong."""

    company: Company | None
    entries: tuple[Entry, ...]
    diagnostics: tuple[Diagnostic, ...]


class Options(NamedTuple):
    """How to load: with which cache, on how many processors, telling whom."""

    cache: Path | None = None
    processes: int = 1
    progress: Progress = silent


PLAIN = Options()


def company(root: Path) -> tuple[Company | None, tuple[Diagnostic, ...]]:
    """Read the company of a repository, and what is wrong with its file."""
    found, diagnostics, _ = reading.company(root)
    return found, diagnostics


def check(root: Path, as_of: date, options: Options = PLAIN) -> Checked:
    """Check all records of a repository.

    Raises:
        FolderMissingError: There is no `data` folder.
        NotReadableError: A file cannot be opened.
        NotWritableError: The cache cannot be written.
    """
    found = files.find(root)
    firm, diagnostics, blob = reading.company(root)
    if firm is not None:
        with opened(options.cache) as kept:
            _Refresh(root, firm, as_of, options, kept).run(found.files, blob)
            diagnostics = tuple(_findings(kept))
    every = _judged((*found.diagnostics, *diagnostics), firm)
    return Checked(firm, tuple(sorted(every)), len(found.files))


def book(root: Path, as_of: date, options: Options = PLAIN) -> Loaded:
    """Load and check all records of a repository; raises as `check` does."""
    found = files.find(root)
    firm, diagnostics, blob = reading.company(root)
    entries: tuple[Entry, ...] = ()
    if firm is not None:
        with opened(options.cache) as kept:
            _Refresh(root, firm, as_of, options, kept).run(found.files, blob)
            diagnostics = tuple(_findings(kept))
            entries = tuple(kept.entries())
    every = _judged((*found.diagnostics, *diagnostics), firm)
    return Loaded(firm, entries, tuple(sorted(every)))


class _Refresh(NamedTuple):
    """Bringing a cache up to date with the files."""

    root: Path
    company: Company
    as_of: date
    options: Options
    kept: Cache

    def run(self, found: tuple[File, ...], company_blob: str) -> None:
        """Read what changed, and ask the laws again wherever an answer rested on it."""
        signature = f"{tool()} {company_blob}"
        if self.kept.meta("signature") != signature:
            self.kept.forget()
        stamps = self.kept.stamps()
        paths = {file.path for file in found}
        changed = [file for file in found if stamps.get(file.path) != file.stamp]
        gone = sorted(path for path in stamps if path not in paths)
        before = self.kept.rows([*(file.path for file in changed), *gone]) if stamps else {}
        rows = list(self._read(changed, before))
        self.kept.forget(gone)
        self.kept.put(rows)
        touched = _touched(rows, before, gone)
        day = self.as_of.isoformat()
        if self.kept.meta("as_of") not in ("", day):
            touched.add("as_of")
        self._ask(rows, touched, everything=not stamps)
        self.kept.commit({"signature": signature, "as_of": day})

    def _read(self, changed: list[File], before: dict[str, Row]) -> Iterator[Row]:
        told = partial(self._tell, "Reading", len(changed))
        work = partial(_row, self.root, before, self.kept.at_rest_before)
        yield from mapped(work, changed, self.options.processes, told)

    def _ask(self, rows: list[Row], touched: set[str], *, everything: bool) -> None:
        """Ask the laws about the records that are new or rest on something touched."""
        if everything:
            entries = [entry for row in rows if (entry := row.entry)]
            published = [(row.key, unlined(row.topics)) for row in rows if row.text and row.topics]
            shelf: Shelf = MemoryShelf(entries, published)
        else:
            again = sorted(self.kept.readers(touched) | {row.path for row in rows})
            entries = [entry for row in self.kept.rows(again).values() if (entry := row.entry)]
            shelf = self.kept if len(entries) <= MANY else self._opened()
        told = partial(self._tell, "Checking", len(entries))
        work = asker(self.root, Book(self.company, self.as_of, shelf))
        self.kept.judge(mapped(work, entries, self.options.processes, told))

    def _opened(self) -> MemoryShelf:
        return MemoryShelf(self.kept.entries(), self.kept.published())

    def _tell(self, what: str, total: int, done: int) -> None:
        self.options.progress(what, done, total)


def _row(root: Path, before: dict[str, Row], at_rest_before: int, file: File) -> Row:
    """Read one file for the cache; the same content is not taken apart twice."""
    data = reading.contents(root / file.path)
    blob = reading.blob_of(data)
    stamp = file.stamp if file.changed_ns < at_rest_before else ""
    known = before.get(file.path)
    if known is not None and known.blob == blob:
        return known._replace(stamp=stamp)
    found = reading.read(data, file)
    return Row(
        file.path,
        stamp,
        blob,
        *file.key,
        found.text,
        lines(found.topics),
        packed(found.diagnostics),
    )


def _touched(rows: Iterable[Row], before: dict[str, Row], gone: Iterable[str]) -> set[str]:
    """Name the topics of all records whose content changed, came or went: old ones and new."""
    moved = [row for row in rows if row.path not in before or before[row.path].blob != row.blob]
    earlier = [before[path] for path in (*(row.path for row in moved), *gone) if path in before]
    return {topic for row in (*moved, *earlier) for topic in row.touches}


def _findings(kept: Cache) -> Iterator[Diagnostic]:
    for text in kept.findings():
        yield from unpacked(text)


def _judged(found: Iterable[Diagnostic], firm: Company | None) -> Iterator[Diagnostic]:
    """Give every diagnostic the severity that the company wants for its code."""
    severities = firm.severities if firm else {}
    for item in found:
        severity = severities.get(item.code, item.severity)
        if severity != "off":
            yield replace(item, severity=severity)


@cache
def tool() -> str:
    """Hash the program's own reading and checking: another program reads anew."""
    here = Path(__file__).parent
    sources = [*here.glob("*.py"), *here.glob("checks/*.py"), *here.parent.glob("schema/*.py")]
    digest = hashlib.sha256()
    for path in sorted(sources):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
