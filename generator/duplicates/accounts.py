"""What speaks for and against two accounts being one company."""

from collections.abc import Iterator, Sequence
from itertools import product

from generator.duplicates import contact_data, features, letters, matcher
from generator.duplicates.likeness import Evidence, Fields
from generator.duplicates.name import Name, company, spoken

PRIOR = -3.0
_NEAR, _HALF_NEAR = 85, 80
_BY_ITSELF = 8
"""A difference of one letter says less the shorter the name; in kanji it is another word."""


def evidence(one: tuple[str, Fields], other: tuple[str, Fields]) -> Iterator[Evidence]:
    """Compare two accounts, each with its id."""
    mine, theirs = one[1], other[1]
    yield from _family(one, other)
    yield from _number(mine, theirs)
    yield from _name(mine, theirs)
    yield from _reached(mine, theirs)
    yield from _place(mine, theirs)


def _family(one: tuple[str, Fields], other: tuple[str, Fields]) -> Iterator[Evidence]:
    """A company and its subsidiary share nearly everything and are two."""
    for (identity, fields), (above, _) in ((one, other), (other, one)):
        if above and features.text(fields, "parent") == above:
            yield Evidence(-12, f"`{above}` is the parent of `{identity}`")
    if features.same(one[1], other[1], "parent"):
        yield Evidence(-10, f"both belong to `{features.text(one[1], 'parent')}`")


def _number(mine: Fields, theirs: Fields) -> Iterator[Evidence]:
    one, other = (
        contact_data.register(features.text(fields, "corporate_number"))
        for fields in (mine, theirs)
    )
    if not one or not other:
        return
    if one != other:
        yield Evidence(-8, "different corporate numbers")
    elif contact_data.is_checked(one):
        yield Evidence(10, f"the same corporate number {one}")
    else:
        yield Evidence(3, f"the same corporate number {one}, whose check digit is wrong")


def _name(mine: Fields, theirs: Fields) -> Iterator[Evidence]:
    ours, yours = features.names(mine), features.names(theirs)
    if not ours or not yours:
        return
    found = _alike(ours, yours) or _read_alike(mine, theirs) or _nearly(ours, yours)
    yield found or Evidence(-0.5, "different names")
    pairs = [one.numbers ^ other.numbers for one, other in product(ours, yours)]
    if all(pairs):
        yield Evidence(-8, "different numbers in their names")


def _alike(ours: Sequence[Name], yours: Sequence[Name]) -> Evidence | None:
    """Find a name that both have."""
    shared = {one.core for one in ours} & {one.core for one in yours}
    if shared:
        return Evidence(5.5, f"the same name without its legal form, {min(shared)}")
    if {one.bag for one in ours} & {one.bag for one in yours}:
        return Evidence(5.3, "the same words in their names")
    if {letters.variant(one.core) for one in ours} & {letters.variant(one.core) for one in yours}:
        return Evidence(5.3, "the same name in other forms of its letters")
    return None


def _read_alike(mine: Fields, theirs: Fields) -> Evidence | None:
    """Find a name that is read as the other's; homophones are many."""
    ours, yours = _read(mine), _read(theirs)
    return Evidence(3.3, f"names read alike, {min(ours & yours)}") if ours & yours else None


def _read(fields: Fields) -> set[str]:
    found = {spoken(company(features.text(fields, "reading")).core)}
    for name in features.names(fields):
        found.add(spoken(name.core) or name.core)
    return found - {""}


def _nearly(ours: Sequence[Name], yours: Sequence[Name]) -> Evidence | None:
    """Find two names a letter apart, or one that is part of the other."""
    # A whole word more is how a company below another is called: `Europe`, `Logistics`.
    if any(_is_part(a, b) or _is_part(b, a) for a, b in product(ours, yours)):
        return Evidence(1.5, "one name is part of the other")
    ratio, one, other = max(
        (matcher.ratio(a.core, b.core), a.core, b.core) for a, b in product(ours, yours)
    )
    if ratio >= _NEAR and not letters.is_wide(one) and len(one) > _BY_ITSELF:
        return Evidence(3.6, f"nearly the same name, {one} and {other}")
    if ratio >= _HALF_NEAR:
        return Evidence(3.1, f"names with little between them, {one} and {other}")
    return None


def _is_part(one: Name, other: Name) -> bool:
    return set(one.words) < set(other.words)


def _reached(mine: Fields, theirs: Fields) -> Iterator[Evidence]:
    ours, yours = features.domains(mine), features.domains(theirs)
    if ours & yours:
        yield Evidence(2.5, f"the same domain {min(ours & yours)}")
    elif ours and yours:
        yield Evidence(-1.5, "different domains")
    one, other = (contact_data.phone(features.text(fields, "phone")) for fields in (mine, theirs))
    if one and one == other:
        yield Evidence(2.5, "the same phone number")


def _place(mine: Fields, theirs: Fields) -> Iterator[Evidence]:
    ours, yours = features.parts(mine, "addresses"), features.parts(theirs, "addresses")
    if any(_at(one) and _at(one) == _at(other) for one, other in product(ours, yours)):
        yield Evidence(1.5, "the same address")
    countries = [{features.text(one, "country") for one in found} - {""} for found in (ours, yours)]
    if all(countries) and not countries[0] & countries[1]:
        yield Evidence(-1.5, "different countries")


def _at(address: Fields) -> tuple[str, ...]:
    found = tuple(letters.plain(features.text(address, name)) for name in ("city", "street"))
    return found if all(found) else ()
