"""`salesbook merge-driver`: what git calls to merge two changes of one record by its fields."""

import argparse
import os
import shlex
import sys
from pathlib import Path

from generator import reading, repository
from generator.authoring import atomic, merging
from generator.authoring.edit import NotInPlaceError
from generator.errors import UsageError
from schema import KINDS

HELP = "Merge two changes of one record by its fields; git calls it in a clone that is set up so."
EXAMPLE = "salesbook merge-driver --install"
ATTRIBUTES = ".gitattributes"
RULE = "data/**/*.yml merge=salesbook"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("base", nargs="?", metavar="BASE", help="the file as it was")
    parser.add_argument("ours", nargs="?", metavar="OURS", help="ours; the result is written there")
    parser.add_argument("theirs", nargs="?", metavar="THEIRS", help="theirs")
    parser.add_argument("marks", nargs="?", metavar="MARKS", type=int, default=merging.MARKS,
                        help="how long the markers of a conflict are (default: 7)")  # fmt: skip
    parser.add_argument("path", nargs="?", metavar="PATH", default="", help="the record's path")
    parser.add_argument("--install", action="store_true", help="set this clone up to use it")


def run(options: argparse.Namespace) -> int:
    """Merge, or set a clone up; 1 where a conflict is left."""
    if options.install:
        return _install(options.root)
    if options.theirs is None:
        message = "merge-driver: must be given the three files that git names, or --install."
        raise UsageError(message)
    files = [Path(options.base), Path(options.ours), Path(options.theirs)]
    found = _merged(files, options.path, options.marks)
    if found is None:
        return repository.merge_texts(files[1], files[0], files[2], options.marks)
    files[1].write_bytes(found.text.encode())
    for where in found.conflicts:
        place = ".".join(str(one + 1) if isinstance(one, int) else one for one in where)
        print(f"{options.path}: both sides changed {place}", file=sys.stderr)
    return int(bool(found.conflicts))


def _merged(files: list[Path], path: str, marks: int) -> merging.Merged | None:
    """Merge by fields where all three are records of a kind; nothing where a text merge must do."""
    kind = merging.kind_at(path, KINDS)
    try:
        base, ours, theirs = (reading.contents(file).decode() for file in files)
        return merging.merged(kind, base, ours, theirs, marks) if kind else None
    except (UnicodeDecodeError, NotInPlaceError):
        return None


def _install(root: Path) -> int:
    """Name the driver in the clone's settings, and in the attributes that all clones share."""
    repository.name_driver(root, driver())
    print(f"Set up {root}: git merges records by their fields.")
    file = root / ATTRIBUTES
    before = file.read_bytes() if file.exists() else None
    lines = (before or b"").decode().splitlines()
    if RULE not in lines:
        text = "\n".join([*lines, RULE, ""])
        atomic.write(root, {ATTRIBUTES: text}, {ATTRIBUTES: before})
        print(f"Added `{RULE}` to {ATTRIBUTES}; commit it.")
    return 0


def driver() -> str:
    """Give the command line that git calls: this very program, wherever it is called from.

    A program that is gone, or breaks, leaves no markers; git would then take our text for all that
    there is and call it a conflict, so that theirs is lost once it is added. Git merges the lines
    instead.
    """
    program = Path(sys.executable).with_name("salesbook")
    called = shlex.quote(os.fspath(program)) if program.exists() else "salesbook"
    return f"{called} {_CALLED}"


_CALLED = (
    "merge-driver %O %A %B %L %P || (! grep -q '^<<<<<<<' %A"
    " && git merge-file -q -L ours -L base -L theirs --marker-size=%L %A %O %B)"
)
