"""Two records of a kind compared, and the records of a book that one must be compared with."""

import json
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.book import Key
from generator.duplicates import accounts, contact_data, features, people, sales
from generator.duplicates.likeness import Evidence, Fields, Likeness, weighed
from schema import Account, Contact, Deal, Lead, Order

Identified = tuple[str, Fields]


class _Kind(NamedTuple):
    """Where the weighing of a kind begins, and from where on even two that are two are told."""

    prior: float
    cleared: float
    evidence: Callable[[Identified, Identified], Iterator[Evidence]]


_KINDS: Mapping[str, _Kind] = {
    Account.folder: _Kind(accounts.PRIOR, 0, accounts.evidence),
    Contact.folder: _Kind(people.PRIOR, 0, people.contact),
    Lead.folder: _Kind(people.PRIOR, 0, people.lead),
    Deal.folder: _Kind(sales.DEAL_PRIOR, -1.5, sales.deal),
    Order.folder: _Kind(sales.ORDER_PRIOR, 0, sales.order),
}

BESIDE = 8
"""Of the records that share a key, so many on either side are compared."""
_RANK = ("same", "likely", "suggest", "distinct")


def compare(key: Key, mine: Fields, other: Key, theirs: Fields) -> Likeness | None:
    """Say how much two records of a kind look like one; the same whichever comes first.

    Nothing where nothing speaks for it, and where either says in `not_duplicate_of` that they are
    two.
    """
    if waived(key, mine, other, theirs):
        return None
    kind = _KINDS[key.folder]
    pair = sorted([(key.id, mine), (other.id, theirs)], key=lambda one: one[0])
    return weighed(other, kind.prior, kind.evidence(pair[0], pair[1]), kind.cleared)


def apart(mine: Fields, theirs: Fields) -> bool:
    """Tell at once that two records are surely two, since a public register says so."""
    one, other = (
        contact_data.register(features.text(fields, "corporate_number"))
        for fields in (mine, theirs)
    )
    return bool(one and other and one != other)


def waived(key: Key, mine: Fields, other: Key, theirs: Fields) -> bool:
    """Tell whether somebody has said that two records are not one."""
    return other.id in features.texts(mine, "not_duplicate_of") or key.id in features.texts(
        theirs, "not_duplicate_of"
    )


def neighbours(holders: Sequence[Key], key: Key) -> Iterator[Key]:
    """Give the records that share a key with one: of very many only those next to it by id.

    What hundreds share tells nobody apart, and to compare each with each would take hours. Who is
    next to whom is the same from both sides.
    """
    place = bisect_left(holders, key)
    yield from holders[max(0, place - BESIDE) : place]
    yield from (one for one in holders[place : place + BESIDE + 1] if one != key)


def ranked(found: Iterable[Likeness | None]) -> tuple[Likeness, ...]:
    """Put what looks alike in order: the most alike first."""
    return tuple(
        sorted(
            (one for one in found if one is not None),
            key=lambda one: (_RANK.index(one.band), -one.score, one.other),
        )
    )


def fields_of(text: str) -> Fields:
    """Read the tree of an entry."""
    found: Fields = json.loads(text)
    return found
