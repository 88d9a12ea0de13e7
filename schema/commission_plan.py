"""A commission plan: how selling is paid."""

from typing import ClassVar

from schema.choices import CommissionBasis
from schema.fields import (
    Day,
    Factor,
    Flag,
    Line,
    Percent,
    Quantity,
    Whole,
    many,
    optional,
    preset,
    required,
)
from schema.record import Part, Shared


class Tier(Part):
    """The rate from an attainment on; it pays only the part above."""

    attainment: Quantity = required("From this attainment of the target on.", "100", unit="percent")
    rate: Percent = required("The rate on the basis.", "7", unit="percent")


class Accelerator(Part):
    """A factor on the rate above an attainment."""

    above: Quantity = required("Above this attainment.", "120", unit="percent")
    factor: Factor = required("The factor.", "1.5")


class CommissionPlan(Shared):
    """A commission plan: how selling is paid."""

    folder: ClassVar[str] = "commission_plans"
    noun: ClassVar[str] = "commission plan"

    name: Line = required("The plan's name.", "Field sales 2026")
    basis: CommissionBasis = required("What is paid on.", "bookings")
    valid_from: Day = required("From when.", "2026-04-01")
    valid_to: Day | None = optional("Until when.", "2027-03-31")
    splits: Flag = preset(True, "Do a deal's splits share the commission?", "true")  # noqa: FBT003 - the value itself
    clawback_days: Whole | None = optional(
        "A return within so many days takes the commission back.", "90", unit="days"
    )
    tiers: tuple[Tier, ...] = many(
        "Rates by attainment.", "[{attainment: 0, rate: 5}, {attainment: 100, rate: 7}]"
    )
    accelerators: tuple[Accelerator, ...] = many(
        "Factors above an attainment.", "[{above: 120, factor: 1.5}]"
    )
