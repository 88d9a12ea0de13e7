"""A forecast submission: what a person says will close, or a manager's adjustment of it."""

from typing import ClassVar

from schema.fields import Amount, CurrencyCode, Day, Period, PersonId, Prose, optional, required
from schema.record import Shared


class ForecastSubmission(Shared):
    """A forecast submission: what a person says will close, or a manager's adjustment of it."""

    folder: ClassVar[str] = "forecasts"
    noun: ClassVar[str] = "forecast submission"

    person: PersonId = required("Who says so.", "aiko-tanaka")
    adjusts: PersonId | None = optional("Whose submission a manager adjusts.", "ben-ortiz")
    period: Period = required("For which fiscal period.", "FY2026-Q3")
    date: Day = required("The day it was said.", "2026-11-16")
    currency: CurrencyCode | None = optional(
        "The currency; the company's where none is given.", "JPY"
    )
    commit: Amount | None = optional("Won so far plus what is promised.", "72000000", unit="money")
    most_likely: Amount | None = optional("What will most likely close.", "78000000", unit="money")
    best_case: Amount | None = optional("If all goes well.", "86000000", unit="money")
    comment: Prose | None = optional("Why.", "Line 5 may slip to January.")
