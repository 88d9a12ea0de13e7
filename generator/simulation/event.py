"""An event: at a moment somebody gave fields of a record new values; the book is their sum."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from generator.book import Key

Value: TypeAlias = (
    "str | int | Decimal | bool | date | datetime | Sequence[Value] | Mapping[str, Value] | None"
)
Tree: TypeAlias = "str | list[Tree] | dict[str, Tree]"
Fields: TypeAlias = Mapping[str, "Value"]


_EMPTY: tuple[Value, ...] = (None, "", [], (), {})


class Event(NamedTuple):
    """A change of one record: the fields that are new, or that the record is gone.

    Events of the same moment, author and message belong together, as one commit would.
    """

    moment: datetime
    key: Key
    author: str
    message: str
    change: Fields
    gone: bool = False


def state(events: Iterable[Event], until: datetime | None = None) -> dict[Key, dict[str, Value]]:
    """Add events up, in the order of their moments, to the records as they then stand."""
    records: dict[Key, dict[str, Value]] = {}
    for event in sorted(events, key=lambda event: event.moment):
        if until is None or event.moment <= until:
            apply(records, event)
    return records


def apply(records: dict[Key, dict[str, Value]], event: Event) -> None:
    """Add one event to the records."""
    if event.gone:
        records.pop(event.key, None)
    else:
        records.setdefault(event.key, {}).update(event.change)


def tree(fields: Fields) -> dict[str, Tree]:
    """Write values as the text that stands in a file; empty ones are left out."""
    return {name: _written(value) for name, value in fields.items() if _given(value)}


def _given(value: Value) -> bool:
    return value not in _EMPTY


def _written(value: Value) -> Tree:
    match value:
        case str():
            return value
        case dict():
            return tree(value)
        case list() | tuple():
            return [_written(item) for item in value]
        case _:
            return _scalar(value)


def _scalar(value: Value) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.isoformat(" ", "minutes")
        case Decimal():
            return format(value, "f")
        case _:
            return str(value)


def clamped(events: Iterable[Event], start: datetime, author: str) -> Iterator[Event]:
    """Bring what happened before the start in as one import, in the order in which it happened."""
    before: list[Event] = []
    for event in events:
        if event.moment < start:
            before.append(event)
        else:
            yield event
    for event in sorted(before, key=lambda event: event.moment):
        yield event._replace(moment=start, author=author, message="Bring the book in")
