"""Service: the tickets of customers, and what they say of us."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import NamedTuple

from generator.book import Key
from generator.simulation.calendar import Calendar, at
from generator.simulation.chance import likely, weighted
from generator.simulation.contacts import Contact
from generator.simulation.event import Event, Fields, Value
from generator.simulation.ground import Ground
from generator.simulation.orders import Order
from generator.simulation.org import SERVICE
from generator.simulation.range import FOUND
from generator.simulation.texts import Texts, said
from generator.simulation.texts import service as texts
from generator.simulation.texts.service import Trouble

Contacts = Mapping[str, Sequence[Contact]]

_PRIORITIES = {"normal": 60.0, "high": 20.0, "low": 15.0, "urgent": 5.0}
_ORIGINS = {"phone": 45.0, "mail": 35.0, "web": 12.0, "visit": 8.0}
_STATUSES = ("working", "new", "waiting", "escalated", "working")
_OPEN = 5
"""One in so many tickets is still open."""
_KINDS = {"nps": 60.0, "csat": 28.0, "review": 12.0}
_MARKS = (1, 2, 3, 4, 4, 5, 5)


class Case(NamedTuple):
    """A delivered product at a customer, with somebody who speaks for it."""

    order: Order
    product: str
    delivered: date
    contact: Contact


def cases(rng: Random, orders: Sequence[Order], contacts: Contacts) -> Iterator[Case]:
    """Give endless delivered goods, drawn from all orders."""
    found = [order for order in orders if _goods(order) and contacts[order.account.id]]
    while found:
        order = rng.choice(found)
        people = [one for one in contacts[order.account.id] if one.left_on is None]
        day = order.followed.deliveries[0].day
        yield Case(order, rng.choice(_goods(order)), day, rng.choice(people))


def _goods(order: Order) -> list[str]:
    """Name the devices of an order's first delivery."""
    first = order.followed.deliveries[:1]
    return [name for one in first for name, _ in one.lines if not FOUND[name].service]


def tickets(ground: Ground, orders: Sequence[Order], contacts: Contacts) -> Iterator[Event]:
    """Tell of tickets from the day they came in to the day they were solved."""
    rng = ground.stream("tickets")
    for number, case in zip(
        range(ground.sizes.tickets), cases(rng, orders, contacts), strict=False
    ):
        trouble = said(rng, texts.TROUBLES, case.order.account.language)
        still = number % _OPEN == _OPEN - 1
        opened = at(rng, _opened(rng, ground.calendar, case, still=still))
        identity = f"t-{opened:%Y%m%d}-{ground.code(number)}"
        yield from _ticket(rng, ground, Key("tickets", identity), (case, trouble, opened, still))


def _opened(rng: Random, calendar: Calendar, case: Case, *, still: bool) -> date:
    """Draw when a ticket came in: lately, where it is still open."""
    first = case.delivered
    if still:
        first = max(first, calendar.today - timedelta(days=12))
    return max(case.delivered, calendar.between(rng, first, calendar.today - timedelta(days=1)))


def _ticket(
    rng: Random, ground: Ground, key: Key, told_as: tuple[Case, Trouble, datetime, bool]
) -> Iterator[Event]:
    case, trouble, opened, still = told_as
    text = f"Ticket {trouble.name}"
    yield Event(opened, key, SERVICE, text, _came(rng, case, trouble, opened))
    answered = opened + timedelta(minutes=rng.choice((15, 30, 55, 95, 160)))
    status = _STATUSES[rng.randrange(len(_STATUSES))] if still else "working"
    if status != "new" and answered.date() <= ground.calendar.today:
        answer: Fields = {"first_response": answered, "status": status}
        yield Event(answered, key, SERVICE, f"{text}: answered", answer)
    day = ground.calendar.on_or_after(opened.date() + timedelta(days=rng.choice((1, 1, 2, 4, 9))))
    if not still and day <= ground.calendar.today:
        solved = at(rng, day)
        done: Fields = {
            "status": rng.choice(("resolved", "closed", "closed")),
            "resolved": solved,
            "resolution": trouble.resolution,
            "satisfaction": rng.choice(_MARKS) if likely(rng, 65) else None,
        }
        yield Event(solved, key, SERVICE, f"{text}: solved", done)


def _came(rng: Random, case: Case, trouble: Trouble, opened: datetime) -> dict[str, Value]:
    return {
        "name": trouble.name,
        "account": case.order.account.id,
        "owner": SERVICE,
        "status": "new",
        "contact": case.contact.id,
        "priority": weighted(rng, _PRIORITIES),
        "product": case.product,
        "category": trouble.category,
        "order": case.order.id,
        "origin": weighted(rng, _ORIGINS),
        "opened": opened,
    }


def feedback(ground: Ground, orders: Sequence[Order], contacts: Contacts) -> Iterator[Event]:
    """Tell of scores and reviews, given some weeks after a delivery."""
    rng, calendar = ground.stream("feedback"), ground.calendar
    for number, case in zip(
        range(ground.sizes.feedback), cases(rng, orders, contacts), strict=False
    ):
        day = calendar.on_or_after(case.delivered + timedelta(days=rng.randint(10, 120)))
        day = min(day, calendar.on_or_before(calendar.today))
        key = Key("feedback", f"f-{day:%Y%m%d}-{ground.code(number)}")
        given = _given(rng, case, day)
        moment = at(rng, day)
        yield Event(moment, key, SERVICE, f"Feedback of {case.order.account.firm.latin}", given)


def _given(rng: Random, case: Case, day: date) -> Fields:
    kind = weighted(rng, _KINDS)
    # Most are content; the share of each third is what surveys of suppliers usually show.
    mood = weighted(rng, {2: 55.0, 1: 30.0, 0: 15.0})
    scores = ((2, 4, 6), (7, 7, 8), (9, 9, 10)) if kind == "nps" else ((1, 2), (3,), (4, 5))
    words: Texts[str] = (texts.SORRY, texts.FAIR, texts.GLAD)[mood]
    language = case.order.account.language
    return {
        "account": case.order.account.id,
        "contact": case.contact.id,
        "date": day,
        "kind": kind,
        "score": rng.choice(scores[mood]),
        "product": case.product,
        "comment": said(rng, words, language) if likely(rng, 70) else None,
    }
