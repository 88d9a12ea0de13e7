"""A piece of work: what somebody committed at once, with the changes of records that it made."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from generator.book import Key
from generator.simulation.event import Event
from generator.simulation.past.references import referred


@dataclass(frozen=True)
class Work:
    """Changes that belong together: when they were committed, when they happened, by whom."""

    moment: datetime
    happened: datetime
    author: str
    message: str
    events: tuple[Event, ...] = ()
    source: str = ""
    """The system from which it was brought in later."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Files besides records that are new."""
    filed: str = ""
    """The kind whose files are put into folders by year."""

    @cached_property
    def keys(self) -> frozenset[Key]:
        """The records that it changes."""
        return frozenset(event.key for event in self.events)

    @cached_property
    def references(self) -> frozenset[Key]:
        """The other records to which it refers."""
        return frozenset(key for event in self.events for key in referred(event)) - self.keys


class Opening(NamedTuple):
    """When the book began, and when the service desk began to use it."""

    start: datetime
    service: datetime


_OLD = ("deals", "quotes", "leads", "activities")
"""The kinds whose history was brought in from the old system; all others as they then stood."""
_SERVICE = ("tickets", "feedback")
_MORNING = timedelta(minutes=20)
"""Until so long after the start, what is told belongs to it."""


def works(told: Iterable[Event], opening: Opening) -> Iterator[Work]:
    """Divide a story, in its order, into pieces of work."""
    parts: dict[str, list[Event]] = {"": [], "old-crm": [], "helpdesk": [], "later": []}
    for event in told:
        parts[_part(event, opening)].append(event)
    first, begun = parts[""], opening.start + _MORNING
    yield Work(opening.start, opening.start, first[0].author, "Bring the book in", tuple(first))
    for name, moment in (("old-crm", begun), ("helpdesk", opening.service)):
        for one in _grouped(parts[name]):
            yield replace(one, moment=moment, source=name)
    yield from _grouped(parts["later"])


def _part(event: Event, opening: Opening) -> str:
    kind = event.key.folder
    if event.moment < opening.start and kind in _OLD:
        return "old-crm"
    if event.moment <= opening.start + _MORNING:
        return ""
    return "helpdesk" if event.moment < opening.service and kind in _SERVICE else "later"


def _grouped(events: Iterable[Event]) -> Iterator[Work]:
    """Put together what was done at once: at a moment, or to a deal and its quotes on a day."""
    found: dict[tuple[object, ...], list[Event]] = {}
    for event in events:
        found.setdefault(_occasion(event), []).append(event)
    for group in found.values():
        leading = [event for event in group if event.key.folder == "deals"] or group
        last = leading[-1]
        yield Work(last.moment, last.moment, last.author, _message(group), tuple(group))


def _occasion(event: Event) -> tuple[object, ...]:
    """Tell what an event was done together with: what a deal says of its quotes must be so."""
    deal = event.key.id.rpartition("-v")[0] if event.key.folder == "quotes" else event.key.id
    if event.key.folder in {"deals", "quotes"} and ": " in event.message:
        return (event.moment.date(), event.author, deal)
    return (event.moment, event.author, event.message)


_VAGUE = ("what we know", "next step")


def _message(events: Sequence[Event]) -> str:
    """Say what was done to a deal on a day; leave out what goes without saying."""
    messages = list(dict.fromkeys(event.message for event in events))
    if len(messages) == 1:
        return messages[0]
    parts = [message.rpartition(": ")[2] for message in messages]
    told = [part for part in parts if part not in _VAGUE] or parts[:1]
    return f"{messages[0].rpartition(': ')[0]}: {', '.join(told)}"
