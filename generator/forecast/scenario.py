"""What is asked of a forecast: the spans of days, and what to suppose."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Window(NamedTuple):
    """A span of days, both ends of it included, as ordinals: a quarter, the next 13 weeks."""

    name: str
    first: int
    last: int


class Scenario(NamedTuple):
    """What to suppose: deals that do not count, and chances of being won at all, 0 to 1.

    A duplicate is left out this way. A deal with a chance of its own is won when the model would
    have it won, if it is.
    """

    without: frozenset[str] = frozenset()
    probability: Mapping[str, float] = MappingProxyType({})


NONE = Scenario()
