"""The replayed past as rows of the tables."""

from collections.abc import Iterable, Iterator, Mapping

from generator.calendar import quarter_of
from generator.forecast import accuracy, called, gate, takings
from generator.forecast.accuracy import NAIVE, Score
from generator.forecast.backtest import Backtest
from generator.forecast.calibration import Calibration
from generator.forecast.cell import day, figures, holder, money, share
from generator.forecast.issued import (
    CLIMATOLOGY,
    COMBINED,
    COMPANY,
    MODEL,
    Issued,
    Outcome,
    Scope,
)
from generator.forecast.known import Known
from generator.forecast.scope import owned
from generator.forecast.score import Share
from generator.forecast.table import Row
from generator.forecast.window import LONG, PERIOD
from schema.company import FiscalYear

SUBMITTED = "submitted"
_BELOW = (COMBINED, MODEL, NAIVE, SUBMITTED)
"""The methods whose past is kept for teams and people; of the company it is that of all."""

JUDGED = LONG
"""The window in which methods are compared."""

Came = Mapping[tuple[int, str, Scope], Outcome]


def replayed(past: Backtest, today: int) -> Mapping[str, tuple[Row, ...]]:
    """Give the rows of the tables of the past, each under the table's name."""
    came = {(one.origin, one.window, one.scope): one for one in past.outcomes}
    return {
        "past_forecast": tuple(_past(past.issued, came, today)),
        "forecast_score": tuple(map(_score, past.scores)),
        "forecast_calibration": tuple(_bins(past.calibration)),
        "forecast_tendency": tuple(_tendencies(past.issued, came)),
        "forecast_gate": tuple(_gate(past)),
    }


def _past(issued: Iterable[Issued], came: Came, today: int) -> Iterator[Row]:
    """Give what was said before today, and what came."""
    for one in issued:
        if one.origin < today and (one.scope == COMPANY or one.method in _BELOW):
            outcome = came.get((one.origin, one.window, one.scope))
            yield (
                day(one.origin),
                one.commit or None,
                one.window,
                day(one.end),
                one.method,
                *holder(one.scope),
                *figures(one),
                money(outcome.settled) if outcome else None,
                money(outcome.recorded) if outcome else None,
            )


def ledger(issued: Iterable[Issued], known: Known, fiscal: FiscalYear) -> Iterator[Row]:
    """Give what was issued, and what came of it as it is known now."""
    won = takings.wins(known)
    for one in sorted(issued):
        period = one.window == PERIOD
        end = quarter_of(day(one.end), fiscal) if period else None
        first = end.first_day.toordinal() if end else one.origin + 1
        mine = won.of(owned(known, one.scope, won.owner))
        inside = (mine.day >= first) & (mine.day <= one.end)
        settled = float(mine.amount[inside].sum()) if one.end <= known.day else None
        yield (
            day(one.origin),
            one.commit or None,
            one.window,
            day(one.end),
            one.method,
            *holder(one.scope),
            *figures(one),
            money(settled),
        )


def _score(one: Score) -> Row:
    inside = dict(zip((50, 80, 95), one.coverage, strict=False))
    ratios = (one.wape, one.bias, one.mase, one.floor)
    return (
        one.window,
        one.method,
        *holder(one.scope),
        one.n,
        one.independent,
        *map(share, ratios),
        money(one.crps),
        share(one.skill),
        _share(inside.get(50)),
        *_interval(inside.get(80)),
        _share(inside.get(95)),
        share(one.width),
    )


def _share(one: Share | None) -> float | None:
    return share(one.share) if one else None


def _interval(one: Share | None) -> tuple[float | None, ...]:
    return (share(one.share), share(one.low), share(one.high)) if one else (None, None, None)


def _bins(found: Iterable[Calibration]) -> Iterator[Row]:
    for one in found:
        for part in one.bins:
            yield (
                one.window,
                *map(share, (part.low, part.high)),
                part.won.n,
                share(part.said),
                *_interval(part.won),
                share(one.skill),
                share(one.static),
            )


def _gate(past: Backtest) -> Iterator[Row]:
    """Ask whether the model alone might be shown instead of the combination, and that at all."""
    there = [one for one in past.issued if one.scope == COMPANY and one.window == JUDGED]
    pairs = accuracy.judged(there, past.outcomes)
    for method, against in ((COMBINED, CLIMATOLOGY), (MODEL, COMBINED)):
        new, old = ([p for p in pairs if p.issued.method == one] for one in (method, against))
        found = gate.verdict(new, old)
        for place, (met, words) in enumerate(found.reasons, 1):
            yield method, against, found.passed, place, met, words


def _tendencies(issued: Iterable[Issued], came: Came) -> Iterator[Row]:
    """Give how far each person's last word on a period was from what came."""
    last: dict[tuple[str, int], tuple[float, float]] = {}
    for one in sorted(issued, key=lambda one: one.origin):
        outcome = came.get((one.origin, one.window, one.scope))
        said = one.method == SUBMITTED and one.window == PERIOD and one.scope.kind == "person"
        if said and outcome:
            last[one.scope.id, one.end] = (one.mean, outcome.settled)
    pairs: dict[str, list[tuple[float, float]]] = {}
    for (person, _), pair in sorted(last.items()):
        pairs.setdefault(person, []).append(pair)
    for each in called.tendencies(pairs):
        yield each.person, each.n, share(each.raw), share(each.shrunk)
