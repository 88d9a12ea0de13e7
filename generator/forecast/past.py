"""The past of the deals, read out of the history once, so that any day of it can be taken.

A day takes the company, the people, the accounts and the rates as the branch knew them at its end.
"""

import json
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
from generator.forecast.origin import Line, Origin
from generator.forecast.stated import Stated, Told, Tree, stated
from generator.history import History, record
from generator.history.moment import zone
from schema.company import Company

_EPOCH = datetime.fromtimestamp(0, UTC)
DEALS = "deals"
_KINDS: Mapping[str, Sequence[str]] = {
    "accounts": ("currency",),
    "people": ("team",),
    "rates": ("base", "date", "rates"),
    "teams": ("parent",),
}
"""What counts of other records than deals: the fields, by the kind."""


class Beside(NamedTuple):
    """What the figures of deals rest on, as the fields that count, by the ids of the records.

    All people are in it, and of the other kinds those that have such a field.
    """

    accounts: Mapping[str, Tree]
    people: Mapping[str, Tree]
    rates: Mapping[str, Tree]
    teams: Mapping[str, Tree]


class Past(NamedTuple):
    """What the history tells of deals and of what their figures rest on.

    `told` has what counts of the versions of each kind but the deals, by id, then in their order,
    `stated` what those of the deals state, `current` the same with what no commit has yet.
    `present` are the records as they lie there now: they count on the last day alone. `tip` is what
    the history says that it ends with: it is the seed of what no later commit closed.
    """

    line: Line
    happened: tuple[int, ...]
    told: Mapping[str, Sequence[Told]]
    stated: Stated
    current: Stated
    present: Mapping[str, Mapping[str, Tree]]
    tip: str

    def at(self, day: date) -> Known:
        """Give what was known at the end of a day, where the company was."""
        return self.known_at(self.line.at(day.toordinal()))

    def known_at(self, origin: Origin) -> Known:
        """Give what was known at an origin that the line has found."""
        return _At(self, origin, zone(origin.company)).known()

    def deals(self, origin: Origin) -> Stated:
        """Give the versions of the deals that count at an origin."""
        if not origin.past:
            return self.current
        return self.stated.take(self.stated.number <= origin.number)

    def seed(self, origin: Origin) -> bytes:
        """Give the seed of what is drawn at an origin."""
        return method.seed(origin.commit if origin.past else self.tip)

    def beside(self, origin: Origin) -> Beside:
        """Give what the figures of the deals rest on at an origin."""
        return Beside(*(self._standing(kind, origin) for kind in _KINDS))

    def _standing(self, kind: str, origin: Origin) -> Mapping[str, Tree]:
        """Give of the records of a kind, as they stood, what counts."""
        latest: Mapping[str, Tree | None] = self.present[kind]
        if origin.past:
            told = (one for one in self.told[kind] if one.number <= origin.number)
            latest = {one.id: one.tree for one in told}
        there = ((name, tree) for name, tree in latest.items() if tree is not None)
        return {name: tree for name, tree in there if tree or kind == "people"}


def read(history: History, company: Company, entries: Iterable[Entry]) -> Past:
    """Read a history; `company` and `entries` are the book's, all of it, at the end of the history.

    What the entries hold differently from the last commit counts as known on the day asked for.
    """
    told: dict[str, list[Told]] = {kind: [] for kind in (DEALS, *_KINDS)}
    arrived = {(one.key, one.number): one.happened for one in history.arrivals}
    for one in history.records:
        if one.key.folder in told:
            told[one.key.folder] += _told(one, arrived)
    present: dict[str, dict[str, Tree]] = {kind: {} for kind in told}
    for entry in sorted(entries, reverse=True):  # of several with one id, the first path counts
        kind = entry.key.folder
        if kind in present:
            present[kind][entry.key.id] = _tree(kind, entry.text)
    deals = told.pop(DEALS)
    committed = stated(deals)
    unsaid = list(_unsaid(deals, present.pop(DEALS), len(history.commits)))
    every = sorted([*deals, *unsaid], key=lambda one: (one.id, one.number))
    return Past(
        Line.of(history, company),
        tuple(one.seconds.happened for one in history.commits),
        told,
        committed,
        stated(every) if unsaid else committed,
        present,
        history.tip,
    )


