"""Values of the forecast as the tables take them: money, shares, days, holders."""

from datetime import date
from math import isfinite

from generator.forecast.issued import Issued, Scope
from generator.forecast.table import Row

_KINDS = {"company": "company", "team": "teams", "person": "people"}
_LEVELS = 9
_MOST = 1e19
"""No amount that a column of money can hold is as large."""


def money(amount: float | None) -> str | None:
    """Write an amount with two decimals, half to even; one that no column can hold is unknown."""
    if amount is None or not isfinite(amount) or abs(amount) >= _MOST:
        return None
    written = f"{amount:.2f}"
    return "0.00" if written == "-0.00" else written


def share(value: float | None) -> float | None:
    """Round a share or a ratio to six decimals; what is not finite is unknown."""
    return round(float(value), 6) if value is not None and isfinite(value) else None


def day(ordinal: int) -> date:
    """Give the day of an ordinal."""
    return date.fromordinal(ordinal)


def holder(scope: Scope) -> tuple[str, str | None]:
    """Name whose revenue it is: the kind as the tables of targets call it, and the id."""
    return _KINDS[scope.kind], scope.id or None


def figures(one: Issued) -> Row:
    """Give the mean, the quantiles, the parts of the mean and the label of a forecast.

    What is still to come has no parts where the method tells none apart.
    """
    quantiles = one.quantiles or (None,) * _LEVELS
    told = one.open or one.new or one.mean == one.booked
    parts = (one.booked, one.open, one.new) if told else (one.booked, None, None)
    return (money(one.mean), *map(money, quantiles), *map(money, parts), one.label or None)
