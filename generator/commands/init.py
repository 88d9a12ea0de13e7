"""`salesbook init`: a data repository of one's own, which checks and builds at once."""

import argparse
import re
import shlex
from pathlib import Path

from generator import repository
from generator.authoring import atomic, starter
from generator.authoring.starter import Starter
from generator.commands import merge_driver, surroundings
from generator.errors import UsageError

HELP = "Make a data repository of one's own, which checks and builds at once."
EXAMPLE = 'salesbook init ../sales --name "My Company" --currency EUR --fiscal-start 4'


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder")
    parser.add_argument("--name", default="My Company", help="the company (default: My Company)")
    parser.add_argument("--currency", default="EUR", help="the base currency (default: EUR)")
    parser.add_argument(
        "--fiscal-start",
        type=int,
        default=1,
        choices=range(1, 13),
        metavar="MONTH",
        help="the month in which the fiscal year starts, 1 to 12 (default: 1)",
    )
    parser.add_argument(
        "--tool",
        default=starter.TOOL,
        metavar="REQUIREMENT",
        help="what CI installs, as pip takes it: salesbook @ git+https://...",
    )
    parser.add_argument(
        "--as-of",
        type=surroundings.day,
        metavar="DATE",
        help="the day that the examples are set on",
    )


def run(options: argparse.Namespace) -> int:
    """Write the repository, all of it or nothing, and begin its history where git is there."""
    folder: Path = options.folder
    _refuse(folder, options)
    today = options.as_of or surroundings.today(folder)
    wanted = Starter(options.name, options.currency, options.fiscal_start, options.tool, today)
    texts = starter.texts(wanted)
    above = next(one for one in folder.absolute().parents if one.exists())
    inside = folder.absolute().relative_to(above)
    atomic.write(above, {f"{inside.as_posix()}/{path}": text for path, text in texts.items()})
    begun = repository.begin(folder)
    if begun:
        repository.name_driver(folder, merge_driver.driver())
    print(f"Made {folder}: {len(texts)} files{', a git repository' if begun else ''}. Go on with")
    print(f"  cd {shlex.quote(str(folder))}")
    print("  salesbook check")
    print("  salesbook serve")
    if begun:
        print("  git add --all && git commit --message 'Begin the sales book'")
    return 0


def _refuse(folder: Path, options: argparse.Namespace) -> None:
    """Say what cannot be carried out, before anything is made."""
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        message = f"{folder}: must be a new or an empty folder; something is there already."
        raise UsageError(message)
    for name, text in (("--name", options.name), ("--tool", options.tool)):
        if not text.strip() or not text.isprintable() or len(text) > LONGEST:
            message = f"{name} must be one line of text, at most {LONGEST} characters."
            raise UsageError(message)
    if not re.fullmatch("[A-Z]{3}", options.currency):
        message = f"--currency must be a currency code such as JPY; found `{options.currency}`."
        raise UsageError(message)


LONGEST = 200
