"""Slips: what was written wrong for a while, learnt late, changed late, or deleted by mistake."""

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from decimal import Decimal

from generator.book import Key
from generator.simulation.belief import Belief
from generator.simulation.calendar import Calendar
from generator.simulation.deal import Deal
from generator.simulation.event import Event, Fields
from generator.simulation.org import HEAD, SERVICE
from generator.simulation.world import World

_ZERO_TOO_MANY = 14
"""One in so many open or won deals has had a zero too many."""
_LEARNT_LATE = 5
"""Of one in so many lost deals the reason was learnt only later."""
_LATER = timedelta(days=38)
_LOWERED = "mei-lin"
_MILLION = 1_000_000


def beliefs(world: World) -> Iterator[Belief]:
    """Say what stood in deals and in a target before it was put right."""
    calendar = world.ground.calendar
    lost = [deal for deal in world.deals if deal.outcome == "lost"]
    for deal in lost[::_LEARNT_LATE]:
        yield from _learnt(world, deal)
    for deal in [deal for deal in world.deals if deal.outcome != "lost"][::_ZERO_TOO_MANY]:
        yield from _mistyped(world, deal)
    first = calendar.quarters[0]
    until = datetime.combine(calendar.on_or_after(first.end + timedelta(days=9)), time(13, 15))
    key = Key("targets", f"{_LOWERED}-{first.name.lower()}-bookings")
    yield Belief(key, until, HEAD, f"Lower the target of {first.name}", _higher)


def _learnt(world: World, deal: Deal) -> Iterator[Belief]:
    calendar = world.ground.calendar
    day = calendar.on_or_after(deal.close + _LATER)
    if day <= calendar.today and deal.close > calendar.start:
        learnt = datetime.combine(day, time(15, 25))
        owner = world.ground.org.owner(deal.account.seller, day)
        yield Belief(
            Key("deals", deal.id), learnt, owner, f"{deal.name}: why we lost it", _unknown_reason
        )


def _unknown_reason(change: Fields) -> Fields:
    if not change.get("lost_reason"):
        return change
    return {**change, "lost_reason": "other", "lost_note": None}


def _mistyped(world: World, deal: Deal) -> Iterator[Belief]:
    """Let the first guess of an amount have a zero too many until the next day."""
    calendar = world.ground.calendar
    day = calendar.on_or_after(deal.created + timedelta(days=1))
    if deal.created > calendar.start and day <= calendar.today and not deal.born_won:
        seen = datetime.combine(day, time(8, 50))
        owner = world.ground.org.owner(deal.account.seller, day)
        text = f"{deal.name}: a zero too many in the amount"
        yield Belief(Key("deals", deal.id), seen, owner, text, _ten_times)


def _ten_times(change: Fields) -> Fields:
    amount = change.get("amount")
    if change.get("lines") or not isinstance(amount, int | Decimal):
        return change
    return {**change, "amount": amount * 10}


def _higher(change: Fields) -> Fields:
    amount = change.get("amount")
    return {**change, "amount": amount + 2 * _MILLION} if isinstance(amount, int) else change


def deleted(calendar: Calendar, told: Iterable[Event]) -> Iterator[Event]:
    """Tell of a feedback that was deleted by mistake and brought back within the hour."""
    begun = calendar.quarters[4].start
    given = [event for event in told if event.key.folder == "feedback"]
    for event in [event for event in given if event.moment.date() >= begun][:1]:
        day = calendar.on_or_after(event.moment.date() + timedelta(days=40))
        if day <= calendar.today:
            moment = datetime.combine(day, time(13, 5))
            text = f"Delete feedback {event.key.id}"
            yield Event(moment, event.key, SERVICE, text, {}, gone=True)
            back = moment + timedelta(minutes=40)
            yield Event(back, event.key, SERVICE, f'Revert "{text}"', event.change)
