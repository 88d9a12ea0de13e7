"""Round numbers for a scale, and the unit that all numbers of one chart share."""

import math
from dataclasses import dataclass
from decimal import Decimal

from generator.look import format as formats
from generator.look.columns import Look

_ROUND = (1, 2, 2.5, 5, 10)


def ticks(low: float, high: float, about: int = 4) -> tuple[float, ...]:
    """Return round numbers from at or below `low` to as near `high` as the last one comes."""
    span = high - low or abs(high) or 1
    power = 10.0 ** math.floor(math.log10(span / about))
    step = next(power * size for size in _ROUND if span / (power * size) <= about)
    first, last = math.floor(low / step), math.floor(high / step)
    return tuple(step * at for at in range(first, max(last, first + 1) + 1))


@dataclass(frozen=True, slots=True)
class Unit:
    """How the numbers of one chart are written: in full (`¥48.3M`) or short (`48.3`)."""

    look: Look
    currency: str
    power: int = 0
    letter: str = ""

    @property
    def name(self) -> str:
        """Return what a short number leaves out: `¥M`; nothing for plain numbers and shares."""
        if self.look == "money":
            return (formats.symbol(self.currency) + self.letter).strip()
        return self.letter

    def short(self, value: float, *, plus: bool = False) -> str:
        """Return the number without its unit."""
        if self.look in {"share", "chance", "reach", "percent", "ratio"}:
            return self.full(value, plus=plus)
        scaled = Decimal(str(value)).scaleb(-self.power)
        places = 0 if abs(scaled) >= 100 or scaled == scaled.to_integral_value() else 1  # noqa: PLR2004 (three digits say enough)
        return formats.number(scaled, places, plus=plus)

    def full(self, value: float, *, plus: bool = False) -> str:
        """Return the number with its unit."""
        match self.look:
            case "share" | "chance" | "reach":
                return formats.percent(value, plus=plus)
            case "percent":
                return formats.points(value, plus=plus)
            case "ratio":
                return formats.ratio(value)
            case "money":
                return self._sized(value, formats.symbol(self.currency), plus=plus)
            case _:
                return self._sized(value, "", plus=plus)

    def _sized(self, value: float, sign: str, *, plus: bool) -> str:
        text = self.short(value, plus=plus) + self.letter
        start = 1 if text[0] in {formats.MINUS, "+"} else 0
        return text[:start] + sign + text[start:]


def unit(look: Look, currency: str, largest: float) -> Unit:
    """Return the unit in which the largest number of a chart has one to three digits."""
    steps = ((12, "T"), (9, "B"), (6, "M"), (3, "K"))
    least = 10_000 if look != "money" else 1_000
    for power, letter in steps:
        if look in {"money", "number"} and largest >= max(10.0**power, least):
            return Unit(look, currency, power, letter)
    return Unit(look, currency)
