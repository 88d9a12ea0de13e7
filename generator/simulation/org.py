"""The people of the sample company, their teams and the territories that they sell in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from generator.book import Key
from generator.simulation.calendar import Calendar, early
from generator.simulation.chance import stream
from generator.simulation.event import Event, Fields
from generator.simulation.names import Name, drawn
from generator.simulation.sizes import Sizes

DOMAIN = "kitahama.example"
HEAD = "yoko-hamada"
MARKETER = "sora-park"
SERVICE = "jun-sato"
FINANCE = "emi-nishida"
LEAVER = "shota-kondo"
SUCCESSOR = "riku-aoki"


class Person(NamedTuple):
    """A person of the company."""

    name: Name
    role: str
    team: str
    manager: str | None
    territory: str | None
    since: date
    strength: float = 0
    """How much of the company's target the person carries, relative to others; 0: sells not."""
    until: date | None = None

    @property
    def id(self) -> str:
        """The person's id."""
        return self.name.slug


class Territory(NamedTuple):
    """A part of the market, with the regions that belong to it."""

    id: str
    name: str
    parent: str | None
    manager: str
    regions: tuple[str, ...] = ()


def _ja(latin: str, own: str, reading: str) -> Name:
    (given, family), (own_family, own_given) = latin.split(), own.split()
    return Name("ja", family, given, own_family, own_given, reading)


def _ko(latin: str, family: str, given: str) -> Name:
    latin_given, latin_family = latin.split()
    return Name("ko", latin_family, latin_given, family, given, f"{latin_family} {latin_given}")


def _en(latin: str) -> Name:
    given, family = latin.split()
    return Name("en", family, given, family, given, "")


TERRITORIES = (
    Territory("japan", "Japan", None, HEAD),
    Territory(
        "japan-west",
        "Japan West",
        "japan",
        "ken-mori",
        ("Osaka", "Kyoto", "Hyogo", "Nara", "Shiga", "Hiroshima", "Fukuoka", "Okayama"),
    ),
    Territory(
        "japan-east",
        "Japan East",
        "japan",
        "naomi-hayashi",
        ("Tokyo", "Kanagawa", "Aichi", "Saitama", "Shizuoka", "Nagano", "Miyagi", "Ishikawa"),
    ),
    Territory("overseas", "Overseas", None, "jiwoo-han"),
    Territory(
        "korea",
        "Korea",
        "overseas",
        "jiwoo-han",
        ("Seoul", "Incheon", "Gyeonggi", "Busan", "Daegu", "Gyeongnam"),
    ),
    Territory(
        "pacific",
        "Pacific and Americas",
        "overseas",
        "jiwoo-han",
        ("Singapore", "California", "Texas", "Ohio", "Victoria", "Greater London"),
    ),
)
TEAMS = (
    ("kitahama", "Kitahama Instruments", None, HEAD),
    ("kansai", "Kansai", "kitahama", "ken-mori"),
    ("kanto", "Kanto", "kitahama", "naomi-hayashi"),
    ("overseas", "Overseas", "kitahama", "jiwoo-han"),
)
"""The teams: id, name, the team above and the manager."""


def _staff(left: date, came: date) -> tuple[Person, ...]:
    """Name the people of the sample company; one left lately and another took over."""
    west, east, top = ("kansai", "ken-mori"), ("kanto", "naomi-hayashi"), "kitahama"
    return (
        Person(_ja("Yoko Hamada", "浜田 陽子", "はまだ ようこ"), "executive", top, None, None,
               date(2009, 4, 1)),
        Person(_ja("Ken Mori", "森 健", "もり けん"), "sales_manager", west[0], HEAD,
               "japan-west", date(2012, 4, 1)),
        Person(_ja("Aiko Tanaka", "田中 愛子", "たなか あいこ"), "sales", *west, "japan-west",
               date(2016, 4, 1), 1.25),
        Person(_en("Mei Lin"), "sales", *west, "japan-west", date(2019, 10, 1), 1.1),
        Person(_ja("Daichi Ueda", "上田 大地", "うえだ だいち"), "inside_sales", *west,
               "japan-west", date(2022, 4, 1)),
        Person(_ja("Naomi Hayashi", "林 直美", "はやし なおみ"), "sales_manager", east[0], HEAD,
               "japan-east", date(2014, 4, 1)),
        Person(_en("Ben Ortiz"), "sales", *east, "japan-east", date(2018, 7, 1), 1.15),
        Person(_ja("Shota Kondo", "近藤 翔太", "こんどう しょうた"), "sales", *east,
               "japan-east", date(2020, 4, 1), 0, left),
        Person(_ja("Riku Aoki", "青木 陸", "あおき りく"), "sales", *east, "japan-east", came, 0.8),
        Person(_ko("Jiwoo Han", "한", "지우"), "sales_manager", "overseas", HEAD, "overseas",
               date(2015, 1, 5)),
        Person(_ko("Minseo Kim", "김", "민서"), "sales", "overseas", "jiwoo-han", "korea",
               date(2021, 3, 2), 1),
        Person(_en("Grace Okafor"), "sales", "overseas", "jiwoo-han", "pacific",
               date(2022, 1, 10), 0.9),
        Person(_ko("Sora Park", "박", "소라"), "marketing", top, HEAD, None, date(2020, 6, 1)),
        Person(_ja("Jun Sato", "佐藤 純", "さとう じゅん"), "service", top, HEAD, None,
               date(2013, 4, 1)),
        Person(_ja("Emi Nishida", "西田 恵美", "にしだ えみ"), "finance", top, HEAD, None,
               date(2017, 4, 1)),
    )  # fmt: skip


