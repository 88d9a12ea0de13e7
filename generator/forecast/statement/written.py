"""A forecast for readers: text for a terminal, Markdown for a pull request, JSON for programs."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from generator.annotate import visible
from generator.forecast.scenario import NONE
from generator.forecast.statement import Statement
from generator.forecast.window import PERIOD
from generator.look import format as formats
from generator.look import listing
from generator.look.listing import Listed
from generator.look.vocabulary import rows

_LEAST, _MOST = 0.03, 0.97
RANGE_ONLY = "range only"
"""The label of what has a range and no point; it stands in the point's place."""
ALONE = (
    "Only the model can suppose, so it speaks alone, on both sides: its ranges are not tested on "
    "the past, and what it says without supposing is not the forecast that is shown."
)
"""How a forecast is to be read that supposes something."""


class Spoken(NamedTuple):
    """A statement, and beside it the one that it is compared with, where one is asked for."""

    now: Statement
    before: Statement | None = None


def as_text(spoken: Spoken) -> str:
    """Write a forecast for a terminal."""
    lines = [*_head(spoken)]
    for part in _parts(spoken):
        lines += ["", part.heading, "", listing.drawn(part)]
    return "".join(f"{line}\n" for line in (*lines, *_foot(spoken.now)))


def as_markdown(spoken: Spoken) -> str:
    """Write a forecast as Markdown, in which no value is read as anything but text."""
    lines = [*_head(spoken)]
    for part in _parts(spoken):
        lines += ["", f"## {part.heading}", "", *listing.marked(part)]
    return "".join(f"{line}\n" for line in (*lines, *_foot(spoken.now)))


def as_json(spoken: Spoken) -> str:
    """Write a forecast as JSON; decimals are numbers, to the last digit."""
    written = _document(spoken.now)
    if spoken.before:
        written["against"] = _object(_document(spoken.before))
    return f"{_object(written)}\n"


def _document(said: Statement) -> dict[str, str]:
    """Give what a statement says, each member as JSON."""
    about = {
        "day": str(said.moment.day),
        "commit": said.tip or None,
        "currency": said.currency,
        "scope": said.scope or "company",
        "without": sorted(said.scenario.without),
        "probability": dict(sorted(said.scenario.probability.items())),
        "remark": ALONE if said.scenario != NONE else None,
        "refusal": said.refusal or None,
    }
    written = {name: json.dumps(value, ensure_ascii=False) for name, value in about.items()}
    return written | {
        name: listing.as_json(table).rstrip() for name, table in sorted(said.answers.items())
    }


def _object(members: Mapping[str, str]) -> str:
    inner = ",\n".join(f'"{name}": {value}' for name, value in members.items())
    return f"{{\n{inner}\n}}"


def _head(spoken: Spoken) -> Iterator[str]:
    """Say what the forecast is of, and what is supposed."""
    said = spoken.now
    of = f" of {said.scope}" if said.scope else ""
    yield visible(f"Forecast{of} as of {_named(said)}, in {said.currency}.")
    if spoken.before and spoken.before.moment != said.moment:
        yield f"Compared with {_named(spoken.before)}, drawn with the same random numbers."
    for deal in sorted(said.scenario.without):
        yield visible(f"Supposed: without {deal}.")
    for deal, chance in sorted(said.scenario.probability.items()):
        yield visible(f"Supposed: {deal} is won with a chance of {_percent(chance)}.")
    if said.scenario != NONE:
        yield ALONE
    if said.refusal:
        yield visible(f"Nothing is forecast. {said.refusal}")


def _named(said: Statement) -> str:
    name = said.tip[:10] if said.moment.past else "files on disk"
    return f"{said.moment.day} ({name})"


def _foot(said: Statement) -> Iterator[str]:
    """Say what the figures are to be read with, and which, where it is not all."""
    there: Any = rows(said.answers["totals"])
    words: Any = rows(said.answers["labels"])
    for row in words:
        which = [one.horizon_label for one in there if row.label in (one.label or "").split("; ")]
        if which:
            some = f" ({', '.join(which)})" if len(which) < len(there) else ""
            yield ""
            yield f"{row.label}{some}: {row.words}"
    methods: Any = rows(said.answers["methods"])
    why = [f"{row.horizon}: {row.method} is {row.why}." for row in methods if row.why]
    yield from ("", *why) if why else ()
    for row in rows(said.answers["basis"]):
        yield from _basis(row)


def _basis(row: Any) -> Iterator[str]:  # noqa: ANN401 - a row of a query
    """Say what the forecast rests on, and which deals it cannot count."""
    yield ""
    yield f"Learned from {row.wins:,} won and {row.losses:,} lost deals."
    if row.not_replayed:
        yield row.not_replayed
    if row.lacking:
        names = ", ".join(map(str, row.lacking[:10]))
        rest = len(row.lacking) - 10
        more = f" and {rest:,} more" if rest > 0 else ""
        yield visible(f"Not counted, for want of a rate: {names}{more}.")


