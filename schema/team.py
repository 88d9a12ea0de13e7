"""A team: people who sell together, in a tree."""

from typing import ClassVar

from schema.fields import Line, PersonId, TeamId, optional, required
from schema.record import Shared


class Team(Shared):
    """A team: people who sell together, in a tree."""

    folder: ClassVar[str] = "teams"
    noun: ClassVar[str] = "team"

    name: Line = required("The team's name.", "Kansai")
    parent: TeamId | None = optional("The team that this one is part of.", "sales")
    manager: PersonId | None = optional("Who leads the team.", "ken-mori")
