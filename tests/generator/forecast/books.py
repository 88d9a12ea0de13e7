"""What was known of deals, written by hand: one line a version."""

from collections.abc import Mapping
from datetime import date

import numpy as np

from generator.forecast.known import CATEGORIES, DELETED, NONE, Known, Stage, columns

STAGES = (
    Stage("p", "talk", 0, "open", 0.2, "pipeline"),
    Stage("p", "offer", 1, "open", 0.6, "commit"),
    Stage("p", "won", 2, "won", 1.0, "closed"),
    Stage("p", "lost", 3, "lost", 0.0, "omitted"),
)
NAMES = {**{stage.name: number for number, stage in enumerate(STAGES)}, "gone": DELETED, "-": NONE}
PEOPLE = ("ann", "bob", "cy")
TEAMS = ("east", "east", "west")

Line = tuple[str, int, str, float, int, str]
"""A deal, the day of the version, its stage, amount, close date and owner."""


Splits = Mapping[str, Mapping[str, float]]
"""The shares of people in a deal, by the deal."""


def known(
    day: int,
    *lines: Line,
    begin: int = 1,
    seed: bytes = b"seed",
    splits: Splits | None = None,
) -> Known:
    """Give what is known at the end of a day; deals are those of the lines."""
    deals = tuple(sorted({line[0] for line in lines}))
    rows = sorted(lines, key=lambda line: (line[0], line[1]))
    table = columns(len(rows))
    for place, (deal, at, stage, amount, close, owner) in enumerate(rows):
        table.deal[place], table.day[place], table.happened[place] = deals.index(deal), at, at
        table.stage[place], table.amount[place], table.close[place] = NAMES[stage], amount, close
        table.owner[place] = PEOPLE.index(owner) if owner else NONE
        table.credit[place] = [*splits].index(deal) if splits and deal in splits else NONE
    first = {line[0]: line[1] for line in reversed(rows)}
    whole = table._replace(
        category=np.array([CATEGORIES.index(stage.category) for stage in STAGES] + [0, 0])[
            table.stage
        ],
        probability=np.array([stage.probability for stage in STAGES] + [np.nan] * 2)[table.stage],
        created=np.array([first[line[0]] for line in rows], np.int64),
    )
    found = Known(day, begin, deals, PEOPLE, TEAMS, (), STAGES, whole, (), seed)
    shared = [
        tuple((PEOPLE.index(name), share) for name, share in shares.items())
        for shares in (splits or {}).values()
    ]
    return found._replace(credits=tuple(shared)).until(day)


def ordinal(text: str) -> int:
    """Give a day's number."""
    return date.fromisoformat(text).toordinal()
