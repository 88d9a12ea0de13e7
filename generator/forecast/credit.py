"""Who has what of a deal: its owner all of it, unless its splits share it out.

A deal that is shared stands several times: as a whole, which is nobody's, so that the company has
it once, and in part, for each who shares it. `holder` tells these apart: the index of a person who
has all of a deal, or the number of people and that index for one who has a part; `NONE` is nobody.
"""

from typing import NamedTuple

import numpy as np

from generator.forecast.known import NONE, Floats, Ints, Known, Versions


class Held(NamedTuple):
    """Deals and parts of them: the row of each deal, who holds it, and how much; 1 is all of it.

    All deals come first, in their order.
    """

    row: Ints
    holder: Ints
    share: Floats


def held(known: Known, owner: Ints, credit: Ints) -> Held:
    """Share deals out, of which the owners are given, and the credits."""
    whole = np.where(credit == NONE, owner, NONE)
    shared = np.flatnonzero(credit != NONE)
    if not len(shared):
        return Held(np.arange(len(owner)), whole, np.ones(len(owner)))
    parts = [(row, *part) for row in shared.tolist() for part in known.credits[credit[row]]]
    row, person, share = map(np.array, zip(*parts, strict=True))
    return Held(
        np.append(np.arange(len(owner)), row),
        np.append(whole, len(known.people) + person),
        np.append(np.ones(len(owner)), share),
    )


def credited(known: Known, rows: Versions) -> Versions:
    """Give versions, and behind them a part for each who shares one; their owners are holders."""
    found = held(known, rows.owner, rows.credit)
    given = rows.take(found.row)
    return given._replace(owner=found.holder, amount=given.amount * found.share)


def by_person(known: Known, parts: Held, amount: Floats) -> Floats:
    """Sum up by person what deals bring, nobody last.

    What splits leave over is nobody's: little or nothing, and below zero if they are too many.
    """
    size = len(known.people)
    sums = np.bincount(parts.holder % (2 * size + 1), amount[parts.row] * parts.share, 2 * size + 1)
    shared = sums[size : 2 * size].astype(float)
    return np.append(sums[:size] + shared, sums[-1] - shared.sum())
