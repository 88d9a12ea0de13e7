"""The whole story: what happened, and how the book had it meanwhile."""

from datetime import datetime

from generator.simulation import duplicates, reorganisation, slips, world
from generator.simulation.belief import held
from generator.simulation.event import Event
from generator.simulation.world import World


def told(drawn: World) -> tuple[Event, ...]:
    """Tell everything in order, with what was believed, entered twice and deleted on the way.

    In the end the book is what it would be without.
    """
    straight = sorted(world.told(drawn), key=_moment)
    twice = duplicates.draw(drawn)
    beliefs = (
        *slips.beliefs(drawn),
        *duplicates.beliefs(twice),
        *reorganisation.beliefs(drawn),
    )
    found = [
        *held(straight, beliefs),
        *duplicates.told(drawn, twice),
        *slips.deleted(drawn.ground.calendar, straight),
    ]
    return tuple(sorted(found, key=_moment))


def _moment(event: Event) -> datetime:
    return event.moment
