"""What a forecast says of ranges that too few windows of the past have tested: one range at a time.

A range that is to hold 95 % of all outcomes shows in 19 windows at the earliest whether it does;
one of 80 % in four (`generator.forecast.interval.NEEDED`).
"""

from collections.abc import Mapping

from generator.forecast.issued import UNVERIFIED

_LEAST = 0.80
"""The range without which none counts as verified."""
_BOTH = "90 % and 95 % ranges, not yet verified"
_WIDEST = "95 % range, not yet verified"
WORDS = {
    UNVERIFIED: (
        "Fewer than four windows of the past, of which no two overlap, have tested its 80 % range."
    ),
    _BOTH: (
        "A 90 % range takes nine windows of the past of which no two overlap, a 95 % range 19; "
        "until then they grow with the 80 % range."
    ),
    _WIDEST: (
        "A 95 % range takes 19 windows of the past of which no two overlap; until then it grows "
        "with the 90 % range."
    ),
}
"""The labels, and what each of them says."""


def label(windows: int, needed: Mapping[float, int]) -> str:
    """Name the ranges that so many windows have not tested yet; nothing where all are tested.

    `windows` are those of which no two overlap, `needed` says how many of them a range takes.
    """
    if windows < needed[_LEAST]:
        return UNVERIFIED
    if windows < needed[0.90]:
        return _BOTH
    return _WIDEST if windows < needed[0.95] else ""
