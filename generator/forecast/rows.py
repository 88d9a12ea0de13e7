"""What is foreseen as rows of the tables: the shapes are those of `generator.forecast.table`."""

from collections.abc import Iterator, Mapping

from generator.forecast import outlook, verified
from generator.forecast.cell import day, figures, holder, money, share
from generator.forecast.chance import Chance
from generator.forecast.choice import Choice
from generator.forecast.foresight import Foresight
from generator.forecast.interval import NEEDED
from generator.forecast.issued import COMBINED, MODEL, Issued
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
    for one in _said(seen):
        yield (one.window, *spans[one.window], one.method, *holder(one.scope), *figures(one))


def _said(seen: Foresight) -> Iterator[Issued]:
    """Give the same, each with its labels; the model's ranges are as they are drawn.

    What the gate has chosen is tested, and must be read with what the model's figures must be.
    """
    now, ahead = seen.known.day, {one.name for one in seen.windows}
    chosen = {one.window: one for one in seen.backtest.choices if one.origin == now}
    for (window, scope), part in seen.spoken.parts.items():
        one = Issued(now, "", window, 0, MODEL, scope, *part)
        yield _labelled(one, part.label, chosen.get(window))
    for one in seen.backtest.issued:
        if one.origin == now and one.method != MODEL and one.window in ahead:
            choice, model = chosen.get(one.window), seen.spoken.parts.get((one.window, one.scope))
            shown = choice and choice.method == one.method != COMBINED
            yield _labelled(one, model.label, choice) if shown and model else one


def _labelled(one: Issued, label: str, choice: Choice | None) -> Issued:
    """Name what a forecast must be read with, `label` of the model's, and what no past has tested.

    Nothing has tested what the gate has not chosen.
    """
    tested = choice.windows if choice and choice.method == one.method else 0
    labels = (outlook.relabelled(label, one.quantiles), verified.label(tested, NEEDED))
    return one._replace(label="; ".join(filter(None, labels)))


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
    said = {**verified.WORDS, **outlook.LABELS}
    used = {label for one in _said(seen) for label in one.label.split("; ")}
    yield from ((label, words) for label, words in said.items() if label in used)


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
