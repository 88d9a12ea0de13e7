"""Payment terms: the day on which an invoice is due."""

import re
from datetime import date, timedelta

from generator.simulation.calendar import later_month

_NET = re.compile(r"net (\d+)")
_MONTHS = re.compile(r"end of month \+ (\d+)(?:, day (\d+))?")


def due(terms: str, day: date) -> date:
    """Give the due day of an invoice: so many days on, or at or in the end of a later month."""
    days = _NET.fullmatch(terms)
    if days:
        return day + timedelta(days=int(days[1]))
    months = _MONTHS.fullmatch(terms)
    if months is None:
        message = f"must be payment terms that the simulation knows; found {terms!r}"
        raise ValueError(message)
    if months[2]:
        return later_month(day, int(months[1])).replace(day=int(months[2]))
    return later_month(day, int(months[1]) + 1) - timedelta(days=1)
