"""The book: all records of a repository, the company, and the day they are read for."""

import json
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import NamedTuple, Protocol, TypeVar, cast

from generator.yaml.source import Tree
from schema import KINDS, Shared
from schema.company import Company
from schema.description import marked, values_at

Kind = TypeVar("Kind", bound=Shared)
Answer = TypeVar("Answer")


class Key(NamedTuple):
    """What names a record: its folder under `data/` and its id."""

    folder: str
    id: str

    def __str__(self) -> str:
        """Write the key as a path: `deals/line-5-7k3q`."""
        return f"{self.folder}/{self.id}"


ALIKE = "="
"""So begin the topics by which records that look alike find each other."""

_BETWEEN = "\n"
"""Stands between the topics of a record that are kept as one text; no topic has it."""


class Entry(NamedTuple):
    """A record as it is kept: where it lies, and its checked text tree as JSON, id included.

    `topics` are those it publishes, each in a line; empty where nobody has asked for them.
    """

    key: Key
    path: str
    text: str
    topics: str = ""

    @property
    def alike(self) -> list[str]:
        """The topics by which it finds records that look like it."""
        return [topic for topic in self.topics.split(_BETWEEN) if topic.startswith(ALIKE)]


class Shelf(Protocol):
    """Where a book finds its records: in memory, or in the cache of an earlier check."""

    def text(self, key: Key) -> str | None:
        """Give the JSON of a record, or nothing where there is none."""

    def has_all(self, names: Iterable[tuple[str, str]]) -> bool:
        """Tell whether there are records of all these folders and ids."""

    def publishers(self, topic: str, folder: str = "") -> Sequence[Key]:
        """Give the records that a topic is published by, sorted; only one kind has it, if named."""

    def topics(self, key: Key) -> Sequence[str]:
        """Give the topics that a record publishes."""

    def ids(self, folder: str) -> Sequence[str]:
        """Give all ids of a kind, sorted."""


REVERSED = frozenset({("orders", "account"), ("quotes", "deal"), ("orders", "deal")})
"""References that laws follow backwards, from the record that is pointed at."""


def topics(record: Shared) -> tuple[str, ...]:
    """Name what a record can be found by, besides its own key: what a change of it touches."""
    return tuple(_topics(record))


def _topics(record: Shared) -> Iterator[str]:
    for system, text in record.external_ids.items():
        yield external_topic(system, text)
    for names in _reversed(type(record)):
        for _, target in values_at(record, names):
            yield f"{record.folder}.{names[0]}={target}"


@cache
def _reversed(kind: type[Shared]) -> tuple[tuple[str, ...], ...]:
    """Find the fields of a kind whose references are followed backwards."""
    found = (place.names for place in marked(kind, "reference") if len(place.names) == 1)
    return tuple(names for names in found if (kind.folder, names[0]) in REVERSED)


def external_topic(system: str, text: str) -> str:
    """Name the topic of an external id."""
    return f"external:{system}={text}"


