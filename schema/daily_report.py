"""A daily report (日報): what a person did, heard and plans."""

from typing import ClassVar

from schema.fields import ActivityId, Day, PersonId, Prose, many, optional, required
from schema.record import Shared


class DailyReport(Shared):
    """A daily report (日報): what a person did, heard and plans."""

    folder: ClassVar[str] = "daily_reports"
    noun: ClassVar[str] = "daily report"

    person: PersonId = required("Who reports.", "aiko-tanaka")
    date: Day = required("The day.", "2026-11-11")
    activities: tuple[ActivityId, ...] = many("Visits and calls of the day.", "[a-20261111-3f6k]")
    said: Prose | None = optional("What was said.", "Explained the new optics.")
    reaction: Prose | None = optional(
        "How the customers took it.", "Interested, worried about price."
    )
    results: Prose | None = optional("What came of it.", "A test on line 3 is agreed.")
    tomorrow: Prose | None = optional("The plan for tomorrow.", "Visit Osaka Metro.")
    issues: Prose | None = optional("What is in the way.", "Demo unit is still in Nagoya.")
    manager: PersonId | None = optional("Who commented.", "ken-mori")
    manager_comment: Prose | None = optional(
        "The manager's comment.", "Take the optics engineer along."
    )
