"""`salesbook close`: a deal is won or lost, with what its last stage asks for."""

import argparse
from collections.abc import Iterator

from generator.authoring import closing
from generator.authoring.change import Opened
from generator.authoring.proposal import Standing
from generator.commands import asking, editing, saving
from generator.errors import UsageError
from schema import Deal
from schema.company import Stage
from schema.description import field_at

HELP = "Close a deal as won or lost; on a terminal it asks for what the stage requires."
EXAMPLE = "salesbook close line-5-7k3q lost --reason price --note '8 % too dear' --commit"

_FIELDS = {"reason": "lost_reason", "note": "lost_note", "amount": "amount", "date": "closed_on"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("record", metavar="ID", nargs="?", help="the deal")
    parser.add_argument("outcome", choices=("won", "lost"), help="how it ended")
    parser.add_argument("--reason", help="why it was lost, of the company's list")
    parser.add_argument("--note", help="what happened")
    parser.add_argument("--amount", help="what it was worth in the end, such as 1.2M")
    parser.add_argument("--date", help="the day it was decided (default: today)")
    saving.declare(parser)


def run(options: argparse.Namespace) -> int:
    """Move the deal to the stage of its pipeline that has this outcome."""

    def words(stands: Standing, record: Opened) -> list[str]:
        return list(_words(options, stands, record))

    return editing.run(options, words, "deals")


def _words(options: argparse.Namespace, stands: Standing, record: Opened) -> Iterator[str]:
    stage = _stage(options.outcome, stands, record)
    yield f"stage={stage.id}"
    given = {field: text for name, field in _FIELDS.items() if (text := vars(options)[name])}
    if options.outcome == "won" and given.keys() & set(closing.LOST):
        message = "--reason and --note say why a deal was lost; this one is won."
        raise UsageError(message)
    if record.tree.get("stage") != stage.id:
        given = closing.brought(stage, stands.as_of) | given
    yield from (f"{name}={text}" for name, text in given.items())
    there = {*record.tree, *given}
    yield from _asked(stage, there | ({"amount"} if "lines" in there else set()), stands)


def _stage(outcome: str, stands: Standing, record: Opened) -> Stage:
    """Find the stage that ends the deal's pipeline so."""
    lines = {line.id: line for line in stands.company.pipelines}
    mine = lines.get(str(record.tree.get("pipeline")), stands.company.pipelines[0])
    return next(stage for stage in mine.stages if stage.outcome == outcome)


def _asked(stage: Stage, there: set[str], stands: Standing) -> Iterator[str]:
    """Ask for what the stage requires and the deal lacks, where somebody can answer."""
    wanted = [*stage.required_fields, *(["lost_reason"] if stage.outcome == "lost" else [])]
    for name in dict.fromkeys(wanted) if asking.able() else ():
        field = field_at(Deal, (name,))
        if name not in there and field is not None and field.part is None:
            yield f"{name}={asking.value(field, stands.company)}"
