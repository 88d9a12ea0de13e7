"""Amounts that count and that no rate converted: what is known of revenue is short of them."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from generator.forecast import takings
from generator.forecast.known import NONE, Known

_YEAR = 52 * 7


class Unrated(NamedTuple):
    """A deal whose amount no rate converts: won on a day, or open where that is `NONE`."""

    deal: str
    won: int


def unrated(known: Known) -> tuple[Unrated, ...]:
    """Find those that are open or won; what is lost brings nothing at any rate."""
    lacking = {one.deal for one in known.unconverted}
    rows = takings.standing(known)
    won, is_open = (takings.outcome(known, rows, one) for one in ("won", "open"))
    day = np.where(rows.close > 0, rows.close, rows.day)
    return tuple(
        Unrated(known.deals[deal], int(day[place]) if won[place] else NONE)
        for place, deal in enumerate(rows.deal.tolist())
        if (won[place] or is_open[place]) and known.deals[deal] in lacking
    )


def weighs(found: Iterable[Unrated], day: int) -> bool:
    """Tell whether what lacks a rate can move a forecast of a day: it is open, or won in a year."""
    return any(one.won == NONE or one.won > day - _YEAR for one in found)


def within(found: Iterable[Unrated], first: int, last: int) -> bool:
    """Tell whether something that was won on some days, both ends included, lacks a rate."""
    return any(first <= one.won <= last for one in found)
