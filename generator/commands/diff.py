"""`salesbook diff`: what differs between two moments, in records and in money."""

import argparse

from generator.commands import surroundings
from generator.difference import difference, written
from generator.errors import UsageError
from generator.history import moment
from generator.history.moment import Moment, MomentError

HELP = (
    "Show what differs between two moments: records field by field, and the money that moved by "
    "stage, date, forecast category, person and fiscal quarter. A moment is a revision of git or a "
    "day (YYYY-MM-DD); amounts are at the rates of its own day."
)
EXAMPLE = "salesbook diff main..HEAD --format markdown"

_WRITERS = {
    "text": written.as_text,
    "json": written.as_json,
    "markdown": written.as_markdown,
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "moments",
        metavar="A..B",
        help="from A to B; `A..` is up to the last commit, `A` alone up to the files on disk",
    )
    parser.add_argument("--format", choices=_WRITERS, default="text", help="how to print")
    surroundings.caching(parser)


def run(options: argparse.Namespace) -> int:
    """Find both moments, compare, print."""
    first, dots, second = options.moments.partition("..")
    if not first or second.startswith("."):
        message = f"{options.moments}: must be A..B, A.. or A; name the moment to begin with."
        raise UsageError(message)
    before = _moment(options, first)
    after = _moment(options, second or moment.HEAD) if dots else _present(options)
    found = difference(before, after, surroundings.loading(options))
    print(_WRITERS[options.format](found), end="")
    return 0


def _present(options: argparse.Namespace) -> Moment:
    return moment.present(options.root, surroundings.settled(options.root))


def _moment(options: argparse.Namespace, name: str) -> Moment:
    """Find a moment. Raises UsageError where the name means none."""
    try:
        found = moment.named(options.root, name)
    except MomentError as error:
        raise UsageError(str(error).removeprefix("--as-of ")) from error
    if found.trouble:
        message = f"{name}: the past is not known. {found.trouble.message} {found.trouble.hint}"
        raise UsageError(message)
    return found
