"""What was won, day by day, as it was known at the end of a day."""

from typing import NamedTuple

import numpy as np

from generator.forecast.credit import credited
from generator.forecast.known import DELETED, Flags, Floats, Ints, Known, Versions


class Wins(NamedTuple):
    """The deals that stand as won, by the day on which they closed, and the parts of shared ones.

    `owner` is who holds it, as `generator.forecast.credit` numbers them: a shared deal is nobody's,
    and its parts are not the company's.
    """

    day: Ints
    amount: Floats
    owner: Ints

    def of(self, which: Flags) -> "Wins":
        """Give some of them."""
        return Wins(self.day[which], self.amount[which], self.owner[which])


class Takings(NamedTuple):
    """The revenue won on the days from `since` to `until`, as sums up to each of them.

    `sums[i]` is the revenue of the first i days; days outside count as none.
    """

    since: int
    until: int
    sums: Floats

    def between(self, first: int, last: int) -> float:
        """Give the revenue of some days, both ends included."""
        most = len(self.sums) - 1
        end = min(max(last + 1 - self.since, 0), most)
        start = min(max(first - self.since, 0), most)
        return float(self.sums[end] - self.sums[start]) if end > start else 0.0

    def through(self, first: Ints, last: Ints) -> Floats:
        """Give the revenues of several stretches of days, both ends included."""
        most = len(self.sums) - 1
        ends = np.minimum(np.maximum(last + 1 - self.since, 0), most)
        starts = np.minimum(np.maximum(first - self.since, 0), most)
        return np.where(ends > starts, self.sums[ends] - self.sums[starts], 0.0)

    @property
    def days(self) -> int:
        """Count the days."""
        return self.until - self.since + 1


def standing(known: Known) -> Versions:
    """Give the last version of every deal that is there, by deal."""
    rows = known.versions
    last = rows.take(np.append(np.diff(rows.deal), np.ones(min(len(rows.deal), 1))) != 0)
    return last.take(last.stage != DELETED)


def outcome(known: Known, rows: Versions, wanted: str) -> Flags:
    """Tell which versions are in a stage of an outcome; one in no stage is in none."""
    stages = np.array([stage.outcome == wanted for stage in known.stages] + [False])
    return np.asarray(stages[np.maximum(rows.stage, -1)])


def wins(known: Known) -> Wins:
    """Give what stands as won, sorted by day; one that says no day counts on the day it was known.

    A win without an amount counts as nothing.
    """
    rows = standing(known)
    won = credited(known, rows.take(outcome(known, rows, "won")))
    day = np.where(won.close > 0, won.close, won.day)
    order = np.lexsort((won.deal, day))
    return Wins(day[order], np.nan_to_num(won.amount)[order], won.owner[order])


def since(known: Known, won: Wins) -> int:
    """Give the first day from which on revenue is known: that of the first win.

    Of the days before, nothing may be known but that somebody began to keep records. Without a win
    no day is known yet: it is the morrow.
    """
    return int(won.day[0]) if len(won.day) else known.day + 1


def takings(won: Wins, first: int, until: int) -> Takings:
    """Sum wins up by day."""
    inside = won.of((won.day >= first) & (won.day <= until))
    length = max(until - first + 1, 0)
    daily = np.bincount(inside.day - first, inside.amount, minlength=length)
    return Takings(first, until, np.append(0.0, np.cumsum(daily)))
