"""The matcher of texts; loaded when two texts are first compared, since that takes a moment."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from types import ModuleType


@cache
def _fuzz() -> ModuleType:
    from rapidfuzz import fuzz  # noqa: PLC0415 - slow to load

    return fuzz


def ratio(one: str, other: str) -> float:
    """Tell how much of two texts is the same, 0 to 100: insertions and deletions over length."""
    return float(_fuzz().ratio(one, other))


def nearest_pair(some: Iterable[str], others: Sequence[str]) -> tuple[float, str, str]:
    """Find the text and the other text that have most in common, and how much: their ratio."""
    fuzz = _fuzz()
    return max([(fuzz.ratio(one, other), one, other) for one in some for other in others])


def set_ratio(one: Iterable[str], other: Iterable[str]) -> float:
    """Tell how much of the words of two texts is the same, in any order, 0 to 100."""
    return float(_fuzz().token_set_ratio(" ".join(one), " ".join(other)))


def nearest(
    text: str, among: Sequence[str], least: float, most: int
) -> Iterator[tuple[int, float]]:
    """Find the texts most like one, or in which most of it stands: their places and ratios."""
    from rapidfuzz import process  # noqa: PLC0415 - slow to load

    found = process.extract(
        text, among, scorer=_fuzz().WRatio, score_cutoff=least, limit=most, processor=None
    )
    for _, score, place in sorted(found, key=lambda one: (-one[1], one[2])):
        yield place, score
