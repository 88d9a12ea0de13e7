"""The ground on which everything is drawn: the seed, the sizes, the time and the people."""

from random import Random
from typing import NamedTuple

from generator.simulation import chance
from generator.simulation.calendar import Calendar
from generator.simulation.org import Org
from generator.simulation.sizes import Sizes


class Ground(NamedTuple):
    """What every part of the simulation needs."""

    seed: int
    sizes: Sizes
    calendar: Calendar
    org: Org

    def stream(self, name: str) -> Random:
        """Give a source of chance for one part."""
        return chance.stream(self.seed, name)

    def code(self, number: int) -> str:
        """Give the four signs that end the id of a record with this number in its kind."""
        return chance.code(self.seed, number)
