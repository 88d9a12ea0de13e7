"""The deals week by week: in which stage each stood at the end of every week up to the origin.

Weeks are counted back from the origin: week 0 ends on its day, week 1 seven days before. What
counts is when something took place, as far as it is known by the origin: an imported past is a
past.
"""

from typing import NamedTuple

import numpy as np

from generator.forecast.known import DELETED, NONE, Floats, Ints, Known

WEEK = 7
LONGEST = 208
"""The weeks of the past that count: four years, so that each month has been there four times."""
UNBORN = -3
"""In a panel's states: the deal was not there yet."""


class Chart(NamedTuple):
    """The stages as places 0 to `width - 1` of the open ones, then won, lost and unknown.

    `place` gives the place of each of `Known.stages`; a stage that is no longer there is an open
    one of its own, `unknown`. `ahead` is how far along its pipeline an open stage is, 0 to 1;
    `following` is the place of the next open stage of the pipeline, or won.
    """

    place: Ints
    ahead: Floats
    following: Ints
    names: tuple[str, ...]

    @property
    def width(self) -> int:
        """The number of open stages, with the unknown one."""
        return len(self.ahead)

    @property
    def won(self) -> int:
        """The place of every won stage."""
        return self.width

    @property
    def lost(self) -> int:
        """The place of every lost stage, and of a deal that was deleted."""
        return self.width + 1


class Panel(NamedTuple):
    """The deals at the ends of weeks.

    `row[deal, week]` is the row of the version that held, -1 where there was none yet; `state` is
    its place on the chart, `UNBORN` before there was one. `entered` is, for each version, the day
    on which the deal came to its stage; `pushes` how often its close date had been moved later.
    `first` is the first day of each deal (of its first version), `truncated` says that it was
    there when the history began, so that nothing tells when it came to be.
    """

    chart: Chart
    weeks: int
    row: Ints
    state: Ints
    version_state: Ints
    entered: Ints
    pushes: Ints
    first: Ints
    truncated: Ints

    def age(self, known: Known, deals: Ints, week: int | Ints) -> Ints:
        """Give the full weeks that deals had been in their stage at the end of a week."""
        day = known.day - WEEK * week
        age: Ints = np.maximum(day - self.entered[self.row[deals, week]], 0) // WEEK
        return age


def chart(known: Known) -> Chart:
    """Lay out the stages."""
    opened = [index for index, stage in enumerate(known.stages) if stage.outcome == "open"]
    count = len(opened) + 1
    codes = {"won": count, "lost": count + 1}
    places = {index: place for place, index in enumerate(opened)}
    place = [
        places[index] if stage.outcome == "open" else codes[stage.outcome]
        for index, stage in enumerate(known.stages)
    ]
    ahead, following = np.full(count, 0.5), np.full(count, count)
    for index in opened:
        stage = known.stages[index]
        line = [other for other in opened if known.stages[other].pipeline == stage.pipeline]
        rank = line.index(index)
        ahead[places[index]] = rank / max(len(line) - 1, 1) if len(line) > 1 else 1.0
        if rank + 1 < len(line):
            following[places[index]] = places[line[rank + 1]]
    names = (*(known.stages[index].name for index in opened), "")
    return Chart(np.array(place, np.int64), ahead, following, names)


def panel(known: Known) -> Panel:
    """Lay out the deals."""
    versions, laid = known.versions, chart(known)
    state = _states(known, laid)
    begins = np.diff(versions.deal, prepend=-1) != 0
    moved = begins | (np.diff(state, prepend=-1) != 0)
    entry = np.where(
        begins & (versions.happened <= known.begin), versions.created, versions.happened
    )
    entered = np.minimum(entry, versions.happened)[_latest(moved)] if len(state) else entry
    count = len(known.deals)
    first = np.full(count, known.day + 1)
    first[versions.deal[begins]] = versions.happened[begins]
    earliest = int(min(first.min(), known.day)) if count else known.day
    weeks = min((known.day - max(earliest, 0)) // WEEK + 1, LONGEST)
    row = _rows(known, count, weeks)
    told = np.where(row >= 0, state[row], UNBORN) if len(state) else np.full_like(row, UNBORN)
    return Panel(
        laid, weeks, row, told, state, entered, _pushes(known, begins), first,
        (first <= known.begin).astype(np.int64),
    )  # fmt: skip


def _states(known: Known, laid: Chart) -> Ints:
    """Give the place of each version on the chart; what was deleted counts as lost."""
    table = np.append(laid.place, [laid.lost, laid.width - 1])  # -2: deleted, -1: no such stage
    return table[known.versions.stage]


def _latest(marked: np.ndarray) -> Ints:
    """Give for each row the last marked one up to it; the first row must be marked."""
    return np.maximum.accumulate(np.where(marked, np.arange(len(marked)), 0))


def _rows(known: Known, count: int, weeks: int) -> Ints:
    """Find the version that held of each deal at the end of each week."""
    versions, stride = known.versions, 1 << 22
    days = known.day - WEEK * np.arange(weeks)
    wanted = np.arange(count)[:, None] * stride + days[None, :]
    found = np.searchsorted(versions.deal * stride + versions.happened, wanted, side="right") - 1
    if not len(versions.deal):
        return np.full((count, weeks), NONE)
    return np.where(versions.deal[np.maximum(found, 0)] == np.arange(count)[:, None], found, NONE)


def _pushes(known: Known, begins: np.ndarray) -> Ints:
    """Count how often the stated date had been moved later, up to each version.

    Moving it back and later again counts again: that a date was touched is never a good sign.
    """
    close = known.versions.close
    before = np.roll(close, 1)
    later = ~begins & (before > 0) & (close > before) & (known.versions.stage != DELETED)
    total = np.cumsum(later)
    return total - total[_latest(begins)] if len(total) else total
