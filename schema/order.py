"""An order: what was bought, delivered, invoiced, paid and returned."""

from decimal import Decimal
from typing import ClassVar

from schema.choices import OrderChannel, OrderStatus, ReturnReason, Warehouse
from schema.fields import (
    AccountId,
    Amount,
    CurrencyCode,
    Day,
    DealId,
    Line,
    OrderId,
    Percent,
    PersonId,
    ProductId,
    Quantity,
    QuoteId,
    many,
    optional,
    preset,
    required,
)
from schema.quote import Approval
from schema.record import Part, Shared


class OrderLine(Part):
    """A product ordered."""

    product: ProductId = required("The product.", "line-camera-4k")
    quantity: Quantity = required("How many.", "12")
    price: Amount = required("The price of one, before discount and tax.", "350000", unit="money")
    discount: Percent = preset(Decimal(0), "The discount on the line.", "5", unit="percent")
    tax: Percent = preset(Decimal(0), "The tax rate.", "10", unit="percent")
    unit_cost: Amount | None = optional("What one costs us.", "210000", unit="money")


class MovedLine(Part):
    """How many of a product were delivered or came back."""

    product: ProductId = required("The product.", "line-camera-4k")
    quantity: Quantity = required("How many.", "6")


class Delivery(Part):
    """Goods that left."""

    date: Day = required("When they left.", "2026-11-20")
    warehouse: Warehouse | None = optional("From where; the order's where none is given.", "main")
    lines: tuple[MovedLine, ...] = many("What left.", "[{product: line-camera-4k, quantity: 6}]")


class Invoice(Part):
    """What was asked for."""

    number: Line = required("The invoice number.", "2026-1093")
    date: Day = required("The day of the invoice.", "2026-11-20")
    due: Day = required("The day it must be paid.", "2026-12-31")
    amount: Amount = required("The amount with tax.", "4389000", unit="money")


class Payment(Part):
    """Money that came."""

    date: Day = required("When it came.", "2026-12-28")
    amount: Amount = required("How much.", "4389000", unit="money")
    invoice: Line | None = optional("For which invoice number.", "2026-1093")


class Return(Part):
    """Goods that came back."""

    date: Day = required("When they came back.", "2026-12-02")
    reason: ReturnReason | None = optional("Why.", "defect")
    lines: tuple[MovedLine, ...] = many(
        "What came back.", "[{product: line-camera-4k, quantity: 1}]"
    )


class Order(Shared):
    """An order: what was bought, delivered, invoiced, paid and returned."""

    folder: ClassVar[str] = "orders"
    noun: ClassVar[str] = "order"

    name: Line | None = optional("What was ordered, in a few words.", "Line 5 cameras")
    account: AccountId = required("Who bought.", "yamada-seiki")
    owner: PersonId | None = optional("Who sold.", "aiko-tanaka")
    status: OrderStatus = preset("confirmed", "Where the order stands.", "confirmed")
    deal: DealId | None = optional("The deal that it came from.", "yamada-seiki-line-5-7k3q")
    quote: QuoteId | None = optional("The quote that it came from.", "yamada-seiki-line-5-v3")
    ordered_on: Day = required("The day of the order.", "2026-11-02")
    channel: OrderChannel = preset("direct", "How it came in.", "web")
    promised_on: Day | None = optional("The day we promised to deliver.", "2026-11-20")
    warehouse: Warehouse | None = optional("From where it ships.", "main")
    currency: CurrencyCode | None = optional(
        "The currency; the account's or the company's where none is given.", "JPY"
    )
    reduces: OrderId | None = optional(
        "The earlier order that this one takes from.", "o-20261002-4h8k"
    )
    lines: tuple[OrderLine, ...] = many(
        "What was ordered.", "[{product: line-camera-4k, quantity: 12, price: 350000}]"
    )
    approvals: tuple[Approval, ...] = many(
        "Who approved the discounts.", "[{person: ken-mori, date: 2026-11-01}]"
    )
    deliveries: tuple[Delivery, ...] = many("What left.", "[{date: 2026-11-20, lines: []}]")
    invoices: tuple[Invoice, ...] = many(
        "What was asked for.",
        "[{number: 2026-1093, date: 2026-11-20, due: 2026-12-31, amount: 4389000}]",
    )
    payments: tuple[Payment, ...] = many(
        "Money that came.", "[{date: 2026-12-28, amount: 4389000}]"
    )
    returns: tuple[Return, ...] = many("Goods that came back.", "[{date: 2026-12-02, lines: []}]")
    not_duplicate_of: tuple[OrderId, ...] = many(
        "Orders that look the same and are not.", "[o-20261103-8sd2]"
    )