def _told(one: record.Record, arrived: Mapping[tuple[Key, int], int]) -> Iterator[Told]:
    """Give the legible versions of a record, and where it was deleted."""
    for version in record.versions(one):
        when = arrived.get((one.key, version.number), NONE)
        if version.state == "deleted":
            yield Told(one.key.id, version.number, None, when)
        elif version.text is not None:
            yield Told(one.key.id, version.number, _tree(one.key.folder, version.text), when)


def _tree(kind: str, text: str) -> Tree:
    """Read a deal, or the fields that count of another record; most have none of them."""
    fields = _KINDS.get(kind, ())
    if fields and not any(f'"{field}"' in text for field in fields):
        return {}
    tree: Tree = json.loads(text)
    return {field: tree[field] for field in fields if field in tree} if fields else tree


def _unsaid(told: Sequence[Told], there: Mapping[str, Tree], now: int) -> Iterator[Told]:
    """Give what no commit has yet of the records as they lie there."""
    latest = {one.id: one.tree for one in told}
    yield from (Told(name, now, None) for name in latest if name not in there and latest[name])
    yield from (Told(name, now, tree) for name, tree in there.items() if latest.get(name) != tree)


def _dayed(seconds: int, where: ZoneInfo) -> int:
    return (_EPOCH + timedelta(seconds=seconds)).astimezone(where).toordinal()


@lru_cache(maxsize=8)
def _days(moments: tuple[int, ...], where: ZoneInfo) -> Ints:
    """Give the days of moments as ordinals; kept, since every day of a past asks for them."""
    return np.array([_dayed(seconds, where) for seconds in moments], np.int64)


class _At(NamedTuple):
    """An origin of a past, and where the company was then."""

    past: Past
    origin: Origin
    where: ZoneInfo

    def known(self) -> Known:
        """Gather what was known."""
        day, company = self.origin.day, self.origin.company
        told, beside = self.past.deals(self.origin), self.past.beside(self.origin)
        deals, owners, accounts = (np.unique(one) for one in (told.deal, told.owner, told.account))
        splits = [told.names.splits[place] for place in np.unique(told.split) if place != NONE]
        sharing = {name for shares in splits for name, _ in shares}
        names = tuple(sorted({*beside.people, *_named(owners, told.names.owners), *sharing}))
        people = {name: place for place, name in enumerate(names)}
        stages = tuple(_stages(company))
        happened = self._days(self.past.happened)
        filling = Filling(
            day,
            self._days(self.past.line.known),
            happened,
            self._arrived(told),
            company,
            stages,
            people,
            {name: tree["currency"] for name, tree in beside.accounts.items()},
            Rates.of(company, beside.rates.values()),
        )
        versions, unconverted = filling.filled(told)
        return Known(
            day,
            int(happened[: self.origin.number + 1].min(initial=day)),
            _named(deals, told.names.deals),
            names,
            tuple(str(beside.people.get(name, {}).get("team", "")) for name in names),
            _named(accounts, told.names.accounts),
            stages,
            versions,
            unconverted,
            self.past.seed(self.origin),
            tuple(sorted((name, tree["parent"]) for name, tree in beside.teams.items())),
            tuple(tuple((people[name], share) for name, share in shares) for shares in splits),
        )

    def _days(self, moments: tuple[int, ...]) -> Ints:
        """Give the days of commits as ordinals, and at the end the day of what has none yet."""
        return np.append(_days(moments, self.where), self.origin.day)

    def _arrived(self, told: Stated) -> Ints:
        """Give the days on which versions took place by what an import says; few do."""
        found = told.arrived.copy()
        for row in np.flatnonzero(found != NONE):
            found[row] = _dayed(int(found[row]), self.where)
        return found


def _named(places: Ints, names: Sequence[str]) -> tuple[str, ...]:
    """Name what a column leads to."""
    return tuple(names[place] for place in places if place != NONE)


def _stages(company: Company) -> Iterator[Stage]:
    for line in company.pipelines:
        for position, stage in enumerate(line.stages):
            share = float(stage.probability) / 100
            category = stage.category if stage.category in CATEGORIES else "pipeline"
            yield Stage(line.id, stage.id, position, stage.outcome, share, category)
