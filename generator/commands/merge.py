"""`salesbook merge`: two records that are one become one, and all that refer to them follow."""

import argparse
import json

from generator.authoring import change, named, references, telling, union
from generator.authoring.change import Change, Opened
from generator.authoring.proposal import Standing
from generator.authoring.union import Conflict
from generator.book import Key
from generator.commands import editing, saving
from generator.errors import UsageError
from generator.yaml.source import Tree
from schema import KINDS

HELP = "Make one record of two: the first survives, filled from the second, which goes."
EXAMPLE = "salesbook merge accounts/yamada-seiki yamada-seiki-kk --dry-run"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("survivor", metavar="ID", nargs="?", help="the record that stays")
    parser.add_argument(
        "other", metavar="OTHER", nargs="?", help="the record of the same kind that goes"
    )
    saving.declare(parser)


def run(options: argparse.Namespace) -> int:
    """Fill the survivor, rewrite the references, remove the other: all or nothing."""
    known = named.listing(options.root)
    mine = editing.chosen(options.survivor, known)
    theirs = editing.chosen(options.other, known, mine.folder)
    stands = saving.standing(options, with_faults=False)
    _allowed(mine, theirs)
    survivor = change.opened(options.root, mine, known[mine])
    other = change.opened(options.root, theirs, known[theirs])
    title = str(other.tree.get("name") or theirs.id)
    note = f"Merged with `{theirs.id}` ({title}) on {stands.as_of}."
    tree, conflicts = union.union(survivor.kind, survivor.tree, other.tree, note)
    tree = references.without(mine.folder, tree, {mine.id, theirs.id})
    others = [
        one for one in references.changes(options.root, stands, theirs, mine.id) if one.key != mine
    ]
    changes = [
        survivor.changed(tree),
        Change(theirs, other.path, other.data, None),
        *others,
    ]
    told = _told(stands, survivor, tree, conflicts)
    lines = [*told, *(f"{one.path}: refers to {mine.id}" for one in others)]
    lines.append(f"removed {other.path}")
    first = f"Merge {KINDS[mine.folder].noun} {theirs.id} into {mine.id}"
    head = f"{mine}  {survivor.tree.get('name', mine.id)}"
    said = saving.Told([head, *lines], telling.listed(first, lines))
    return saving.run(options, stands, changes, said)


def _allowed(mine: Key, theirs: Key) -> None:
    if mine == theirs:
        message = f"{mine}: must be another record than the one it is merged into."
        raise UsageError(message)


def _told(
    stands: Standing, survivor: Opened, tree: dict[str, Tree], conflicts: tuple[Conflict, ...]
) -> list[str]:
    """Say what the survivor took over, and where it differs from the other and stays."""
    told = telling.told(stands, survivor.key, survivor.tree, tree)
    kept = [f"{name}: keeps {_short(old)}, not {_short(new)}" for name, old, new in conflicts]
    return [*told.lines, *kept]


def _short(value: Tree) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
