"""Goals: targets by person, team, family and quarter, commission plans, and what selling costs."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random

from generator.book import Key
from generator.simulation import plan
from generator.simulation.calendar import Quarter, early, months
from generator.simulation.campaigns import Campaign
from generator.simulation.event import Event, Fields
from generator.simulation.ground import Ground
from generator.simulation.org import FINANCE, HEAD, LEAVER, SUCCESSOR, TEAMS
from generator.simulation.range import FAMILIES

_MILLION = 1_000_000
_OVER = 1.04
"""What people are asked for is a little more than what the company needs."""
_FAMILY_SHARES = {"Cameras": 46, "Sensors": 9, "Handhelds": 13, "Optics": 15, "Calibration": 9,
                  "Services": 8}  # fmt: skip
_WHOLE = TEAMS[0][0]


def targets(ground: Ground) -> Iterator[Event]:
    """Tell of the targets of both fiscal years, each set at the start of its year."""
    wanted = plan.targets(ground.sizes, ground.calendar)
    for number, quarter in enumerate(ground.calendar.quarters):
        begins = ground.calendar.quarters[number // 4 * 4].start
        for names, measure, amount in _of_quarter(ground, quarter, wanted[quarter.name]):
            words = (*names.values(), quarter.name, measure)
            key = Key("targets", "-".join(words).lower().replace("_", "-"))
            fields: Fields = {
                **names,
                "period": quarter.name,
                "measure": measure,
                "amount": amount,
                "valid_from": begins,
            }
            text = f"Targets of {quarter.name[:6]}"
            since = ground.org.person(names["person"]).since if "person" in names else begins
            yield Event(early(max(begins, since), 10), key, HEAD, text, fields)


def _of_quarter(
    ground: Ground, quarter: Quarter, wanted: int
) -> Iterator[tuple[dict[str, str], str, int]]:
    """Share a quarter's target out: the company as a whole, teams, people and families."""
    yield {"team": _WHOLE}, "bookings", wanted
    people = _people(ground, quarter, wanted)
    for team, _, parent, _ in ground.org.teams:
        members = [name for name in people if ground.org.person(name).team == team]
        if parent:
            yield {"team": team}, "bookings", sum(people[name] for name in members)
            yield {"team": team}, "new_customers", max(1, len(members))
    for person, amount in people.items():
        yield {"person": person}, "bookings", amount
    for family in FAMILIES:
        amount = round(wanted * _FAMILY_SHARES[family] / 100 / _MILLION) * _MILLION
        if quarter.start >= ground.calendar.quarters[4].start:
            yield {"family": family}, "bookings", amount


def _people(ground: Ground, quarter: Quarter, wanted: int) -> dict[str, int]:
    """Share by strength; until the handover's quarter the one who left has the successor's part."""
    whole = sum(person.strength for person in ground.org.sellers)
    found = {}
    for person in ground.org.sellers:
        before = person.id == SUCCESSOR and quarter.end < ground.org.handover
        amount = wanted * _OVER * person.strength / whole
        found[LEAVER if before else person.id] = max(1, round(amount / _MILLION)) * _MILLION
    return found


_PLANS: Mapping[str, Fields] = {
    "field-sales": {
        "name": "Field sales",
        "basis": "bookings",
        "clawback_days": 90,
        "tiers": [
            {"attainment": 0, "rate": "1.5"},
            {"attainment": 80, "rate": 2},
            {"attainment": 100, "rate": 3},
        ],
        "accelerators": [{"above": 120, "factor": "1.5"}],
    },
    "overseas-margin": {
        "name": "Overseas, on margin",
        "basis": "margin",
        "clawback_days": 120,
        "tiers": [{"attainment": 0, "rate": 4}, {"attainment": 100, "rate": 6}],
    },
    "managers": {
        "name": "Sales managers",
        "basis": "invoiced",
        "splits": False,
        "tiers": [{"attainment": 90, "rate": "0.5"}, {"attainment": 100, "rate": "0.8"}],
    },
}


def commission_plans(ground: Ground) -> Iterator[Event]:
    """Tell of the plans that pay sellers and managers."""
    start = ground.calendar.start
    for identity, fields in _PLANS.items():
        key = Key("commission_plans", identity)
        whole: Fields = {**fields, "valid_from": start}
        yield Event(early(start), key, HEAD, f"Commission plan {identity}", whole)


def costs(ground: Ground, campaigns: Sequence[Campaign]) -> Iterator[Event]:
    """Tell of each whole month's cost of selling by team, and of marketing."""
    rng, org = ground.stream("costs"), ground.org
    calendar = ground.calendar
    closed = calendar.today.replace(day=1) - timedelta(days=1)
    for month in months(calendar.start, closed):
        for team, _, parent, _ in org.teams:
            if parent:
                heads = sum(person.team == team for person in org.people)
                amount = heads * rng.randint(1150, 1350) * 1000
                yield _cost(ground, month, ("selling", team), amount)
        yield _cost(ground, month, ("marketing", None), _marketing(rng, month, campaigns))


def _marketing(rng: Random, month: date, campaigns: Sequence[Campaign]) -> int:
    started = sum(one.budget for one in campaigns if one.start.replace(day=1) == month)
    return started + rng.randint(1500, 2100) * 1000


def _cost(ground: Ground, month: date, spent: tuple[str, str | None], amount: int) -> Event:
    area, team = spent
    name = month.isoformat()[:7]
    key = Key("costs", "-".join(filter(None, (name, area, team))))
    closed = ground.calendar.on_or_before(ground.calendar.today)
    day = min(closed, ground.calendar.on_or_after(_fifth_after(month)))
    fields: Fields = {"month": name, "area": area, "amount": amount, "team": team}
    return Event(early(day, 20), key, FINANCE, f"Costs of {name}", fields)


def _fifth_after(month: date) -> date:
    """Give the fifth day of the following month, when a month's books are closed."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 5)
