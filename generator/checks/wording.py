"""Words that several laws put into their messages."""

from collections.abc import Iterable
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache

SHOWN = 12
"""A longer list of values is cut after so many."""


@lru_cache(maxsize=4096)
def nearest(word: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """Find the words that look like the given one, the nearest first; case does not count."""
    lowered = {known.lower(): known for known in reversed(words)}
    spelled = word.strip().lower().replace(" ", "_").replace("-", "_")
    near = get_close_matches(spelled, lowered, n=2, cutoff=0.6)
    return tuple(lowered[found] for found in near)


def meant(word: str, words: tuple[str, ...]) -> str:
    """Ask whether a near miss was meant; where there is none, list what may stand there."""
    near = nearest(word, words)
    if near:
        return f"Did you mean {either(near)}?"
    rest = f" and {len(words) - SHOWN} more" if len(words) > SHOWN else ""
    return f"It can be {listed(words[:SHOWN])}{rest}."


def a(noun: str) -> str:
    """Put the article before a noun: `a deal`, `an account`."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def either(names: Iterable[str]) -> str:
    """Write names as a choice between them."""
    return " or ".join(f"`{name}`" for name in names)


def listed(names: Iterable[str]) -> str:
    """Write names one after the other."""
    return ", ".join(f"`{name}`" for name in names)


def plain(number: Decimal) -> str:
    """Write a number without exponent and idle zeros, with four decimals at most."""
    return f"{round(number, 4).normalize():f}"
