"""A target: what a person, team, territory or product family is to reach in a period."""

from typing import ClassVar

from schema.choices import Measure, ProductFamily
from schema.fields import (
    Amount,
    CurrencyCode,
    Day,
    Period,
    PersonId,
    TeamId,
    TerritoryId,
    optional,
    preset,
    required,
)
from schema.record import Shared


class Target(Shared):
    """A target: what a person, team, territory or product family is to reach in a period."""

    folder: ClassVar[str] = "targets"
    noun: ClassVar[str] = "target"

    person: PersonId | None = optional(
        "Whose target (one of person, team, territory, family).", "aiko-tanaka"
    )
    team: TeamId | None = optional("Which team's.", "kansai")
    territory: TerritoryId | None = optional("Which territory's.", "japan-west")
    family: ProductFamily | None = optional("Which product family's.", "Cameras")
    period: Period = required("The fiscal period.", "FY2026-Q3")
    measure: Measure = preset("bookings", "What is counted.", "bookings")
    amount: Amount = required("How much is to be reached.", "80000000", unit="money")
    currency: CurrencyCode | None = optional(
        "The currency; the company's where none is given.", "JPY"
    )
    valid_from: Day | None = optional("Since when this figure holds.", "2026-04-01")
