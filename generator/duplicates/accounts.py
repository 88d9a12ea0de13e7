"""What speaks for and against two accounts being one company."""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from generator.duplicates import contact_data, features, letters, matcher
from generator.duplicates.likeness import Evidence, Fields
from generator.duplicates.name import Name, company, spoken

PRIOR = -3.0
_NEAR, _HALF_NEAR = 85, 80
_BY_ITSELF = 8
"""A difference of one letter says less the shorter the name; in kanji it is another word."""


class Seen(NamedTuple):
    """What is compared of an account, taken from its fields once for all that it is compared with.

    Texts are as they are compared; without a name, a number or a place there are none.
    """

    id: str
    parent: str
    register: str
    words: frozenset[frozenset[str]]
    cores: frozenset[str]
    bags: frozenset[str]
    variants: frozenset[str]
    read: frozenset[str]
    numbers: frozenset[frozenset[str]]
    domains: frozenset[str]
    phone: str
    places: frozenset[tuple[str, ...]]
    countries: frozenset[str]


def seen(identity: str, fields: Fields) -> Seen:
    """Take from an account what is compared of it."""
    names, addresses = features.names(fields), features.parts(fields, "addresses")
    return Seen(
        identity,
        features.text(fields, "parent"),
        contact_data.register(features.text(fields, "corporate_number")),
        frozenset([frozenset(one.words) for one in names]),
        frozenset([one.core for one in names]),
        frozenset([one.bag for one in names]),
        frozenset([letters.variant(one.core) for one in names]),
        _read(features.text(fields, "reading"), names),
        frozenset([one.numbers for one in names]),
        features.domains(fields),
        contact_data.phone(features.text(fields, "phone")),
        frozenset([_at(one) for one in addresses]) - {()},
        frozenset([features.text(one, "country") for one in addresses]) - {""},
    )


def _read(reading: str, names: Sequence[Name]) -> frozenset[str]:
    said = spoken(company(reading).core)
    return frozenset([said, *(spoken(one.core) or one.core for one in names)]) - {""}


def _at(address: Fields) -> tuple[str, ...]:
    found = tuple([letters.plain(features.text(address, name)) for name in ("city", "street")])
    return found if all(found) else ()


def evidence(one: Seen, other: Seen) -> Iterator[Evidence]:
    """Compare two accounts."""
    yield from _family(one, other)
    yield from _number(one.register, other.register)
    if one.cores and other.cores:
        yield from _name(one, other)
    yield from _reached(one, other)
    yield from _place(one, other)


def _family(one: Seen, other: Seen) -> Iterator[Evidence]:
    """A company and its subsidiary share nearly everything and are two."""
    for child, above in ((one, other.id), (other, one.id)):
        if above and child.parent == above:
            yield Evidence(-12, f"`{above}` is the parent of `{child.id}`")
    if one.parent and one.parent == other.parent:
        yield Evidence(-10, f"both belong to `{one.parent}`")


def _number(one: str, other: str) -> Iterator[Evidence]:
    if not one or not other:
        return
    if one != other:
        yield Evidence(-8, "different corporate numbers")
    elif contact_data.is_checked(one):
        yield Evidence(10, f"the same corporate number {one}")
    else:
        yield Evidence(3, f"the same corporate number {one}, whose check digit is wrong")


def _name(one: Seen, other: Seen) -> Iterator[Evidence]:
    found = _alike(one, other) or _read_alike(one.read & other.read)
    yield found or _nearly(one, other) or Evidence(-0.5, "different names")
    if one.numbers.isdisjoint(other.numbers):
        yield Evidence(-8, "different numbers in their names")


def _alike(one: Seen, other: Seen) -> Evidence | None:
    """Find a name that both have."""
    if shared := one.cores & other.cores:
        return Evidence(5.5, f"the same name without its legal form, {min(shared)}")
    if not one.bags.isdisjoint(other.bags):
        return Evidence(5.3, "the same words in their names")
    if not one.variants.isdisjoint(other.variants):
        return Evidence(5.3, "the same name in other forms of its letters")
    return None


def _read_alike(shared: frozenset[str]) -> Evidence | None:
    """Find a name that is read as the other's; homophones are many."""
    return Evidence(3.3, f"names read alike, {min(shared)}") if shared else None


def _nearly(one: Seen, other: Seen) -> Evidence | None:
    """Find two names a letter apart, or one that is part of the other."""
    # A whole word more is how a company below another is called: `Europe`, `Logistics`.
    if any(mine < theirs or theirs < mine for mine, theirs in product(one.words, other.words)):
        return Evidence(1.5, "one name is part of the other")
    ratio, mine, theirs = matcher.nearest_pair(one.cores, [*other.cores])
    if ratio >= _NEAR and not letters.is_wide(mine) and len(mine) > _BY_ITSELF:
        return Evidence(3.6, f"nearly the same name, {mine} and {theirs}")
    if ratio >= _HALF_NEAR:
        return Evidence(3.1, f"names with little between them, {mine} and {theirs}")
    return None


def _reached(one: Seen, other: Seen) -> Iterator[Evidence]:
    if shared := one.domains & other.domains:
        yield Evidence(2.5, f"the same domain {min(shared)}")
    elif one.domains and other.domains:
        yield Evidence(-1.5, "different domains")
    if one.phone and one.phone == other.phone:
        yield Evidence(2.5, "the same phone number")


def _place(one: Seen, other: Seen) -> Iterator[Evidence]:
    if not one.places.isdisjoint(other.places):
        yield Evidence(1.5, "the same address")
    if one.countries and other.countries and one.countries.isdisjoint(other.countries):
        yield Evidence(-1.5, "different countries")
