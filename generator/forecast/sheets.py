"""The tables of the forecast, filled where there is something to forecast from.

What computes them is loaded only then: most of a program's starts need none of it.
"""

from collections.abc import Iterable
from datetime import date

from generator.book import Entry
from generator.forecast import table
from generator.history import History
from generator.relation import Sheet
from schema.company import Company

DEALS = "deals"


def sheets(
    history: History, company: Company, entries: Iterable[Entry], day: date
) -> tuple[Sheet, ...]:
    """Give all tables as of a day; empty ones without a history, or where it has no deal."""
    known = history.usable and any(one.key.folder == DEALS for one in history.records)
    if not known:
        return table.unknown()
    from generator.forecast import foresight, rows  # noqa: PLC0415 - loads arrays, which take time

    return table.sheets(rows.rows(foresight.foresight(history, company, entries, day)))
