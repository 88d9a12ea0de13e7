"""Files to records and diagnostics: the whole book, checked, from nothing or since last time."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from generator import files, reading
from generator.book import Book, Entry, MemoryShelf
from generator.cache import Asked, Cache, Place, Row, opened
from generator.checks.run import Subject, answers
from generator.clerk import Clerk, Placed, Task, answered, look, row, unpacked
from generator.diagnostic import Diagnostic, packed
from generator.diagnostic import unpacked as found_in
from generator.errors import UsageError
from generator.files import COMPANY, File, Folder
from generator.origin import Disk, Origin
from generator.parallel import ALONE, batched, rounds, uncollected
from generator.progress import Progress, silent
from schema import KINDS
from schema.company import Company

PART = 500
"""So many files are read in one go."""
PAST = "check-past.sqlite"
"""What is kept of the past, beside the cache of the present."""
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

    def firm(self, moment: str = "") -> Company:
        """Give the company, without which nothing can be asked; `moment` names an earlier book.

        Raises:
            UsageError: Its file cannot be used.
        """
        if self.company is None:
            named = f"{COMPANY} of {moment}" if moment else COMPANY
            message = f"{named} cannot be used; `salesbook check` says why."
            raise UsageError(message)
        return self.company


class Options(NamedTuple):
    """How to load: with which cache, on how many processors, telling whom.

    With `past` the cache is another file beside it: what is kept of the present stays, and the
    same moment of the past is not read twice.
    """

    cache: Path | None = None
    processes: int = 1
    progress: Progress = silent
    past: bool = False

    @property
    def kept_at(self) -> Path | None:
        """Where what is read is kept."""
        return self.cache.with_name(PAST) if self.cache and self.past else self.cache


PLAIN = Options()


def company(root: Path | Origin) -> tuple[Company | None, tuple[Diagnostic, ...]]:
    """Read the company of a repository, and what is wrong with its file."""
    found, diagnostics, _ = _company(_origin(root))
    return found, diagnostics


def check(root: Path | Origin, as_of: date, options: Options = PLAIN) -> Checked:
    """Check all records below a folder, or of another origin such as a commit.

    Raises:
        FolderMissingError: There is no `data` folder.
        NotReadableError: A file cannot be opened.
        NotWritableError: The cache cannot be written.
    """
    with uncollected(), _refreshed(_origin(root), as_of, options) as (firm, diagnostics, kept):
        return Checked(firm, diagnostics, kept.count())


def book(root: Path | Origin, as_of: date, options: Options = PLAIN) -> Loaded:
    """Load and check all records; takes and raises what `check` does."""
    with uncollected(), _refreshed(_origin(root), as_of, options) as (firm, diagnostics, kept):
        return Loaded(firm, tuple(kept.entries()), diagnostics)


def _origin(root: Path | Origin) -> Origin:
    return Disk(root) if isinstance(root, Path) else root


def _company(origin: Origin) -> tuple[Company | None, tuple[Diagnostic, ...], str]:
    data = next(origin.contents([COMPANY])) if origin.holds(COMPANY) else None
    return reading.company(data)


@contextmanager
def _refreshed(
    origin: Origin,
    as_of: date,
    options: Options,
) -> Iterator[tuple[Company | None, tuple[Diagnostic, ...], Cache]]:
    """Bring the cache up to date with the files, and give what it then holds."""
    found = origin.find(options.processes)
    firm, wrong, blob = _company(origin)
    with opened(options.kept_at if firm else None) as kept:
        if firm is not None:
            _Refresh(Task(origin, firm, as_of), options, kept).run(found.folders, blob)
        every = (*found.diagnostics, *wrong, *_findings(kept))
        yield firm, tuple(sorted(judged(every, firm))), kept


class _Refresh(NamedTuple):
    """Bringing a cache up to date with the files."""

    task: Task
    options: Options
    kept: Cache

    def run(self, found: tuple[Folder, ...], company_blob: str) -> None:
        """Read what changed, and ask the laws again wherever an answer rested on it."""
        signature, day = f"{tool()} {company_blob}", self.task.as_of.isoformat()
        if self.kept.meta("signature") != signature:
            self.kept.clear()
        if known := self.kept.digests():
            self._again(found, known, {"as_of"} if self.kept.meta("as_of") != day else set())
        else:
            self._afresh(found)
        self.kept.commit({"signature": signature, "as_of": day})

    def _afresh(self, found: tuple[Folder, ...]) -> None:
        """Read everything and ask the laws about everything, the cache being empty."""
        every = self._listed(found)
        parts = [every[start : start + PART] for start in range(0, len(every), PART)]
        processes = self.options.processes if len(every) > ALONE else 1
        for kind in {folder.kind for folder in found}:
            KINDS[kind].model_rebuild()  # once for all processes
        with rounds(partial(Clerk, self.task, parts), parts, processes) as (first, second):
            reads = self._told("Reading", parts, first)
            self.kept.put(chain.from_iterable(self._rows(part, told) for part, told in reads))
            self.kept.pair()
            asks = self._told("Checking", parts, second)
            self.kept.judge(chain.from_iterable(answered(told) for _, told in asks))

    def _listed(self, folders: Iterable[Folder]) -> list[Placed]:
        """List the files of folders, and keep what is known of the folders themselves."""
        listed = [(folder, *files.records(folder)) for folder in folders]
        self.kept.place(self._place(folder, wrong) for folder, _, wrong in listed)
        return [Placed(folder.path, file) for folder, inside, _ in listed for file in inside]

    def _place(self, folder: Folder, wrong: list[Diagnostic]) -> Place:
        """Keep a folder; its digest is not trusted while a file in it may still be changing."""
        at_rest = folder.changed_ns < self.kept.at_rest_before
        return Place(folder.path, folder.digest if at_rest else "", packed(wrong))

    def _rows(self, part: Sequence[Placed], told: bytes) -> Iterator[Row]:
        at_rest_before = self.kept.at_rest_before
        for placed, seen in zip(part, unpacked(told), strict=True):
            yield row(placed, seen, at_rest_before)

    def _told(
        self, what: str, parts: Sequence[Sequence[Placed]], answers: Iterable[bytes]
    ) -> Iterator[tuple[Sequence[Placed], bytes]]:
        """Tell how far the work is, part by part."""
        done, total = 0, sum(map(len, parts))
        for part, answer in zip(parts, answers, strict=True):
            yield part, answer
            done += len(part)
            self.options.progress(what, done, total)

    def _again(self, found: tuple[Folder, ...], known: dict[str, str], touched: set[str]) -> None:
        """Read what changed, and ask the laws again wherever an answer rested on it."""
        news = [folder for folder in found if known.get(folder.path) != folder.digest]
        left = sorted(known.keys() - {folder.path for folder in found})
        before = self.kept.inside([*(folder.path for folder in news), *left])
        every = self._listed(news)
        rows = self._read([one for one in every if not _same(one.file, before)], before)
        gone = sorted(before.keys() - {one.file.path for one in every})
        self.kept.forget(left, gone)
        self.kept.put(rows)
        self.kept.reopen(row.path for row in rows)
        if gone or any(row.path not in before for row in rows):
            self.kept.pair()
        self._ask(rows, touched | _touched(rows, before, gone))

    def _read(self, changed: list[Placed], before: dict[str, Row]) -> list[Row]:
        told = partial(self._tell, "Reading", len(changed))
        work = partial(_read, self.task.origin, before, self.kept.at_rest_before)
        return list(batched(work, changed, self.options.processes, told))

    def _ask(self, rows: list[Row], touched: set[str]) -> None:
        """Ask the laws about the records that are new or rest on something touched."""
        again = sorted(self.kept.readers(touched) | {row.path for row in rows})
        entries = [entry for row in self.kept.rows(again).values() if (entry := row.entry)]
        shelf = self.kept if len(entries) <= MANY else self._opened()
        told = partial(self._tell, "Checking", len(entries))
        book = Book(self.task.company, self.task.as_of, shelf)
        work = partial(_answers, self.task.origin, book)
        self.kept.judge(batched(work, entries, self.options.processes, told))

    def _opened(self) -> MemoryShelf:
        return MemoryShelf(self.kept.entries(), self.kept.published())

    def _tell(self, what: str, total: int, done: int) -> None:
        self.options.progress(what, done, total)


def _same(file: File, before: dict[str, Row]) -> bool:
    """Tell whether a file is surely as it was; in a tree of git, its stamp is its blob."""
    known = before.get(file.path)
    return known is not None and file.stamp in (known.stamp, known.blob)


def _read(
    origin: Origin, before: dict[str, Row], at_rest_before: int, files: Sequence[Placed]
) -> list[Row]:
    seen = look(origin, files, before)
    return [row(placed, one, at_rest_before) for placed, (one, _) in zip(files, seen, strict=True)]


def _answers(origin: Origin, book: Book, entries: Sequence[Entry]) -> list[Asked]:
    subjects = (
        Subject(entry.path, KINDS[entry.key.folder].model_validate_json(entry.text))
        for entry in entries
    )
    return answers(origin, book, subjects)


def _touched(rows: Iterable[Row], before: dict[str, Row], gone: Iterable[str]) -> set[str]:
    """Name the topics of all records whose content changed, came or went: old ones and new."""
    moved = [row for row in rows if row.path not in before or before[row.path].blob != row.blob]
    earlier = [before[path] for path in (*(row.path for row in moved), *gone) if path in before]
    return {topic for row in (*moved, *earlier) for topic in row.touches}


def _findings(kept: Cache) -> Iterator[Diagnostic]:
    for text in kept.findings():
        yield from found_in(text)
    for path, first in kept.repeated():
        yield files.repeated(path, first)


def judged(found: Iterable[Diagnostic], firm: Company | None) -> Iterator[Diagnostic]:
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
    for folder in ("checks", "duplicates", "yaml"):
        sources.extend(here.glob(f"{folder}/*.py"))
    digest = hashlib.sha256()
    for path in sorted(sources):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
