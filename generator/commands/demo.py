"""`salesbook demo`: the records of the sample company, at any size."""

import argparse
import shlex
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from generator import repository, simulation
from generator.commands import surroundings
from generator.errors import UsageError
from generator.progress import Progress, shown
from generator.simulation.accounts import LEAST
from generator.simulation.past import stream
from generator.website.write import writing

HELP = "Write a sample company of any size as a repository with its history."
EXAMPLE = "salesbook demo ../large --accounts 10000"
_STEP = 500
_ASIDE = ".demo.new"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder")
    parser.add_argument(
        "--seed",
        type=int,
        default=simulation.SEED,
        metavar="N",
        help=f"another company of the same kind (default: {simulation.SEED})",
    )
    parser.add_argument(
        "--accounts",
        type=_accounts,
        metavar="N",
        help=f"so many accounts, at least {LEAST}, with about four other records each",
    )
    parser.add_argument(
        "--today",
        type=surroundings.day,
        default=simulation.TODAY,
        metavar="DATE",
        help=f"the day up to which it is simulated (default: {simulation.TODAY})",
    )
    parser.add_argument(
        "--no-history", action="store_true", help="write the files alone, and no git repository"
    )


def _accounts(text: str) -> int:
    if not text.isdecimal() or int(text) < LEAST:
        message = f"must be a number, {LEAST} or more; found {text!r}"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Simulate, and write everything or nothing.

    Raises:
        UsageError: There is something already, or git is missing.
        NotWritableError: The folder cannot be written.
    """
    folder: Path = options.folder
    _refuse(folder, history=not options.no_history)
    sizes = simulation.accounts(options.accounts) if options.accounts else simulation.SAMPLE
    wanted = (options.seed, sizes, options.today)
    with writing(folder), _aside(folder) as aside:
        if options.no_history:
            _write(aside, simulation.whole(*wanted), shown())
        else:
            _commit(aside, simulation.history(*wanted), shown())
        total = sum(1 for _ in (aside / "data").rglob("*.yml")) - 1
    print(f"{folder}: {total:,} records of Kitahama Instruments on {options.today}.")
    print(f"Next: salesbook --root {shlex.quote(str(folder))} serve")
    return 0


def _refuse(folder: Path, *, history: bool) -> None:
    """Say what cannot be carried out, before anything is made."""
    if folder.is_dir() and {file.name for file in folder.iterdir()} - {_ASIDE}:
        message = f"{folder}: must be a new or an empty folder; something is there already."
        raise UsageError(message)
    if history and not repository.possible():
        message = "git: must be installed for the history. With `--no-history` it is not needed."
        raise UsageError(message)


@contextmanager
def _aside(folder: Path) -> Iterator[Path]:
    """Make a folder inside the one that is wanted, which gets what is in it once it is whole."""
    aside = folder / _ASIDE
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    try:
        yield aside
        for file in sorted(aside.iterdir()):
            file.rename(folder / file.name)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _commit(folder: Path, commits: Sequence[simulation.Commit], progress: Progress) -> None:
    """Write the files with their history."""

    def told() -> Iterator[simulation.Commit]:
        for number, commit in enumerate(commits, 1):
            yield commit
            _tell(progress, number, len(commits))

    repository.write(folder, stream.written(told()))


def _write(folder: Path, files: simulation.Files, progress: Progress) -> None:
    """Write the files alone."""
    made: set[Path] = set()
    for number, (path, text) in enumerate(files.texts, 1):
        file = folder / path
        if file.parent not in made:
            file.parent.mkdir(parents=True, exist_ok=True)
            made.add(file.parent)
        file.write_text(text, encoding="utf-8", newline="")
        _tell(progress, number, files.total)


def _tell(progress: Progress, number: int, total: int) -> None:
    if number % _STEP == 0 or number == total:
        progress("Writing", number, total)
