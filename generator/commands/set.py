"""`salesbook set`: fields of one record get other values, and nothing else in its file changes."""

import argparse

from generator.authoring import assignment, change, named, telling
from generator.authoring.typed import Reader
from generator.commands import saving
from generator.errors import UsageError

HELP = "Change fields of a record: only their own lines, checked before the file is touched."
EXAMPLE = "salesbook set line-5-7k3q stage=negotiation amount=1.2M close_date=+30d --commit"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("record", metavar="ID", help="the id, or KIND/ID where two kinds share it")
    parser.add_argument(
        "words",
        nargs="+",
        metavar="FIELD=VALUE",
        help="amounts as 1.2M, days as today, +30d or friday, stages by their label; FIELD= "
        "removes; LIST+=VALUE and LIST-=VALUE; items as lines.1.price or lines[ID].price",
    )
    saving.declare(parser)


def run(options: argparse.Namespace) -> int:
    """Change the record, say in words what that means, and write it."""
    known = named.listing(options.root)
    key = named.one(options.record, known)
    stands = saving.standing(options)
    record = change.opened(options.root, key, known[key])
    pipeline = record.tree.get("pipeline")
    reader = Reader(stands.company, stands.as_of, pipeline if isinstance(pipeline, str) else None)
    tree = assignment.assigned(record.kind, record.tree, options.words, reader)
    if not tree:
        message = f"{key}: a record must keep at least one field."
        raise UsageError(message)
    if tree == record.tree:
        return saving.run(options, stands, [], saving.Told([], ""))
    told = telling.told(stands, key, record.tree, tree)
    words = saving.Told([f"{key}  {told.title}", *told.lines], telling.message(told))
    return saving.run(options, stands, [record.changed(tree)], words)
