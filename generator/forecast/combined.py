"""The forecast that is shown: model and run-rate together, corrected by windows that are over.

At every origin only windows count that were over by then, with what was known then of how they
ended. All of it speaks of the days still to come; what is booked is added at the end, so that it
stays the least that a forecast can say.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from generator.forecast import combine, interval, run_rate, score
from generator.forecast.accuracy import NAIVE
from generator.forecast.issued import COMBINED, LEVELS, MODEL, Issued, Scope
from generator.forecast.known import Floats
from generator.forecast.replay import Replay

MEMBERS = (MODEL, run_rate.NAME)
"""What is combined as a rule."""
STEADY = (MODEL, "last window", NAIVE, "same weeks last quarter")
"""What is combined where business runs by itself."""


class _Row(NamedTuple):
    """A forecast of the days to come, as it was combined before its range was tested.

    `first` is the first of those days; `mean` and `quantiles` are without what is booked.
    """

    first: int
    last: int
    said: Mapping[str, float]
    mean: float
    quantiles: Floats


def combined(replays: Sequence[Replay]) -> Iterator[Issued]:
    """Combine the forecasts of every origin, oldest first; each looks only at those before it."""
    past: dict[tuple[str, Scope], list[_Row]] = {}
    for one in replays:
        for (window, scope), said in _said(one).items():
            if MODEL in said:
                rows = past.setdefault((window, scope), [])
                yield _combined(one, said, rows)


def _said(one: Replay) -> dict[tuple[str, Scope], dict[str, Issued]]:
    found: dict[tuple[str, Scope], dict[str, Issued]] = {}
    for issued in one.issued:
        found.setdefault((issued.window, issued.scope), {})[issued.method] = issued
    return found


def _combined(one: Replay, said: Mapping[str, Issued], rows: list[_Row]) -> Issued:
    """Combine what is said of one window, and add it to the rows."""
    model = said[MODEL]
    ahead = {name: max(issued.mean - issued.booked, 0.0) for name, issued in said.items()}
    over = _Over.of(one, model.scope, rows)
    mean = over.mean(ahead, STEADY if model.scope in one.steady else MEMBERS)
    quantiles = _moved(model, mean)
    rows.append(_Row(one.origin + 1, model.end, ahead, mean, quantiles))
    tested = interval.corrected(
        quantiles.tolist(), over.actual, over.quantiles, over.means, over.windows
    )
    share = mean / ahead[MODEL] if ahead[MODEL] > 0 else 0.0
    return model._replace(
        method=COMBINED,
        mean=model.booked + mean,
        quantiles=tuple(model.booked + amount for amount in tested),
        open=model.open * share,
        new=model.new * share if share else mean,
        label="; ".join(filter(None, (model.label, interval.label(over.windows)))),
    )


def _moved(model: Issued, mean: float) -> Floats:
    """Stretch the model's quantiles so that they lie around another mean."""
    ahead = np.maximum(np.array(model.quantiles) - model.booked, 0.0)
    theirs = model.mean - model.booked
    return ahead * (mean / theirs) if theirs > 0 else np.maximum(ahead, mean)


class _Over(NamedTuple):
    """The windows that are over at an origin: what was said of them, and what came.

    `windows` counts those of which no two overlap.
    """

    rows: Sequence[_Row]
    actual: Floats
    quantiles: Floats
    means: Floats
    windows: int

    @classmethod
    def of(cls, one: Replay, scope: Scope, rows: Sequence[_Row]) -> "_Over":
        """Find them, with what was known at the origin of how they ended."""
        over = [row for row in rows if row.last <= one.origin]
        first = np.array([row.first for row in over], np.int64)
        last = np.array([row.last for row in over], np.int64)
        return cls(
            over,
            one.takings(scope).through(first, last),
            np.array([row.quantiles for row in over]).reshape(-1, len(LEVELS)),
            np.array([row.mean for row in over]),
            score.independent([row.first - 1 for row in over], [row.last for row in over]),
        )

    def mean(self, ahead: Mapping[str, float], members: Sequence[str]) -> float:
        """Combine what some methods say, by their weights of the past, and correct the sum."""
        there = [name for name in members if name in ahead]
        now = np.array([ahead[name] for name in there])
        whole = [all(name in row.said for name in there) for row in self.rows]
        table = np.array(
            [
                [row.said[name] for name in there]
                for row, has in zip(self.rows, whole, strict=True)
                if has
            ]
        ).reshape(-1, len(there))
        actual = self.actual[np.array(whole, bool)]
        weights = combine.weights(actual, table, self.windows)
        return float(now @ weights) * combine.factor(actual, table @ weights, self.windows)
