"""`salesbook mv`: a record gets another id, and all records that refer to it follow."""

import argparse
import re
from collections.abc import Collection

from generator.authoring import change, named, references, telling
from generator.authoring.change import Change
from generator.book import Key
from generator.checks.wording import a
from generator.commands import asking, editing, saving
from generator.errors import UsageError
from schema import KINDS
from schema.fields import ID_PATTERN, RESERVED_IDS

HELP = "Give a record another id: its file is renamed, and every reference to it rewritten."
EXAMPLE = "salesbook mv accounts/yamda-seiki yamada-seiki --commit"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    editing.declare(parser, "OLD")
    parser.add_argument("new", metavar="NEW", nargs="?", help="the new id")
    saving.declare(parser)


def run(options: argparse.Namespace) -> int:
    """Rename the file and rewrite the references, all or nothing."""
    known = named.listing(options.root)
    old = editing.chosen(options.record, known)
    new = _free(_new(options.new), old, known)
    stands = saving.standing(options, with_faults=False)
    record = change.opened(options.root, old, known[old])
    path = f"{record.path.rpartition('/')[0]}/{new.id}.yml"
    others = list(references.changes(options.root, stands, old, new.id))
    moved = [
        Change(old, record.path, record.data, None),
        Change(new, path, None, record.data.decode()),
    ]
    lines = [f"{record.path} -> {path}", *(f"{one.path}: refers to {new.id}" for one in others)]
    first = f"Rename {KINDS[old.folder].noun} {old.id} to {new.id}"
    told = saving.Told(lines, telling.listed(first, lines))
    return saving.run(options, stands, [*moved, *others], told)


def _new(given: str | None) -> str:
    """Give the new id, or ask for it where somebody is there to answer.

    Raises:
        UsageError: There is none.
    """
    new = given or (asking.ask("id - The new one: ") if asking.able() else "")
    if not new:
        message = "The new id must be given."
        raise UsageError(message)
    return new


def _free(name: str, old: Key, known: Collection[Key]) -> Key:
    """Take the new id, if it can be one and nobody has it."""
    new = Key(old.folder, name.removeprefix(f"{old.folder}/"))
    if not re.match(ID_PATTERN, new.id) or new.id in RESERVED_IDS:
        message = f"an id must be small letters, digits and hyphens, at most 64; found `{name}`."
        raise UsageError(message)
    if new in known:
        message = f"{new}: there is {a(KINDS[old.folder].noun)} of this id already."
        raise UsageError(message)
    return new
