"""The close date stated, as evidence and no more: where a week lies in relation to it.

Dates are hopes: they slip, and slip again. So no deal is taken to close on its date; the history
says how much likelier a deal is won around its date, before and after it, than its stage alone
says. What speaks against a date that was moved, the count of its pushes says.
"""

import numpy as np

from generator.forecast.known import Ints

SPANS = ("no date", "date past", "date long past", "before its date", "around its date",
         "after its date", "long after its date")  # fmt: skip
"""Where a week lies: of a date that is past already, all weeks are alike."""

_NO, _PAST, _LONG_PAST, _BEFORE, _AROUND, _AFTER, _LONG_AFTER = range(len(SPANS))
_AROUND_FROM, _AROUND_TO, _AFTER_TO, _LONG = -1, 1, 8, -6


def due(close: Ints, day: int | Ints) -> Ints:
    """Give the week from a day in which a date lies: 1 is the coming one, 0 or less is past."""
    return -((day - close) // 7)


def spans(close: Ints, day: int | Ints, weeks: int) -> Ints:
    """Give for each deal and each of the coming weeks where it lies: an index into `SPANS`."""
    stated = due(close, day)[:, None]
    offset = np.arange(1, weeks + 1)[None, :] - stated
    coming = np.select(
        [offset < _AROUND_FROM, offset <= _AROUND_TO, offset <= _AFTER_TO],
        [_BEFORE, _AROUND, _AFTER],
        _LONG_AFTER,
    )
    past = np.where(stated <= _LONG, _LONG_PAST, _PAST)
    return np.where((close <= 0)[:, None], _NO, np.where(stated <= 0, past, coming))
