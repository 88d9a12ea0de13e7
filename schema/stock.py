"""A stock document: goods that came, went, were loaded, counted or corrected."""

from typing import ClassVar

from schema.choices import StockMovement, Warehouse
from schema.fields import (
    Amount,
    Day,
    Line,
    OrderId,
    PersonId,
    ProductId,
    Quantity,
    many,
    optional,
    required,
)
from schema.record import Part, Shared


class StockLine(Part):
    """How many of a product moved or were counted."""

    product: ProductId = required("The product.", "line-camera-4k")
    quantity: Quantity = required("How many; what is there, for a count.", "40")
    unit_cost: Amount | None = optional("What one cost.", "210000", unit="money")


class StockDocument(Shared):
    """A stock document: goods that came, went, were loaded, counted or corrected."""

    folder: ClassVar[str] = "stock"
    noun: ClassVar[str] = "stock document"

    name: Line | None = optional("What it is, in a few words.", "Opening stock")
    date: Day = required("The day of the movement.", "2026-04-01")
    type: StockMovement = required("What happened.", "receipt")
    warehouse: Warehouse = required("Where; a van is a warehouse.", "main")
    to_warehouse: Warehouse | None = optional("Where a load went to.", "van-1")
    order: OrderId | None = optional("The order that it was for.", "o-20261102-7kq2")
    person: PersonId | None = optional("Who moved or counted.", "ben-ortiz")
    lines: tuple[StockLine, ...] = many("What moved.", "[{product: line-camera-4k, quantity: 40}]")
