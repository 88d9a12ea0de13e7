"""Exchange rates of the sample company: one table a month, in yen, drifting a little."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from generator.book import Key
from generator.simulation.calendar import Calendar, early, later_month, months
from generator.simulation.chance import stream
from generator.simulation.event import Event, Fields
from generator.simulation.org import FINANCE

BASE = "JPY"
_FIRST = {"USD": 148.6, "KRW": 0.1062}
_PLACES = {"USD": Decimal("0.01"), "KRW": Decimal("0.00001")}
SMALLEST = {"JPY": Decimal(1), "KRW": Decimal(1), "USD": Decimal("0.01")}
"""The smallest amount of each currency."""


@dataclass(frozen=True, slots=True)
class Rates:
    """What one unit of a currency is worth in yen, by the first day of the month."""

    tables: dict[date, dict[str, Decimal]]

    def of(self, currency: str, day: date) -> Decimal:
        """Give the rate of a day: that of its month, or the first one before all of them."""
        if currency == BASE:
            return Decimal(1)
        return self.tables.get(day.replace(day=1), self.tables[min(self.tables)])[currency]

    def yen(self, amount: Decimal, currency: str, day: date) -> Decimal:
        """Convert an amount to yen."""
        return amount * self.of(currency, day)

    def foreign(self, yen: Decimal | int, currency: str, day: date) -> Decimal:
        """Convert yen to a currency, rounded to its smallest amount."""
        return rounded(yen / self.of(currency, day), currency)


def rounded(amount: Decimal, currency: str) -> Decimal:
    """Round half up to the smallest amount of a currency."""
    return amount.quantize(SMALLEST[currency], ROUND_HALF_UP)


def draw(seed: int, calendar: Calendar) -> Rates:
    """Let the rates wander by up to two percent a month, from half a year before the start."""
    rng = stream(seed, "rates")
    worth = dict(_FIRST)
    tables: dict[date, dict[str, Decimal]] = {}
    for month in months(later_month(calendar.start, -6), calendar.today):
        for currency in worth:
            worth[currency] *= 1 + rng.uniform(-0.017, 0.02)
        tables[month] = {
            currency: Decimal(rate).quantize(_PLACES[currency]) for currency, rate in worth.items()
        }
    return Rates(tables)


def told(rates: Rates) -> Iterator[Event]:
    """Tell of each month's table, on its first day."""
    for month, table in rates.tables.items():
        key = Key("rates", month.isoformat())
        fields: Fields = {"base": BASE, "date": month, "rates": table}
        yield Event(early(month), key, FINANCE, f"Rates of {key.id}", fields)