class Book:
    """Records found by what names them; it remembers which topics a law has read.

    What a law has read decides when it must be asked again: only when a record that publishes one
    of those topics has changed.
    """

    def __init__(
        self,
        company: Company,
        as_of: date,
        shelf: Shelf,
        opened: Iterable[tuple[Key, Shared]] = (),
    ) -> None:
        """Take the records from a shelf; some of them may have been opened already."""
        self.company = company
        self.silenced = frozenset(_off(company))
        self._as_of = as_of
        self._shelf = shelf
        self._opened: dict[tuple[str, str], Shared | None] = dict(opened)
        self._answers: dict[Callable[[Book], object], tuple[object, frozenset[str]]] = {}
        self._near: dict[tuple[str, str], list[str]] = {}
        self._orders: dict[str, tuple[Sequence[str], Sequence[str]]] = {}
        self.reads: set[str] = set()

    @property
    def as_of(self) -> date:
        """The day for which the book is read."""
        self.reads.add("as_of")
        return self._as_of

    def get(self, kind: type[Kind], identity: str | None) -> Kind | None:
        """Find a record of a kind, or nothing."""
        if identity is None:
            return None
        found = self.find((kind.folder, identity))
        return found if isinstance(found, kind) else None

    def find(self, key: tuple[str, str]) -> Shared | None:
        """Find a record by its key, or by its folder and id, or nothing."""
        self.reads.add(f"{key[0]}/{key[1]}")
        return self._opened[key] if key in self._opened else self._open(Key(*key))

    def _open(self, key: Key) -> Shared | None:
        if key not in self._opened:
            text = self._shelf.text(key)
            self._opened[key] = (
                None if text is None else KINDS[key.folder].model_validate_json(text)
            )
        return self._opened[key]

    def has(self, folder: str, identity: str) -> bool:
        """Tell whether there is such a record, without opening it."""
        self.reads.add(f"{folder}/{identity}")
        return self._shelf.text(Key(folder, identity)) is not None

    def has_all(self, names: Sequence[tuple[str, str]]) -> bool:
        """Tell whether there are records of all these folders and ids, without opening them."""
        self.reads.update(map("/".join, names))
        return self._shelf.has_all(names)

    def referring(self, kind: type[Kind], field: str, identity: str) -> tuple[Kind, ...]:
        """Find the records of a kind whose field refers to the given id, sorted by id."""
        topic = f"{kind.folder}.{field}={identity}"
        self.reads.add(topic)
        found = (self.get(kind, key.id) for key in self._shelf.publishers(topic))
        return tuple(record for record in found if record is not None)

    def every(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """Give all records of a kind, sorted by id; any change among them counts as read."""
        self.reads.add(f"{kind.folder}/*")
        found = (
            self._open(Key(kind.folder, identity)) for identity in self._shelf.ids(kind.folder)
        )
        return tuple(record for record in found if isinstance(record, kind))

    def once(self, question: Callable[["Book"], Answer]) -> Answer:
        """Ask a question about the book as a whole once; what it read counts for all who ask."""
        if question not in self._answers:
            before, self.reads = self.reads, set()
            answer = question(self)
            self._answers[question] = (answer, frozenset(self.reads))
            self.reads = before
        answered, read = self._answers[question]
        self.reads |= read
        return cast("Answer", answered)

    def tree(self, key: tuple[str, str]) -> dict[str, Tree] | None:
        """Give a record as it is written, defaults left out, or nothing where there is none."""
        self.reads.add(f"{key[0]}/{key[1]}")
        text = self._shelf.text(Key(*key))
        return None if text is None else json.loads(text)

    def sharing(self, key: Key) -> Iterator[Sequence[Key]]:
        """Find the records that are compared with one: for each topic of that sort, who has it."""
        for topic in self._shelf.topics(key):
            if topic.startswith(ALIKE):
                self.reads.add(topic)
                holders = self._shelf.publishers(topic, key.folder)
                if len(holders) > 1:
                    yield holders

    def with_external_id(self, system: str, text: str) -> Sequence[Key]:
        """Find the records that carry an id of another system."""
        topic = external_topic(system, text)
        self.reads.add(topic)
        return self._shelf.publishers(topic)

    def near(self, folder: str, identity: str) -> list[str]:
        """Name ids of a kind that look like the given one, the nearest first.

        Only its neighbours are compared, among the ids sorted by how they begin and by how they
        end: a folder that is missing as a whole must not make the check slow.
        """
        self.reads.add(f"{folder}/*")
        if (folder, identity) not in self._near:
            forward, backward = self._ordered(folder)
            around = {*_around(forward, identity)}
            around |= {name[::-1] for name in _around(backward, identity[::-1])}
            found = get_close_matches(identity, sorted(around), n=3, cutoff=0.7)
            self._near[folder, identity] = found
        return self._near[folder, identity]

    def _ordered(self, folder: str) -> tuple[Sequence[str], Sequence[str]]:
        """Give the ids of a kind sorted by their beginnings, and reversed by their ends."""
        if folder not in self._orders:
            ids = self._shelf.ids(folder)
            self._orders[folder] = ids, sorted(name[::-1] for name in ids)
        return self._orders[folder]


def _off(company: Company) -> Iterator[str]:
    """Name the codes of which the company wants to hear nothing: their laws need not be asked."""
    return (code for code, severity in company.severities.items() if severity == "off")


_NEIGHBOURS = 15


def _around(ids: Sequence[str], identity: str) -> Sequence[str]:
    """Give the ids next to the place where an id would stand."""
    place = bisect_left(ids, identity)
    return ids[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS]


_Holders = Key | list[Key] | tuple[Key, ...]


def _hold(held: dict[str, _Holders], topic: str, key: Key) -> None:
    """Add a publisher to a topic; most topics have one, who stands without a list."""
    first = held.setdefault(topic, key)
    if isinstance(first, list):
        first.append(key)
    elif first != key:
        held[topic] = [cast("Key", first), key]


class MemoryShelf:
    """Records in memory; of several with one key only the one whose path comes first."""

    def __init__(
        self, entries: Iterable[Entry], published: Iterable[tuple[Key, Sequence[str]]]
    ) -> None:
        self._entries: dict[Key, Entry] = {}
        for entry in entries:
            if self._entries.setdefault(entry.key, entry).path > entry.path:
                self._entries[entry.key] = entry
        self._topics: dict[Key, str] = {}
        held: dict[str, _Holders] = {}
        for key, names in published:
            known = self._topics.get(key)
            self._topics[key] = _BETWEEN.join((known, *names) if known else names)
            for name in names:
                _hold(held, name, key)
        # Whoever is like nobody is most of a book, and is asked for by no one else.
        self._published = {
            name: keys
            for name, keys in held.items()
            if not isinstance(keys, Key) or not name.startswith(ALIKE)
        }
        self._texts = {key: entry.text for key, entry in self._entries.items()}
        self._ids: dict[str, list[str]] = {}
        for key in sorted(self._texts):
            self._ids.setdefault(key.folder, []).append(key.id)

    def path(self, key: Key) -> str | None:
        """Tell where a record lies, or nothing where there is none."""
        entry = self._entries.get(key)
        return entry.path if entry else None

    def text(self, key: Key) -> str | None:
        """Give the JSON of a record, or nothing where there is none."""
        return self._texts.get(key)

    def has_all(self, names: Iterable[tuple[str, str]]) -> bool:
        """Tell whether there are records of all these folders and ids."""
        return self._texts.keys() >= set(names)  # a pair is found as a key is

    def publishers(self, topic: str, folder: str = "") -> Sequence[Key]:  # noqa: ARG002 - a shelf's
        """Give the records that a topic is published by, sorted."""
        found = self._published.get(topic, ())
        if isinstance(found, Key):
            return (found,)
        if isinstance(found, list):
            found = self._published[topic] = tuple(sorted({*found}))
        return found

    def topics(self, key: Key) -> Sequence[str]:
        """Give the topics that a record publishes, in every file that it has."""
        found = self._topics.get(key)
        return found.split(_BETWEEN) if found else ()

    def ids(self, folder: str) -> Sequence[str]:
        """Give all ids of a kind, sorted."""
        return self._ids.get(folder, [])
