"""What a forecast says of one window, for the company, a team or a person, and what came of it.

Money is in the company's base currency. Days are ordinals (`date.toordinal`).
"""

from typing import Literal, NamedTuple

Kind = Literal["company", "team", "person"]

LEVELS = (0.025, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.975)
"""The shares below which the outcome stays, for which a forecast gives an amount."""

RANGES = (0.50, 0.80, 0.90, 0.95)
"""The shares of outcomes that the ranges of a forecast claim to cover."""

MODEL = "model"
"""The pipeline model's own draws."""

COMBINED = "combined"
"""The method that is shown by default: model and run-rate weighed by the past, ranges tested."""

CLIMATOLOGY = "climatology"
"""All windows of the past, of which the others' ranges are a refinement."""

UNVERIFIED = "model interval, not yet verified"
"""The label of a range that too few windows of the past have tested."""

PRIOR = "prior-driven"
"""The label of a forecast that rests on the default funnel more than on what was won."""


class Scope(NamedTuple):
    """Whose revenue is forecast; the company has no id."""

    kind: Kind
    id: str = ""


COMPANY = Scope("company")


class Issued(NamedTuple):
    """A forecast as it was made at an origin, from what the branch knew by the end of that day.

    `commit` is the last one known then. `window` is the window's name; it holds the days after the
    origin up to `end`, the last included. The mean is the expected revenue won in the window.
    `quantiles` are amounts at LEVELS, in their order; without them the method gives a point alone.
    `booked`, `open` and `new` are the parts of the mean: won in the period already, from deals that
    are open, from deals not made yet; zeros where a method tells none apart. `label` says why the
    forecast is to be taken with care and is empty otherwise.
    """

    origin: int
    commit: str
    window: str
    end: int
    method: str
    scope: Scope
    mean: float
    quantiles: tuple[float, ...] = ()
    booked: float = 0.0
    open: float = 0.0
    new: float = 0.0
    label: str = ""

    def at(self, level: float) -> float:
        """Give the amount at one of LEVELS; the mean where the method gives a point alone."""
        return self.quantiles[LEVELS.index(level)] if self.quantiles else self.mean

    def between(self, share: float) -> tuple[float, float]:
        """Give the ends of one of RANGES."""
        tail = (1 - share) / 2
        return self.at(round(tail, 3)), self.at(round(1 - tail, 3))


class Outcome(NamedTuple):
    """What was won in a window, as it is settled today and as the window's last day showed it.

    For a window to the end of a period both hold what was booked before the origin, too, as the
    forecasts of such a window do.
    """

    origin: int
    window: str
    end: int
    scope: Scope
    settled: float
    recorded: float
