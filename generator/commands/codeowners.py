"""`salesbook codeowners`: who has to approve a change of which record, for the hosting site."""

import argparse
import sys
from pathlib import Path

from generator import load
from generator.authoring import atomic, codeowners
from generator.commands import surroundings
from generator.errors import UsageError
from generator.history import git

HELP = (
    "Write CODEOWNERS from people, teams, territories and targets: records are approved by the "
    "managers of their owners and territories, targets by who stands above, settings by the "
    "executives. People are named by `login` in their record, else by their mail."
)
EXAMPLE = "salesbook codeowners --check"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--check", action="store_true", help="only tell; 1 if it is out of date")
    parser.add_argument("--print", action="store_true", help="print it, and write nothing")
    parser.add_argument(
        "--file",
        default=codeowners.FILE,
        metavar="PATH",
        help=f"where it lies, from the top of the git repository (default: {codeowners.FILE})",
    )
    surroundings.declare(parser)


def run(options: argparse.Namespace) -> int:
    """Write the file, or tell whether it is as it would be written."""
    day = surroundings.as_of(options)
    loaded = load.book(options.root, day, surroundings.loading(options))
    prefix = _prefix(options.root)
    text = codeowners.text(loaded.firm(), loaded.entries, day, prefix)
    path = f"{'../' * prefix.count('/')}{_inside(options.file)}"
    if text == codeowners.HEAD:
        print("Nobody who could approve has a `login` or a `mail`; write one.", file=sys.stderr)
    if options.print:
        print(text, end="")
        return 0
    there = _there(options.root / path)
    same = there == text
    if options.check and not same:
        print(f"{path}: is out of date; run `salesbook codeowners`.", file=sys.stderr)
        return 1
    if there and not there.startswith(codeowners.HEAD):
        message = f"{path}: was written by somebody else; move it away, or name another --file."
        raise UsageError(message)
    if not same:
        atomic.write(options.root.resolve(), {path: text})
    print(f"{path}: {'is up to date' if same else 'written'}.")
    return 0


def _there(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""


def _prefix(root: Path) -> str:
    """Give the way from the top of the repository to the book; without a repository it is there."""
    found = git.find(root)
    return found.prefix if isinstance(found, git.Repository) else ""


def _inside(name: str) -> str:
    """Refuse a path that leads out of the repository."""
    path = Path(name)
    if path.is_absolute() or ".." in path.parts or not path.parts:
        message = f"--file {name}: must be a path below the top of the repository."
        raise UsageError(message)
    return path.as_posix()
