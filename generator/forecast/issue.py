"""Issuing a forecast: today's goes into the ledger as it stands."""

from pathlib import Path
from typing import TYPE_CHECKING

from generator import load
from generator.errors import UsageError
from generator.forecast import ledger
from generator.forecast.issued import COMBINED, COMPANY, MODEL, Issued
from generator.forecast.sheets import demand
from generator.history.moment import Moment, history_of

if TYPE_CHECKING:
    from generator.forecast.backtest import Backtest

_BELOW = (COMBINED, MODEL)
"""The methods that are issued for teams and people, beside what is shown; for the company all."""


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
    found = issued(seen.backtest, seen.known.day)
    rests = basis.basis(history, seen, found[0].commit, company.base_currency)
    return ledger.write(moment.root, moment.day, rests, found)


def issued(past: "Backtest", day: int) -> list[Issued]:
    """Give what is issued on a day: nothing that is shown is left out."""
    below = {*_BELOW, *(one.method for one in past.choices if one.origin == day)}
    now = (one for one in past.issued if one.origin == day)
    return [one for one in now if one.scope == COMPANY or one.method in below]
