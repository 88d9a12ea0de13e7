"""Chance: everything that is drawn comes from a seed and the name of what it is drawn for."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

Item = TypeVar("Item")

SIGNS = "23456789bcdfghjkmnpqrstvwxyz"
"""Signs of a short code: no vowels, so that no words come up, and no 0, 1, l, i or o."""
CODES = len(SIGNS) ** 4
_STRIDE = (
    230_563  # odd and no multiple of 7, so that it shares no divisor with 28 to the power of 4
)


def stream(seed: int, name: str) -> Random:
    """Give a source of chance of its own, so that one part's draws do not move another's."""
    return Random(f"{seed}/{name}")  # noqa: S311 - a simulation wants the same draws every time


def code(seed: int, number: int) -> str:
    """Give the four signs that end an id; they differ for all numbers below `CODES`."""
    left = (seed * 7919 + 90_001 + number * _STRIDE) % CODES
    signs = ""
    for _ in range(4):
        left, place = divmod(left, len(SIGNS))
        signs += SIGNS[place]
    return signs


def weighted(rng: Random, weights: Mapping[Item, float]) -> Item:
    """Draw one of the keys, as often as its weight says."""
    return rng.choices(list(weights), list(weights.values()))[0]


def some(rng: Random, items: Sequence[Item], count: int) -> list[Item]:
    """Draw so many different items, in their order; all of them where there are fewer."""
    places = rng.sample(range(len(items)), min(count, len(items)))
    return [items[place] for place in sorted(places)]


def likely(rng: Random, percent: float) -> bool:
    """Draw whether something with this probability happens."""
    return rng.random() * 100 < percent


def shares(total: int, weights: Sequence[float]) -> list[int]:
    """Share a whole number out by weights; what is left over goes to the largest remainders."""
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    given = [int(share) for share in exact]
    order = sorted(range(len(exact)), key=lambda place: (given[place] - exact[place], place))
    for place in order[: total - sum(given)]:
        given[place] += 1
    return given
