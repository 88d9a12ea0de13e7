"""Values as people read them: money, counts, shares, days; an unknown value is a dash, never 0.

Every function takes a value from a query and gives text. Money is decimal all the way; a float is
only ever read for shares and ratios, through its shortest decimal form. A negative number has a
true minus, and a number never breaks from its unit at the end of a line.
"""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import cache

EMPTY = "\N{EN DASH}"
"""What stands for a value that is not known; `0` is a known value and is shown as one."""

MINUS = "\N{MINUS SIGN}"
SPACE = "\N{NO-BREAK SPACE}"
TIMES = "\N{MULTIPLICATION SIGN}"

Number = int | float | Decimal

SYMBOLS = {
    "AUD": "A$",
    "BRL": "R$",
    "CAD": "C$",
    "CNY": "CN¥",
    "EUR": "€",
    "GBP": "£",
    "HKD": "HK$",
    "INR": "₹",
    "JPY": "¥",
    "KRW": "₩",
    "NZD": "NZ$",
    "PHP": "₱",
    "SGD": "S$",
    "THB": "฿",
    "TWD": "NT$",
    "USD": "$",
    "VND": "₫",
}
"""Signs that mean one currency; any other is written with its code."""

WITHOUT_CENTS = frozenset({
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV",
    "XAF", "XOF", "XPF",
})  # fmt: skip
"""Currencies whose smallest unit is the whole one (ISO 4217 exponent 0)."""

