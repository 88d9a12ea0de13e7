"""What a deal gets with the stage that ends it: its day, and once it is won no reason of a loss."""

from datetime import date

from schema.company import Stage

LOST = ("lost_reason", "lost_note")
"""The fields that say why a deal was lost."""


def brought(stage: Stage, today: date) -> dict[str, str]:
    """Give the fields that a deal gets when it comes to a stage; an empty text clears one.

    They are where to begin: whatever somebody enters besides counts.
    """
    day = {"closed_on": today.isoformat()} if stage.outcome != "open" else {}
    return day | (dict.fromkeys(LOST, "") if stage.outcome == "won" else {})
