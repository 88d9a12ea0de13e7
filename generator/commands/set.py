"""`salesbook set`: fields of one record get other values, and nothing else in its file changes."""

import argparse

from generator.commands import editing, saving

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
    return editing.run(options, options.record, lambda _stands, _record: options.words)
