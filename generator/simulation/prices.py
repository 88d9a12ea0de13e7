"""Prices: the range of products in three price books, with lower prices for more."""

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from generator.book import Key
from generator.simulation.calendar import Calendar, early
from generator.simulation.event import Event, Fields
from generator.simulation.org import HEAD
from generator.simulation.range import FOUND, PRODUCTS, Product

BOOKS = {
    "JPY": ("japan", "Japan", "japan", Decimal(1), Decimal(100)),
    "USD": ("overseas", "Overseas", "overseas", Decimal(1) / 142, Decimal(1)),
    "KRW": ("korea", "Korea", "korea", Decimal("9.8"), Decimal(1000)),
}
"""For each currency its price book: id, name, territory, factor on yen prices, rounded to what."""

TAXES = {"JPY": 10, "KRW": 10, "USD": 0}
"""Tax rates in percent; goods that leave for other countries are not taxed."""

_BREAKS = ((5, 96), (20, 92), (50, 90))
_MINIMUM = 70
LARGEST_DISCOUNT = 18
"""Percent: the least price of a break, so much lower, is still above the minimum price."""


def book(currency: str) -> str:
    """Name the price book of a currency."""
    return BOOKS[currency][0]


def list_price(product: Product, currency: str, quantity: int = 1) -> Decimal:
    """Give the price of one, when so many are bought."""
    share = 100
    if not product.service and not product.parts:
        share = min([100, *(part for least, part in _BREAKS if quantity >= least)])
    return _rounded(product.price * share, currency)


def _rounded(yen_percent: int, currency: str) -> Decimal:
    *_, factor, step = BOOKS[currency]
    return (yen_percent * factor / 100 / step).quantize(Decimal(1), ROUND_HALF_UP) * step


def cost(product: str, day: date, change: date) -> int:
    """Give what one costs us in yen on a day; in the second fiscal year everything costs more."""
    found = FOUND[product]
    percent = 100 if day < change else 103
    return found.price * found.cost_share * percent // 10_000 // 10 * 10


def change_of_costs(calendar: Calendar) -> date:
    """Give the day from which the higher costs hold: the first of the second fiscal year."""
    return calendar.quarters[4].start


def told(calendar: Calendar) -> Iterator[Event]:
    """Tell of products and price books, there from the start; costs rise after a year."""
    start, change = early(calendar.start), change_of_costs(calendar)
    for product in PRODUCTS:
        key = Key("products", product.id)
        yield Event(start, key, HEAD, "Add the range", _product(product, (calendar.start,), change))
        costs = {"costs": _costs(product, (calendar.start, change), change)}
        yield Event(early(change), key, HEAD, "New standard costs", costs)
    for currency, (identity, name, territory, _, _) in BOOKS.items():
        fields: Fields = {
            "name": name,
            "currency": currency,
            "segment": "standard",
            "territory": territory,
            "valid_from": date(calendar.start.year - 1, calendar.start.month, 1),
            "entries": [_entry(product, currency) for product in PRODUCTS],
        }
        yield Event(start, Key("price_books", identity), HEAD, f"Prices for {name}", fields)


def _product(product: Product, days: tuple[date, ...], change: date) -> Fields:
    return {
        "name": product.name,
        "code": product.code,
        "family": product.family,
        "type": "service" if product.service else None,
        "unit": None if product.unit == "piece" else product.unit,
        "active": None if product.active else False,
        "description": product.text,
        "reorder_point": product.reorder_point,
        "lead_time": product.lead_time,
        "costs": _costs(product, days, change),
        "parts": [{"product": part, "quantity": count} for part, count in product.parts],
        "substitutes": [product.substitute] if product.substitute else None,
    }


def _costs(product: Product, days: tuple[date, ...], change: date) -> list[Fields]:
    return [{"valid_from": day, "cost": cost(product.id, day, change)} for day in days]


def _entry(product: Product, currency: str) -> Fields:
    price = list_price(product, currency)
    breaks: list[Fields] = [
        {"quantity": least, "price": list_price(product, currency, least)}
        for least, _ in _BREAKS
        if list_price(product, currency, least) < price
    ]
    least = _rounded(product.price * _MINIMUM, currency)
    return {"product": product.id, "price": price, "minimum_price": least, "breaks": breaks}
