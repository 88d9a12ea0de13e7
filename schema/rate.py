"""Exchange rates of a day: what one unit of each currency is worth in the base currency."""

from typing import ClassVar

from schema.fields import CurrencyCode, Day, Factor, required
from schema.record import Shared


class RateTable(Shared):
    """Exchange rates of a day: what one unit of each currency is worth in the base currency."""

    folder: ClassVar[str] = "rates"
    noun: ClassVar[str] = "rate table"

    base: CurrencyCode = required("The currency that the rates lead to.", "JPY")
    date: Day = required("The day from which the rates hold, until the next.", "2026-10-01")
    rates: dict[CurrencyCode, Factor] = required(
        "One unit of the currency in the base currency.", "{USD: 151.2, EUR: 163.1}"
    )
