"""`salesbook forecast`: what will be won, how sure that is, and how good it was so far."""

import argparse

from generator.commands import surroundings
from generator.errors import UsageError
from generator.forecast import issue
from generator.forecast.scenario import Scenario
from generator.forecast.statement import Statement, statement, written
from generator.forecast.statement.written import Spoken
from generator.history import moment
from generator.history.moment import Moment, MomentError

HELP = (
    "Forecast what will be won in the next weeks and quarters, with ranges, from the history of "
    "the deals alone; deal by deal, by team and person, and by method with its errors of the past. "
    "Suppose a deal away or give it a chance of your own; forecast a branch and compare it."
)
EXAMPLE = "salesbook forecast --without line-5-inspection-7kq2 --scope team/kansai"

_WRITERS = {
    "text": written.as_text,
    "json": written.as_json,
    "markdown": written.as_markdown,
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "--without",
        action="append",
        default=[],
        metavar="DEAL",
        help="suppose that there were no such deal; may be given several times",
    )
    parser.add_argument(
        "--probability",
        action="append",
        type=_supposed,
        default=[],
        metavar="DEAL=CHANCE",
        help="suppose that a deal is won with a chance of 0 to 1; may be given several times",
    )
    parser.add_argument(
        "--scope", default="", metavar="KIND/ID", help="team/ID or person/ID instead of all"
    )
    parser.add_argument(
        "--against", metavar="REV|DATE", help="compare with the forecast of another moment"
    )
    parser.add_argument(
        "--issue",
        action="store_true",
        help="write what is forecast today into ledger/, where it is never changed",
    )
    parser.add_argument("--format", choices=_WRITERS, default="text", help="how to print")
    surroundings.declare_moment(parser)


def _supposed(text: str) -> tuple[str, float]:
    """Read a deal and a chance from the command line."""
    deal, _, chance = text.rpartition("=")
    try:
        share = float(chance)
    except ValueError:
        share = -1.0
    if not deal or not 0 <= share <= 1:
        message = f"must be DEAL=CHANCE, with a chance from 0 to 1; found {text!r}"
        raise argparse.ArgumentTypeError(message)
    return deal, share


def run(options: argparse.Namespace) -> int:
    """Forecast, compare where that is asked for, print."""
    at = surroundings.as_asked(options)
    scenario = _scenario(options)
    if options.issue:
        return _issue(options, at, scenario)
    said = _statement(options, at, scenario)
    before = _before(options, at, scenario, said.tip)
    print(_WRITERS[options.format](Spoken(said, before)), end="")
    _remark(said, before, options.against)
    return 0


def _remark(said: Statement, before: Statement | None, against: str | None) -> None:
    """Say what is wrong with that from which this was forecast."""
    surroundings.remark(said.troubles, said.diagnostics)
    if before and against:
        troubles = [one for one in before.troubles if one not in said.troubles]
        surroundings.remark(troubles, before.diagnostics, f"--against {against}: ")


def _issue(options: argparse.Namespace, at: Moment, scenario: Scenario | None) -> int:
    """Write today's forecast into the ledger. Raises UsageError where it is not today's."""
    if scenario or options.scope or options.against or options.as_of:
        message = "--issue takes the forecast of today for all; it goes with no other option."
        raise UsageError(message)
    path = issue.issue(at, surroundings.loading(options))
    print(f"Issued in {path.relative_to(at.root)}. Commit it; it is never changed.")
    return 0


def _scenario(options: argparse.Namespace) -> Scenario | None:
    """Gather what is to be supposed. Raises UsageError where it contradicts itself."""
    found = Scenario(frozenset(options.without), dict(options.probability))
    both = frozenset(found.probability) & found.without
    if both:
        message = f"{min(both)}: cannot be left out and have a chance at once."
        raise UsageError(message)
    return found if found != Scenario() else None


def _before(
    options: argparse.Namespace, at: Moment, scenario: Scenario | None, tip: str
) -> Statement | None:
    """Forecast what to compare with: another moment, or this one with nothing supposed."""
    plain = None if scenario is None else Scenario()
    if options.against:
        return _statement(options, _against(options), plain, tip)
    return None if plain is None else _statement(options, at, plain)


def _against(options: argparse.Namespace) -> Moment:
    """Find the moment to compare with. Raises UsageError where the name means none."""
    try:
        at = moment.named(options.root, options.against)
    except MomentError as error:
        words = str(error).replace("--as-of", "--against", 1)
        raise UsageError(words) from error
    if at.trouble:
        message = f"--against {options.against}: {at.trouble.message} {at.trouble.hint}"
        raise UsageError(message)
    return at


def _statement(
    options: argparse.Namespace, at: Moment, scenario: Scenario | None, beside: str = ""
) -> Statement:
    loading = surroundings.loading(options, past=at.past)
    return statement(at, loading, options.scope, scenario, beside)
