"""The order of works: nothing refers to what is not there yet, and no record overtakes itself."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.book import Key
from generator.simulation.past.work import Work


def settled(works: Iterable[Work]) -> Iterator[Work]:
    """Let each piece of work wait for the records to which it refers.

    Works come in the order of their moments. What waits for one another to the end comes as one.
    """
    there: set[Key] = set()
    waiting: list[Work] = []
    for work in works:
        waiting.append(work)
        while ready := _ready(waiting, there):
            waiting.remove(ready)
            there |= ready.keys
            there -= {event.key for event in ready.events if event.gone}
            yield replace(ready, moment=max(ready.moment, work.moment))
    if waiting:
        yield _as_one(waiting)


def _ready(waiting: list[Work], there: set[Key]) -> Work | None:
    """Find the first work whose references are there and whose records nobody has in hand."""
    taken: set[Key] = set()
    for work in waiting:
        if not taken & work.keys and work.references <= there:
            return work
        taken |= work.keys
    return None


def _as_one(waiting: list[Work]) -> Work:
    first, last = waiting[0], waiting[-1]
    events = tuple(event for work in waiting for event in work.events)
    return replace(first, moment=last.moment, happened=last.happened, events=events)