def _parts(spoken: Spoken) -> Iterator[Listed]:
    """Give the tables that have something to say."""
    said = spoken.now
    money = _Money(said.currency)
    if said.refusal:
        return
    alone = said.scenario != NONE
    if spoken.before:
        sides = _SUPPOSED if alone else _COMPARED
        yield Listed("Compared", sides, list(money.compared(spoken.before, said)), 1)
    made = (
        ("totals", "In all", _TOTALS, money.total, 1),
        ("holders", "The quarter by team and person", _HOLDERS, money.holder, 1),
        ("parts", "What makes the quarter", _DEALS, money.part, 3),
        ("methods", "Methods side by side", _METHODS, money.method, 2),
    )
    left_out = {"methods"} if alone else set()
    if not _pointed(said):
        left_out.add("parts")
    for name, heading, columns, write, numbers in made:
        lines: list[tuple[str, ...]] = [write(row) for row in rows(said.answers[name])]
        if name == "parts" and lines:
            lines.append(money.sum(said))
        if lines and name not in left_out:
            yield Listed(heading, columns, [tuple(map(_spaced, one)) for one in lines], numbers)


def _pointed(said: Statement) -> bool:
    """Tell whether one figure can be told of the quarter, and so of its parts."""
    there: Any = rows(said.answers["totals"])
    return any(row.horizon == PERIOD and row.point is not None for row in there)


_COMPARED = ("", "before", "after", "change")
_SUPPOSED = ("", "model, nothing supposed", "model, supposed", "change")
_TOTALS = (
    "", "booked", "open", "new", "expected", "50 % range", "80 % range", "95 % range", "target",
    "chance",
)  # fmt: skip
_HOLDERS = ("", "booked", "open", "new", "expected", "80 % range", "target")
_DEALS = ("", "stage", "closes", "amount", "chance", "expected")
_METHODS = ("", "method", "says", "error", "bias", "in 80 % range", "windows")


class _Money(NamedTuple):
    """Writes the rows of the queries; `currency` is the one of the sums."""

    currency: str

    def total(self, row: Any) -> tuple[str, ...]:  # noqa: ANN401 - a row of a query
        """Write what is forecast for a window."""
        ranges = (
            self._range(row.low_50, row.high_50),
            self._range(row.low_80, row.high_80),
            self._range(row.low_95, row.high_95),
        )
        target = self._short(row.target) if row.target is not None else ""
        return row.horizon_label, *self._told(row), *ranges, target, _chance(row.target_chance)

    def holder(self, row: Any) -> tuple[str, ...]:  # noqa: ANN401 - a row of a query
        """Write what is forecast for a team or a person."""
        target = self._short(row.target) if row.target is not None else ""
        return row.holder_name, *self._told(row), self._range(row.low_80, row.high_80), target

    def _told(self, row: Any) -> Iterator[str]:  # noqa: ANN401 - a row of a query
        """Write what is booked and expected; where one figure cannot be told, that it cannot."""
        one = row.point is not None
        yield self._short(row.booked)
        yield from map(self._short, (row.open, row.new)) if one else (formats.EMPTY, formats.EMPTY)
        yield self._short(row.mean) if one else RANGE_ONLY

    def part(self, row: Any) -> tuple[str, ...]:  # noqa: ANN401 - a row of a query
        """Write a part of the quarter: a deal, or what is no deal."""
        name = row.deal_name or (f"{row.deals} {row.part}" if row.deals else row.part)
        chance = _percent(row.chance) if row.chance is not None else ""
        amount = self._short(row.amount) if row.amount is not None else ""
        close = formats.day(row.close_date) if row.close_date else ""
        return name, row.stage_name or "", close, amount, chance, self._short(row.expected)

    def sum(self, said: Statement) -> tuple[str, ...]:
        """Write what the parts add up to."""
        there: Any = rows(said.answers["parts"])
        return "expected", "", "", "", "", self._short(sum(row.expected for row in there))

    def method(self, row: Any) -> tuple[str, ...]:  # noqa: ANN401 - a row of a query
        """Write what a method says and how far it was off."""
        inside = _percent(row.coverage_80) if row.coverage_80 is not None else ""
        tried = f"{row.forecasts} ({row.independent} apart)" if row.forecasts else ""
        return (
            row.horizon,
            f"{row.method} (shown)" if row.shown else row.method,
            self._short(row.mean) if row.point is not None else RANGE_ONLY,
            _percent(row.wape) if row.wape is not None else "",
            formats.percent(row.bias, plus=True) if row.bias is not None else "",
            inside,
            tried,
        )

    def compared(self, before: Statement, now: Statement) -> Iterator[tuple[str, ...]]:
        """Write the expected sums of both, by window, and how they differ."""
        there: Any = rows(before.answers["totals"])
        old = {row.horizon_label: row.mean for row in there}
        here: Any = rows(now.answers["totals"])
        for row in here:
            was = old.get(row.horizon_label)
            change = None if was is None else row.mean - was
            plus = formats.money(change, self.currency, plus=True) if change is not None else ""
            said = (row.horizon_label, self._short(was), self._short(row.mean), plus)
            yield tuple(map(_spaced, said))

    def _short(self, amount: object) -> str:
        return formats.money(amount, self.currency)

    def _range(self, low: object, high: object) -> str:
        if low is None or high is None:
            return ""
        return f"{self._short(low)} {formats.EMPTY} {self._short(high)}"


def _chance(share: float | None) -> str:
    """Write the chance to reach a target, no surer than nine quantiles make it."""
    if share is None:
        return ""
    if share > _MOST or share < _LEAST:
        return "over 97 %" if share > _MOST else "under 3 %"
    return _percent(share)


def _percent(value: object) -> str:
    return _spaced(formats.percent(value))


def _spaced(text: str) -> str:
    return text.replace(formats.SPACE, " ")
