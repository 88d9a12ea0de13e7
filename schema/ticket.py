"""A ticket: a customer's question, complaint, defect or request."""

from typing import ClassVar

from schema.choices import TicketCategory, TicketOrigin, TicketPriority, TicketStatus
from schema.fields import (
    AccountId,
    ContactId,
    Line,
    Moment,
    OrderId,
    PersonId,
    ProductId,
    Prose,
    Whole,
    optional,
    preset,
    required,
)
from schema.record import Shared


class Ticket(Shared):
    """A ticket: a customer's question, complaint, defect or request."""

    folder: ClassVar[str] = "tickets"
    noun: ClassVar[str] = "ticket"

    name: Line = required("The subject.", "Sensor drift on line 3")
    account: AccountId | None = optional("The customer.", "yamada-seiki")
    owner: PersonId | None = optional("Who works on it.", "jun-sato")
    status: TicketStatus = preset("new", "Where it stands.", "working")
    contact: ContactId | None = optional("Who asked.", "makoto-oka")
    priority: TicketPriority = preset("normal", "How urgent.", "high")
    product: ProductId | None = optional("About which product.", "line-camera-4k")
    category: TicketCategory | None = optional("What kind.", "defect")
    order: OrderId | None = optional("About which order.", "o-20261002-4h8k")
    origin: TicketOrigin | None = optional("How it came in.", "phone")
    opened: Moment = required("When it came in.", "2026-11-17 09:10")
    first_response: Moment | None = optional("When we first answered.", "2026-11-17 10:00")
    resolved: Moment | None = optional("When it was solved.", "2026-11-19 16:00")
    resolution: Prose | None = optional("How it was solved.", "Sensor exchanged.")
    satisfaction: Whole | None = optional("The customer's mark, 1 to 5.", "4", unit="of 5")
