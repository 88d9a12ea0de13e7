"""The columns of the versions, filled from the deals as they were written."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from generator.forecast.known import (
    CATEGORIES,
    DELETED,
    NONE,
    Stage,
    Unconverted,
    Versions,
    columns,
)
from schema.company import Company

Tree = Mapping[str, Any]
"""A record as it was written: every scalar is text."""


class Told(NamedTuple):
    """What a commit made of a record, by the commit's number; no tree where it was deleted."""

    id: str
    number: int
    tree: Tree | None


class Rates(NamedTuple):
    """The rates of each currency: the days from which they hold, sorted, and what they are."""

    base: str
    rates: Mapping[str, Sequence[tuple[int, float]]]

    @classmethod
    def of(cls, company: Company, tables: Iterable[Tree]) -> "Rates":
        """Gather tables of rates; those that lead to another currency convert nothing."""
        found: dict[str, dict[int, float]] = {}
        for table in tables:
            if table.get("base") == company.base_currency and "date" in table:
                day = _day(table["date"])
                for currency, rate in table.get("rates", {}).items():
                    held = found.setdefault(currency, {})
                    held[day] = max(held.get(day, 0.0), float(rate))
        return cls(
            company.base_currency, {name: sorted(one.items()) for name, one in found.items()}
        )

    def on(self, currency: str, day: int) -> float | None:
        """Give what one unit was worth in the base currency on a day; none where no rate held."""
        if currency == self.base:
            return 1.0
        rates = self.rates.get(currency, ())
        place = bisect_right(rates, day, key=lambda one: one[0])
        return rates[place - 1][1] if place else None


class Filling(NamedTuple):
    """What the columns are made with: days of the commits, places of names, money.

    `known` and `happened` are the days of the commits by their numbers, last that of what no
    commit has yet. `currencies` has what the accounts deal in.
    """

    day: int
    known: Sequence[int]
    happened: Sequence[int]
    company: Company
    stages: Sequence[Stage]
    people: Mapping[str, int]
    currencies: Mapping[str, str | None]
    rates: Rates

    def filled(self, told: Sequence[Told]) -> tuple[Versions, tuple[Unconverted, ...]]:
        """Fill the columns; also the amounts that no rate converts."""
        found = columns(len(told))
        ids = [one.id for one in told]
        found.deal[:] = np.unique(np.array(ids, object), return_inverse=True)[1] if ids else []
        found.day[:] = [self.known[one.number] for one in told]
        found.happened[:] = [self.happened[one.number] for one in told]
        accounts = sorted(
            {one.tree["account"] for one in told if one.tree and "account" in one.tree}
        )
        places = {name: place for place, name in enumerate(accounts)}
        staged = self._staged()
        for row, one in enumerate(told):
            if one.tree is None:
                found.stage[row] = DELETED
            else:
                self._fill(found, row, one.tree, staged)
                found.account[row] = places.get(one.tree.get("account", ""), NONE)
        _ordered(found)
        return found, self._converted(found, told)

    def _staged(self) -> dict[tuple[str, str], int]:
        """Give the place of each stage by its pipeline's and its own name."""
        return {(one.pipeline, one.name): place for place, one in enumerate(self.stages)}

    def _fill(
        self, found: Versions, row: int, tree: Tree, staged: Mapping[tuple[str, str], int]
    ) -> None:
        """Fill one row with all that needs nothing but the version itself."""
        pipeline = tree.get("pipeline", self.company.pipelines[0].id)
        place = staged.get((pipeline, tree["stage"]), NONE)
        stage = self.stages[place] if place >= 0 else None
        outcome = stage.outcome if stage else "open"
        happened = int(found.happened[row])
        found.stage[row] = place
        found.amount[row] = _amount(tree)
        stated = _day(tree.get("close_date"))
        closed = _day(tree.get("closed_on"))
        found.close[row] = stated if outcome == "open" else _first(closed, stated, happened)
        found.owner[row] = self.people.get(tree.get("owner", ""), NONE)
        found.category[row] = CATEGORIES.index(_category(tree, stage))
        found.probability[row] = _probability(tree, stage)
        found.created[row] = _first(_day(tree.get("created_on")), happened)
        found.step[row] = _day(tree.get("next_step_date"))
        found.contacts[row] = len(tree.get("contacts", ()))

    def _converted(self, found: Versions, told: Sequence[Told]) -> tuple[Unconverted, ...]:
        """Convert the amounts, all of a deal at one rate; gives those for which there is none."""
        lacking: dict[Unconverted, None] = {}
        edges = [0, *(np.flatnonzero(np.diff(found.deal)) + 1), len(told)] if told else []
        for start, end in pairwise(edges):
            day = self._rate_day(found, int(end) - 1)
            for row in range(start, end):
                tree = told[row].tree
                if tree is not None and not np.isnan(found.amount[row]):
                    currency = self._currency(tree)
                    rate = self.rates.on(currency, day)
                    if rate is None and row == end - 1:
                        lacking[Unconverted(told[row].id, currency, day)] = None
                    found.amount[row] *= np.nan if rate is None else rate
        return tuple(sorted(lacking))

    def _rate_day(self, found: Versions, last: int) -> int:
        """Give the day whose rate counts for a deal: today, or when it closed."""
        stage = int(found.stage[last])
        if stage < 0 or self.stages[stage].outcome == "open":
            return self.day
        return min(int(found.close[last]), self.day)

    def _currency(self, tree: Tree) -> str:
        own = tree.get("currency") or self.currencies.get(tree.get("account", ""))
        return str(own or self.company.base_currency)


def _ordered(found: Versions) -> None:
    """Let no version of a deal take place before the one before it, nor after it was known."""
    begins = np.flatnonzero(np.diff(found.deal, prepend=-1))
    group = np.cumsum(np.diff(found.deal, prepend=-1) != 0) - 1 if len(begins) else found.deal
    lift = group * (1 << 32)  # a running maximum that begins anew with every deal
    for column in (found.day, found.happened):
        column[:] = np.maximum.accumulate(column + lift) - lift if len(column) else column
    found.happened[:] = np.minimum(found.happened, found.day)


def _category(tree: Tree, stage: Stage | None) -> str:
    """Give the category that counts: won is closed, lost omitted, and no open deal is closed."""
    if stage and stage.outcome != "open":
        return "closed" if stage.outcome == "won" else "omitted"
    own = tree.get("forecast_category")
    said = own if own in CATEGORIES else stage.category if stage else "pipeline"
    return "commit" if said == "closed" else str(said)


def _probability(tree: Tree, stage: Stage | None) -> float:
    if stage and stage.outcome != "open":
        return float(stage.outcome == "won")
    if "probability" in tree:
        return float(tree["probability"]) / 100
    return stage.probability if stage else float("nan")


def _amount(tree: Tree) -> float:
    """Give the amount that a deal states, else the sum of its lines; nan where it has neither."""
    if "amount" in tree:
        return float(tree["amount"])
    lines = tree.get("lines", ())
    if not lines:
        return float("nan")
    hundred = Decimal(100)
    return float(
        sum(
            Decimal(one["quantity"]) * Decimal(one["price"])
            * (hundred - Decimal(one.get("discount", "0"))) / hundred
            for one in lines
        )
    )  # fmt: skip


def _day(text: str | None) -> int:
    return date.fromisoformat(text).toordinal() if text else NONE


def _first(*days: int) -> int:
    """Give the first day that there is."""
    return next((day for day in days if day != NONE), NONE)
