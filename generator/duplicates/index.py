"""Records of a kind prepared for the question which of them look like one that is being written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from generator.book import Entry, Key
from generator.duplicates import features, matcher
from generator.duplicates.comparison import (
    Compared,
    compared,
    fields_of,
    later,
    likeness,
    neighbours,
    ranked,
)
from generator.duplicates.keys import keys, near_keys
from generator.duplicates.likeness import Fields, Likeness
from generator.duplicates.name import Name, person
from schema import Account, Contact, Lead

NEAREST = 12
"""So many of the names most like the one that is being typed are looked at."""
_LIKE = 86
_LETTERS = 3
_NO_ID = "?"
"""Stands for the id of a record that has none yet: no field of another one names it."""


class Index:
    """The records of a kind, by their keys and by their names."""

    def __init__(self, folder: str, entries: Iterable[Entry]) -> None:
        self.folder = folder
        found = {entry.key: entry for entry in entries if entry.key.folder == folder}
        self._entries = {key: found[key] for key in sorted(found)}
        self._fields: dict[Key, Fields] = {}
        self._compared: dict[Key, Compared] = {}

    def __iter__(self) -> Iterator[tuple[Key, Fields]]:
        """Give every record as it is written."""
        return ((key, self.fields(key)) for key in self._entries)

    def fields(self, key: Key) -> Fields:
        """Give a record as it is written."""
        if key not in self._fields:
            self._fields[key] = fields_of(self._entries[key].text)
        return self._fields[key]

    def compared(self, key: Key) -> Compared:
        """Give a record ready to be compared."""
        if key not in self._compared:
            self._compared[key] = compared(key, self.fields(key))
        return self._compared[key]

    def keys(self) -> Iterator[tuple[Key, list[str]]]:
        """Give every record with its keys; one may be among them twice."""
        for key, entry in self._entries.items():
            found = entry.alike if entry.topics else [*keys(self.folder, self.fields(key))]
            if self.folder == Account.folder:
                found += near_keys(self.folder, self.fields(key))
            yield key, found

    @cached_property
    def sharing(self) -> Mapping[str, Sequence[Key]]:
        """The records that have a key, sorted."""
        found: dict[str, list[Key]] = {}
        for key, names in self.keys():
            for name in {*names}:
                found.setdefault(name, []).append(key)
        return found

    def shared(self) -> Mapping[str, Sequence[Key]]:
        """Give the records that have a key, for keys that more than one has: a few of very many."""
        found = [*self.keys()]
        once: set[str] = set()
        again: set[str] = set()
        for _, names in found:
            again.update(once.intersection(names))
            once.update(names)
        holders: dict[str, list[Key]] = {}
        for key, names in found:
            for name in again.intersection(names):
                holders.setdefault(name, []).append(key)
        return holders

    @cached_property
    def names(self) -> tuple[list[str], list[Key]]:
        """Every name as it is compared, and whose it is."""
        pairs = sorted(
            (core, key)
            for key, fields in self
            for core in {" ".join(one.words) for one in _named(self.folder, fields)}
        )
        return [core for core, _ in pairs], [key for _, key in pairs]


def index(folder: str, entries: Iterable[Entry]) -> Index:
    """Prepare the records of a kind; entries of other kinds are passed over."""
    return Index(folder, entries)


def _keys(folder: str, fields: Fields) -> tuple[str, ...]:
    return *keys(folder, fields), *near_keys(folder, fields)


def alike(known: Index, fields: Fields, own: str = "") -> tuple[Likeness, ...]:
    """Say which records look like one, the most alike first; `distinct` ones are among them."""
    key = Key(known.folder, own)
    found = sorted(_beside(known, fields, key))
    mine = compared(key, fields) if found else None
    return ranked(likeness(mine, known.compared(one)) for one in found if mine)


def pairs(known: Index) -> Iterator[tuple[Key, Likeness]]:
    """Give all pairs that look alike, each once: by the one whose id comes first."""
    beside: dict[Key, set[Key]] = {}
    for holders in known.shared().values():
        for key, *after in later(holders):
            beside.setdefault(key, set()).update(after)
    for key, others in sorted(beside.items()):
        mine = known.compared(key)
        found = ranked([likeness(mine, known.compared(one)) for one in sorted(others)])
        yield from ((key, one) for one in found)


def _beside(known: Index, fields: Fields, key: Key) -> set[Key]:
    """Find the records that have a key in common with one."""
    return {
        one
        for name in _keys(known.folder, fields)
        for one in neighbours(known.sharing.get(name, ()), key)
    }


def near(known: Index, fields: Fields, own: str = "") -> tuple[Likeness, ...]:
    """Say which records look like one that is being written, the most alike first.

    `fields` are as many as there are yet, as texts; `own` is the id of the record itself, where it
    is there already. Records whose name goes on as the typed one begins are among the answers,
    in the band `suggest`; those that are surely others, in the band `distinct`, are not.
    """
    found = alike(known, fields, own)
    seen = {one.other.id for one in found} | {own, *features.texts(fields, "not_duplicate_of")}
    typed = [one for one in _typed(known, fields) if one.other.id not in seen]
    return ranked([*(one for one in found if one.band != "distinct"), *typed])


def _typed(known: Index, fields: Fields) -> Iterator[Likeness]:
    """Find names like the one that is being typed, among accounts, contacts and leads."""
    if known.folder not in (Account.folder, Contact.folder, Lead.folder):
        return
    name = " ".join(next(iter(_named(known.folder, fields)), Name((), "")).words)
    if len(name) < _LETTERS and name.isascii():
        return
    names, holders = known.names
    seen: set[Key] = set()
    for place, score in matcher.nearest(name, names, _LIKE, NEAREST):
        if holders[place] not in seen:
            seen.add(holders[place])
            words = (f"a name like it, {names[place]}",)
            yield Likeness(holders[place], round(score / 200, 3), "suggest", words, ())


def _named(folder: str, fields: Fields) -> Iterator[Name]:
    if folder == Account.folder:
        yield from features.names(fields)
    else:
        found = person(features.text(fields, "name"))
        yield from [found] if found.words else []
