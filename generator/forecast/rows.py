"""What is foreseen as rows of the tables: the shapes are those of `generator.forecast.table`."""

from collections.abc import Iterator, Mapping
from datetime import date
from math import isfinite

from generator.forecast.foresight import Foresight
from generator.forecast.issued import MODEL, Scope
from generator.forecast.outlook import Outlook
from generator.forecast.table import Row

_KINDS = {"company": "company", "team": "teams", "person": "people"}
_MOST = 1e19
"""No amount that a column of money can hold is as large."""


def rows(seen: Foresight) -> Mapping[str, tuple[Row, ...]]:
    """Give the rows of all tables, each under the table's name."""
    return {
        "forecast_total": tuple(_totals(seen)),
        "forecast_deal": tuple(_deals(seen.outlook)),
        "forecast_basis": tuple(_basis(seen)),
    }


def _totals(seen: Foresight) -> Iterator[Row]:
    """Give what the model says of every window ahead, for everybody."""
    spans = {one.name: (_day(one.first), _day(one.last)) for one in seen.windows}
    for (window, scope), part in seen.spoken.parts.items():
        yield (
            window,
            *spans[window],
            MODEL,
            *_holder(scope),
            money(part.mean),
            *map(money, part.quantiles),
            money(part.booked),
            money(part.open),
            money(part.new),
            part.label or None,
        )


def _deals(said: Outlook) -> Iterator[Row]:
    for part in said.parts:
        for deal, chance, expected in zip(said.deals, part.chance, part.expected, strict=True):
            yield part.window.name, deal, round(float(chance), 6), money(float(expected))


def _basis(seen: Foresight) -> Iterator[Row]:
    said = seen.outlook
    yield (
        said.wins,
        said.losses,
        MODEL,
        said.refusal or None,
        seen.backtest.refused or None,
        sorted({one.deal for one in said.unconverted}),
    )


def money(amount: float) -> str | None:
    """Write an amount with two decimals, half to even; one that no column can hold is unknown."""
    return f"{amount + 0.0:.2f}" if isfinite(amount) and abs(amount) < _MOST else None


def _holder(scope: Scope) -> tuple[str, str | None]:
    return _KINDS[scope.kind], scope.id or None


def _day(ordinal: int) -> date:
    return date.fromordinal(ordinal)
