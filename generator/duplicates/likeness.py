"""How alike two records are: what speaks for it and against it, weighed, and said in words."""

from collections.abc import Callable, Iterable, Mapping
from math import exp
from operator import itemgetter
from typing import Literal, NamedTuple

from generator.book import Key
from generator.yaml.source import Tree

Band = Literal["same", "likely", "suggest", "distinct"]
"""One record entered twice; most likely so; worth a look; alike, and still two."""

_SAME, _LIKELY, _SUGGEST = 0.97, 0.9, 0.5

Fields = Mapping[str, Tree]
"""A record as it is written: texts, lists and groups of texts."""


class Evidence(NamedTuple):
    """Something that speaks for (or, below zero, against) two records being one, in words.

    The weight is a logarithm of odds. Without words it counts and is not told.
    """

    weight: float
    words: str


_WEIGHT: Callable[[Evidence], float] = itemgetter(0)


class Likeness(NamedTuple):
    """A record that looks like another one: how much (0 to 1), why, and what speaks against it."""

    other: Key
    score: float
    band: Band
    reasons: tuple[str, ...]
    against: tuple[str, ...]

    @property
    def words(self) -> str:
        """What is alike, in words; what is not, where that decides."""
        return ", ".join(self.against if self.band == "distinct" else self.reasons)


def weighed(
    other: Key, prior: float, evidence: Iterable[Evidence], cleared: float = 0
) -> Likeness | None:
    """Weigh all that is known of two records; nothing where hardly anything speaks for one.

    That is where, without what speaks against it, the logarithm of the odds is below `cleared`.
    """
    known = list(evidence)
    for_it = sorted([one for one in known if one.weight > 0], key=_WEIGHT, reverse=True)
    if prior + sum(map(_WEIGHT, for_it)) < cleared:
        return None
    against = sorted([one for one in known if one.weight < 0])
    score = round(1 / (1 + exp(-(prior + sum(map(_WEIGHT, known))))), 3)
    return Likeness(other, score, _band(score), _words(for_it), _words(against))


def _words(evidence: Iterable[Evidence]) -> tuple[str, ...]:
    return tuple([one.words for one in evidence if one.words])


def _band(score: float) -> Band:
    if score >= _SAME:
        return "same"
    if score >= _LIKELY:
        return "likely"
    return "suggest" if score >= _SUGGEST else "distinct"
