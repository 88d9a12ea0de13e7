"""What marketing does: fairs, webinars, mails and searches, year after year."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from generator.book import Key
from generator.simulation.calendar import Calendar, early
from generator.simulation.chance import stream
from generator.simulation.event import Event, Fields
from generator.simulation.org import MARKETER
from generator.simulation.places import REGIONS
from generator.simulation.sizes import Sizes

LINGERS = timedelta(days=45)
"""So long after its end a campaign still brings people."""
_AHEAD = timedelta(days=100)
_MOST_MEMBERS = 400
"""A record stays well below its largest size with so many members."""


class Yearly(NamedTuple):
    """Something marketing does every fiscal year: when it starts, how long it takes, its price."""

    slug: str
    name: str
    code: str
    type: str
    month: int
    day: int
    days: int
    budget: int
    parent: str = ""


class Campaign(NamedTuple):
    """One campaign."""

    id: str
    name: str
    code: str
    type: str
    start: date
    end: date
    budget: int
    parent: str | None


class Member(NamedTuple):
    """A lead or a contact whom a campaign reached."""

    kind: str
    id: str
    status: str
    date: date


_PROGRAM = (
    Yearly("web-search", "Web search", "WS", "search", 4, 1, 364, 4_800_000),
    Yearly("spring-mail", "Spring mail", "SM", "mail", 4, 14, 2, 600_000),
    Yearly("osaka-fair", "Osaka automation days", "OF", "trade_show", 5, 20, 2, 3_600_000),
    Yearly("vision-webinar", "Line camera webinar", "VW", "webinar", 7, 8, 0, 450_000),
    Yearly("open-house", "Open house at Kitahama", "OH", "seminar", 9, 10, 1, 900_000),
    Yearly("autumn", "Autumn programme", "AU", "other", 9, 1, 120, 500_000),
    Yearly("nagoya-fair", "Nagoya fair", "NF", "trade_show", 10, 7, 2, 3_000_000, "autumn"),
    Yearly("calibration-webinar", "Calibration webinar", "CW", "webinar", 11, 5, 0, 400_000,
           "autumn"),
    Yearly("partner-days", "Partner days", "PD", "partner", 1, 21, 1, 1_200_000),
    Yearly("seoul-factory-week", "Seoul factory week", "SF", "trade_show", 3, 10, 3, 4_200_000),
)  # fmt: skip
_RESPONSES = {
    "trade_show": "attended", "seminar": "attended", "webinar": "attended", "partner": "attended",
    "mail": "responded", "search": "responded", "other": "sent",
}  # fmt: skip


def draw(sizes: Sizes, calendar: Calendar) -> tuple[Campaign, ...]:
    """Lay out both fiscal years up to a few weeks from now, and local seminars for more."""
    found = [_instance(yearly, calendar.start.year) for yearly in _PROGRAM]
    found += [_instance(yearly, calendar.start.year + 1) for yearly in _PROGRAM]
    found = [campaign for campaign in found if campaign.start <= calendar.today + _AHEAD]
    found += _seminars(calendar, sizes.campaigns - len(found))
    return tuple(sorted(found, key=lambda campaign: (campaign.start, campaign.id)))


def _instance(yearly: Yearly, fiscal_year: int) -> Campaign:
    year = fiscal_year + (yearly.month < 4)  # noqa: PLR2004 - the fiscal year starts in April
    start = date(year, yearly.month, yearly.day)
    return Campaign(
        id=f"{yearly.slug}-{year}",
        name=f"{yearly.name} {year}",
        code=f"{yearly.code}{year % 100}",
        type=yearly.type,
        start=start,
        end=start + timedelta(days=yearly.days),
        budget=yearly.budget,
        parent=f"{yearly.parent}-{year}" if yearly.parent else None,
    )


def _seminars(calendar: Calendar, count: int) -> Iterator[Campaign]:
    days = (calendar.today - calendar.start).days
    for number in range(count):
        place = REGIONS[number % len(REGIONS)]
        start = calendar.on_or_after(calendar.start + timedelta(days=number * days // count))
        slug = f"seminar-{place.lower().replace(' ', '-')}-{number + 1}"
        name = f"Seminar {number + 1} in {place}"
        yield Campaign(slug, name, f"S{number + 1}", "seminar", start, start, 300_000, None)


def around(campaigns: Sequence[Campaign], day: date) -> list[Campaign]:
    """Name the campaigns that may have touched somebody shortly before a day."""
    return [one for one in campaigns if one.start <= day <= one.end + LINGERS]


def touch(campaign: Campaign, day: date) -> date:
    """Give the day of a touch: the given one, or the campaign's last before it."""
    return min(day, campaign.end)


def response(campaign: Campaign) -> str:
    """Name what somebody did who answered a campaign."""
    return _RESPONSES[campaign.type]


def told(
    campaigns: Sequence[Campaign], members: dict[str, list[Member]], calendar: Calendar, seed: int
) -> Iterator[Event]:
    """Tell of campaigns: planned, under way, done with what they cost and whom they reached."""
    rng = stream(seed, "campaigns")
    for campaign in campaigns:
        key, name = Key("campaigns", campaign.id), campaign.name
        planned = early(min(calendar.today, campaign.start - timedelta(days=60)), 5)
        yield Event(planned, key, MARKETER, f"Plan {name}", _plan(campaign))
        reached = sorted(members.get(campaign.id, []), key=lambda one: (one.date, one.id))
        if campaign.start <= calendar.today:
            running: Fields = {"status": "in_progress"}
            yield Event(early(campaign.start, 5), key, MARKETER, f"{name} begins", running)
            moment = min(_evening(campaign.end + LINGERS), _evening(calendar.today))
            listed: Fields = {"members": [_member(one) for one in reached[:_MOST_MEMBERS]]}
            yield Event(moment, key, MARKETER, f"{name}: whom it reached", listed)
        if campaign.end < calendar.today:
            cost = campaign.budget * rng.randint(88, 109) // 100 // 1000 * 1000
            done: Fields = {"status": "completed", "actual_cost": cost}
            yield Event(
                early(campaign.end + timedelta(days=1)), key, MARKETER, f"{name}: done", done
            )


def _evening(day: date) -> datetime:
    return datetime.combine(day, time(19, 30))


def _plan(campaign: Campaign) -> Fields:
    return {
        "name": campaign.name,
        "owner": MARKETER,
        "code": campaign.code,
        "type": campaign.type,
        "status": "planned",
        "parent": campaign.parent,
        "start": campaign.start,
        "end": campaign.end,
        "budget": campaign.budget,
        "expected_revenue": campaign.budget * 12,
    }


def _member(member: Member) -> Fields:
    return {member.kind: member.id, "status": member.status, "date": member.date}
