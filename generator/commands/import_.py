"""`salesbook import`: CSV files become records through a mapping file; a dry run unless told."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from generator import annotate
from generator.authoring import atomic, proposal
from generator.commands import surroundings
from generator.diagnostic import Diagnostic
from generator.errors import UsageError
from generator.importing import importer, mapping_file, report
from generator.importing.importer import Outcome
from generator.importing.mapping_file import MappingFile
from generator.reading import contents

HELP = "Bring CSV files in through a mapping file; a dry run first."
EXAMPLE = "salesbook import mapping.yml exports/accounts.csv exports/deals.csv"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("mapping", type=Path, metavar="MAPPING.yml", help="what becomes what")
    parser.add_argument(
        "files",
        nargs="*",
        type=Path,
        metavar="CSV",
        help="the files, or folders that hold them (default: where the mapping lies)",
    )
    parser.add_argument("--write", action="store_true", help="write the records")
    parser.add_argument(
        "--skip-errors", action="store_true", help="write what is sound, leave out what is refused"
    )
    parser.add_argument(
        "--diffs", type=int, default=3, metavar="N", help="show so many changes (default: 3)"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print")
    surroundings.declare(parser)


def run(options: argparse.Namespace) -> int:
    """Import, or say what an import would do; 1 where anything is refused."""
    file, wrong = mapping_file.read(contents(options.mapping), str(options.mapping))
    if file is None:
        return _stopped(wrong, options)
    data = {str(path): contents(path) for path in _files(file, options)}
    sheets = importer.opened(file, data)
    if not sheets.usable:
        return _stopped(sheets.diagnostics, options)
    as_of, loading = surroundings.as_of(options), surroundings.loading(options)
    stands = proposal.standing(options.root, as_of, loading)
    outcome = importer.outcome(file, sheets, stands, options.root)
    failed = any(item.severity == "error" for item in outcome.diagnostics)
    written = bool(options.write and (options.skip_errors or not failed))
    if written:
        atomic.write(options.root, {change.path: change.after for change in outcome.changes})
    _tell(outcome, options, failed=failed, written=written)
    return 1 if failed else 0


def _files(file: MappingFile, options: argparse.Namespace) -> Iterator[Path]:
    """Find the file of every source, by its name."""
    places = options.files or [options.mapping.parent]
    known = [path for place in places for path in _within(place)]
    for name in dict.fromkeys(Path(one.file).name for one in file.mapping.sources):
        found = next((path for path in known if path.name == name), None)
        if found is None:
            listed = ", ".join(str(place) for place in places)
            message = f"{name}: the mapping asks for this file; it is not in {listed}."
            raise UsageError(message)
        yield found


def _within(place: Path) -> list[Path]:
    if place.is_dir():
        return sorted(path for path in place.iterdir() if path.is_file())
    return [place]


def _stopped(wrong: tuple[Diagnostic, ...], options: argparse.Namespace) -> int:
    """Say why no row was looked at."""
    if options.format == "json":
        print(annotate.as_json(wrong), end="")
    else:
        print(annotate.text(wrong, colour=surroundings.colour(sys.stdout)), end="")
    return 1


def _tell(outcome: Outcome, options: argparse.Namespace, *, failed: bool, written: bool) -> None:
    if options.format == "json":
        print(report.as_json(outcome, written=written), end="")
        return
    found = report.grouped(outcome.diagnostics)
    print(annotate.text(found, colour=surroundings.colour(sys.stdout)), end="")
    if not written:
        for change in outcome.changes[: options.diffs]:
            print(report.difference(change))
    print(report.summary(outcome))
    print(_end(len(outcome.changes), options, failed=failed, written=written))


def _end(number: int, options: argparse.Namespace, *, failed: bool, written: bool) -> str:
    """Say in the last line what was done, and what to do next."""
    if written and number:
        return f"Wrote {number:,} files. Look at them with `git diff`, then commit."
    if failed and options.write:
        return "Nothing was written: correct the errors, or leave them out with --skip-errors."
    if failed:
        return "Nothing was written: this was a dry run, and it found errors."
    if not number:
        return "Nothing to write: every record is as the files say."
    return f"Nothing was written: this was a dry run. Add --write to write {number:,} files."
