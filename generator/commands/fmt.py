"""`salesbook fmt`: records in the usual form, only when somebody asks for it."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from generator import annotate, files, reading
from generator.authoring import form, named, telling
from generator.authoring.change import Change
from generator.book import Key
from generator.commands import saving, surroundings
from generator.diagnostic import Diagnostic
from generator.errors import PathOutsideError
from schema import KINDS

HELP = "Write records in the usual form: canonical order, quotes, line ends; remarks stay."
EXAMPLE = "salesbook fmt data/deals"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files or folders")
    parser.add_argument("--check", action="store_true", help="only list; 1 if there are any")
    saving.choose(parser)


def run(options: argparse.Namespace) -> int:
    """Write the files that are not in the usual form."""
    options.dry_run |= options.check
    faults: list[Diagnostic] = []
    changes = list(_changes(options, faults))
    lines = [one.path for one in changes]
    first = f"Write {annotate.counted(len(lines), 'record')} in the usual form"
    told = saving.Told(lines, telling.listed(first, lines))
    print(annotate.text(faults, colour=surroundings.colour(sys.stderr)), end="", file=sys.stderr)
    saving.write(options, changes, told, ())
    return int(bool(faults) or (options.check and bool(changes)))


def _changes(options: argparse.Namespace, faults: list[Diagnostic]) -> Iterator[Change]:
    """Find the files that would change; what cannot be read goes to the faults."""
    for key, path in _chosen(options):
        data = reading.contents(options.root / path)
        text, found = form.formed(KINDS[key.folder], data, path)
        faults += found
        if text is not None and text.encode() != data:
            yield Change(key, path, data, text)


def _chosen(options: argparse.Namespace) -> list[tuple[Key, str]]:
    known = sorted(named.listing(options.root).items(), key=lambda one: one[1])
    if not options.paths:
        return known
    wanted = list(files.relative(options.root, options.paths))
    for path, asked in zip(wanted, options.paths, strict=True):
        if path.startswith("..") or not (options.root / path).exists():
            raise PathOutsideError(asked, options.root)
    return [one for one in known if files.within(one[1], wanted)]
