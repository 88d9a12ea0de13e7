"""What the commands that change records share: their options, and the way from change to commit."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import NamedTuple

from generator import annotate
from generator.authoring import change, commit, proposal
from generator.authoring.change import Change
from generator.authoring.commit import Prepared
from generator.authoring.proposal import Standing
from generator.commands import surroundings
from generator.diagnostic import Diagnostic
from generator.errors import UsageError


class Told(NamedTuple):
    """What a command says of its change: one line each, and the message of its commit."""

    lines: Sequence[str]
    message: str


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the options of a command that changes records, judged in their book."""
    choose(parser)
    surroundings.declare(parser)


def choose(parser: argparse.ArgumentParser) -> None:
    """Declare what becomes of a change, and how it is told."""
    parser.add_argument("--dry-run", action="store_true", help="say what would change, only that")
    committing(parser)
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="as text or JSON"
    )


def committing(parser: argparse.ArgumentParser) -> None:
    """Declare the options that commit what is written."""
    parser.add_argument("--commit", action="store_true", help="commit the files it touches")
    parser.add_argument("--branch", metavar="NAME", help="commit on a new branch of this name")
    parser.add_argument(
        "--because", metavar="TEXT", help="say why, below the first line of the commit's message"
    )


def ready(options: argparse.Namespace, paths: Sequence[str]) -> Prepared | None:
    """Find out whether files can be committed, where that is asked for and they are written.

    Raises:
        NoCommitError: They cannot.
        UsageError: A reason is given, and no commit to say it in.
    """
    wanted = options.commit or options.branch
    if options.because and not wanted:
        why = "--because is said in a commit: it goes with --commit or --branch."
        raise UsageError(why)
    if options.dry_run or not wanted:
        return None
    return commit.prepared(options.root, paths, options.branch, dict(os.environ))


def standing(options: argparse.Namespace, *, with_faults: bool = True) -> Standing:
    """Read the book as it stands; `with_faults` leaves out records that cannot be read.

    Raises:
        BrokenBookError: A record cannot be read, and must be, since it may refer to others.
    """
    as_of, loading = surroundings.as_of(options), surroundings.loading(options)
    return proposal.standing(options.root, as_of, loading, with_faults=with_faults)


def run(
    options: argparse.Namespace, stands: Standing, changes: Sequence[Change], told: Told
) -> int:
    """Judge a change, write it, commit it where that is asked for, and say what was done."""
    return write(options, changes, told, change.judged(options.root, stands, changes))


def write(
    options: argparse.Namespace,
    changes: Sequence[Change],
    told: Told,
    found: Sequence[Diagnostic],
) -> int:
    """Write a change that has been judged, unless there is an error; commit it and say so."""
    wrong = any(item.severity == "error" for item in found)
    if wrong or options.dry_run or not changes:
        _say(options, told, found, done="" if wrong else "dry run")
        return int(wrong)
    paths = [one.path for one in changes]
    told = told._replace(message=reasoned(told.message, options.because))
    prepared = ready(options, paths)
    change.save(options.root, changes)
    made = prepared.made(paths, told.message) if prepared else ""
    _say(options, told, found, done="written", made=made)
    return 0


def reasoned(message: str, reason: str | None) -> str:
    """Put a reason below the first line of a message, before what it lists."""
    if not reason:
        return message
    first, _, rest = message.partition("\n")
    return f"{first}\n\n{' '.join(reason.split())}\n{rest}"


def _say(
    options: argparse.Namespace,
    told: Told,
    found: Sequence[Diagnostic],
    *,
    done: str,
    made: str = "",
) -> None:
    if options.format == "json":
        findings = [asdict(item) for item in found]
        document = {
            "changes": list(told.lines),
            "message": told.message,
            "findings": findings,
            "written": done == "written",
            "commit": made or None,
        }
        print(json.dumps(document, ensure_ascii=False, indent=2))
        return
    print(annotate.text(found, colour=surroundings.colour(sys.stdout)), end="")
    if not done:
        print("Nothing was written.", file=sys.stderr)
        return
    for line in told.lines or ["Nothing changes."]:
        print(line)
    if made:
        print(f"Committed as {made}: {told.message.partition(chr(10))[0]}", file=sys.stderr)
