"""`salesbook review`: what merging a branch does to the quarter, the records and the laws."""

import argparse

from generator.commands import surroundings
from generator.errors import UsageError
from generator.history import branch
from generator.review import review, written

HELP = (
    "Review a branch: what merging it does to pipeline, forecast, targets and margin, which deals "
    "are put off or opened again, what the check finds anew, and every record field by field. It "
    "is judged by the result of the merge where git can make one, else as it stands. Ends with 1 "
    "where there are new errors."
)
EXAMPLE = "salesbook review origin/main..HEAD --format markdown --preview https://example.com/42/"

_WRITERS = {
    "text": written.as_text,
    "json": written.as_json,
    "markdown": written.as_markdown,
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "branch",
        nargs="?",
        default="",
        metavar="BASE..HEAD",
        help="the branch and what it is merged into (default: the main branch, and HEAD)",
    )
    parser.add_argument("--format", choices=_WRITERS, default="text", help="how to print")
    parser.add_argument("--preview", default="", metavar="URL", help="link to a site built from it")
    surroundings.declare(parser)


def run(options: argparse.Namespace) -> int:
    """Review, print, and tell by the exit code whether there are new errors."""
    base, head = _ends(options)
    day = surroundings.as_of(options)
    found = review(branch.branch(options.root, base, head, day), surroundings.loading(options))
    print(_WRITERS[options.format](found, options.preview), end="")
    return 1 if found.errors else 0


def _ends(options: argparse.Namespace) -> tuple[str, str]:
    """Read the base and the head. Raises UsageError where the dots are not two or three."""
    base, dots, head = options.branch.partition("..")
    head = head.removeprefix(".")
    if ".." in head or head.startswith(".") or (dots and not base):
        message = f"{options.branch}: must be BASE..HEAD; without it the main branch and HEAD."
        raise UsageError(message)
    return base or branch.main_branch(options.root), head or "HEAD"
