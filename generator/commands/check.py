"""`salesbook check`: are all records well-formed, and do the laws between them hold?"""

import argparse
import os
import sys
from pathlib import Path

from generator import annotate, files, load
from generator.commands import surroundings
from generator.diagnostic import Diagnostic
from generator.errors import PathOutsideError
from generator.history.moment import Moment

HELP = "Check all records, or the given files against the whole book."
EXAMPLE = "salesbook check data/deals --severity error --format json"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="report on these only")
    parser.add_argument("--format", choices=annotate.FORMATS, help="how to print (default: text)")
    parser.add_argument(
        "--severity",
        choices=annotate.SEVERITIES,
        default="error",
        help="end with 1 for findings of this severity or worse (default: error)",
    )
    parser.add_argument("--quiet", action="store_true", help="print findings at that severity only")
    parser.add_argument(
        "--against",
        metavar="REV",
        help="also look at what changed since the branch left this one: stages skipped, closed "
        "deals, issued invoices and issued forecasts changed, close dates put off without a reason",
    )
    surroundings.declare_moment(parser)


def run(options: argparse.Namespace) -> int:
    """Check, print, and tell by the exit code whether anything must be done."""
    at = surroundings.as_asked(options)
    found = load.check(at.origin, at.day, surroundings.loading(options, past=at.past))
    chosen = _chosen((*found.diagnostics, *_against(options, at)), at, options.paths)
    grave = annotate.SEVERITIES[: annotate.SEVERITIES.index(options.severity) + 1]
    failing = [item for item in chosen if item.severity in grave]
    _print(failing if options.quiet else chosen, found.files, options.format or _usual())
    return 1 if failing else 0


def _against(options: argparse.Namespace, at: Moment) -> list[Diagnostic]:
    """Ask the laws of what a branch changes, where that is asked for."""
    if options.against is None:
        return []
    from generator.review.against import against  # noqa: PLC0415 - loads the history, takes time

    return against(at, options.against, surroundings.loading(options))


def _chosen(found: tuple[Diagnostic, ...], at: Moment, paths: list[Path]) -> list[Diagnostic]:
    """Keep what concerns the given paths, which may be gone since; without any, everything."""
    if not paths:
        return sorted(found)
    names = list(files.relative(at.root, paths))
    for path, name in zip(paths, names, strict=True):
        if name.partition("/")[0] == ".." or not (at.past or path.exists()):
            raise PathOutsideError(path, at.root)
    return [item for item in found if files.within(item.path, names)]


def _usual() -> annotate.Format:
    """Annotate where GitHub runs the check, print text everywhere else."""
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


def _print(found: list[Diagnostic], number: int, form: annotate.Format) -> None:
    match form:
        case "json":
            print(annotate.as_json(found), end="")
        case "gitlab":
            print(annotate.gitlab(found), end="")
        case "github":
            print(annotate.github(found), end="")
            _summarise(annotate.summary(found, number))
        case "text":
            print(annotate.text(found, colour=surroundings.colour(sys.stdout)), end="")
    if form in ("text", "github"):
        print(annotate.total(found, number), file=sys.stderr)


def _summarise(words: str) -> None:
    """Add to GitHub's job summary, which has no limit on the number of findings."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if path:
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(words)
