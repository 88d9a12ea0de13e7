"""Whether a method may take another's place: by evidence from windows that are over, not by belief.

A new method must have the lower mean CRPS on eight windows of which no two overlap; the gain must
hold against chance, or be there in seven windows of ten; its bias must not be worse by more than
three points; and its 80 % range must cover what it claims, as far as 20 windows can show.
"""

from collections.abc import Sequence
from math import erfc, sqrt
from typing import NamedTuple

import numpy as np

from generator.forecast import accuracy, score
from generator.forecast.accuracy import Judged
from generator.forecast.known import Floats

WINDOWS, MANY, ENOUGH = 8, 12, 20
WINS = 0.70
CHANCE = 0.10
WORSE = 0.03
COVERED = (0.65, 0.92)
_EIGHTY = (2, 6)  # the places of 10 % and 90 % in LEVELS


class Verdict(NamedTuple):
    """Whether a method passes, and each condition in words with whether it is met."""

    passed: bool
    reasons: tuple[tuple[bool, str], ...]


def verdict(new: Sequence[Judged], old: Sequence[Judged]) -> Verdict:
    """Compare two methods over the windows that both forecast with a range, by origin."""
    before = {pair.issued.origin: pair for pair in old if pair.issued.quantiles}
    pairs = sorted(
        (pair, before[pair.issued.origin])
        for pair in new
        if pair.issued.quantiles and pair.issued.origin in before
    )
    if not pairs:
        return Verdict(passed=False, reasons=((False, "There is no window that both forecast."),))
    reasons = (
        _windows(pairs), _better(pairs), _sure(pairs), _unbiased(pairs), _covering(pairs)
    )  # fmt: skip
    return Verdict(all(met for met, _ in reasons), reasons)


Pairs = Sequence[tuple[Judged, Judged]]


def _windows(pairs: Pairs) -> tuple[bool, str]:
    number = len(apart(pairs))
    return number >= WINDOWS, f"{number} windows of which no two overlap; {WINDOWS} are needed."


def _better(pairs: Pairs) -> tuple[bool, str]:
    new, old = (float(one.mean()) for one in _scores(pairs))
    return new < old, f"The mean CRPS is {new:,.0f}, that of the old method {old:,.0f}."


def _sure(pairs: Pairs) -> tuple[bool, str]:
    """Ask for a gain beyond chance, or one in seven of ten among many windows."""
    new, old = _scores(pairs)
    weeks = max((pair.issued.end - pair.issued.origin) // 7 for pair, _ in pairs)
    chance = diebold_mariano(old - new, weeks)
    new, old = _scores(apart(pairs))
    won = float((new < old).mean())
    often = len(new) >= MANY and won >= WINS
    said = f"The gain is chance with a probability of {chance:.2f}; it is there in {won:.0%}."
    return chance < CHANCE or often, said


def _unbiased(pairs: Pairs) -> tuple[bool, str]:
    actual = np.array([pair.actual for pair, _ in pairs])
    new, old = (
        score.bias(actual, np.array([pair[which].issued.mean for pair in pairs])) or 0.0
        for which in (0, 1)
    )
    return abs(new) <= abs(old) + WORSE, f"The bias is {new:+.0%}, that of the old one {old:+.0%}."


def _covering(pairs: Pairs) -> tuple[bool, str]:
    """Ask for a sound 80 % range, once there are windows enough to tell."""
    table = np.array([pair.issued.quantiles for pair, _ in pairs])
    actual = np.array([pair.actual for pair, _ in pairs])
    found = score.coverage(actual, table[:, _EIGHTY[0]], table[:, _EIGHTY[1]])
    share = found.share if found else 0.0
    fine = len(pairs) < ENOUGH or COVERED[0] <= share <= COVERED[1]
    return fine, f"The 80 % range held {share:.0%} of {len(pairs)} outcomes."


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
