"""The book of a market: buyers as agents wrote them down, and its versions as columns."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import numpy as np

from generator.forecast.known import CATEGORIES, Known, Stage, columns

FIRST_MONDAY = date(2023, 4, 3).toordinal()
WON, LOST = 4, 5
STAGES = (
    Stage("new", "prospect", 0, "open", 0.10, "pipeline"),
    Stage("new", "qualified", 1, "open", 0.25, "pipeline"),
    Stage("new", "proposal", 2, "open", 0.50, "best_case"),
    Stage("new", "negotiation", 3, "open", 0.75, "commit"),
    Stage("new", "won", 4, "won", 1.0, "closed"),
    Stage("new", "lost", 5, "lost", 0.0, "omitted"),
)
"""The stages with the weights that most systems begin with."""


@dataclass(frozen=True, slots=True)
class Agent:
    """Someone who sells: how well, how often they call and write, how hopeful and how secretive."""

    name: str
    team: str
    skill: float
    calls: float
    writes: float
    hope: float
    hides: float
    patience: float


@dataclass(slots=True)
class Deal:
    """A buyer and what stands about them in the book; days are ordinals."""

    agent: int
    amount: float
    need: float
    hidden: bool
    zombie: bool
    began: int
    step: int = 0
    silent: int | None = None
    decided: int | None = None
    price: float = 1.0
    shown: int = -1
    guess: float = 1.0
    close: int = 0
    over: bool = False
    rows: list["Row"] = field(default_factory=list)


class Row(NamedTuple):
    """A version of a deal as the book keeps it."""

    day: int
    stage: int
    amount: float
    close: int
    agent: int
    created: int
    step: int
    contacts: int


def monday(week: int) -> int:
    """Give the Monday of a week."""
    return FIRST_MONDAY + 7 * week


def known(world: list[Deal], people: list[Agent], weeks: int, seed: int) -> Known:
    """Write the book as columns; what was over before its history began is not in it."""
    begin = monday(0)
    kept = [deal for deal in world if deal.rows and deal.rows[-1].day >= begin]
    kept += [deal for deal in world if deal.rows and not deal.over and deal.rows[-1].day < begin]
    kept.sort(key=lambda deal: deal.rows[0].day)
    rows = [(number, row) for number, deal in enumerate(kept) for row in _since(deal, begin)]
    table = columns(len(rows))
    for place, (number, row) in enumerate(rows):
        table.deal[place], table.day[place], table.happened[place] = number, row.day, row.day
        table.stage[place], table.amount[place], table.close[place] = row[1:4]
        table.owner[place], table.created[place], table.step[place] = row[4:7]
        table.contacts[place], table.account[place] = row.contacts, number // 2
    return Known(
        day=monday(weeks) - 1,
        begin=begin,
        deals=tuple(f"d-{number:05}" for number in range(len(kept))),
        people=tuple(agent.name for agent in people),
        teams=tuple(agent.team for agent in people),
        accounts=tuple(f"a-{number:05}" for number in range(len(kept) // 2 + 1)),
        stages=STAGES,
        versions=table._replace(
            category=np.array([CATEGORIES.index(stage.category) for stage in STAGES])[table.stage],
            probability=np.array([stage.probability for stage in STAGES])[table.stage],
        ),
        unconverted=(),
        seed=hashlib.sha256(f"market {seed}".encode()).digest(),
    )


def _since(deal: Deal, begin: int) -> list[Row]:
    """Give the versions that the history has: all of before its begin came as one, with it."""
    before = [row for row in deal.rows if row.day < begin]
    imported = [before[-1]._replace(day=begin)] if before else []
    return imported + [row for row in deal.rows if row.day >= begin]
