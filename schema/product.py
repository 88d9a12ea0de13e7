"""A product: what is sold, and what it costs."""

from typing import ClassVar

from schema.choices import ProductFamily, ProductType, TaxClass, Unit
from schema.fields import (
    Amount,
    CurrencyCode,
    Day,
    Flag,
    Key,
    Line,
    ProductId,
    Prose,
    Quantity,
    Whole,
    many,
    optional,
    preset,
    required,
)
from schema.record import Part, Shared


class StandardCost(Part):
    """What one costs us, from a day on."""

    valid_from: Day = required("From when.", "2026-04-01")
    cost: Amount = required("The cost of one.", "210000", unit="money")
    currency: CurrencyCode | None = optional(
        "The currency; the company's where none is given.", "JPY"
    )


class BundlePart(Part):
    """A product inside a bundle."""

    product: ProductId = required("The part.", "calibration-plate")
    quantity: Quantity = required("How many in one bundle.", "2")


class Product(Shared):
    """A product: what is sold, and what it costs."""

    folder: ClassVar[str] = "products"
    noun: ClassVar[str] = "product"

    name: Line = required("The name on the price list.", "Line camera 4K")
    code: Key | None = optional("The code on documents.", "LC-4K")
    family: ProductFamily | None = optional("The product family.", "Cameras")
    type: ProductType = preset("good", "A good or a service.", "service")
    unit: Unit = preset("piece", "What one is.", "piece")
    active: Flag = preset(True, "Is it sold today?", "false")  # noqa: FBT003 - the value itself
    tax_class: TaxClass = preset("standard", "How it is taxed.", "standard")
    description: Prose | None = optional("What it is.", "4,096 pixels, 80 kHz.")
    reorder_point: Quantity | None = optional("Order again below this many.", "20")
    lead_time: Whole | None = optional("How long a new one takes to come.", "30", unit="days")
    costs: tuple[StandardCost, ...] = many(
        "What one costs us, by date.", "[{valid_from: 2026-04-01, cost: 210000}]"
    )
    parts: tuple[BundlePart, ...] = many(
        "What a bundle holds.", "[{product: calibration-plate, quantity: 2}]"
    )
    substitutes: tuple[ProductId, ...] = many(
        "Products that can take its place.", "[line-camera-2k]"
    )
