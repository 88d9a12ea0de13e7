"""`salesbook demo`: the records of the sample company, at any size."""

import argparse
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator import simulation
from generator.commands import surroundings
from generator.errors import UsageError
from generator.progress import Progress, shown
from generator.simulation.accounts import LEAST
from generator.website.write import writing

HELP = "Write the records of the sample company, at any size."
EXAMPLE = "salesbook demo ../large --accounts 10000"
_STEP = 500


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="where `data` is to be made")
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


def _accounts(text: str) -> int:
    if not text.isdecimal() or int(text) < LEAST:
        message = f"must be a number, {LEAST} or more; found {text!r}"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Simulate, and write everything or nothing.

    Raises:
        UsageError: There are records already.
        NotWritableError: The folder cannot be written.
    """
    data: Path = options.folder / "data"
    if data.is_dir() and any(data.iterdir()):
        message = f"{data}: must be empty or not there yet. Choose another folder."
        raise UsageError(message)
    sizes = simulation.accounts(options.accounts) if options.accounts else simulation.SAMPLE
    files = simulation.files(options.seed, sizes, options.today)
    with writing(options.folder), _aside(data) as aside:
        _write(aside, files, shown())
    print(f"{data}: {files.total - 1:,} records of Kitahama Instruments on {options.today}.")
    print(f"Next: salesbook --root {options.folder} check --as-of {options.today}")
    return 0


@contextmanager
def _aside(data: Path) -> Iterator[Path]:
    """Make a folder beside the one that is wanted, which takes its place once it is whole."""
    aside = data.with_name(".data.new")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    try:
        yield aside
        if data.exists():
            data.rmdir()
        (aside / "data").rename(data)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _write(folder: Path, files: simulation.Files, progress: Progress) -> None:
    made: set[Path] = set()
    for number, (path, text) in enumerate(files.texts, 1):
        file = folder / path
        if file.parent not in made:
            file.parent.mkdir(parents=True, exist_ok=True)
            made.add(file.parent)
        file.write_text(text, encoding="utf-8", newline="")
        if number % _STEP == 0 or number == files.total:
            progress("Writing", number, files.total)
