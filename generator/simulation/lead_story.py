"""The story of a lead: it comes in, is answered, qualified, accepted or rejected, converted."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from generator.book import Key
from generator.simulation.calendar import at
from generator.simulation.chance import likely, weighted
from generator.simulation.event import Event, Fields, Value
from generator.simulation.ground import Ground
from generator.simulation.leads import Lead
from generator.simulation.org import LEAVER, MARKETER, SUCCESSOR
from generator.simulation.places import TERRITORY_PLACES, phone
from generator.simulation.texts import leads as texts
from generator.simulation.texts import said

_TITLES = ("Quality manager", "Line manager", "Maintenance lead", "Process engineer", "Buyer")
_STATES = {
    "yes": {"yes": 6.0, "partial": 2.0, "no": 1.0},
    "partial": {"yes": 2.0, "partial": 4.0, "no": 3.0},
    "no": {"no": 6.0, "partial": 2.0, "yes": 1.0},
    "unknown": {"yes": 3.0, "partial": 3.0, "no": 2.0, "unknown": 3.0},
}
"""What the organisation confirms, by what the person had said: they disagree at times."""
_SAID = {"yes": 4.0, "partial": 3.0, "no": 1.0, "unknown": 2.0}
_NEEDS = ("budget", "authority", "need", "timeline")
_REASONS = {
    "no_budget": 6.0, "no_need": 4.0, "poor_fit": 3.0, "no_timeline": 3.0, "no_authority": 2.0,
    "no_contact": 3.0, "competitor": 1.0, "spam": 1.0,
}  # fmt: skip
_LANDS = {"ja": "japan-west", "ko": "korea", "en": "pacific"}


def told(ground: Ground, lead: Lead) -> Iterator[Event]:
    """Tell of a lead, gate by gate."""
    rng = ground.stream(f"lead/{lead.id}")
    key, name = Key("leads", lead.id), lead.name.latin
    came = datetime.combine(lead.created, time(7, 30))
    yield Event(came, key, MARKETER, f"New lead {name}", _came(rng, lead))
    if lead.answered:
        moment = at(rng, lead.answered)
        answer: Fields = {"first_response": moment, "status": "working"}
        yield Event(_after(moment), key, lead.owner, f"Answer {name}", answer)
    people = {need: weighted(rng, _SAID) for need in _NEEDS}
    if lead.mql:
        found = _mql(rng, lead, people)
        yield Event(_late(lead.mql, 1), key, MARKETER, f"{name} is qualified", found)
    if lead.sql:
        found = _sql(rng, lead, people)
        yield Event(_late(lead.sql, 2), key, lead.owner, f"{name} is accepted", found)
    if lead.rejected:
        reason = weighted(rng, _REASONS)
        gone: Fields = {
            "status": "rejected", "rejected_on": lead.rejected, "rejected_reason": reason,
        }  # fmt: skip
        yield Event(
            _late(lead.rejected, 3),
            key,
            lead.owner,
            f"{name} is rejected, {reason.replace('_', ' ')}",
            gone,
        )
    yield from _ended(ground, lead, key)


def _ended(ground: Ground, lead: Lead, key: Key) -> Iterator[Event]:
    """Tell the end: converted, or set aside; what somebody who left still had is taken over."""
    name = lead.name.latin
    if lead.deal:
        moment = _late(lead.deal.created, 6)
        done: Fields = {
            "status": "converted", "converted_on": lead.deal.created,
            "converted_account": lead.deal.account.id,
            "converted_contact": lead.deal.contacts[0].id, "converted_deal": lead.deal.id,
        }  # fmt: skip
        yield Event(moment, key, lead.owner, f"{name} becomes a deal", done)
    elif lead.status in {"nurturing", "recycled", "dead"}:
        last = max(day for day in (lead.created, lead.answered, lead.mql) if day)
        day = min(last + timedelta(days=12), ground.calendar.today)
        aside: Fields = {"status": lead.status, "recycled_count": lead.recycled or None}
        yield Event(_late(day, 4), key, lead.owner, f"{name} is set aside: {lead.status}", aside)
    if lead.owner == LEAVER and lead.status not in {"converted", "rejected", "dead"}:
        moment = datetime.combine(ground.org.handover, time(19))
        yield Event(moment, key, SUCCESSOR, "Take the leads over", {"owner": SUCCESSOR})


def _after(moment: datetime) -> datetime:
    return moment + timedelta(minutes=10)


def _late(day: date, minutes: int) -> datetime:
    """Give a time in the evening, later for each gate: those of one day keep their order."""
    return datetime.combine(day, time(18, 30 + minutes))


def _came(rng: Random, lead: Lead) -> Fields:
    name, firm = lead.name, lead.firm
    own = name.language != "en" and likely(rng, 40)
    place = rng.choice(TERRITORY_PLACES[_LANDS[firm.language]])
    return {
        "name": name.own if own else name.latin,
        "status": "new",
        "company": firm.own if own else firm.latin,
        "owner": lead.owner,
        "title": rng.choice(_TITLES),
        "source": lead.source,
        "mail": f"{name.latin_given}.{name.latin_family}@{firm.domain}".lower(),
        "created_on": lead.created,
        "phone": phone(rng, place) if likely(rng, 55) else None,
        "industry": firm.industry,
        "size": round(rng.lognormvariate(5, 1)) + 8,
        "facts": lead.facts,
        "campaigns": [{"campaign": one, "date": day} for one, day in lead.touches],
        "notes": said(rng, texts.NOTES, firm.language) if likely(rng, 30) else None,
    }


def _mql(rng: Random, lead: Lead, people: dict[str, str]) -> Fields:
    return {
        "mql_on": lead.mql,
        "mql_by": MARKETER,
        "bant_individual": _bant(rng, lead, people),
    }


def _sql(rng: Random, lead: Lead, people: dict[str, str]) -> Fields:
    """Let sales ask the same again; the organisation may see it differently."""
    house = {need: weighted(rng, _STATES[people[need]]) for need in _NEEDS}
    return {
        "status": "qualified",
        "sql_on": lead.sql,
        "sql_by": lead.owner,
        "bant_organisation": _bant(rng, lead, house),
    }


def _bant(rng: Random, lead: Lead, states: dict[str, str]) -> Fields:
    found: dict[str, Value] = {}
    for need in _NEEDS:
        found[need] = states[need] if states[need] != "unknown" else None
        noted = states[need] != "unknown" and likely(rng, 45)
        notes = texts.BANT_NOTES[need]
        found[f"{need}_note"] = said(rng, notes, lead.firm.language) if noted else None
    return found
