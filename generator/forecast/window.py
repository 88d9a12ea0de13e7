"""The stretches of time that a forecast speaks of, seen from its origin.

A deal counts in a window when it closed as won on one of its days; when the branch came to know
that plays no part. Days are ordinals (`date.toordinal`).
"""

from datetime import date

from generator.calendar import quarter_of
from generator.forecast.scenario import Window
from schema.company import FiscalYear

WEEK = 7
SHORT, LONG, PERIOD = "4 weeks", "13 weeks", "quarter"
"""The names of the windows that are scored."""


def windows(origin: int, fiscal: FiscalYear) -> tuple[Window, ...]:
    """Give what is forecast at the end of a day: 4 and 13 weeks on, and the quarter of the morrow.

    At the end of a quarter's last day the next quarter is meant: nothing can be won in this one
    any more.
    """
    quarter = quarter_of(date.fromordinal(origin + 1), fiscal)
    return (
        weeks(origin, 4),
        weeks(origin, 13),
        Window(PERIOD, quarter.first_day.toordinal(), quarter.last_day.toordinal()),
    )


def weeks(origin: int, number: int) -> Window:
    """Give so many weeks after a day."""
    return Window(f"{number} weeks", origin + 1, origin + WEEK * number)


def origins(begin: int, day: int, step: int = 1) -> tuple[int, ...]:
    """Give the days at whose end a past Monday's forecast was made, oldest first.

    These are the Sundays before the Mondays up to `day`, from the first after `begin` on; with a
    larger step only some of them, counted back from the last.
    """
    last = day - 1 - (day - 1) % WEEK  # a Sunday's ordinal is a multiple of seven
    return tuple(range(last, begin, -WEEK * step))[::-1]
