"""The past of the deals, read out of the history once, so that any day of it can be taken.

A day takes the company, the people, the accounts and the rates as the branch knew them at its end.
"""

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

import numpy as np

from generator.book import Entry, Key
from generator.forecast import method
from generator.forecast.filling import Filling, Rates
from generator.forecast.known import CATEGORIES, NONE, Ints, Known, Stage
from generator.forecast.stated import Stated, Told, Tree, stated
from generator.history import History, record
from generator.history.moment import zone
from generator.history.version import COMPANY
from schema.company import Company

_EPOCH = datetime.fromtimestamp(0, UTC)
_KINDS = ("accounts", "company", "deals", "people", "rates")


class Past(NamedTuple):
    """What the history tells of deals and of what their figures rest on.

    `told` has the versions of each kind, by id, then in their order, `stated` what those of the
    deals state, `current` the same with what no commit has yet. `company` and `present` are
    the company and the records as they lie there now: they count on the last day alone.
    """

    tips: tuple[str, ...]
    known: tuple[int, ...]
    happened: tuple[int, ...]
    told: Mapping[str, Sequence[Told]]
    stated: Stated
    current: Stated
    company: Company
    present: Mapping[str, Mapping[str, Tree]]

    def at(self, day: date) -> Known:
        """Give what was known at the end of a day, where the company was."""
        return _At.of(self, day).known()

    @property
    def first(self) -> date | None:
        """The first day of the history, where the company is now; none without one."""
        return _dayed(self.known[0], zone(self.company)) if self.known else None


def read(history: History, company: Company, entries: Iterable[Entry]) -> Past:
    """Read a history; `company` and `entries` are the book's, all of it, at the end of the history.

    What the entries hold differently from the last commit counts as known on the day asked for.
    """
    told: dict[str, list[Told]] = {kind: [] for kind in _KINDS}
    arrived = {(one.key, one.number): one.happened for one in history.arrivals}
    for one in history.records:
        if one.key.folder in told:
            told[one.key.folder] += _told(one, arrived)
    present: dict[str, dict[str, Tree]] = {kind: {} for kind in _KINDS}
    for entry in sorted(entries, reverse=True):  # of several with one id, the first path counts
        if entry.key.folder in present:
            present[entry.key.folder][entry.key.id] = json.loads(entry.text)
    committed = stated(told["deals"])
    unsaid = list(_unsaid(told["deals"], present["deals"], len(history.commits)))
    every = sorted([*told["deals"], *unsaid], key=lambda one: (one.id, one.number))
    return Past(
        tuple(one.sha for one in history.commits),
        tuple(one.seconds.known for one in history.commits),
        tuple(one.seconds.happened for one in history.commits),
        told,
        committed,
        stated(every) if unsaid else committed,
        company,
        present,
    )


def known(history: History, company: Company, entries: Iterable[Entry], day: date) -> Known:
    """Give what was known at the end of a day: `read` and `Past.at` in one, for a single day."""
    return read(history, company, entries).at(day)


def _told(one: record.Record, arrived: Mapping[tuple[Key, int], int]) -> Iterator[Told]:
    """Give the legible versions of a record, and where it was deleted."""
    for version in record.versions(one):
        when = arrived.get((one.key, version.number), NONE)
        if version.state == "deleted":
            yield Told(one.key.id, version.number, None, when)
        elif version.text is not None:
            yield Told(one.key.id, version.number, json.loads(version.text), when)


def _unsaid(told: Sequence[Told], there: Mapping[str, Tree], now: int) -> Iterator[Told]:
    """Give what no commit has yet of the records as they lie there."""
    latest = {one.id: one.tree for one in told}
    yield from (Told(name, now, None) for name in latest if name not in there and latest[name])
    yield from (Told(name, now, tree) for name, tree in there.items() if latest.get(name) != tree)


def _dayed(seconds: int, where: ZoneInfo) -> date:
    return (_EPOCH + timedelta(seconds=seconds)).astimezone(where).date()


