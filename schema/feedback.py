"""Feedback: a score or a review that a customer gave."""

from typing import ClassVar

from schema.choices import FeedbackKind
from schema.fields import AccountId, ContactId, Day, ProductId, Prose, Whole, optional, required
from schema.record import Shared


class Feedback(Shared):
    """Feedback: a score or a review that a customer gave."""

    folder: ClassVar[str] = "feedback"
    noun: ClassVar[str] = "feedback"

    account: AccountId = required("Who gave it.", "yamada-seiki")
    contact: ContactId | None = optional("Which person.", "makoto-oka")
    date: Day = required("When.", "2026-10-31")
    kind: FeedbackKind = required("NPS (0 to 10), CSAT (1 to 5) or a review (1 to 5).", "nps")
    score: Whole | None = optional("The score.", "9")
    product: ProductId | None = optional("About which product.", "line-camera-4k")
    comment: Prose | None = optional("In their words.", "Quick help when it counted.")
