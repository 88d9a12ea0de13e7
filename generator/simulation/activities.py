"""Activities: calls, visits and meetings about deals, leads and customers; done and planned."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from random import Random
from typing import NamedTuple

from generator.book import Key
from generator.simulation.accounts import Account
from generator.simulation.calendar import Calendar, at
from generator.simulation.chance import likely, some
from generator.simulation.contacts import Contact
from generator.simulation.deal import Deal
from generator.simulation.event import Event, Fields, Value
from generator.simulation.ground import Ground
from generator.simulation.leads import Lead
from generator.simulation.names import Name
from generator.simulation.orders import SMALL, Order
from generator.simulation.prices import list_price
from generator.simulation.range import FOUND
from generator.simulation.stages import OFFERED, QUALIFIED
from generator.simulation.texts import Texts, said, visits
from generator.simulation.texts.visits import Note

_PLANNED, _VAN, _SHELF, _LEADS, _CARE = 0.1, 0.05, 0.05, 0.14, 0.13
"""Shares of all activities; the others are about deals."""
_RECENT = 120
_QUIET = ("stale", "stuck")
_STALE = 31
"""Without a word for so many days, a deal is stale in every stage."""
_FORGOTTEN = ("no step", "stale", "stuck", "step due")
_OUTCOMES = {
    "call": ("reached", "reached", "interested"), "mail": (None,), "demo": ("held", "interested"),
    "task": (None,),
}  # fmt: skip


class About(NamedTuple):
    """What an activity is about."""

    account: Account | None
    name: Name
    """Who was spoken to."""
    contacts: tuple[Contact, ...] = ()
    deal: str | None = None
    lead: str | None = None
    order: str | None = None


class Activity(NamedTuple):
    """An activity with its words."""

    id: str
    when: datetime
    person: str
    about: About
    note: Note
    planned: bool = False
    shelf: tuple[Fields, ...] = ()


class Market(NamedTuple):
    """Those whom activities can be about."""

    accounts: Sequence[Account]
    contacts: Mapping[str, Sequence[Contact]]
    deals: Sequence[Deal]
    leads: Sequence[Lead]
    orders: Sequence[Order]
    born: Mapping[str, date]


def draw(ground: Ground, market: Market) -> tuple[Activity, ...]:
    """Draw all activities, in the order of their times."""
    rng, total = ground.stream("activities"), ground.sizes.activities
    found = list(islice(_ahead(rng, ground, market), round(total * _PLANNED)))
    found += islice(_taken(rng, ground, market), round(total * _VAN))
    found += islice(_shelves(rng, ground, market), round(total * _SHELF))
    found += islice(_answers(rng, market), round(total * _LEADS))
    found += islice(_care(rng, ground, market), round(total * _CARE))
    found += islice(_about_deals(rng, ground, market.deals), max(0, total - len(found)))
    found.sort(key=lambda one: (one.when, one.person, one.note.name))
    return tuple(
        one._replace(id=f"a-{one.when:%Y%m%d}-{ground.code(number)}")
        for number, one in enumerate(found)
    )


def _activity(rng: Random, day: date, person: str, about: About, texts: Texts[Note]) -> Activity:
    """Note something that was done, in the words of the account's or of our language."""
    note = said(rng, texts, about.account.language if about.account else about.name.language)
    shown = about.name.latin if note in texts["en"] else about.name.polite
    note = note._replace(summary=note.summary.format(contact=shown))
    return Activity("", at(rng, day, 9, 17), person, about, note)


def _with(account: Account, people: Sequence[Contact]) -> About:
    """Say with whom of an account somebody spoke."""
    return About(account, people[0].name, tuple(people))


def _about_deals(rng: Random, ground: Ground, deals: Sequence[Deal]) -> Iterator[Activity]:
    """Give endless activities about deals: first a recent one for each open deal."""
    calendar = ground.calendar
    for deal in deals:
        if deal.outcome == "open":
            days = (_STALE + 2, _STALE + 16) if deal.flaw in _QUIET else (0, 11)
            day = calendar.today - timedelta(days=rng.randint(*days))
            yield _deal(rng, ground, deal, max(deal.created, calendar.on_or_before(day)))
    recent = [deal for deal in deals if (calendar.today - deal.close).days < _RECENT]
    while True:
        deal = rng.choice(recent if likely(rng, 25) else deals)
        last = calendar.today - timedelta(days=_STALE if deal.flaw in _QUIET else 0)
        end = max(deal.created, min(deal.close, last))
        yield _deal(rng, ground, deal, max(deal.created, calendar.between(rng, deal.created, end)))


def _deal(rng: Random, ground: Ground, deal: Deal, day: date) -> Activity:
    level = deal.level_on(day)
    texts = visits.EARLY if level <= QUALIFIED else visits.LATE
    texts = visits.MIDDLE if QUALIFIED < level < OFFERED else texts
    texts = visits.RENEWALS if deal.type == "renewal" else texts
    about = _with(deal.account, deal.contacts[: rng.choice((1, 1, 2))])._replace(deal=deal.id)
    return _activity(rng, day, ground.org.owner(deal.account.seller, day), about, texts)


