"""The world of the simulation: everything drawn, each part from those before it, and then told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from generator.simulation import (
    account_story,
    accounts,
    activities,
    campaigns,
    contacts,
    credit,
    deal_story,
    deals,
    forecasts,
    goals,
    lead_story,
    leads,
    market,
    order_story,
    orders,
    org,
    plan,
    prices,
    quotes,
    rates,
    reports,
    service,
    stock,
)
from generator.simulation.account_story import Course
from generator.simulation.accounts import Account
from generator.simulation.activities import Activity, Market
from generator.simulation.calendar import Calendar, early
from generator.simulation.campaigns import Campaign, Member
from generator.simulation.contacts import Contact
from generator.simulation.deal import Deal
from generator.simulation.event import Event
from generator.simulation.ground import Ground
from generator.simulation.leads import Lead
from generator.simulation.orders import Order
from generator.simulation.rates import Rates
from generator.simulation.sizes import Sizes

_LIKE = {"yamada-foods": "yamada-holdings"}
"""Accounts of which somebody has said that they only look like another one."""
_REACHED = 7
"""So many contacts besides leads are reached by each campaign, for each hundred contacts."""


@dataclass(frozen=True, slots=True)
class World:
    """Everything that the simulation has drawn."""

    ground: Ground
    rates: Rates
    campaigns: tuple[Campaign, ...]
    accounts: tuple[Account, ...]
    contacts: Mapping[str, tuple[Contact, ...]]
    deals: tuple[Deal, ...]
    leads: tuple[Lead, ...]
    orders: tuple[Order, ...]
    courses: Mapping[str, Course]
    activities: tuple[Activity, ...]


def draw(seed: int, sizes: Sizes, today: date) -> World:
    """Draw the whole world from a seed."""
    calendar = Calendar(today)
    ground = Ground(seed, sizes, calendar, org.draw(seed, sizes, calendar))
    firms = accounts.draw(seed, sizes, ground.org)
    program = campaigns.draw(sizes, calendar)
    prospects = market.draw(ground, firms, plan.slots(seed, sizes, calendar))
    busy = frozenset(prospect.account.id for prospect in prospects)
    people = contacts.draw(ground, firms, busy)
    sold = deals.draw(ground, prospects, people, program)
    came = leads.draw(ground, firms, sold, program)
    ordered = credit.held(orders.draw(ground, firms, sold))
    courses = _courses(ground, firms, sold, ordered)
    born = {name: course.born for name, course in courses.items()}
    done = activities.draw(ground, Market(firms, people, sold, came, ordered, born))
    return World(
        ground, rates.draw(seed, calendar), program, firms, people, sold, came, ordered, courses,
        done,
    )  # fmt: skip


def _courses(
    ground: Ground, firms: Sequence[Account], sold: Sequence[Deal], ordered: Sequence[Order]
) -> dict[str, Course]:
    """Say what became of each account: known from the start, or entered with its first deal."""
    start = ground.calendar.start
    born = {firm.id: start for firm in firms}
    for deal in sold:
        if deal.type == "new" and deal.account.style != "old":
            born[deal.account.id] = date.max
    for deal in sold:
        born[deal.account.id] = min(born[deal.account.id], deal.created)
    for firm in firms:
        if firm.parent:
            born[firm.parent] = min(born[firm.parent], born[firm.id])
    bought: dict[str, date] = {}
    for order in ordered:
        bought.setdefault(order.account.id, order.day)
    limits = credit.limits(firms, ordered)
    return {
        name: Course(day, bought.get(name), limits.get(name), _LIKE.get(name))
        for name, day in born.items()
    }


def told(world: World) -> Iterator[Event]:
    """Tell everything that happened; what comes first is what others refer to."""
    ground = world.ground
    yield from org.told(ground.org, ground.calendar)
    yield from rates.told(world.rates)
    yield from prices.told(ground.calendar)
    yield from goals.commission_plans(ground)
    yield from goals.targets(ground)
    yield from goals.costs(ground, world.campaigns)
    yield from campaigns.told(world.campaigns, _members(world), ground.calendar, ground.seed)
    yield from _market_told(world)
    yield from stock.told(ground, world.orders)
    yield from activities.told(ground, world.activities)
    yield from reports.told(ground, world.activities)
    yield from service.tickets(ground, world.orders, world.contacts)
    yield from service.feedback(ground, world.orders, world.contacts)
    yield from forecasts.told(ground, world.rates, world.deals)


def _market_told(world: World) -> Iterator[Event]:
    ground = world.ground
    for account in world.accounts:
        course = world.courses[account.id]
        yield from account_story.told(ground, account, course)
        for contact in world.contacts[account.id]:
            yield from contacts.told(contact, ground.org, early(course.born, 10))
    for lead in world.leads:
        yield from lead_story.told(ground, lead)
    for deal in world.deals:
        yield from quotes.told(ground, deal)
        yield from deal_story.told(ground, deal)
    for order in world.orders:
        yield from order_story.told(ground, world.rates, order)


def _members(world: World) -> dict[str, list[Member]]:
    """Gather whom campaigns reached: the leads, and contacts who may be written to."""
    known = {campaign.id: campaign for campaign in world.campaigns}
    found: dict[str, list[Member]] = {}
    for campaign, member in chain(leads.members(world.leads, known), _reached(world)):
        found.setdefault(campaign, []).append(member)
    return found


def _reached(world: World) -> Iterator[tuple[str, Member]]:
    rng = world.ground.stream("members")
    people = [
        contact
        for account in world.accounts
        for contact in world.contacts[account.id]
        if contact.may_be_mailed and account.buys
    ]
    count = max(2, len(people) * _REACHED // 100)
    for campaign in world.campaigns:
        if campaign.start > world.ground.calendar.today:
            continue
        end = min(campaign.end, world.ground.calendar.today)
        for contact in rng.sample(people, min(len(people), count)):
            born = world.courses[contact.account.id].born
            day = campaign.start + timedelta(days=rng.randint(0, (end - campaign.start).days))
            if born <= day:
                status = rng.choice(("sent", "registered", campaigns.response(campaign)))
                yield campaign.id, Member("contact", contact.id, status, day)
