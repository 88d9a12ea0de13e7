"""The forecasts of all past Mondays, made again from what was known then, and their accuracy."""

from typing import NamedTuple

from generator.forecast.accuracy import Score
from generator.forecast.calibration import Calibration
from generator.forecast.issued import Issued, Outcome


class Backtest(NamedTuple):
    """All that was forecast and what came of it.

    `issued` are the forecasts of all methods, windows and scopes, by origin; the last origin is
    the day itself, whose windows have no outcome. `outcomes` are there for every window that is
    over. `refused` says in one sentence why nothing could be replayed, and is empty otherwise.
    """

    issued: tuple[Issued, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    scores: tuple[Score, ...] = ()
    calibration: tuple[Calibration, ...] = ()
    refused: str = ""
