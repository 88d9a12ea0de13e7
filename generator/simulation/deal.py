"""A deal with its whole way through the stages of its pipeline."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from generator.simulation.accounts import Account
from generator.simulation.campaigns import Campaign
from generator.simulation.contacts import Contact
from generator.simulation.flaws import Flaw
from generator.simulation.offers import Line
from generator.simulation.plan import Outcome
from generator.simulation.stages import LEVELS, PROMISED, QUALIFIED, RENEWAL
from generator.simulation.topics import Topic


class Step(NamedTuple):
    """The day on which a deal came to a stage."""

    stage: str
    day: date

    @property
    def level(self) -> int:
        """How far along an open stage is; beyond all of them for a closed one."""
        return LEVELS.get(self.stage, PROMISED + 1)


class Push(NamedTuple):
    """A day on which the expected close date was moved to a later one."""

    day: date
    until: date


class Offer(NamedTuple):
    """A version of the quote."""

    version: int
    day: date
    lines: tuple[Line, ...]


class Touch(NamedTuple):
    """A campaign that played a part."""

    campaign: Campaign
    day: date
    kind: str


@dataclass(frozen=True, slots=True)
class Deal:
    """A deal with its whole way; what a day knows of it is told by its story."""

    id: str
    name: str
    topic: Topic
    account: Account
    outcome: Outcome
    flaw: Flaw
    type: str
    created: date
    close: date
    """The day it was closed, or is expected to be."""
    budget: int
    steps: tuple[Step, ...]
    first_guess: date
    pushes: tuple[Push, ...]
    lines: tuple[Line, ...]
    offers: tuple[Offer, ...]
    contacts: tuple[Contact, ...]
    touches: tuple[Touch, ...]
    rivals: tuple[str, ...]
    origin: str
    lead: str | None
    born_won: bool
    reopened: date | None = None

    @property
    def pipeline(self) -> str:
        """The pipeline that it goes through."""
        return RENEWAL if self.type == "renewal" else "new-business"

    @property
    def level(self) -> int:
        """How far along the deal came."""
        return max((step.level for step in self.steps if step.level <= PROMISED), default=0)

    @property
    def primary(self) -> str | None:
        """The id of the last quote."""
        return f"{self.id}-v{self.offers[-1].version}" if self.offers else None

    @property
    def qualified(self) -> date | None:
        """The day on which it came to a qualified stage, or straight to its end."""
        days = (step.day for step in self.steps if step.level >= QUALIFIED and step.stage != "lost")
        return next(days, None)

    def level_on(self, day: date) -> int:
        """Tell how far along the deal was on a day; -1 before it was found."""
        return next((step.level for step in reversed(self.steps) if step.day <= day), -1)
