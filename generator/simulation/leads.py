"""Leads: people who might buy, some of whom became deals."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from generator.simulation import accounts as market
from generator.simulation import campaigns as marketing
from generator.simulation.accounts import Account
from generator.simulation.calendar import Calendar
from generator.simulation.campaigns import Campaign, Member
from generator.simulation.chance import likely, shares, some, weighted
from generator.simulation.deal import Deal
from generator.simulation.firms import Firm
from generator.simulation.ground import Ground
from generator.simulation.names import Language, Name, drawn

MOST_CAMPAIGNS = 2
_TWICE = 41


class Lead(NamedTuple):
    """A lead with its gates; a gate that was not passed has no day."""

    id: str
    name: Name
    firm: Firm
    status: str
    source: str
    owner: str
    created: date
    answered: date | None
    mql: date | None
    sql: date | None
    rejected: date | None
    recycled: int
    deal: Deal | None
    touches: tuple[tuple[str, date], ...]
    facts: tuple[str, ...]


_SHARES = {
    "untouched": 9.0, "waiting": 10.0, "working": 16.0, "qualified": 12.0, "nurturing": 15.0,
    "rejected": 20.0, "recycled": 12.0, "dead": 6.0,
}  # fmt: skip
"""What becomes of leads that no deal came from; the first two are of the last two weeks."""
_FACTS = (
    "asked_for_price", "asked_for_demo", "visited_booth", "attended_webinar", "downloaded_paper",
    "opened_mail", "visited_pricing_page", "decision_maker", "fits_industry", "fits_size",
)  # fmt: skip
_BY_TYPE = {"trade_show": "visited_booth", "webinar": "attended_webinar", "mail": "opened_mail"}
_SOURCES = {"web": 30.0, "referral": 15.0, "phone": 15.0, "cold_call": 20.0, "partner": 10.0}
_BY_CAMPAIGN = {"trade_show": "trade_show", "webinar": "webinar", "mail": "mail",
                "search": "search", "partner": "partner"}  # fmt: skip
_LANGUAGES: dict[Language, float] = {"ja": 58, "ko": 21, "en": 21}
_INSIDE_SALES = "daichi-ueda"
_FAIR = "nagoya-fair"


def draw(
    ground: Ground,
    accounts: Sequence[Account],
    deals: Sequence[Deal],
    campaigns: Sequence[Campaign],
) -> tuple[Lead, ...]:
    """Draw the leads behind deals, then all others."""
    rng = ground.stream("leads")
    found = [_converted(rng, ground, deal) for deal in deals if deal.lead]
    statuses = list(_SHARES)
    counts = shares(max(0, ground.sizes.leads - len(found)), list(_SHARES.values()))
    taken = {account.id for account in accounts}
    sources = {language: market.further(rng, language, taken) for language in _LANGUAGES}
    for status, count in zip(statuses, counts, strict=True):
        for _ in range(count):
            language = weighted(rng, _LANGUAGES)
            firm, name = next(sources[language]), drawn(rng, language)
            if len(found) % _TWICE == _TWICE - 1:  # who came to the fair had asked on the web too
                firm, name = found[-1].firm, found[-1].name
            found.append(_lead(rng, ground, (name, firm, status), campaigns))
    return tuple(
        lead._replace(id=lead.id or f"{lead.name.slug}-{ground.code(number)}")
        for number, lead in enumerate(found, len(deals))
    )


def _converted(rng: Random, ground: Ground, deal: Deal) -> Lead:
    """Go back from a deal to the lead that it came from: qualified, accepted, converted."""
    calendar, account = ground.calendar, deal.account
    firsts = [touch for touch in deal.touches if touch.kind == "first"]
    created = calendar.on_or_before(deal.created - timedelta(days=rng.randint(14, 45)))
    if firsts:
        created = calendar.on_or_after(firsts[0].day + timedelta(days=rng.randint(0, 4)))
    mql = _between(calendar, created, deal.created, rng.uniform(0.1, 0.4))
    sql = _between(calendar, mql, deal.created, rng.uniform(0.2, 0.8))
    types = [touch.campaign.type for touch in firsts]
    return Lead(
        id=deal.lead or "",
        name=deal.contacts[0].name,
        firm=account.firm,
        status="converted",
        source=_source(rng, types),
        owner=ground.org.owner(account.seller, sql),
        created=created,
        answered=min(calendar.on_or_after(created + timedelta(days=1)), mql),
        mql=mql,
        sql=sql,
        rejected=None,
        recycled=0,
        deal=deal,
        touches=tuple((touch.campaign.id, touch.day) for touch in firsts),
        facts=_facts(rng, types, 5),
    )


def _between(calendar: Calendar, start: date, end: date, share: float) -> date:
    day = start + timedelta(days=round((end - start).days * share))
    return max(start, calendar.on_or_before(day))


def _lead(
    rng: Random,
    ground: Ground,
    drawn_as: tuple[Name, Firm, str],
    campaigns: Sequence[Campaign],
) -> Lead:
    """Draw a lead that has not become a deal, with the gates that its status says it passed."""
    name, firm, status = drawn_as
    calendar = ground.calendar
    created = _created(rng, calendar, status)
    mql, sql, rejected = _gates(rng, calendar, created, status)
    near = _near(rng, campaigns, created, status)
    answered = (
        None
        if status == "untouched"
        else min(
            calendar.on_or_after(created + timedelta(days=rng.choice((0, 1, 1, 2, 4)))),
            calendar.today,
        )
    )
    types = [campaign.type for campaign in near]
    return Lead(
        id="",
        name=name,
        firm=firm,
        status={"untouched": "new", "waiting": "working"}.get(status, status),
        source=_source(rng, types),
        owner=_owner(rng, ground, firm.language, created),
        created=created,
        answered=answered,
        mql=mql,
        sql=sql,
        rejected=rejected,
        recycled=1 if status == "recycled" else 0,
        deal=None,
        touches=tuple((one.id, marketing.touch(one, created)) for one in near),
        facts=_facts(rng, types, 4 if mql else 2),
    )


def _owner(rng: Random, ground: Ground, language: Language, day: date) -> str:
    """Give a lead to inside sales, or to one of those who speak its language."""
    lands = {"ja": ("japan-west", "japan-east"), "ko": ("korea",), "en": ("pacific",)}[language]
    sellers = [person.id for land in lands for person in ground.org.in_territory(land)]
    if language == "ja" and likely(rng, 40):
        return _INSIDE_SALES
    return ground.org.owner(rng.choice(sellers), day)


def _created(rng: Random, calendar: Calendar, status: str) -> date:
    today = calendar.today
    match status:
        case "untouched":
            return calendar.between(rng, today - timedelta(days=7), today - timedelta(days=1))
        case "waiting":
            return calendar.between(rng, today - timedelta(days=16), today - timedelta(days=8))
        case "working" | "qualified":
            return calendar.between(rng, today - timedelta(days=60), today - timedelta(days=14))
        case _:
            return calendar.between(rng, calendar.start, today - timedelta(days=45))


def _gates(
    rng: Random, calendar: Calendar, created: date, status: str
) -> tuple[date | None, date | None, date | None]:
    """Give the days on which the lead was qualified, accepted and rejected."""
    mql = calendar.on_or_after(created + timedelta(days=rng.randint(1, 5)))
    sql = calendar.on_or_after(mql + timedelta(days=rng.randint(1, 6)))
    gone = min(calendar.today, calendar.on_or_after(sql + timedelta(days=rng.randint(6, 25))))
    match status:
        case "waiting" | "recycled":
            return min(mql, calendar.today), None, None
        case "qualified":
            return mql, min(sql, calendar.today), None
        case "rejected":
            accepted = sql if likely(rng, 50) else None
            return (mql if accepted or likely(rng, 60) else None), accepted, gone
        case _:
            return None, None, None


def _near(rng: Random, campaigns: Sequence[Campaign], day: date, status: str) -> list[Campaign]:
    """Draw the campaigns that brought a lead; those who wait are mostly from the fair."""
    near = [one for one in marketing.around(campaigns, day) if one.type != "other"]
    fairs = [one for one in near if one.id.startswith(_FAIR)]
    if status == "waiting" and fairs:
        return fairs
    return some(rng, near, rng.choice((0, 1, 1, 2)))[:MOST_CAMPAIGNS]


def _source(rng: Random, types: Sequence[str]) -> str:
    found = [_BY_CAMPAIGN[kind] for kind in types if kind in _BY_CAMPAIGN]
    return found[0] if found else weighted(rng, _SOURCES)


def _facts(rng: Random, types: Sequence[str], count: int) -> tuple[str, ...]:
    """Name what is known: what the campaigns tell, and some more."""
    known = {_BY_TYPE[kind] for kind in types if kind in _BY_TYPE}
    known |= set(some(rng, _FACTS, count))
    return tuple(fact for fact in _FACTS if fact in known)


def members(
    leads: Sequence[Lead], campaigns: Mapping[str, Campaign]
) -> Iterator[tuple[str, Member]]:
    """Name the leads that each campaign reached."""
    for lead in leads:
        for campaign, day in lead.touches:
            status = marketing.response(campaigns[campaign])
            yield campaign, Member("lead", lead.id, status, day)
