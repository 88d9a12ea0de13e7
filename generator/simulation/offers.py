"""What is offered in a deal: products, quantities and prices that come near an amount."""

from collections.abc import Sequence
from decimal import Decimal
from random import Random
from typing import NamedTuple

from generator.simulation.event import Fields
from generator.simulation.prices import BOOKS, list_price
from generator.simulation.range import FOUND
from generator.simulation.topics import Topic

_WORK = Decimal("0.9")
"""So much of an amount goes into goods, where there is work to be paid too."""
_MOST_DAYS = 12


class Line(NamedTuple):
    """A product in an offer or an order."""

    product: str
    quantity: int
    price: Decimal
    discount: int = 0
    bundle: str = ""

    @property
    def net(self) -> Decimal:
        """What the line comes to, without tax."""
        return self.quantity * self.price * (100 - self.discount) / 100

    def fields(self) -> Fields:
        """Write the line as deals do."""
        return {
            "product": self.product,
            "quantity": self.quantity,
            "price": self.price,
            "discount": self.discount or None,
        }


def lines(rng: Random, topic: Topic, budget: int, currency: str, discount: int) -> tuple[Line, ...]:
    """Fill a deal of a topic with products for about so many yen, after the discount."""
    amount = budget * BOOKS[currency][3]
    goods = amount * (_WORK if topic.services else 1)
    sets = max(1, round(budget * _WORK / topic.price))
    # More cost less: once it is known how many they are about, they are counted at their price.
    for _ in "12":
        found = _goods(topic, sets, currency, discount)
        sets = max(1, round(goods / total(found) * sets))
    found = _goods(topic, sets, currency, discount)
    if topic.services:
        product = rng.choice(topic.services)
        price = list_price(FOUND[product], currency)
        days = max(1, min(_MOST_DAYS, int((amount - total(found)) / price)))
        found.append(_line(product, days, currency, discount))
    return tuple(found)


def _goods(topic: Topic, sets: int, currency: str, discount: int) -> list[Line]:
    counts = [(topic.main, sets)]
    counts += [(product, max(1, round(sets * part))) for product, part in topic.extras]
    return [_line(product, count, currency, discount) for product, count in counts]


def _line(product: str, quantity: int, currency: str, discount: int) -> Line:
    """Write a line at the list price; a day's work is never discounted."""
    price = list_price(FOUND[product], currency, quantity)
    return Line(product, quantity, price, 0 if FOUND[product].unit == "day" else discount)


def discounted(offer: tuple[Line, ...], discount: int) -> tuple[Line, ...]:
    """Give the same offer with another discount."""
    return tuple(
        line._replace(discount=0 if FOUND[line.product].unit == "day" else discount)
        for line in offer
    )


def bundled(offer: tuple[Line, ...], bundle: str) -> tuple[Line, ...]:
    """Mark the lines of an offer that are parts of a bundle."""
    parts = {product for product, _ in FOUND[bundle].parts} if bundle else set()
    return tuple(line._replace(bundle=bundle) if line.product in parts else line for line in offer)


def total(offer: Sequence[Line]) -> Decimal:
    """Add an offer up, without tax."""
    return sum((line.net for line in offer), Decimal(0))