@lru_cache(maxsize=8)
def _days(moments: tuple[int, ...], where: ZoneInfo) -> Ints:
    """Give the days of moments as ordinals; kept, since every day of a past asks for them."""
    return np.array([_dayed(seconds, where).toordinal() for seconds in moments], np.int64)


class _At(NamedTuple):
    """A day of a past: the number of its last commit, and what counted then."""

    past: Past
    day: date
    number: int
    company: Company
    where: ZoneInfo

    @classmethod
    def of(cls, past: Past, day: date) -> "_At":
        """Find the last commit of a day, in the time zone that the company had then."""
        around = _by(past, day, ZoneInfo("UTC"))
        number = _by(past, day, zone(_company(past, around)))
        company = _company(past, number)
        return cls(past, day, number, company, zone(company))

    @property
    def last(self) -> bool:
        """Whether no commit came after it, so that the files as they lie count."""
        return self.number == len(self.past.known) - 1

    def known(self) -> Known:
        """Gather what was known."""
        told = self._deals()
        deals, owners, accounts = (np.unique(one) for one in (told.deal, told.owner, told.account))
        people = self._standing("people")
        names = tuple(sorted({*people, *_named(owners, told.names.owners)}))
        stages = tuple(_stages(self.company))
        filling = Filling(
            self.day.toordinal(),
            self._days(self.past.known),
            self._days(self.past.happened),
            self._arrived(told),
            self.company,
            stages,
            {name: place for place, name in enumerate(names)},
            {name: tree.get("currency") for name, tree in self._standing("accounts").items()},
            Rates.of(self.company, self._standing("rates").values()),
        )
        versions, unconverted = filling.filled(told)
        return Known(
            self.day.toordinal(),
            int(self._days(self.past.happened)[: self.number + 1].min(initial=filling.day)),
            _named(deals, told.names.deals),
            names,
            tuple(str(people.get(name, {}).get("team", "")) for name in names),
            _named(accounts, told.names.accounts),
            stages,
            versions,
            unconverted,
            method.seed(self.past.tips[self.number] if self.number >= 0 else ""),
        )

    def _days(self, moments: tuple[int, ...]) -> Ints:
        """Give the days of commits as ordinals, and at the end the day of what has none yet."""
        return np.append(_days(moments, self.where), self.day.toordinal())

    def _arrived(self, told: Stated) -> Ints:
        """Give the days on which versions took place by what an import says; few do."""
        found = told.arrived.copy()
        for row in np.flatnonzero(found != NONE):
            found[row] = _dayed(int(found[row]), self.where).toordinal()
        return found

    def _deals(self) -> Stated:
        """Give the versions of the deals."""
        if self.last:
            return self.past.current
        return self.past.stated.take(self.past.stated.number <= self.number)

    def _standing(self, kind: str) -> Mapping[str, Tree]:
        """Give the records of a kind as they stood."""
        if self.last:
            return self.past.present[kind]
        told = (one for one in self.past.told[kind] if one.number <= self.number)
        latest = {one.id: one.tree for one in told}
        return {name: tree for name, tree in latest.items() if tree is not None}


def _named(places: Ints, names: Sequence[str]) -> tuple[str, ...]:
    """Name what a column leads to."""
    return tuple(names[place] for place in places if place != NONE)


def _by(past: Past, day: date, where: ZoneInfo) -> int:
    """Number the last commit by the end of a day; -1 where there is none."""
    return bisect_right(past.known, day, key=lambda seconds: _dayed(seconds, where)) - 1


def _company(past: Past, number: int) -> Company:
    """Give the company as it was with a commit; today's where that cannot be read."""
    if number == len(past.known) - 1:
        return past.company
    trees = [one.tree for one in past.told[COMPANY.folder] if one.number <= number and one.tree]
    try:
        return Company.model_validate(trees[-1]) if trees else past.company
    except ValueError:
        return past.company


def _stages(company: Company) -> Iterator[Stage]:
    for line in company.pipelines:
        for position, stage in enumerate(line.stages):
            share = float(stage.probability) / 100
            category = stage.category if stage.category in CATEGORIES else "pipeline"
            yield Stage(line.id, stage.id, position, stage.outcome, share, category)
