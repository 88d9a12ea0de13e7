"""Whether a method may take another's place: by evidence from windows that are over, not by belief.

A new method must have the lower mean CRPS on eight windows of which no two overlap; the gain must
hold against chance, or be there in seven windows of ten; its bias must not be worse by more than
three points; and its 80 % range must cover what it claims. What a range covers shows in 20 windows
of which no two overlap: with fewer, the last condition cannot be told and decides nothing.
"""

from collections.abc import Sequence
from math import erfc, sqrt
from typing import NamedTuple

import numpy as np

from generator.forecast import accuracy, score
from generator.forecast.accuracy import Judged
from generator.forecast.known import Floats
from generator.look.format import percent, plural

WINDOWS, MANY, ENOUGH = 8, 12, 20
WINS = 0.70
CHANCE = 0.10
WORSE = 0.03
COVERED = (0.65, 0.92)
_MOST = 10
_RANGE = f"{percent(0.8)} range"


class Condition(NamedTuple):
    """Whether a condition is met, nothing where it cannot be told yet, and what was found."""

    met: bool | None
    words: str


class Verdict(NamedTuple):
    """Whether a method passes, on how many windows of which no two overlap, and why."""

    passed: bool
    windows: int
    reasons: tuple[Condition, ...]


Pairs = Sequence[tuple[Judged, Judged]]


def verdict(new: Sequence[Judged], old: Sequence[Judged]) -> Verdict:
    """Compare two methods over the windows that both forecast with a range, by origin."""
    pairs = _pairs(new, old)
    if not pairs:
        none = Condition(met=False, words="There is no window that both forecast.")
        return Verdict(passed=False, windows=0, reasons=(none,))
    reasons = tuple(condition(pairs) for condition in _CONDITIONS)
    return Verdict(all(one.met is not False for one in reasons), len(apart(pairs)), reasons)


def passes(new: Sequence[Judged], old: Sequence[Judged]) -> bool:
    """Tell whether a method passes; asks no further than to the first condition that fails."""
    pairs = _pairs(new, old)
    return bool(pairs) and all(one(pairs).met is not False for one in _CONDITIONS)


def ratio(new: Sequence[Judged], old: Sequence[Judged]) -> float:
    """Give the score of a method in relation to the other's, which is above 0; less is better."""
    ours, theirs = (float(one.mean()) for one in _scores(_pairs(new, old)))
    return ours / theirs


def _pairs(new: Sequence[Judged], old: Sequence[Judged]) -> Pairs:
    before = {pair.issued.origin: pair for pair in old if pair.issued.quantiles}
    return sorted(
        (pair, before[pair.issued.origin])
        for pair in new
        if pair.issued.quantiles and pair.issued.origin in before
    )


def _windows(pairs: Pairs) -> Condition:
    number = len(apart(pairs))
    return Condition(number >= WINDOWS, _apart(number, WINDOWS))


def _apart(number: int, needed: int) -> str:
    return f"{plural(number, 'window')} of which no two overlap; {needed} are needed."


def _better(pairs: Pairs) -> Condition:
    new, old = (float(one.mean()) for one in _scores(pairs))
    than = "not lower"  # than next to nothing, of which no share can be told
    if new < _MOST * old:
        than = f"{percent(abs(new / old - 1))} {'lower' if new < old else 'higher'}"
    words = f"The score of the whole distribution (CRPS) is {than} than that of the other."
    return Condition(new < old, words)


def _sure(pairs: Pairs) -> Condition:
    """Ask for a gain beyond chance, or one in seven of ten among many windows."""
    new, old = _scores(pairs)
    weeks = max((pair.issued.end - pair.issued.origin) // 7 for pair, _ in pairs)
    chance = diebold_mariano(old - new, weeks)
    new, old = _scores(apart(pairs))
    won = float((new < old).mean())
    often = len(new) >= MANY and won >= WINS
    said = f"The gain is chance with a probability of {percent(chance)}"
    return Condition(chance < CHANCE or often, f"{said}; it is there in {percent(won)} of windows.")


def _unbiased(pairs: Pairs) -> Condition:
    actual = np.array([pair.actual for pair, _ in pairs])
    new, old = (
        score.bias(actual, np.array([pair[which].issued.mean for pair in pairs])) or 0.0
        for which in (0, 1)
    )
    said = f"The bias is {percent(new, plus=True)}, that of the other {percent(old, plus=True)}."
    return Condition(abs(new) <= abs(old) + WORSE, said)


def _covering(pairs: Pairs) -> Condition:
    """Ask for a sound 80 % range, once there are windows enough to tell."""
    windows = [pair for pair, _ in apart(pairs)]
    if len(windows) < ENOUGH:
        few = _apart(len(windows), ENOUGH)
        return Condition(None, f"What the {_RANGE} holds cannot be told yet: {few}")
    held = sum(low <= came <= high for low, came, high in map(_eighty, windows))
    words = f"The {_RANGE} held {held} of {len(windows)} outcomes of windows apart."
    return Condition(COVERED[0] <= held / len(windows) <= COVERED[1], words)


def _eighty(pair: Judged) -> tuple[float, float, float]:
    low, high = pair.issued.between(0.80)
    return low, pair.actual, high


_CONDITIONS = (_windows, _better, _sure, _unbiased, _covering)


def _scores(pairs: Pairs) -> tuple[Floats, Floats]:
    new, old = (accuracy.crps([pair[which] for pair in pairs]) for which in (0, 1))
    return new, old


def apart(pairs: Pairs) -> Pairs:
    """Take windows of which no two overlap, from the first on."""
    found: list[tuple[Judged, Judged]] = []
    for pair in pairs:
        if not found or pair[0].issued.origin >= found[-1][0].issued.end:
            found.append(pair)
    return found


def diebold_mariano(gains: Floats, overlap: int) -> float:
    """Give the probability that gains with a mean so high are chance (Diebold & Mariano 1995).

    Gains are a week apart, each over so many weeks, so that those nearer than that go together;
    their variance is that of Newey & West (1987). One-sided, by the normal distribution.
    """
    n, mean = len(gains), float(gains.mean())
    off = gains - mean
    variance = float(off @ off) / n
    for lag in range(1, min(overlap, n)):
        weight = 1 - lag / overlap
        variance += 2 * weight * float(off[lag:] @ off[:-lag]) / n
    if variance <= 0:
        return 0.0 if mean > 0 else 1.0
    return 0.5 * erfc(mean / sqrt(variance / n) / sqrt(2))
