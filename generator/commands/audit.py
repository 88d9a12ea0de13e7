"""`salesbook audit`: has the history only grown, signed, reviewed, with nothing closed changed?"""

import argparse
import os
import sys
from pathlib import Path

from generator import site_file
from generator.annotate import counted
from generator.audit import Audit, Since, audit, finding
from generator.commands import surroundings
from generator.history import moment
from generator.website.page import TIP

HELP = (
    "Audit the commits since the last build: signed with known keys, nothing rewritten, made by "
    "people of the company, reviewed, and no closed deal, past target, ended quarter or issued "
    "forecast changed. "
    "Which keys are known is what git is told: gpg.ssh.allowedSignersFile, and GPG's keyring."
)
EXAMPLE = "salesbook audit --since v2026.10 --format json"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "--since",
        metavar="REV",
        help=f"audit what came after this commit (default: the one in {TIP} of the built site, "
        "else all)",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print")
    surroundings.caching(parser)


def run(options: argparse.Namespace) -> int:
    """Audit, print, and tell by the exit code whether anything was found."""
    at = moment.present(options.root, surroundings.settled(options.root))
    since = Since(options.since, "") if options.since else _published(options.root)
    found = audit(at, since, surroundings.loading(options), dict(os.environ))
    if options.format == "json":
        print(finding.as_json(found.findings, _about(found)), end="")
    else:
        print(finding.as_text(found.findings), end="")
    for note in found.notes:
        print(note, file=sys.stderr)
    print(_total(found), file=sys.stderr)
    return 1 if found.findings else 0


def _published(root: Path) -> Since | None:
    """Find the commit that the last built site says it was made from."""
    path = root / site_file.read(root).site / TIP
    if not path.is_file():
        return None
    return Since(path.read_text(encoding="utf-8", errors="replace").strip(), str(path))


def _about(found: Audit) -> dict[str, object]:
    about = ("tip", found.tip), ("since", found.since), ("commits", found.commits)
    return {**dict(about), "notes": list(found.notes)}


def _total(found: Audit) -> str:
    since = f" since {found.since[:10]}" if found.since else ""
    number = len(found.findings)
    said = counted(number, "finding") if number else "no findings"
    return f"{counted(found.commits, 'commit')}{since}: {said}."
