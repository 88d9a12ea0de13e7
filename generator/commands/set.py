"""`salesbook set`: fields of one record get other values, and nothing else in its file changes."""

import argparse

from generator.authoring.change import Opened
from generator.authoring.proposal import Standing
from generator.commands import asking, editing, saving
from generator.errors import UsageError
from schema.description import fields

HELP = "Change fields of a record: only their own lines, checked before the file is touched."
EXAMPLE = "salesbook set line-5-7k3q stage=negotiation amount=1.2M close_date=+30d --commit"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    editing.declare(parser)
    parser.add_argument(
        "words",
        nargs="*",
        metavar="FIELD=VALUE",
        help="amounts as 1.2M, days as today, +30d or friday, stages by their label; FIELD= "
        "removes; LIST+=VALUE and LIST-=VALUE; items as lines.1.price or lines[ID].price",
    )
    saving.declare(parser)


def run(options: argparse.Namespace) -> int:
    """Change the record, say in words what that means, and write it."""
    editing.unnamed(options)
    return editing.run(options, lambda *book: options.words or _asked(*book))


def _asked(stands: Standing, record: Opened) -> list[str]:
    """Ask which field gets which value, where somebody can answer."""
    if not asking.able():
        message = "name at least one FIELD=VALUE."
        raise UsageError(message)
    known = {field.name: field for field in fields(record.kind) if field.name != "id"}
    name = asking.ask("field - What to change, such as " + ", ".join([*known][:5]) + ": ", [*known])
    if name not in known or known[name].part is not None:
        message = f"`{name}` is no field that has one value; name one as FIELD=VALUE."
        raise UsageError(message)
    return [f"{name}={asking.value(known[name], stands.company)}"]
