"""What is foreseen as rows of the tables: the shapes are those of `generator.forecast.table`."""

from collections.abc import Iterator, Mapping

from generator.forecast import verified
from generator.forecast.cell import day, figures, holder, money, share
from generator.forecast.chance import Chance
from generator.forecast.foresight import Foresight
from generator.forecast.interval import NEEDED
from generator.forecast.issued import COMBINED, MODEL, Issued
from generator.forecast.outlook import LABELS
from generator.forecast.replayed_rows import ledger, replayed
from generator.forecast.table import Row
from generator.look.format import MINUS, SPACE


def rows(seen: Foresight) -> Mapping[str, tuple[Row, ...]]:
    """Give the rows of all tables, each under the table's name."""
    return {
        "forecast_total": tuple(_totals(seen)),
        "forecast_deal": tuple(_deals(seen)),
        "deal_chance": tuple(map(_chance, seen.chances)),
        "forecast_label": tuple(_labels(seen)),
        "forecast_basis": tuple(_basis(seen)),
        "forecast_ledger": tuple(ledger(seen.ledger, seen.known, seen.fiscal)),
        **replayed(seen.backtest, seen.known.day),
    }


def _totals(seen: Foresight) -> Iterator[Row]:
    """Give what the model says of every window ahead, and what all other methods say."""
    spans = {one.name: (day(one.first), day(one.last)) for one in seen.windows}
    said = _model(seen)
    others = [
        one
        for one in seen.backtest.issued
        if one.origin == seen.known.day and one.method != MODEL and one.window in spans
    ]
    for one in (*said, *others):
        yield (one.window, *spans[one.window], one.method, *holder(one.scope), *figures(one))


def _model(seen: Foresight) -> Iterator[Issued]:
    """Give what the model says; its ranges are as they are drawn.

    No past has tested and corrected them, but where the gate has chosen it.
    """
    tested = {
        one.window: one.windows
        for one in seen.backtest.choices
        if one.origin == seen.known.day and one.method == MODEL
    }
    for (window, scope), part in seen.spoken.parts.items():
        doubt = verified.label(tested.get(window, 0), NEEDED)
        label = "; ".join(filter(None, (part.label, doubt)))
        yield Issued(seen.known.day, "", window, 0, MODEL, scope, *part)._replace(label=label)


def _deals(seen: Foresight) -> Iterator[Row]:
    """Give each open deal in each window, with figures where enough deals have closed."""
    told = all(one.told for one in seen.chances)
    for part in seen.outlook.parts:
        both = zip(part.chance, part.expected, strict=True)
        for deal, (chance, expected) in zip(seen.outlook.deals, both, strict=True):
            if deal not in seen.without:
                shown = (share(chance), money(float(expected))) if told else (None, None)
                yield part.window.name, deal, *shown


def _chance(one: Chance) -> Row:
    """Give a deal's chance, as far as enough deals have closed for it to be told."""
    if not one.told:
        return one.deal, None, None, None, None, None, []
    reasons = [f"{reason.text}: {_times(reason.effect)}" for reason in one.reasons]
    return (
        one.deal, share(one.won), share(one.by_date), share(one.fresh), share(_health(one)),
        one.closes, reasons,
    )  # fmt: skip


def _health(one: Chance) -> float | None:
    """Compare the chance to be won by the stated date with the chance of a fresh deal."""
    if one.by_date is None or not one.fresh > 0:
        return None
    return min(100 * one.by_date / one.fresh, 100.0)


def _times(effect: float) -> str:
    """Say what an effect does to a chance, in per cent."""
    sign = "+" if effect > 1 else MINUS
    return f"{sign}{abs(effect - 1) * 100:.0f}{SPACE}%"


def _labels(seen: Foresight) -> Iterator[Row]:
    """Explain the labels that stand at some figure."""
    said = {**verified.WORDS, **LABELS}
    issued = (*(one.label for one in _model(seen)), *_issued(seen))
    used = {label for one in issued for label in one.split("; ")}
    yield from ((label, words) for label, words in said.items() if label in used)


def _issued(seen: Foresight) -> Iterator[str]:
    return (one.label for one in seen.backtest.issued if one.origin == seen.known.day)


def _basis(seen: Foresight) -> Iterator[Row]:
    said = seen.outlook
    combined = any(one.method == COMBINED for one in seen.backtest.issued)
    yield (
        said.wins,
        said.losses,
        COMBINED if combined else MODEL,
        said.refusal or None,
        seen.backtest.refused or None,
        sorted({one.deal for one in said.unconverted}),
        list(seen.backtest.unrated),
    )