@dataclass(frozen=True)
class Org:
    """Everybody who works here, and who took over from whom."""

    people: tuple[Person, ...]
    teams: tuple[tuple[str, str, str | None, str], ...]
    handover: date

    @cached_property
    def sellers(self) -> tuple[Person, ...]:
        """Who sells today."""
        return tuple(person for person in self.people if person.strength)

    @cached_property
    def _found(self) -> dict[str, Person]:
        return {person.id: person for person in self.people}

    def person(self, identity: str) -> Person:
        """Find a person."""
        return self._found[identity]

    def owner(self, seller: str, day: date) -> str:
        """Tell who looked after a seller's accounts on a day."""
        return LEAVER if seller == SUCCESSOR and day < self.handover else seller

    def manager(self, identity: str) -> str:
        """Tell who leads a person."""
        return self.person(identity).manager or HEAD

    def in_territory(self, territory: str) -> tuple[Person, ...]:
        """Name the sellers of a territory."""
        return tuple(person for person in self.sellers if person.territory == territory)


def draw(seed: int, sizes: Sizes, calendar: Calendar) -> Org:
    """Give the fixed staff and, for larger sizes, teams of five more."""
    handover = calendar.on_or_after(calendar.today - timedelta(days=85))
    staff = _staff(handover, calendar.on_or_before(handover - timedelta(days=45)))
    return _with_squads(Org(staff, TEAMS, handover), seed, sizes)


def _with_squads(org: Org, seed: int, sizes: Sizes) -> Org:
    rng = stream(seed, "squads")
    taken = {person.id for person in org.people}
    people, teams = list(org.people), list(org.teams)
    leaves = [territory for territory in TERRITORIES if territory.regions]
    for number in range(sizes.squads):
        land = leaves[number % len(leaves)]
        team = f"{land.id}-{number + 1}"
        teams.append((team, f"{land.name} {number + 1}", "kitahama", land.manager))
        while len(people) < len(org.people) + 5 * (number + 1):
            name = drawn(rng, "ko" if land.id == "korea" else "en")
            if name.slug not in taken:
                taken.add(name.slug)
                strength = 0.8 + rng.randrange(5) / 10
                since = date(rng.randint(2010, 2023), 4, 1)
                seller = Person(name, "sales", team, land.manager, land.id, since, strength)
                people.append(seller)
    return Org(tuple(people), tuple(teams), org.handover)


def told(org: Org, calendar: Calendar) -> Iterator[Event]:
    """Tell of people, teams and territories: there from the start, with one who came and left."""
    start = early(calendar.start)
    for team, name, parent, manager in org.teams:
        fields: Fields = {"name": name, "parent": parent, "manager": manager}
        yield Event(start, Key("teams", team), HEAD, f"Add the team {name}", fields)
    for land in TERRITORIES:
        yield Event(start, Key("territories", land.id), HEAD, "Divide the market", _land(land))
    for person in org.people:
        moment = max(start, early(person.since))
        text = f"Add {person.name.latin}"
        yield Event(moment, Key("people", person.id), HEAD, text, _person(person))
        if person.until:
            away: Fields = {"active_to": person.until}
            text = f"{person.name.latin} leaves"
            yield Event(early(org.handover, 1), Key("people", person.id), HEAD, text, away)


def _land(land: Territory) -> Fields:
    rules = [{"region": region} for region in land.regions]
    return {"name": land.name, "parent": land.parent, "manager": land.manager, "rules": rules}


def _person(person: Person) -> Fields:
    name = person.name
    # Names in Latin letters need no second form.
    own = name.language != "en"
    return {
        "name": name.latin,
        "role": person.role,
        "mail": mail(person),
        "team": person.team,
        "manager": person.manager,
        "territory": person.territory,
        "family": name.family if own else None,
        "given": name.given if own else None,
        "reading": name.reading if own else None,
        "active_from": person.since,
        "commission_plan": _plan(person),
        "commit_identities": _identities(person),
    }


def _plan(person: Person) -> str | None:
    match person.role:
        case "sales":
            return "overseas-margin" if person.team == "overseas" else "field-sales"
        case "sales_manager":
            return "managers"
        case _:
            return None


def mail(person: Person) -> str:
    """Give the mail address of a person: the given name was enough until there were many."""
    few = person.team in {team for team, *_ in TEAMS}
    local = person.name.latin_given.lower() if few else person.id.replace("-", ".")
    return f"{local}@{DOMAIN}"


def _identities(person: Person) -> list[Fields]:
    names = [person.name.latin]
    if person.role == "sales_manager":  # managers commit under both of their names
        names.append(person.name.own)
    return [{"name": name, "mail": mail(person)} for name in names]
