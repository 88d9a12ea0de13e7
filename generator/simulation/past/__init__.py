"""The past of the sample company as commits: by pull request, by import, and now and then not."""

from datetime import date, datetime, time, timedelta

from generator.simulation import story, world
from generator.simulation.calendar import Calendar, early, later_month
from generator.simulation.org import HEAD
from generator.simulation.past import order, settings
from generator.simulation.past.change import changes
from generator.simulation.past.commit import Commit
from generator.simulation.past.main import Ways
from generator.simulation.past.main import commits as brought
from generator.simulation.past.people import People
from generator.simulation.past.work import Opening, Work, works
from generator.simulation.sizes import Sizes

_FILED = "quotes"
"""The kind whose files were put into folders by year when there were too many in one."""


def commits(seed: int, sizes: Sizes, today: date) -> tuple[Commit, ...]:
    """Give the history of a data repository, each commit after its parents; the last is the tip."""
    calendar = Calendar(today)
    drawn = world.draw(seed, sizes, today)
    opening = _opening(calendar)
    begun = settings.begun(calendar, opening.start - timedelta(minutes=10))
    others = (*works(story.told(drawn), opening), *settings.changed(calendar), *_filed(calendar))
    ordered = order.settled(sorted((begun, *others), key=lambda work: work.moment))
    ways = Ways(seed, calendar, People(seed, drawn.ground.org))
    end = datetime.combine(today, time(19, 50))
    return tuple(brought(changes(ordered, sizes, _FILED), ways, end))


def _opening(calendar: Calendar) -> Opening:
    winter = calendar.on_or_after(later_month(calendar.start, 10))
    return Opening(early(calendar.start), datetime.combine(winter, time(18, 5)))


def _filed(calendar: Calendar) -> tuple[Work, ...]:
    """Put the quotes into folders by year, at the start of one."""
    day = calendar.on_or_after(later_month(calendar.start, 9) + timedelta(days=3))
    moment = datetime.combine(day, time(7, 50))
    text = "Put the quotes into a folder for each year"
    return (Work(moment, moment, HEAD, text, filed=_FILED),) if day <= calendar.today else ()


__all__ = ["Commit", "commits"]
