"""What a deal shows besides its stage and its age in it, as columns of figures.

Everything is what was known at the end of the week in question; nothing that is filled in when a
deal closes can be seen here, since only open deals are looked at.
"""

from typing import NamedTuple

import numpy as np

from generator.forecast.known import CATEGORIES, NONE, Floats, Ints, Known
from generator.forecast.panel import WEEK, Panel

CALLS = tuple(f"called {name.replace('_', ' ')}" for name in CATEGORIES[:-1])
NAMES = (
    "pushed", "pushed again", "pushed often", "untouched for two weeks", "untouched for six weeks",
    "untouched for a quarter",
    "no next step ahead", "fewer than two contacts", "three contacts or more",
    "amount above the usual", "amount revised", "amount revised lately",
    "found long ago", "own probability", *CALLS,
)  # fmt: skip
"""The columns."""
ENOUGH_CONTACTS, MANY_CONTACTS = 2, 3
LATELY = 6 * WEEK
"""The days for which a revised amount counts as news."""
PUSHED = slice(0, 3)
AGAINST = slice(0, 6)
"""The columns that can only speak against a deal."""


class Standing(NamedTuple):
    """Open deals at the ends of weeks: their rows of versions, and what chance looks at first."""

    deal: Ints
    week: Ints
    row: Ints
    day: Ints
    stage: Ints
    age: Ints
    close: Ints
    pushes: Ints
    owner: Ints
    amount: Floats

    def take(self, places: slice) -> "Standing":
        """Give some of them."""
        return Standing._make(column[places] for column in self)


def standing(known: Known, panel: Panel, weeks: Ints) -> Standing:
    """Give all deals that were open at the ends of given weeks."""
    state = panel.state[:, weeks]
    deal, place = np.nonzero((state >= 0) & (state < panel.chart.width))
    week = weeks[place]
    row = panel.row[deal, week]
    versions = known.versions
    return Standing(
        deal,
        week,
        row,
        known.day - WEEK * week,
        panel.state[deal, week],
        panel.age(known, deal, week),
        versions.close[row],
        panel.pushes[row],
        versions.owner[row],
        versions.amount[row],
    )


def usual_amount(amount: Floats) -> float:
    """Give the median of the amounts above zero; 1 where there is none."""
    real = amount[amount > 0]
    return float(np.median(real)) if len(real) else 1.0


def touched(known: Known) -> Ints:
    """Give for each version the last day on which something else than the close date was touched.

    To move a date back and forth is no work on a deal.
    """
    versions = known.versions
    same = np.ones(len(versions.deal), bool)
    for name in versions._fields:
        if name not in {"day", "happened", "close"}:
            column = getattr(versions, name).astype(float)
            before = np.roll(column, 1)
            same &= (column == before) | (np.isnan(column) & np.isnan(before))
    redated = same & (versions.close != np.roll(versions.close, 1))
    redated[:1] = False
    real = np.maximum.accumulate(np.where(redated, 0, np.arange(len(redated))))
    return versions.happened[real]


def revised(known: Known) -> Ints:
    """Give for each version the last day on which the deal's amount was revised, `NONE` if never.

    Who talks of the price is talking. An amount that is stated for the first time is not revised.
    """
    versions = known.versions
    before = np.roll(versions.amount, 1)
    first = np.diff(versions.deal, prepend=NONE) != 0
    anew = ~first & (np.abs(versions.amount - before) > 0)
    place = np.arange(len(anew))
    last = np.maximum.accumulate(np.where(anew, place, NONE))
    begin = np.maximum.accumulate(np.where(first, place, 0))
    return np.where(last >= begin, versions.happened[np.maximum(last, 0)], NONE)


def columns(known: Known, at: Standing, usual: float, touch: Ints) -> Floats:
    """Give the columns of open deals, one line a deal."""
    versions, row = known.versions, at.row
    untouched = at.day - touch[row]
    stage = versions.stage[row]
    default = np.array([*(CATEGORIES.index(one.category) for one in known.stages), -1])[stage]
    share = np.array([*(one.probability for one in known.stages), np.nan])[stage]
    call = versions.category[row]
    with np.errstate(divide="ignore", invalid="ignore"):
        size = np.log(np.where(at.amount > 0, at.amount, usual) / usual)
        own = _logit(versions.probability[row]) - _logit(share)
    age = np.maximum(at.day - versions.created[row], 0) / WEEK
    talked = revised(known)[row]
    return np.column_stack([
        at.pushes >= 1, at.pushes >= 2, at.pushes >= 4,  # noqa: PLR2004 - the names say which
        untouched > 2 * WEEK, untouched > 6 * WEEK, untouched > 13 * WEEK,
        versions.step[row] < at.day,
        versions.contacts[row] < ENOUGH_CONTACTS, versions.contacts[row] >= MANY_CONTACTS,
        np.clip(size, -2.5, 2.5),
        talked > NONE, talked > at.day - LATELY,
        np.clip(np.log((1 + age) / 9), -2, 2),
        np.clip(np.nan_to_num(own), -2, 2),
        *((call == one) & (default != one) for one in range(len(CALLS))),
    ]).astype(float)  # fmt: skip


def _logit(share: Floats) -> Floats:
    inside = np.clip(share, 0.02, 0.98)
    logit: Floats = np.log(inside / (1 - inside))
    return logit
