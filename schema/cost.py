"""A cost of selling or marketing in a month, for the cost of winning a customer."""

from typing import ClassVar

from schema.choices import CostArea
from schema.fields import Amount, CurrencyCode, Month, TeamId, optional, required
from schema.record import Shared


class Cost(Shared):
    """A cost of selling or marketing in a month, for the cost of winning a customer."""

    folder: ClassVar[str] = "costs"
    noun: ClassVar[str] = "cost"

    month: Month = required("The month.", "2026-10")
    area: CostArea = required("Selling or marketing.", "marketing")
    amount: Amount = required("How much.", "4200000", unit="money")
    currency: CurrencyCode | None = optional(
        "The currency; the company's where none is given.", "JPY"
    )
    team: TeamId | None = optional("Whose cost.", "kansai")
