"""What events refer to, and their order: nothing refers to what is not there yet."""

from collections.abc import Iterator

from generator.book import Key
from generator.simulation.event import Event, Value
from schema import KINDS
from schema.description import marked


def referred(event: Event) -> Iterator[Key]:
    """Name the records to which the fields of an event refer."""
    for place in marked(KINDS[event.key.folder], "reference"):
        for text in _texts(event.change, place.names):
            yield Key(str(place.field.reference), text)


def _texts(value: Value, names: tuple[str, ...]) -> Iterator[str]:
    match value:
        case str() if not names:
            yield value
        case dict() if names:
            yield from _texts(value.get(names[0]), names[1:])
        case list() | tuple():
            for item in value:
                yield from _texts(item, names)
