"""What a forecast says, as the tables of one command: in sum, by holder, by part, by method."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from generator import load, warehouse
from generator.diagnostic import Diagnostic
from generator.errors import UsageError
from generator.forecast.scenario import NONE, Scenario
from generator.forecast.sheets import demand, sheets, supposed
from generator.history.moment import Moment, history_of
from generator.history.trouble import Trouble
from generator.load import Loaded
from generator.relation import text
from generator.table import Table
from generator.warehouse import Warehouse

HERE = Path(__file__).parent
COMPANY = ("company", "")
_KINDS = {"team": "teams", "person": "people"}
_NOTHING = {
    "team": "Nobody is in this team, nor in a team below it.",
    "person": "This person has no part in an open deal, nor in one that was won within a year.",
}
"""Why nothing is forecast of a kind of scope, where something is forecast of others."""


class Statement(NamedTuple):
    """What is forecast at a moment for a scope; a table for each query, named as its file.

    `tip` is the commit that the history ends with, `troubles` say what else is wrong with it,
    `diagnostics` what is with the records.
    """

    moment: Moment
    tip: str
    currency: str
    scope: str
    scenario: Scenario
    answers: Mapping[str, Table]
    troubles: tuple[Trouble, ...]
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def refusal(self) -> str:
        """Why nothing is forecast; empty where something is."""
        basis = self.answers["basis"].rows
        if not basis:
            return "There is no deal in the history yet."
        if self.answers["totals"].rows or basis[0][3]:
            return str(basis[0][3] or "")
        return _NOTHING.get(self.scope.partition("/")[0], "")


def statement(
    moment: Moment,
    options: load.Options,
    scope: str = "",
    scenario: Scenario | None = None,
    beside: str = "",
) -> Statement:
    """Forecast as of a moment, for the company or a scope such as `team/kansai`.

    With a scenario, though it be empty, the model alone speaks, which can suppose. It draws as the
    forecast does that ends with the commit `beside`, so that the two can be compared.

    Raises:
        UsageError: The history cannot be read; the scope, or a deal of the scenario, is not there.
    """
    loaded = load.book(moment.origin, moment.day, options)
    company, past = loaded.firm(), history_of(moment, options)
    demand(past)
    _there(loaded, scenario or NONE)
    kind, identity = _scope(loaded, scope)
    known = (moment, past._replace(tip=beside or past.tip), company, loaded.entries)
    foreseen = sheets(*known, options) if scenario is None else supposed(*known, scenario)
    with warehouse.open_book(company, loaded.entries, moment.day, foreseen) as opened:
        answers = _answers(opened, kind, identity)
    about = (moment, past.tip, company.base_currency, scope, scenario or NONE)
    return Statement(*about, answers, past.troubles, tuple(loaded.diagnostics))


def _scope(loaded: Loaded, scope: str) -> tuple[str, str]:
    """Read a scope. Raises UsageError where it means nobody."""
    if not scope:
        return COMPANY
    word, _, identity = scope.partition("/")
    kind = _KINDS.get(word, "")
    known = {one.key.id for one in loaded.entries if one.key.folder == kind}
    if identity not in known:
        message = f"--scope {scope}: must be team/ID or person/ID, of a record that is there."
        raise UsageError(message)
    return kind, identity


def _there(loaded: Loaded, scenario: Scenario) -> None:
    """Refuse to suppose something of a deal that is not there."""
    known = {one.key.id for one in loaded.entries if one.key.folder == "deals"}
    missing = sorted({*scenario.without, *scenario.probability} - known)
    if missing:
        message = f"{missing[0]}: there is no such deal."
        raise UsageError(message)


def _answers(opened: Warehouse, kind: str, identity: str) -> Mapping[str, Table]:
    return {path.stem: _answer(opened, path, kind, identity) for path in _queries()}


def _queries() -> Sequence[Path]:
    return sorted(HERE.glob("*.sql"))


def _answer(opened: Warehouse, path: Path, kind: str, identity: str) -> Table:
    """Answer a query about a scope; `$kind` and `$id` in it stand for the scope's."""
    sql = path.read_text(encoding="utf-8").replace("$kind", text(kind))
    sql = sql.replace("$id", text(identity) if identity else "null")
    return opened.run(sql, path.stem, str(path))
