"""The sample company, simulated from a seed: one run of dated events, whose sum is the book."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import chain
from typing import NamedTuple

from generator.authoring import record_text
from generator.book import Key
from generator.simulation import company, story, world
from generator.simulation.calendar import Calendar, early
from generator.simulation.event import Event, Fields, Tree, clamped, state, tree
from generator.simulation.folders import path
from generator.simulation.org import HEAD
from generator.simulation.past import Commit, settings
from generator.simulation.past import commits as history
from generator.simulation.sizes import SAMPLE, Sizes, accounts
from schema import KINDS
from schema.description import fields

SEED = 464
TODAY = date(2026, 11, 20)
"""The seed and the day of the sample company in `data/`."""


def events(seed: int, sizes: Sizes, today: date) -> tuple[Event, ...]:
    """Run the simulation: all that happened up to today, in order; the start is one import.

    Events of one moment, author and message belong together. The book of any moment is the sum of
    the events until then (`state`), and the names in it refer to records that are there by the end
    of each day.
    """
    start = early(Calendar(today).start)
    told = clamped(story.told(world.draw(seed, sizes, today)), start, HEAD)
    return tuple(sorted(told, key=lambda event: event.moment))


def book(
    seed: int, sizes: Sizes, today: date, until: datetime | None = None
) -> Iterator[tuple[str, dict[str, Tree]]]:
    """Give the records of a moment, by default of the last: path below `data/`, and the tree.

    The fields of a tree stand in canonical order.
    """
    for key, one in _sorted(state(events(seed, sizes, today), until)):
        yield path(key, one, sizes), record_text.ordered(fields(KINDS[key.folder]), tree(one))


class Files(NamedTuple):
    """Files of a data repository: how many, and each with its path and text."""

    total: int
    texts: Iterator[tuple[str, str]]


def whole(seed: int, sizes: Sizes, today: date) -> Files:
    """Give all files of a data repository: what lies beside the data, and then the data."""
    around, data = settings.beside(Calendar(today)), files(seed, sizes, today)
    return Files(len(around) + data.total, chain(sorted(around.items()), data.texts))


def files(seed: int, sizes: Sizes, today: date) -> Files:
    """Give the data of a data repository: `data/company.yml`, then all records."""
    records = state(events(seed, sizes, today))
    first = ("data/company.yml", company.text(Calendar(today)))
    others = ((f"data/{path(key, one, sizes)}", _text(key, one)) for key, one in _sorted(records))
    return Files(len(records) + 1, chain([first], others))


def _text(key: Key, record: Fields) -> str:
    return record_text.write(KINDS[key.folder], tree(record))


def _sorted(records: Mapping[Key, Fields]) -> Iterator[tuple[Key, Fields]]:
    return ((key, records[key]) for key in sorted(records))


__all__ = [
    "SAMPLE",
    "SEED",
    "TODAY",
    "Commit",
    "Event",
    "Sizes",
    "accounts",
    "book",
    "events",
    "files",
    "history",
    "whole",
]
