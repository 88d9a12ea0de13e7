"""An activity: a call, a mail, a meeting, a visit, a demonstration or a task."""

from typing import ClassVar

from schema.choices import ActivityOutcome, ActivityStatus, ActivityType
from schema.fields import (
    AccountId,
    Amount,
    ContactId,
    Day,
    DealId,
    Flag,
    LeadId,
    Line,
    Moment,
    OrderId,
    PersonId,
    ProductId,
    Prose,
    TicketId,
    Whole,
    many,
    optional,
    preset,
    required,
)
from schema.record import Part, Shared


class ShelfCheck(Part):
    """What stands on a customer's shelf."""

    product: ProductId = required("The product.", "hand-scanner")
    facings: Whole | None = optional("How many stand in front.", "4")
    price: Amount | None = optional("The price on the shelf.", "19800", unit="money")
    out_of_stock: Flag = preset(False, "Is it missing?", "true")  # noqa: FBT003 - the value itself
    competitor: Line | None = optional("What stands beside it.", "Rival S2 at 17,800")


class Activity(Shared):
    """An activity: a call, a mail, a meeting, a visit, a demonstration or a task."""

    folder: ClassVar[str] = "activities"
    noun: ClassVar[str] = "activity"

    name: Line | None = optional("What it was about, in a few words.", "Walked line 3")
    when: Moment = required("The day and time.", "2026-11-11 10:00")
    type: ActivityType = required("What it was.", "visit")
    person: PersonId = required("Who did it.", "aiko-tanaka")
    status: ActivityStatus = preset("done", "Planned or done.", "planned")
    account: AccountId | None = optional("The account.", "yamada-seiki")
    deal: DealId | None = optional("The deal.", "yamada-seiki-line-5-7k3q")
    lead: LeadId | None = optional("The lead.", "yumi-hirano-7k3q")
    ticket: TicketId | None = optional("The ticket.", "t-2291")
    contacts: tuple[ContactId, ...] = many("Who took part on the other side.", "[makoto-oka]")
    outcome: ActivityOutcome | None = optional("How it went.", "held")
    summary: Prose | None = optional("What was said.", "A rival quoted 8 % lower.")
    next_action: Line | None = optional("What follows.", "Send quote v3")
    next_date: Day | None = optional("When it follows.", "2026-11-18")
    place: Line | None = optional("Where.", "Plant 2")
    minutes: Whole | None = optional("How long.", "60", unit="minutes")
    order: OrderId | None = optional("The order taken.", "o-20261102-7kq2")
    shelf_checks: tuple[ShelfCheck, ...] = many(
        "What stood on the shelf.", "[{product: hand-scanner, facings: 4}]"
    )
