"""Issuing a forecast: today's goes into the ledger as it stands."""

from pathlib import Path

from generator import load
from generator.errors import UsageError
from generator.forecast import ledger
from generator.forecast.issued import COMBINED, COMPANY, MODEL, Issued
from generator.forecast.sheets import demand
from generator.history.moment import Moment, history_of

_BELOW = (COMBINED, MODEL)
"""The methods that are issued for teams and people; for the company all are."""


def issue(moment: Moment, options: load.Options) -> Path:
    """Write what is forecast at the present moment into the ledger, and give the file.

    Raises:
        UsageError: There is nothing to forecast from.
        IssuedAlreadyError: The week has its forecast.
        NotWritableError: The file cannot be written.
    """
    loaded = load.book(moment.origin, moment.day, options)
    company, history = loaded.firm(), history_of(moment, options)
    from generator.forecast import basis, foresight  # noqa: PLC0415 - loads arrays, which take time

    demand(history)
    seen = foresight.foresight(history, company, loaded.entries, moment.day, options)
    if seen.outlook.refusal:
        message = f"Nothing is forecast. {seen.outlook.refusal}"
        raise UsageError(message)
    found = [one for one in seen.backtest.issued if one.origin == seen.known.day and _told(one)]
    rests = basis.basis(history, seen, found[0].commit)
    return ledger.write(moment.root, moment.day, rests, found)


def _told(one: Issued) -> bool:
    return one.scope == COMPANY or one.method in _BELOW
