"""A quote: an offer for a deal, in versions."""

from decimal import Decimal
from typing import ClassVar

from schema.choices import QuoteStatus
from schema.fields import (
    Amount,
    CurrencyCode,
    Day,
    DealId,
    Flag,
    Line,
    Percent,
    PersonId,
    PriceBookId,
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


class QuoteLine(Part):
    """A product offered."""

    product: ProductId = required("The product.", "line-camera-4k")
    quantity: Quantity = required("How many.", "12")
    price: Amount = required("The list price of one.", "350000", unit="money")
    discount: Percent = preset(Decimal(0), "The discount on the line.", "5", unit="percent")
    tax: Percent = preset(Decimal(0), "The tax rate.", "10", unit="percent")
    option: Flag = preset(False, "May the customer leave the line out?", "true")  # noqa: FBT003 - the value itself
    bundle: ProductId | None = optional("The bundle that the line is part of.", "starter-kit")


class Approval(Part):
    """Who allowed what is beyond the usual, when and why."""

    person: PersonId = required("Who approved.", "ken-mori")
    date: Day = required("When.", "2026-11-12")
    reason: Line | None = optional("Why.", "First order of a new plant")


class Quote(Shared):
    """A quote: an offer for a deal, in versions."""

    folder: ClassVar[str] = "quotes"
    noun: ClassVar[str] = "quote"

    name: Line | None = optional(
        "What is offered, in a few words.", "Line 5 inspection, with service"
    )
    deal: DealId = required("The deal.", "yamada-seiki-line-5-7k3q")
    owner: PersonId | None = optional("Who wrote the quote.", "aiko-tanaka")
    version: Whole = preset(1, "The version of the offer.", "3")
    status: QuoteStatus = preset("draft", "Where the quote stands.", "presented")
    primary: Flag = preset(False, "Is this the quote that counts?", "true")  # noqa: FBT003 - the value itself
    quoted_on: Day = required("The day of the quote.", "2026-11-10")
    currency: CurrencyCode | None = optional("The currency; the deal's where none is given.", "JPY")
    valid_until: Day | None = optional("The last day the offer holds.", "2026-12-31")
    price_book: PriceBookId | None = optional("The prices it was made from.", "japan-2026")
    lines: tuple[QuoteLine, ...] = many(
        "What is offered.", "[{product: line-camera-4k, quantity: 12, price: 350000}]"
    )
    approvals: tuple[Approval, ...] = many(
        "Who approved the discounts.", "[{person: ken-mori, date: 2026-11-12}]"
    )
    terms: Prose | None = optional("Conditions of the offer.", "Delivery six weeks after order.")
