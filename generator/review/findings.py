"""What the check finds after a branch and did not find before it, wherever the lines lie now."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from generator.annotate import most_severe_first
from generator.book import Key
from generator.diagnostic import Diagnostic
from generator.history.version import key_of

_PLACE = re.compile(r"\b(line|byte|item) \d+")
_NAMED = re.compile(r"`([^`]+)`")
DUPLICATE = "L9"
"""How the codes of law 9 begin, which finds what was entered twice."""


class News(NamedTuple):
    """New findings, most severe first, and how many old ones are gone."""

    found: tuple[Diagnostic, ...]
    gone: int


def news(
    before: Iterable[Diagnostic],
    after: Iterable[Diagnostic],
    touched: Container[Key] = (),
    names: Mapping[Key, Key] = MappingProxyType({}),
) -> News:
    """Compare the findings of two books; each counts as often as it is there.

    Of two records that look alike the one that the branch touched is named, once; `touched` has
    the keys of those. `names` has the new keys of records by the old ones.
    """
    old, new = Counter(_same(one, names) for one in before), Counter(map(_same, after))
    added, gone = new - old, old - new
    found, left = [], Counter(one[:3] for one in gone.elements())
    for one in most_severe_first(after):
        same = _same(one)
        if added[same] > 0:
            added[same] -= 1
            if not _twin(one, touched):
                found.append(one)
            elif left[same[:3]] > 0:  # it names others than before
                left[same[:3]] -= 1
            elif not _mirrored(one, touched):
                found.append(one)
    return News(tuple(found), left.total())


def _same(
    one: Diagnostic, names: Mapping[Key, Key] = MappingProxyType({})
) -> tuple[object, str, str, str]:
    """Name a finding by what it says of which record, without its place in the file."""
    key, message = key_of(one.path), _PLACE.sub(r"\1", one.message)
    return names.get(key, key) if key else one.path, one.code, one.severity, message


def _twin(one: Diagnostic, touched: Container[Key]) -> bool:
    """Tell whether a record that the branch left alone looks like another one."""
    return one.code.startswith(DUPLICATE) and key_of(one.path) not in touched


def _mirrored(one: Diagnostic, touched: Container[Key]) -> bool:
    """Tell whether one that the branch touched is named, whose own finding says the same."""
    key = key_of(one.path)
    named = _NAMED.findall(one.message)
    return key is not None and any(Key(key.folder, other) in touched for other in named)
