"""Records of a kind prepared for the question which of them look like one that is being written."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from generator.book import Entry, Key
from generator.duplicates import features, matcher
from generator.duplicates.comparison import compare, fields_of, neighbours, ranked
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
        self._fields = {
            entry.key: fields_of(entry.text) for entry in entries if entry.key.folder == folder
        }
        self.sharing: dict[str | int, list[Key]] = {}
        for key, fields in sorted(self._fields.items()):
            for one in _keys(folder, fields):
                self.sharing.setdefault(one, []).append(key)

    def __iter__(self) -> Iterator[tuple[Key, Fields]]:
        """Give every record as it is written."""
        yield from self._fields.items()

    def fields(self, key: Key) -> Fields:
        """Give a record as it is written."""
        return self._fields[key]

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


def _keys(folder: str, fields: Fields) -> tuple[str | int, ...]:
    return *keys(folder, fields), *near_keys(folder, fields)


def alike(known: Index, fields: Fields, own: str = "") -> tuple[Likeness, ...]:
    """Say which records look like one, the most alike first; `distinct` ones are among them."""
    key = Key(known.folder, own)
    found = sorted(_beside(known, fields, key))
    return ranked(compare(key, fields, one, known.fields(one)) for one in found)


def pairs(known: Index) -> Iterator[tuple[Key, Likeness]]:
    """Give all pairs that look alike, each once: by the one whose id comes first."""
    beside: dict[Key, set[Key]] = {}
    for holders in known.sharing.values():
        for key in holders if len(holders) > 1 else ():
            later = (one for one in neighbours(holders, key) if one > key)
            beside.setdefault(key, set()).update(later)
    for key, others in sorted(beside.items()):
        fields = known.fields(key)
        found = ranked(compare(key, fields, one, known.fields(one)) for one in sorted(others))
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
