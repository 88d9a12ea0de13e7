"""What was known of the deals at the end of a day, as columns of numbers.

Days are ordinals of the calendar (`date.toordinal`), money is in the base currency. All of it is
what the branch knew at the end of `Known.day` and nothing of later: the stages, the probabilities,
the people and their teams, the rates.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

CATEGORIES = ("omitted", "pipeline", "best_case", "most_likely", "commit", "closed")
"""The forecast categories; `Versions.category` is an index into them."""

NONE = -1
"""In a column of indexes or days: there is none."""
DELETED = -2
"""In `Versions.stage`: from here on the deal was gone."""


class Stage(NamedTuple):
    """A stage of a pipeline: its short names, its place from 0, and what the company thinks of it.

    `outcome` is open, won or lost; `probability` is 0 to 1; `category` is one of `CATEGORIES`.
    """

    pipeline: str
    name: str
    position: int
    outcome: str
    probability: float
    category: str


class Versions(NamedTuple):
    """The versions of all deals as columns of equal length, by deal, then in their order.

    `day` is when the branch learned it, `happened` when it took place; within a deal neither goes
    back, and `happened` is never after `day`. `stage` is an index into `Known.stages`, `NONE` where
    there is no such stage any more, or `DELETED`. `amount` is nan where there is none, or no rate;
    it is converted at the rate of `Known.day`, all versions of a closed deal at that of the day on
    which it closed. `close` is the close date stated, of a won or lost version the day on which it
    closed. `owner`, `account` and `category` are indexes, `probability` is 0 to 1: the deal's own,
    else the stage's (nan where there is none). `created` is the day on which the deal was found,
    `step` the day of the next step, `contacts` counts those who take part. `credit` is an index
    into `Known.credits`, and `NONE` where the owner has all of the deal.
    """

    deal: Ints
    day: Ints
    happened: Ints
    stage: Ints
    amount: Floats
    close: Ints
    owner: Ints
    category: Ints
    probability: Floats
    created: Ints
    step: Ints
    contacts: Ints
    account: Ints
    credit: Ints

    def take(self, rows: Flags | Ints) -> "Versions":
        """Give some of the versions."""
        return Versions._make(column[rows] for column in self)


class Unconverted(NamedTuple):
    """An amount for which there is no rate: the deal, its currency, and the day that lacks it."""

    deal: str
    currency: str
    day: int


class Known(NamedTuple):
    """What was known at the end of a day.

    `deals`, `people` and `accounts` are sorted ids that the columns point into; `teams` has the
    team of each person, empty where there is none. `begin` is the first day of the history: of
    what took place before it, nothing is known but what an import told. `seed` is made of the last
    commit by that day and of the method. `above` has the team above each that has one. `credits`
    has the ways in which deals are shared by their splits: the index of each person who has a part,
    and how much of it, of which 1 is all.
    """

    day: int
    begin: int
    deals: tuple[str, ...]
    people: tuple[str, ...]
    teams: tuple[str, ...]
    accounts: tuple[str, ...]
    stages: tuple[Stage, ...]
    versions: Versions
    unconverted: tuple[Unconverted, ...]
    seed: bytes
    above: tuple[tuple[str, str], ...] = ()
    credits: tuple[tuple[tuple[int, float], ...], ...] = ()

    def until(self, day: int) -> "Known":
        """Give what was known by the end of an earlier day, with the company as it is here.

        Deals that nobody knew yet stay in `deals` and have no version. For a company whose stages,
        people or rates changed, ask the history for that day instead.
        """
        return self._replace(day=day, versions=self.versions.take(self.versions.day <= day))


def columns(rows: int) -> Versions:
    """Give versions to fill: so many, with nothing in them."""
    kinds = Versions.__annotations__
    return Versions._make(
        np.full(rows, np.nan) if kinds[name] is Floats else np.full(rows, NONE, np.int64)
        for name in Versions._fields
    )
