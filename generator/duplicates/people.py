"""What speaks for and against two contacts, or two leads, being one person."""

from collections.abc import Iterator

from generator.duplicates import contact_data, features, letters, matcher
from generator.duplicates.likeness import Evidence, Fields
from generator.duplicates.name import Name, company, person

PRIOR = -3.0
_NEAR = 85


def contact(mine: Fields, theirs: Fields) -> Iterator[Evidence]:
    """Compare two contacts."""
    yield from _reached(mine, theirs)
    yield from _called(mine, theirs)
    shared = features.employers(mine) & features.employers(theirs)
    if shared:
        yield Evidence(1.5, f"both at `{min(shared)}`")
    elif features.employers(mine) and features.employers(theirs):
        yield Evidence(-1, "at different accounts")


def lead(mine: Fields, theirs: Fields) -> Iterator[Evidence]:
    """Compare two leads."""
    yield from _reached(mine, theirs)
    yield from _called(mine, theirs)
    yield from _company(mine, theirs)
    for earlier, later in ((mine, theirs), (theirs, mine)):
        ended = features.day(earlier, "converted_on", "rejected_on")
        came = features.day(later, "created_on")
        if ended and came and ended <= came:
            yield Evidence(-14, f"one came after the other was closed on {ended}")


def _company(mine: Fields, theirs: Fields) -> Iterator[Evidence]:
    one, other = (company(features.text(fields, "company")) for fields in (mine, theirs))
    if not one.words or not other.words:
        return
    if letters.variant(one.bag) == letters.variant(other.bag):
        yield Evidence(2, "the same company")
    elif matcher.ratio(one.core, other.core) >= _NEAR:
        yield Evidence(1, "nearly the same company")
    elif letters.is_wide(one.core) == letters.is_wide(other.core):
        yield Evidence(-1.5, "different companies")


def _reached(mine: Fields, theirs: Fields) -> Iterator[Evidence]:
    ours, yours = (features.text(fields, "mail").casefold() for fields in (mine, theirs))
    if ours and ours == yours:
        shared = contact_data.is_shared(ours)
        words = "the same shared mailbox" if shared else "the same mail address"
        yield Evidence(1 if shared else 7, f"{words} {ours}")
    elif ours and yours:
        yield Evidence(-2, "different mail addresses")
    one, other = (contact_data.phone(features.text(fields, "phone")) for fields in (mine, theirs))
    if one and one == other:
        yield Evidence(2.5, "the same phone number")


def _called(mine: Fields, theirs: Fields) -> Iterator[Evidence]:
    one, other = _full(mine), _full(theirs)
    if not one.words or not other.words:
        return
    if letters.variant(one.bag) == letters.variant(other.bag):
        yield Evidence(4.5, "the same name")
    elif _shortened(one, other):
        yield Evidence(2.5, "the same name, shortened")
    elif matcher.ratio(one.bag, other.bag) >= _NEAR:
        yield Evidence(3, "nearly the same name")
    elif letters.is_wide(one.core) == letters.is_wide(other.core):
        yield Evidence(-4, "different names")


def _full(fields: Fields) -> Name:
    return person(features.text(fields, "name"))


def _shortened(one: Name, other: Name) -> bool:
    """Tell whether each word of one name begins a word of the other: `M. Oka`, `Makoto Oka`."""
    fewer, more = sorted((one.words, other.words), key=lambda words: len("".join(words)))
    left = list(more)
    for word in sorted(fewer, key=len, reverse=True):
        found = next((long for long in left if long.startswith(word)), None)
        if found is None:
            return False
        left.remove(found)
    return bool(set(fewer) & set(more)) and len(fewer) > 1