def _ahead(rng: Random, ground: Ground, market: Market) -> Iterator[Activity]:
    """Plan what comes for the open deals of which nothing was forgotten."""
    calendar = ground.calendar
    for deal in reversed(market.deals):
        if deal.outcome == "open" and deal.flaw not in _FORGOTTEN:
            day = calendar.on_or_after(calendar.today + timedelta(days=rng.randint(1, 14)))
            about = _with(deal.account, deal.contacts[:1])._replace(deal=deal.id)
            person = deal.account.seller
            planned = _activity(rng, day, person, about, visits.PLANNED)
            yield planned._replace(planned=True)


def _taken(rng: Random, ground: Ground, market: Market) -> Iterator[Activity]:
    """Visit customers with the van, and take an order."""
    for order in reversed(market.orders):
        if order.channel == "van":
            people = market.contacts[order.account.id][:1]
            about = _with(order.account, people)._replace(order=order.id)
            person = ground.org.owner(order.account.seller, order.day)
            yield _activity(rng, order.day, person, about, visits.CARE)


def _shelves(rng: Random, ground: Ground, market: Market) -> Iterator[Activity]:
    """Look at the shelves of those who sell with us."""
    partners = [account for account in market.accounts if account.style == "partner"]
    calendar = ground.calendar
    while True:
        account = rng.choice(partners)
        day = calendar.between(rng, calendar.today - timedelta(days=200), calendar.today)
        about = _with(account, market.contacts[account.id][:1])
        person = ground.org.owner(account.seller, day)
        found = _activity(rng, day, person, about, visits.SHELVES)
        yield found._replace(shelf=tuple(_shelf(rng, account)))


def _shelf(rng: Random, account: Account) -> Iterator[Fields]:
    for small in some(rng, SMALL, rng.randint(2, 3)):
        missing = likely(rng, 15)
        rivals = ("Rival S2 beside it", "Tokai probe, two facings", None, None)
        yield {
            "product": small.product,
            "facings": 0 if missing else rng.randint(1, 5),
            "price": list_price(FOUND[small.product], account.currency),
            "out_of_stock": missing or None,
            "competitor": rng.choice(rivals),
        }


def _answers(rng: Random, market: Market) -> Iterator[Activity]:
    """Answer leads."""
    for lead in sorted(market.leads, key=lambda lead: (lead.created, lead.id), reverse=True):
        if lead.answered:
            about = About(None, lead.name, lead=lead.id)
            yield _activity(rng, lead.answered, lead.owner, about, visits.LEADS)


def _care(rng: Random, ground: Ground, market: Market) -> Iterator[Activity]:
    """Look after customers."""
    calendar = ground.calendar
    customers = [account for account in market.accounts if account.style == "old"]
    for account in _again(rng, customers):
        people = [one for one in market.contacts[account.id] if one.left_on is None]
        day = calendar.between(rng, calendar.today - timedelta(days=330), calendar.today)
        day = max(day, calendar.on_or_after(market.born[account.id]))
        about = _with(account, some(rng, people, 1))
        yield _activity(rng, day, ground.org.owner(account.seller, day), about, visits.CARE)


def _again(rng: Random, accounts: Sequence[Account]) -> Iterator[Account]:
    while accounts:
        yield rng.choice(accounts)


def told(ground: Ground, activities: Sequence[Activity]) -> Iterator[Event]:
    """Tell of activities: after they took place, or when they were planned."""
    calendar = ground.calendar
    for one in activities:
        rng = ground.stream(f"activity/{one.id}")
        moment = one.when + timedelta(minutes=70)
        if one.planned:
            day = calendar.on_or_before(calendar.today - timedelta(days=rng.randint(0, 2)))
            moment = at(rng, day, 17, 19)
        text = f"{'Plan' if one.planned else 'Note'}: {one.note.name}"
        yield Event(
            moment, Key("activities", one.id), one.person, text, _fields(rng, calendar, one)
        )


def _fields(rng: Random, calendar: Calendar, one: Activity) -> Fields:
    note, about = one.note, one.about
    found: dict[str, Value] = {
        "name": note.name,
        "when": one.when,
        "type": note.type,
        "person": one.person,
        "status": "planned" if one.planned else None,
        "account": about.account.id if about.account else None,
        "deal": about.deal,
        "lead": about.lead,
        "contacts": [contact.id for contact in about.contacts],
        "minutes": rng.choice((30, 45, 60, 90)) if note.type in {"visit", "meeting"} else None,
        "place": rng.choice(("Head office", "Plant", None)) if note.type == "visit" else None,
    }
    if one.planned:
        return found
    following = None if about.order else note.following
    later = calendar.on_or_after(one.when.date() + timedelta(days=rng.randint(4, 14)))
    outcomes = _OUTCOMES.get(note.type, ("held", "held", "interested"))
    return found | {
        "outcome": "order_taken" if about.order else rng.choice(outcomes),
        "summary": note.summary,
        "next_action": following,
        "next_date": later if following else None,
        "order": about.order,
        "shelf_checks": one.shelf,
    }
