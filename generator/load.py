"""Files to records and diagnostics: the whole book, checked, from nothing or since last time."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from generator import files, reading
from generator.book import Book, Entry, MemoryShelf, Shelf
from generator.cache import Cache, Place, Row, lines, opened, unlined
from generator.checks.run import asker
from generator.diagnostic import Diagnostic, packed, unpacked
from generator.files import File, Folder
from generator.parallel import mapped, uncollected
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
    with uncollected(), _refreshed(root, as_of, options) as (firm, diagnostics, kept):
        return Checked(firm, diagnostics, kept.count())


def book(root: Path, as_of: date, options: Options = PLAIN) -> Loaded:
    """Load and check all records of a repository; raises as `check` does."""
    with uncollected(), _refreshed(root, as_of, options) as (firm, diagnostics, kept):
        return Loaded(firm, tuple(kept.entries()), diagnostics)


@contextmanager
def _refreshed(
    root: Path,
    as_of: date,
    options: Options,
) -> Iterator[tuple[Company | None, tuple[Diagnostic, ...], Cache]]:
    """Bring the cache up to date with the files, and give what it then holds."""
    found = files.find(root, options.processes)
    firm, wrong, blob = reading.company(root)
    with opened(options.cache if firm else None) as kept:
        if firm is not None:
            _Refresh(root, firm, as_of, options, kept).run(found.folders, blob)
        every = (*found.diagnostics, *wrong, *_findings(kept))
        yield firm, tuple(sorted(_judged(every, firm))), kept


class _Refresh(NamedTuple):
    """Bringing a cache up to date with the files."""

    root: Path
    company: Company
    as_of: date
    options: Options
    kept: Cache

    def run(self, found: tuple[Folder, ...], company_blob: str) -> None:
        """Read what changed, and ask the laws again wherever an answer rested on it."""
        signature, day = f"{tool()} {company_blob}", self.as_of.isoformat()
        if self.kept.meta("signature") != signature:
            self.kept.clear()
        known = self.kept.digests()
        digests = {folder.path: folder.digest for folder in found}
        news = [folder for folder in found if known.get(folder.path) != digests[folder.path]]
        left = sorted(known.keys() - digests.keys())
        before = self.kept.inside([*(folder.path for folder in news), *left]) if known else {}
        rows, gone = self._take(news, digests, left, before)
        touched = _touched(rows, before, gone)
        if self.kept.meta("as_of") not in ("", day):
            touched.add("as_of")
        self._ask(rows, touched, everything=not known)
        self.kept.commit({"signature": signature, "as_of": day})

    def _take(
        self,
        news: list[Folder],
        digests: dict[str, str],
        left: list[str],
        before: dict[str, Row],
    ) -> tuple[list[Row], list[str]]:
        """Read the changed files of changed folders; forget the files that are gone."""
        listed = [(folder, *files.records(folder)) for folder in news]
        paths = {file.path for _, inside, _ in listed for file in inside}
        changed = [
            (folder.path, file)
            for folder, inside, _ in listed
            for file in inside
            if file.path not in before or before[file.path].stamp != file.stamp
        ]
        rows = list(self._read(changed, before))
        gone = sorted(path for path in before if path not in paths)
        self.kept.forget(left, gone)
        self.kept.put((self._place(folder, digests, wrong) for folder, _, wrong in listed), rows)
        if gone or any(row.path not in before for row in rows):
            self.kept.pair()
        return rows, gone

    def _place(self, folder: Folder, digests: dict[str, str], wrong: list[Diagnostic]) -> Place:
        """Keep a folder; its digest is not trusted while a file in it may still be changing."""
        at_rest = folder.changed_ns < self.kept.at_rest_before
        return Place(folder.path, digests[folder.path] if at_rest else "", packed(wrong))

    def _read(
        self,
        changed: list[tuple[str, File]],
        before: dict[str, Row],
    ) -> Iterator[Row]:
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


def _row(
    root: Path,
    before: dict[str, Row],
    at_rest_before: int,
    placed: tuple[str, File],
) -> Row:
    """Read one file for the cache; the same content is not taken apart twice."""
    place, file = placed
    data = reading.contents(root / file.path)
    blob = reading.blob_of(data)
    stamp = file.stamp if file.changed_ns < at_rest_before else ""
    known = before.get(file.path)
    if known is not None and known.blob == blob:
        return known._replace(stamp=stamp)
    found = reading.read(data, file)
    return Row(
        file.path,
        place,
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
    for path, first in kept.repeated():
        yield files.repeated(path, first)


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
    sources = [*here.glob("*.py"), *here.parent.glob("schema/*.py")]
    for folder in ("checks", "yaml"):
        sources.extend(here.glob(f"{folder}/*.py"))
    digest = hashlib.sha256()
    for path in sorted(sources):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
