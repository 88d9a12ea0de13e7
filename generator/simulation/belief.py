"""A belief: what a record said for a while until somebody put it right."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from generator.book import Key
from generator.simulation.event import Event, Fields, Value


class Belief(NamedTuple):
    """Until a moment a record says something else, then what is so."""

    key: Key
    end: datetime
    author: str
    """Who puts it right."""
    message: str
    said: Callable[[Fields], Fields]
    """What is said instead of a change."""
    instead: tuple[str, str] = ("", "")
    """Who wrote meanwhile: the first name is replaced by the second."""


def held(told: Iterable[Event], beliefs: Iterable[Belief]) -> Iterator[Event]:
    """Tell a story with beliefs, at most one of each record; in the end the book is the same.

    The events come in the order of their moments; the corrections follow after all others.
    """
    found = {belief.key: belief for belief in beliefs}
    so: dict[Key, dict[str, Value]] = {}
    shown: dict[Key, dict[str, Value]] = {}
    for event in told:
        belief = found.get(event.key)
        if belief is None or event.moment >= belief.end:
            yield event
            continue
        instead = belief.said(event.change)
        so.setdefault(event.key, {}).update(event.change)
        shown.setdefault(event.key, {}).update(instead)
        yield event._replace(change=instead, author=_author(belief, event.author))
    for key, fields in so.items():
        yield from _righted(found[key], fields, shown[key])


def _author(belief: Belief, author: str) -> str:
    one, other = belief.instead
    return other if author == one else author


def _righted(belief: Belief, so: Fields, shown: Fields) -> Iterator[Event]:
    right = {name: value for name, value in so.items() if shown.get(name) != value}
    if right:
        yield Event(belief.end, belief.key, belief.author, belief.message, right)
