"""A price book: what products cost a kind of customer, for a time."""

from decimal import Decimal
from functools import cached_property
from typing import ClassVar

from schema.choices import Segment
from schema.fields import (
    Amount,
    CurrencyCode,
    Day,
    Line,
    ProductId,
    Quantity,
    TerritoryId,
    many,
    optional,
    required,
)
from schema.record import Part, Shared


class VolumeBreak(Part):
    """A lower price from a quantity on."""

    quantity: Quantity = required("From this many.", "10")
    price: Amount = required("The price of one.", "330000", unit="money")


class PriceEntry(Part):
    """The price of a product in this book."""

    product: ProductId = required("The product.", "line-camera-4k")
    price: Amount = required("The list price of one.", "350000", unit="money")
    minimum_price: Amount | None = optional("Never sell below.", "290000", unit="money")
    breaks: tuple[VolumeBreak, ...] = many(
        "Lower prices for more.", "[{quantity: 10, price: 330000}]"
    )


class PriceBook(Shared):
    """A price book: what products cost a kind of customer, for a time."""

    folder: ClassVar[str] = "price_books"
    noun: ClassVar[str] = "price book"

    name: Line = required("The book's name.", "Japan 2026")
    currency: CurrencyCode = required("The currency of its prices.", "JPY")
    segment: Segment | None = optional("For which customers.", "standard")
    territory: TerritoryId | None = optional("For which territory.", "japan")
    valid_from: Day | None = optional("From when.", "2026-04-01")
    valid_to: Day | None = optional("Until when.", "2027-03-31")
    entries: tuple[PriceEntry, ...] = many(
        "The prices.", "[{product: line-camera-4k, price: 350000}]"
    )

    @cached_property
    def minimum_prices(self) -> dict[str, Decimal]:
        """The price that each product is never sold below, where there is one."""
        return {
            entry.product: entry.minimum_price
            for entry in self.entries
            if entry.minimum_price is not None
        }
