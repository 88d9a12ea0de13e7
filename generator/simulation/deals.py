"""The deals of the simulated company, drawn in the order in which they were found."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from generator.simulation import campaigns as marketing
from generator.simulation import offers
from generator.simulation.calendar import Calendar
from generator.simulation.campaigns import Campaign
from generator.simulation.chance import likely, some, weighted
from generator.simulation.contacts import Contact
from generator.simulation.deal import Deal, Offer, Push, Step, Touch
from generator.simulation.flaws import Flaw
from generator.simulation.ground import Ground
from generator.simulation.market import Prospect
from generator.simulation.offers import Line
from generator.simulation.stages import HAGGLED, LEVELS, OFFERED, PROMISED, RENEWAL, way
from generator.simulation.topics import Topic, fitting


class Naming(NamedTuple):
    """What a deal is called after: its type, the signs that end its id, and its topic."""

    type: str
    sign: str
    topic: Topic


_DISCOUNTS: dict[int, float] = {0: 25, 3: 20, 5: 20, 8: 15, 10: 10, 12: 6, 15: 3, 18: 1}
_ORIGINS = {"marketing": 22.0, "inside_sales": 18.0, "field": 44.0, "partner": 16.0}
_LEADS = 0.27
_RIVALS = ("rival-optics", "rival-optics", "tokai-sensing", "daol-vision", "northlight-vision")
_PUSHES: dict[int, float] = {0: 52, 1: 28, 2: 13, 3: 7}
_REOPENED = 23


def draw(
    ground: Ground,
    prospects: Sequence[Prospect],
    contacts: Mapping[str, Sequence[Contact]],
    campaigns: Sequence[Campaign],
) -> tuple[Deal, ...]:
    """Draw everything about the planned deals, in the order in which they were found."""
    rng = ground.stream("deals")
    ordered = sorted(prospects, key=lambda one: (one.created, one.slot.day, one.account.id))
    known: dict[str, date] = {}
    used: Counter[str] = Counter()
    left = round(ground.sizes.leads * _LEADS)
    found: list[Deal] = []
    for number, prospect in enumerate(ordered):
        kind = _type(prospect, known)
        sign = ground.code(number)
        topic = _topic(rng, prospect, used)
        people = contacts[prospect.account.id]
        deal = _deal(rng, ground.calendar, prospect, people, Naming(kind, sign, topic))
        deal = _marketed(rng, deal, campaigns, left, sign)
        left -= deal.lead is not None
        found.append(deal)
        if deal.outcome == "won":
            known[deal.account.id] = min(deal.close, known.get(deal.account.id, deal.close))
    return tuple(_reopened(ground.calendar, found))


def _topic(rng: Random, prospect: Prospect, used: Counter[str]) -> Topic:
    """Draw a topic that fits, and that was not yet used so often, least of all at the account."""
    slot, account = prospect.slot, prospect.account.id
    topics = some(rng, fitting(slot.budget, renewal=slot.renewal), 3)
    found = min(topics, key=lambda one: (used[f"{account}/{one.slug}"], used[one.slug]))
    used.update((found.slug, f"{account}/{found.slug}"))
    return found


def _type(prospect: Prospect, won: Mapping[str, date]) -> str:
    """Tell whether a deal renews, or is with a customer, or would make one."""
    if prospect.slot.renewal:
        return "renewal"
    first = prospect.account.since or won.get(prospect.account.id)
    return "expansion" if first is not None and first <= prospect.created else "new"


def _deal(
    rng: Random,
    calendar: Calendar,
    prospect: Prospect,
    contacts: Sequence[Contact],
    named: Naming,
) -> Deal:
    slot, account = prospect.slot, prospect.account
    kind, sign, topic = named
    place = rng.randint(1, 9)
    language = account.language if likely(rng, 60) else "en"
    discount = weighted(rng, _DISCOUNTS)
    lines = offers.lines(rng, topic, slot.budget, account.currency, discount)
    steps = _steps(rng, calendar, prospect)
    close = _close(rng, calendar, prospect)
    guess, pushes = _pushes(rng, calendar, prospect.created, min(close, calendar.today), close)
    return Deal(
        id=f"{account.id}-{topic.slug.format(n=place)}-{sign}",
        name=topic.names[language].format(n=place),
        topic=topic,
        account=account,
        outcome=slot.outcome,
        flaw=prospect.flaw,
        type=kind,
        created=prospect.created,
        close=close,
        budget=slot.budget,
        steps=steps,
        first_guess=guess,
        pushes=pushes,
        lines=lines,
        offers=_offers(topic, steps, lines, discount),
        contacts=_involved(rng, contacts, prospect),
        touches=(),
        rivals=_rivals(rng, prospect),
        origin=weighted(rng, _ORIGINS),
        lead=None,
        born_won=prospect.born_won,
    )


def _close(rng: Random, calendar: Calendar, prospect: Prospect) -> date:
    if prospect.flaw == "passed":
        return calendar.on_or_before(calendar.today - timedelta(days=rng.randint(2, 12)))
    return prospect.slot.day


def _steps(rng: Random, calendar: Calendar, prospect: Prospect) -> tuple[Step, ...]:
    """Lay the stages out between the first day and the last, or today."""
    stages = way(rng, prospect.slot, prospect.last)
    if prospect.born_won:
        return (Step(stages[-1], prospect.created),)
    start = prospect.created
    open_still = prospect.slot.outcome == "open"
    span = ((calendar.today if open_still else prospect.slot.day) - start).days
    parts = [rng.uniform(0.6, 1.4) for _ in stages[: len(stages) if open_still else -1]]
    days = [round(span * sum(parts[:place]) / sum(parts)) for place in range(len(stages))]
    found = [calendar.on_or_before(start + timedelta(days=day)) for day in days]
    if open_still and len(found) > 1:
        found[-1] = max(found[-2], _last(rng, calendar, prospect.flaw, found[-1]))
    return tuple(Step(stage, max(start, day)) for stage, day in zip(stages, found, strict=True))


def _last(rng: Random, calendar: Calendar, flaw: Flaw, day: date) -> date:
    """Bring the day of an open deal's stage near today, or far from it where the deal is stuck."""
    if flaw == "stuck":
        return calendar.on_or_before(calendar.today - timedelta(days=rng.randint(64, 90)))
    recent = calendar.on_or_before(calendar.today - timedelta(days=rng.randint(6, 50)))
    return max(day, recent)


