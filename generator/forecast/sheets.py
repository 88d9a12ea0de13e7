"""The tables of the forecast, filled where there is something to forecast from.

What computes them is loaded only then: most of a program's starts need none of it.
"""

from collections.abc import Sequence

from generator.book import Entry
from generator.errors import UsageError
from generator.forecast import ledger, table
from generator.forecast.issued import Issued
from generator.forecast.scenario import Scenario
from generator.history import History
from generator.history.moment import Moment
from generator.load import Options
from generator.relation import Sheet
from schema.company import Company

DEALS = "deals"


def demand(history: History) -> None:
    """Refuse to go on without a history that can be read. Raises UsageError."""
    fatal = next((one for one in history.troubles if one.fatal), None)
    if fatal is not None:
        message = f"Nothing is forecast. {fatal.message} {fatal.hint}"
        raise UsageError(message)


def sheets(
    moment: Moment, history: History, company: Company, entries: Sequence[Entry], options: Options
) -> tuple[Sheet, ...]:
    """Give all tables as of a moment; empty ones without a history, or where it has no deal.

    Raises:
        NotWritableError: The cache cannot be written.
        SalesbookError: The ledger cannot be read.
    """
    return _tables(moment, history, company, entries, options)


def supposed(
    moment: Moment,
    history: History,
    company: Company,
    entries: Sequence[Entry],
    scenario: Scenario,
) -> tuple[Sheet, ...]:
    """Give the same tables for what is supposed; those of the past are empty."""
    return _tables(moment, history, company, entries, scenario)


def _tables(
    moment: Moment,
    history: History,
    company: Company,
    entries: Sequence[Entry],
    how: Options | Scenario,
) -> tuple[Sheet, ...]:
    """Give the tables of what is so, with its past, or of what is supposed."""
    if not _any(history):
        return table.unknown()
    from generator.forecast import foresight, rows  # noqa: PLC0415 - loads arrays, which take time

    known = (history, company, entries, moment.day)
    if isinstance(how, Scenario):
        return table.sheets(rows.rows(foresight.supposed(*known, how)))
    seen = foresight.foresight(*known, how)
    return table.sheets(rows.rows(seen._replace(ledger=_issued(moment))))


def _issued(moment: Moment) -> tuple[Issued, ...]:
    """Read what was really issued by a moment."""
    day = moment.day.toordinal()
    return tuple(one for one in ledger.read(moment.root) if one.origin <= day)


def _any(history: History) -> bool:
    """Tell whether there is a deal to forecast."""
    return history.usable and any(one.key.folder == DEALS for one in history.records)
