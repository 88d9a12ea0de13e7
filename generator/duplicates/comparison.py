"""Two records of a kind compared, and the records of a book that one must be compared with."""

import json
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from generator.book import Key
from generator.duplicates import accounts, contact_data, features, people, sales
from generator.duplicates.likeness import Evidence, Fields, Likeness, weighed
from schema import Account, Contact, Deal, Lead, Order

Seen = TypeVar("Seen")


class _Kind(NamedTuple, Generic[Seen]):
    """What is compared of a kind, and what speaks for one record and for two.

    `prior` is where the weighing begins, `cleared` from where on even two that are two are told.
    """

    prior: float
    cleared: float
    seen: Callable[[str, Fields], Seen]
    evidence: Callable[[Seen, Seen], Iterator[Evidence]]


def _as_written(_: str, fields: Fields) -> Fields:
    return fields


_KINDS: Mapping[str, _Kind[Any]] = {
    Account.folder: _Kind(accounts.PRIOR, 0, accounts.seen, accounts.evidence),
    Contact.folder: _Kind(people.PRIOR, 0, _as_written, people.contact),
    Lead.folder: _Kind(people.PRIOR, 0, _as_written, people.lead),
    Deal.folder: _Kind(sales.DEAL_PRIOR, -1.5, _as_written, sales.deal),
    Order.folder: _Kind(sales.ORDER_PRIOR, 0, _as_written, sales.order),
}

BESIDE = 8
"""Of the records that share a key, so many on either side are compared."""
_RANK = ("same", "likely", "suggest", "distinct")


class Compared(NamedTuple):
    """A record made ready to be compared, with however many others."""

    key: Key
    waived: Sequence[str]
    """The ids of those of which somebody has said that they are others."""
    seen: object


def compared(key: Key, fields: Fields) -> Compared:
    """Make a record ready to be compared."""
    waived = features.texts(fields, "not_duplicate_of")
    return Compared(key, waived, _KINDS[key.folder].seen(key.id, fields))


def likeness(mine: Compared, theirs: Compared) -> Likeness | None:
    """Say how much two records of a kind look like one; the same whichever comes first.

    Nothing where nothing speaks for it, and where either says in `not_duplicate_of` that they are
    two.
    """
    key, other = mine.key, theirs.key
    if other.id in mine.waived or key.id in theirs.waived:
        return None
    kind = _KINDS[key.folder]
    first, second = (mine, theirs) if key.id <= other.id else (theirs, mine)
    return weighed(other, kind.prior, kind.evidence(first.seen, second.seen), kind.cleared)


def compare(key: Key, mine: Fields, other: Key, theirs: Fields) -> Likeness | None:
    """Say how much two records look like one that are compared with no others."""
    return likeness(compared(key, mine), compared(other, theirs))


def apart(mine: Fields, theirs: Fields) -> bool:
    """Tell at once that two records are surely two, since a public register says so."""
    one, other = (
        contact_data.register(features.text(fields, "corporate_number"))
        for fields in (mine, theirs)
    )
    return bool(one and other and one != other)


def neighbours(holders: Sequence[Key], key: Key) -> Iterator[Key]:
    """Give the records that share a key with one: of very many only those next to it by id.

    What hundreds share tells nobody apart, and to compare each with each would take hours. Who is
    next to whom is the same from both sides.
    """
    place = bisect_left(holders, key)
    yield from holders[max(0, place - BESIDE) : place]
    yield from (one for one in holders[place : place + BESIDE + 1] if one != key)


def later(holders: Sequence[Key]) -> Iterator[Sequence[Key]]:
    """Give each of the records that share a key, followed by its neighbours that come after it."""
    return (holders[place : place + BESIDE + 1] for place in range(len(holders) - 1))


def ranked(found: Iterable[Likeness | None]) -> tuple[Likeness, ...]:
    """Put what looks alike in order: the most alike first."""
    alike = [one for one in found if one is not None]
    return tuple(sorted(alike, key=lambda one: (_RANK.index(one.band), -one.score, one.other)))


def fields_of(text: str) -> Fields:
    """Read the tree of an entry."""
    found: Fields = json.loads(text)
    return found
