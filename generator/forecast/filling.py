"""The columns of what was known on a day, filled from what the versions state."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from generator.forecast.known import (
    CATEGORIES,
    DELETED,
    NONE,
    Flags,
    Floats,
    Ints,
    Stage,
    Unconverted,
    Versions,
    columns,
)
from generator.forecast.stated import Stated, Tree, day_of
from schema.company import Company

_CLOSED, _OMITTED, _COMMIT, _PIPELINE = map(
    CATEGORIES.index, ("closed", "omitted", "commit", "pipeline")
)
_APART = 1 << 32
"""Further apart than any two days: what tells groups of days from one another in one number."""


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
                day = day_of(table["date"])
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
    commit has yet; `arrived` are the days on which single versions took place by an import, and
    `NONE` of the others. `currencies` has what the accounts deal in.
    """

    day: int
    known: Ints
    happened: Ints
    arrived: Ints
    company: Company
    stages: Sequence[Stage]
    people: Mapping[str, int]
    currencies: Mapping[str, str | None]
    rates: Rates

    def filled(self, stated: Stated) -> tuple[Versions, tuple[Unconverted, ...]]:
        """Fill the columns; also the amounts that no rate converts."""
        found = columns(len(stated.deal))
        found.deal[:] = np.unique(stated.deal, return_inverse=True)[1]
        found.day[:] = self.known[stated.number]
        happened = np.where(self.arrived == NONE, self.happened[stated.number], self.arrived)
        found.happened[:] = happened
        self._staged(found, stated)
        there = ~stated.gone
        found.owner[:] = _through(
            stated.owner, [self.people.get(name, NONE) for name in stated.names.owners]
        )
        found.account[:] = _again(stated.account)
        found.credit[:] = _again(stated.split)
        found.step[:], found.contacts[:] = stated.step, stated.contacts
        found.created[there] = _first(stated.created, happened)[there]
        _ordered(found)
        return found, self._converted(found, stated)

    def _staged(self, found: Versions, stated: Stated) -> None:
        """Fill in what follows from the stage: its outcome, category, probability, closing day."""
        places = {(one.pipeline, one.name): place for place, one in enumerate(self.stages)}
        usual = self.company.pipelines[0].id
        staged = [places.get((line or usual, name), NONE) for line, name in stated.names.staged]
        stage = _through(stated.staged, staged)
        is_open, won, category, weight = (column[stage] for column in self._meant())
        said = np.where(stated.category == NONE, category, stated.category)
        said = np.where(said == _CLOSED, _COMMIT, said)
        closed = _first(stated.closed, stated.expected, found.happened)
        own = np.where(np.isnan(stated.probability), weight, stated.probability)
        settled = np.where(won, _CLOSED, _OMITTED)
        there = ~stated.gone
        found.stage[:] = np.where(there, stage, DELETED)
        found.close[there] = np.where(is_open, stated.expected, closed)[there]
        found.category[there] = np.where(is_open, said, settled)[there]
        found.probability[there] = np.where(is_open, own, won)[there]

    def _meant(self) -> tuple[Flags, Flags, Ints, Floats]:
        """Give what each stage means; what has none of them is open, and last."""
        means = [
            (one.outcome == "open", one.outcome == "won", CATEGORIES.index(one.category),
             one.probability)
            for one in self.stages
        ]  # fmt: skip
        is_open, won, category, weight = zip(*means, (True, False, _PIPELINE, np.nan), strict=True)
        return np.array(is_open), np.array(won), np.array(category), np.array(weight)

    def _converted(self, found: Versions, stated: Stated) -> tuple[Unconverted, ...]:
        """Convert the amounts, all of a deal at one rate; gives those for which there is none."""
        last = np.flatnonzero(np.diff(found.deal, append=NONE))
        day = self._rate_days(found, last)[found.deal]
        names, currency = self._currencies(stated)
        pairs, which = np.unique(currency * _APART + day, return_inverse=True)
        asked = [(names[pair // _APART], pair % _APART) for pair in pairs.tolist()]
        rates = [self.rates.on(*pair) for pair in asked]
        rate = np.array([np.nan if one is None else one for one in rates], np.float64)[which]
        nothing = stated.amount == 0  # at any rate, as the check has it
        found.amount[:] = stated.amount * np.where(nothing, 1.0, rate)
        without = np.isnan(rate) & ~np.isnan(stated.amount) & ~nothing
        lacking = last[without[last]]
        return tuple(
            sorted(
                Unconverted(stated.names.deals[deal], *asked[pair])
                for deal, pair in zip(stated.deal[lacking], which[lacking], strict=True)
            )
        )

    def _rate_days(self, found: Versions, last: Ints) -> Ints:
        """Give the day whose rate counts for each deal: today, or when it closed."""
        is_open = self._meant()[0][np.maximum(found.stage[last], NONE)]
        return np.where(is_open, self.day, np.minimum(found.close[last], self.day))

    def _currencies(self, stated: Stated) -> tuple[list[str], Ints]:
        """Name the currencies, and give that of each version: its own, else its account's."""
        usual = self.rates.base
        deals_in = [self.currencies.get(name) or usual for name in stated.names.accounts]
        names = sorted({*stated.names.currencies, *deals_in, usual})
        places = {name: place for place, name in enumerate(names)}
        own = _through(stated.currency, [places[name] for name in stated.names.currencies])
        theirs = _through(stated.account, [places[name] for name in deals_in])
        other = np.where(theirs == NONE, places[usual], theirs)
        return names, np.where(own == NONE, other, own)


def _through(column: Ints, places: Sequence[int]) -> Ints:
    """Give what each index leads to, and `NONE` where there is none."""
    return np.array([*places, NONE], np.int64)[column]


def _again(column: Ints) -> Ints:
    """Number anew the values that occur; `NONE` stays."""
    occurring = np.unique(column)
    return np.where(column == NONE, NONE, np.searchsorted(occurring[occurring != NONE], column))


def _first(*days: Ints) -> Ints:
    """Give the first day that there is, row by row."""
    found = days[-1]
    for column in reversed(days[:-1]):
        found = np.where(column == NONE, found, column)
    return found


def _ordered(found: Versions) -> None:
    """Let no version of a deal take place before the one before it, nor after it was known."""
    lift = found.deal * _APART  # a running maximum that begins anew with every deal
    for column in (found.day, found.happened):
        column[:] = np.maximum.accumulate(column + lift) - lift
    found.happened[:] = np.minimum(found.happened, found.day)