def _pushes(
    rng: Random, calendar: Calendar, start: date, end: date, close: date
) -> tuple[date, tuple[Push, ...]]:
    """Go back from the last close date to the first guess, push by push."""
    found: list[Push] = []
    guess = close
    for _ in range(weighted(rng, _PUSHES)):
        before = calendar.on_or_before(guess - timedelta(days=rng.randint(9, 40)))
        day = calendar.on_or_before(min(before, end) - timedelta(days=rng.randint(1, 9)))
        if day <= start + timedelta(days=6):
            break
        found.append(Push(day, guess))
        guess, end = before, day
    return guess, tuple(reversed(found))


def _offers(
    topic: Topic, steps: Sequence[Step], lines: tuple[Line, ...], discount: int
) -> tuple[Offer, ...]:
    """Quote first with less discount, then with all of it when there is haggling."""
    first = next((step for step in steps if OFFERED <= step.level <= PROMISED), None)
    if first is None:
        return ()
    later = next((step for step in steps if step.level >= HAGGLED and step.day > first.day), None)
    opening = offers.discounted(lines, max(0, discount - 5))
    found = [Offer(1, first.day, offers.bundled(opening, topic.bundle))]
    if later and discount:
        found.append(Offer(2, later.day, offers.bundled(lines, topic.bundle)))
    return tuple(found)


def _involved(rng: Random, contacts: Sequence[Contact], prospect: Prospect) -> tuple[Contact, ...]:
    there = [contact for contact in contacts if contact.left_on is None]
    return tuple(there[: 1 if prospect.flaw == "single" else rng.choice((2, 2, 3, 4))])


def _rivals(rng: Random, prospect: Prospect) -> tuple[str, ...]:
    if LEVELS[prospect.last] < OFFERED or not likely(rng, 38):
        return ()
    return tuple(sorted(set(some(rng, _RIVALS, rng.choice((1, 1, 2))))))


def _marketed(
    rng: Random, deal: Deal, campaigns: Sequence[Campaign], leads: int, sign: str
) -> Deal:
    """Add the campaigns that played a part, and the lead where the deal came from one."""
    may = deal.type == "new" and not deal.born_won and leads > 0 and deal.level > 0
    from_lead = may and likely(rng, 75)
    origin = rng.choice(("marketing", "inside_sales")) if from_lead else deal.origin
    touches = tuple(_touches(rng, deal, campaigns)) if from_lead or likely(rng, 45) else ()
    lead = f"{deal.contacts[0].id}-{sign}" if from_lead else None
    return replace(deal, origin=origin, touches=touches, lead=lead)


def _touches(rng: Random, deal: Deal, campaigns: Sequence[Campaign]) -> Iterator[Touch]:
    """Name a campaign before the deal, often another at its birth, and perhaps one at its end."""
    taken: set[str] = set()
    end = min(deal.close, deal.steps[-1].day)
    moments = (
        ("first", deal.created - timedelta(days=24)),
        ("deal", deal.created),
        ("close", end),
    )
    for kind, day in moments:
        near = [one for one in marketing.around(campaigns, day) if one.id not in taken]
        if near and likely(rng, 80 if kind == "first" else 45):
            campaign = rng.choice(near)
            taken.add(campaign.id)
            yield Touch(campaign, marketing.touch(campaign, day), kind)


def _reopened(calendar: Calendar, deals: Sequence[Deal]) -> Iterator[Deal]:
    """Let a few open deals have been lost once, and opened again."""
    for number, deal in enumerate(deals):
        first, *rest = deal.steps
        may = deal.outcome == "open" and deal.pipeline != RENEWAL and len(rest) > 1
        span = (rest[0].day - first.day).days if rest else 0
        if may and number % _REOPENED < 2 and span > 4:  # noqa: PLR2004 - room for a day between
            day = calendar.on_or_before(first.day + timedelta(days=span // 2))
            lost = Step("lost", max(first.day, day))
            yield replace(deal, steps=(first, lost, *rest), reopened=rest[0].day)
        else:
            yield deal
