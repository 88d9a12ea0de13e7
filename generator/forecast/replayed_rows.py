"""The replayed past as rows of the tables."""

from collections.abc import Iterable, Iterator, Mapping

from generator.calendar import quarter_of
from generator.forecast import accuracy, called, choice, gate, takings, unrated
from generator.forecast.accuracy import NAIVE, Judged, Score
from generator.forecast.backtest import Backtest
from generator.forecast.calibration import Calibration
from generator.forecast.cell import day, figures, holder, money, share
from generator.forecast.choice import Choice
from generator.forecast.gate import Verdict
from generator.forecast.issued import (
    COMBINED,
    COMPANY,
    MODEL,
    RANGES,
    Issued,
    Outcome,
    Scope,
)
from generator.forecast.known import Known
from generator.forecast.scope import owned
from generator.forecast.score import Share
from generator.forecast.table import Row
from generator.forecast.window import PERIOD
from schema.company import FiscalYear

SUBMITTED = "submitted"
_BELOW = (COMBINED, MODEL, NAIVE, SUBMITTED)
"""The methods whose past is kept for teams and people, beside what was shown; of the company it is
that of all."""

Came = Mapping[tuple[int, str, Scope], Outcome]


def replayed(past: Backtest, today: int) -> Mapping[str, tuple[Row, ...]]:
    """Give the rows of the tables of the past, each under the table's name."""
    came = {(one.origin, one.window, one.scope): one for one in past.outcomes}
    return {
        "past_forecast": tuple(_past(past, came, today)),
        "forecast_score": tuple(map(_score, past.scores)),
        "forecast_chance_score": tuple(map(_chances, past.calibration)),
        "forecast_calibration": tuple(_bins(past.calibration)),
        "forecast_tendency": tuple(_tendencies(past.issued, came)),
        "forecast_gate": tuple(_gate(past)),
        "forecast_choice": tuple(map(_choice, past.choices)),
    }


def _past(past: Backtest, came: Came, today: int) -> Iterator[Row]:
    """Give what was said before today, and what came."""
    kept = {*_BELOW, *(one.method for one in past.choices)}
    for one in past.issued:
        if one.origin < today and (one.scope == COMPANY or one.method in kept):
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
    """Give what was issued, and what came of it as it is known now, where no win lacks a rate."""
    won, lacking = takings.wins(known), unrated.unrated(known)
    for one in sorted(issued):
        period = one.window == PERIOD
        end = quarter_of(day(one.end), fiscal) if period else None
        first = end.first_day.toordinal() if end else one.origin + 1
        mine = won.of(owned(known, one.scope, won.owner))
        inside = (mine.day >= first) & (mine.day <= one.end)
        told = one.end <= known.day and not unrated.within(lacking, first, one.end)
        settled = float(mine.amount[inside].sum()) if told else None
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
    inside = dict(zip(RANGES, one.coverage, strict=False))
    paid = dict(zip(RANGES, one.winkler, strict=False))
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
        _share(inside.get(0.50)),
        *_interval(inside.get(0.80)),
        _share(inside.get(0.90)),
        _share(inside.get(0.95)),
        share(one.width),
        money(one.pinball),
        *(money(paid.get(each)) for each in RANGES),
    )


def _share(one: Share | None) -> float | None:
    return share(one.share) if one else None


def _interval(one: Share | None) -> tuple[float | None, ...]:
    return (share(one.share), share(one.low), share(one.high)) if one else (None, None, None)


def _chances(one: Calibration) -> Row:
    return (
        one.window,
        one.n,
        one.wins,
        *map(share, (one.brier, one.skill, one.static, one.log_loss)),
        *map(share, (one.intercept, one.slope)),
        *map(share, one.parts or (None, None, None)),
        share(one.auc),
    )


def _bins(found: Iterable[Calibration]) -> Iterator[Row]:
    for one in found:
        for part in one.bins:
            yield (
                one.window,
                *map(share, (part.low, part.high)),
                part.won.n,
                share(part.said),
                *_interval(part.won),
            )


def _gate(past: Backtest) -> Iterator[Row]:
    """Ask of every other method with ranges whether it may be shown in the default's place."""
    there = (one for one in past.issued if one.scope == COMPANY and one.quantiles)
    found: dict[str, dict[str, list[Judged]]] = {}
    for pair in accuracy.judged(there, past.outcomes):
        found.setdefault(pair.issued.window, {}).setdefault(pair.issued.method, []).append(pair)
    for window, methods in sorted(found.items()):
        default = methods.pop(COMBINED, [])
        for method, told in sorted(methods.items()):
            yield from _conditions((window, method, COMBINED), gate.verdict(told, default))


def _conditions(head: tuple[str, str, str], found: Verdict) -> Iterator[Row]:
    for place, (met, words) in enumerate(found.reasons, 1):
        yield *head, found.passed, place, met, words


def _choice(one: Choice) -> Row:
    return day(one.origin), one.window, one.method, one.windows, choice.words(one)


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
