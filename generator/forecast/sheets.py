"""The tables of the forecast, filled where there is something to forecast from.

What computes them is loaded only then: most of a program's starts need none of it.
"""

from collections.abc import Sequence

from generator.book import Entry
from generator.forecast import ledger, table
from generator.forecast.scenario import Scenario
from generator.history import History
from generator.history.moment import Moment
from generator.load import Options
from generator.relation import Sheet
from schema.company import Company

DEALS = "deals"


def sheets(
    moment: Moment, history: History, company: Company, entries: Sequence[Entry], options: Options
) -> tuple[Sheet, ...]:
    """Give all tables as of a moment; empty ones without a history, or where it has no deal.

    Raises:
        NotWritableError: The cache cannot be written.
        SalesbookError: The ledger cannot be read.
    """
    if not _any(history):
        return table.unknown()
    from generator.forecast import foresight, rows  # noqa: PLC0415 - loads arrays, which take time

    day = moment.day.toordinal()
    kept = tuple(one for one in ledger.read(moment.root) if one.origin <= day)
    seen = foresight.foresight(history, company, entries, moment.day, options)
    return table.sheets(rows.rows(seen._replace(ledger=kept)))


def supposed(
    moment: Moment,
    history: History,
    company: Company,
    entries: Sequence[Entry],
    scenario: Scenario,
) -> tuple[Sheet, ...]:
    """Give the same tables for what is supposed; those of the past are empty."""
    if not _any(history):
        return table.unknown()
    from generator.forecast import foresight, rows  # noqa: PLC0415 - loads arrays, which take time

    seen = foresight.supposed(history, company, entries, moment.day, scenario)
    return table.sheets(rows.rows(seen))


def _any(history: History) -> bool:
    """Tell whether there is a deal to forecast."""
    return history.usable and any(one.key.folder == DEALS for one in history.records)