WITH_MILS = frozenset(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"])
"""Currencies of a thousand parts (ISO 4217 exponent 3)."""

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Names that do not depend on the locale of the machine that builds the site."""

SUREST = 99
"""A chance of more hundredths than these, though not certain, is only said to be more."""
_REACHING = 97
"""Nine quantiles end at one outcome in forty on either side."""

_STEPS = (("K", 3, 0), ("M", 6, 1), ("B", 9, 1))
_STEP = 1000
_SHORTENED_FROM = Decimal(10_000)
_LONG = 4
"""The power of ten of the amounts that are always shortened."""
_EXACT = Context(prec=400)
"""Room for every digit of any DECIMAL and any float."""


def decimal(value: object) -> Decimal | None:
    """Return a number as an exact decimal, and None for whatever is no finite number."""
    if isinstance(value, Decimal):
        return value if value.is_finite() else None
    if type(value) is int:
        return Decimal(value)
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        return None
    try:
        exact = Decimal(str(value))
    except InvalidOperation:
        return None
    return exact if exact.is_finite() else None


def places_of(currency: str) -> int:
    """Return how many decimals an amount of this currency has."""
    if currency in WITHOUT_CENTS:
        return 0
    return 3 if currency in WITH_MILS else 2


def symbol(currency: str) -> str:
    """Return what stands before an amount: `¥`, or the code and a space."""
    return SYMBOLS.get(currency, currency + SPACE)


def _rounded(exact: Decimal, places: int) -> Decimal:
    return exact.quantize(_unit(places), ROUND_HALF_UP, _EXACT)


@cache
def _unit(places: int) -> Decimal:
    return Decimal(1).scaleb(-places)


def _sign(exact: Decimal, body: str, *, plus: bool) -> str:
    """Return the sign before a body that shows the size; what rounds to nothing has none."""
    if not plus and not exact.is_signed():
        return ""
    if not body.strip("0.,KMBT"):
        return ""
    return MINUS if exact < 0 else "+"


def number(value: object, places: int | None = None, *, plus: bool = False) -> str:
    """Return `1,240` or `12.5`: grouped, with the decimals it has or the places asked for."""
    exact = decimal(value)
    if exact is None:
        return EMPTY
    return _grouped(exact.normalize(_EXACT) if places is None else _rounded(exact, places), plus)


def _grouped(rounded: Decimal, plus: bool) -> str:  # noqa: FBT001 (a step of `number` alone)
    body = f"{rounded.copy_abs():,f}"
    return _sign(rounded, body, plus=plus) + body


def quantity(value: object, unit: str | None = None) -> str:
    """Return a count of things with its unit: `1,240 pcs`."""
    shown = number(value)
    return shown if shown == EMPTY or not unit else f"{shown}{SPACE}{unit}"


def plural(value: object, one: str, many: str | None = None) -> str:
    """Return a count with its noun: `1 deal`, `3 deals`, `0 deals`."""
    return quantity(value, one if value == 1 or decimal(value) == 1 else many or f"{one}s")


def days(value: object) -> str:
    """Return a length of time: `1 day`, `12 days`."""
    return plural(value, "day")


def _shortened(size: Decimal) -> str:
    """Shorten an amount without its sign: `182.4M`, `8.1M`, `950K`, and in full below 10,000."""
    power_of_it = size.adjusted()  # what is larger by a whole step cannot become that short
    if power_of_it < _LONG:
        whole = _rounded(size, 0)
        if whole < _SHORTENED_FROM:
            return f"{whole:,f}"
    for letter, power, places in _STEPS:
        if power_of_it < power + 3:
            body = _rounded(size.scaleb(-power), places)
            if body < _STEP:
                return f"{body:f}{letter}"
    return f"{_rounded(size.scaleb(-12), 1):,f}T"


def money(value: object, currency: str, *, exact: bool = False, plus: bool = False) -> str:
    """Return an amount: compact (`¥182.4M`), or with every unit of it (`¥182,400,000`).

    A compact amount under 10,000 is whole units, so that cents never crowd a tile.
    """
    known = decimal(value)
    if known is None:
        return EMPTY
    size = known.copy_abs()
    body = f"{_rounded(size, places_of(currency)):,f}" if exact else _shortened(size)
    return _sign(known, body, plus=plus) + symbol(currency) + body


def percent(fraction: object, places: int = 0, *, plus: bool = False) -> str:
    """Return a share between 0 and 1 as `61 %`."""
    exact = decimal(fraction)
    return EMPTY if exact is None else points(exact * 100, places, plus=plus)


def points(value: object, places: int = 0, *, plus: bool = False) -> str:
    """Return a number that already counts hundredths as `61 %`."""
    exact = decimal(value)
    if exact is None:
        return EMPTY
    return _grouped(_rounded(exact, places), plus) + SPACE + "%"


def chance(fraction: object, surest: int = SUREST) -> str:
    """Return a chance as `61 %`, and no surer than it can be told: `over 99 %`, `under 1 %`.

    What is certain is said to be: 0 and 1.
    """
    exact = decimal(fraction)
    if exact is None or exact in {0, 1}:
        return percent(exact)
    if exact * 100 > surest:
        return f"over {points(surest)}"
    return f"under {points(100 - surest)}" if exact * 100 < 100 - surest else percent(exact)


def reach(fraction: object) -> str:
    """Return the chance to reach a target, of which the quantiles of a forecast tell no more."""
    return chance(fraction, _REACHING)


def figure(value: object) -> str:
    """Return a score that has no unit: `0.151`."""
    return number(value, 3)


def ratio(value: object, places: int = 1) -> str:
    """Return how many times one thing holds another: `3.1` and a times sign."""
    return EMPTY if decimal(value) is None else f"{number(value, places)}{SPACE}{TIMES}"


def day(value: date | None, today: date | None = None) -> str:
    """Return `11 Dec 2026`, or `11 Dec` for a day in the year of `today`."""
    if value is None:
        return EMPTY
    short = f"{value.day}{SPACE}{MONTHS[value.month - 1]}"
    return (
        short if today is not None and value.year == today.year else f"{short}{SPACE}{value.year}"
    )


def moment(value: datetime | None, today: date | None = None) -> str:
    """Return a day and its time: `19 Nov 2026, 14:05`."""
    return EMPTY if value is None else f"{day(value, today)}, {value:%H:%M}"


def ago(value: date | None, today: date) -> str:
    """Return how far a day lies from today: `3 days ago`, `yesterday`, `today`, `in 12 days`."""
    if value is None:
        return EMPTY
    gap = (_day_of(value) - today).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    return near.get(gap) or (f"in {days(gap)}" if gap > 0 else f"{days(-gap)} ago")


def _day_of(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def label(column: str) -> str:
    """Return the heading of a column: `close_date` reads `Close date`."""
    words = column.replace("_", " ").strip()
    return words[:1].upper() + words[1:]
