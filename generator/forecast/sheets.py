"""The tables of the forecast, filled where there is something to forecast from.

What computes them is loaded only then: most of a program's starts need none of it.
"""

from collections.abc import Sequence
from datetime import date

from generator.book import Entry
from generator.forecast import table
from generator.forecast.scenario import Scenario
from generator.history import History
from generator.load import Options
from generator.relation import Sheet
from schema.company import Company

DEALS = "deals"


def sheets(
    history: History,
    company: Company,
    entries: Sequence[Entry],
    day: date,
    options: Options,
) -> tuple[Sheet, ...]:
    """Give all tables as of a day; empty ones without a history, or where it has no deal.

    Raises:
        NotWritableError: The cache cannot be written.
    """
    if not _any(history):
        return table.unknown()
    from generator.forecast import foresight, rows  # noqa: PLC0415 - loads arrays, which take time

    return table.sheets(rows.rows(foresight.foresight(history, company, entries, day, options)))


def supposed(
    history: History, company: Company, entries: Sequence[Entry], day: date, scenario: Scenario
) -> tuple[Sheet, ...]:
    """Give the same tables for what is supposed; those of the past are empty."""
    if not _any(history):
        return table.unknown()
    from generator.forecast import foresight, rows  # noqa: PLC0415 - loads arrays, which take time

    return table.sheets(rows.rows(foresight.supposed(history, company, entries, day, scenario)))


def _any(history: History) -> bool:
    """Tell whether there is a deal to forecast."""
    return history.usable and any(one.key.folder == DEALS for one in history.records)
