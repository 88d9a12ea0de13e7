"""What commands take from their surroundings: the clock, the environment, the terminal."""

import argparse
import hashlib
import os
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TextIO

from generator import load, site_file
from generator.annotate import counted
from generator.diagnostic import Diagnostic
from generator.errors import UsageError
from generator.history import moment
from generator.history.moment import Moment
from generator.history.trouble import Trouble
from generator.progress import shown, silent
from schema.company import Company


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the options of every command that adds to the book as it is."""
    parser.add_argument("--as-of", type=day, metavar="DATE", help="the day to report for")
    caching(parser)


def declare_moment(parser: argparse.ArgumentParser) -> None:
    """Declare the options of every command that reads the book, as it is or as it was."""
    parser.add_argument(
        "--as-of",
        metavar="REV|DATE",
        help="read records and company as they were: in a commit (a branch, a tag, HEAD~3), or as "
        "known by the end of a day (YYYY-MM-DD); outside a git repository a day is only the one "
        "to report for; mkdocs.yml, site/ and reports/ are always those on disk",
    )
    caching(parser)


def caching(parser: argparse.ArgumentParser) -> None:
    """Declare the option of every command that reads with the caches."""
    parser.add_argument("--no-cache", action="store_true", help="read everything anew")


def day(text: str) -> date:
    """Read a day from the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"must be a day written YYYY-MM-DD; found {text!r}"
        raise argparse.ArgumentTypeError(message) from error


def as_of(options: argparse.Namespace) -> date:
    """Give the day to report for.

    It is the one on the command line, else the one that `mkdocs.yml` fixes, else that of
    `SOURCE_DATE_EPOCH`, else today where the company is.
    """
    given: date | None = options.as_of
    return given or settled(options.root)


def as_asked(options: argparse.Namespace) -> Moment:
    """Give the moment to read the book as of: what the command line names, else the present."""
    if options.as_of is None:
        return moment.present(options.root, settled(options.root))
    found = moment.named(options.root, options.as_of)
    if found.trouble:
        words = f"The records are read as they lie there. {found.trouble.message}"
        print(f"--as-of {options.as_of}: {words}", file=sys.stderr)
    return found


def settled(root: Path) -> date:
    """Give the day to report for where the command line names none."""
    return site_file.read(root).as_of or today(root)


def today(root: Path) -> date:
    """Give today's date in the company's time zone, or that of `SOURCE_DATE_EPOCH`."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        company, _ = load.company(root)
        return moment.day_of(datetime.now(UTC), company)
    if not epoch.isdigit():
        message = f"SOURCE_DATE_EPOCH must be a number of seconds; found {epoch!r}."
        raise UsageError(message)
    return datetime.fromtimestamp(int(epoch), UTC).date()


def now(options: argparse.Namespace, company: Company) -> datetime:
    """Give the time where the company is; on a day that the command line names, nine o'clock."""
    day = as_of(options)
    if day != today(options.root) or os.environ.get("SOURCE_DATE_EPOCH"):
        return datetime(day.year, day.month, day.day, 9)  # noqa: DTZ001 - the company's own time
    return datetime.now(moment.zone(company))


def loading(options: argparse.Namespace, *, past: bool = False) -> load.Options:
    """Say how to load what the command line names; what is past has a cache of its own."""
    return usual(options.root, cached=not options.no_cache)._replace(past=past)


def usual(root: Path, *, cached: bool = True) -> load.Options:
    """Say how to load: with which cache, on how many processors, showing what."""
    progress = silent if os.environ.get("CI") else shown()
    cache = cache_folder(root) / "check.sqlite" if cached else None
    return load.Options(cache, os.cpu_count() or 1, progress)


def cache_folder(root: Path) -> Path:
    """Give the folder in the user's cache that belongs to a repository."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    name = hashlib.sha256(str(root.resolve()).encode()).hexdigest()[:16]
    return Path(base) / "salesbook" / name


def remark(troubles: Iterable[Trouble], diagnostics: Iterable[Diagnostic], where: str = "") -> None:
    """Say beside an answer what is wrong with the history, and with the records, it came from."""
    for trouble in troubles:
        print(f"{where}{trouble.message} {trouble.hint}", file=sys.stderr)
    errors = sum(found.severity == "error" for found in diagnostics)
    if errors:
        said = f"The records have {counted(errors, 'error')}: `salesbook check`."
        print(f"{where}{said}", file=sys.stderr)


def colour(stream: TextIO) -> bool:
    """Tell whether to write in colour: to a terminal, unless `NO_COLOR` forbids it."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and sys.platform != "win32"
