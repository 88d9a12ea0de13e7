"""The people at the companies of the market: who decides, who tries, who uses."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import NamedTuple

from generator.book import Key
from generator.simulation.accounts import Account
from generator.simulation.calendar import Calendar
from generator.simulation.chance import likely, weighted
from generator.simulation.event import Event, Fields
from generator.simulation.ground import Ground
from generator.simulation.names import Name, drawn
from generator.simulation.org import Org
from generator.simulation.places import phone
from generator.simulation.sizes import Sizes


class Post(NamedTuple):
    """A place in a company: title by language, department, role there and in a purchase."""

    titles: Mapping[str, str]
    department: str
    role: str
    buying_role: str


class Contact(NamedTuple):
    """A person at an account."""

    id: str
    name: Name
    account: Account
    post: Post
    superior: str | None
    own_script: bool
    consent: str
    consent_on: date | None
    left_on: date | None
    phone: str | None

    @property
    def shown(self) -> str:
        """The name as the record gives it."""
        return self.name.own if self.own_script else self.name.latin

    @property
    def may_be_mailed(self) -> bool:
        """May marketing write to the contact?"""
        return self.consent != "withdrawn" and self.left_on is None


def _post(titles: str, department: str, role: str, buying_role: str) -> Post:
    words = zip(("en", "ja", "ko"), titles.split("/"), strict=True)
    return Post(dict(words), department, role, buying_role)


POSTS = (
    _post("Plant director/工場長/공장장", "Production", "director", "economic_buyer"),
    _post("Line manager/製造課長/생산과장", "Production", "manager", "champion"),
    _post("Quality manager/品質管理課長/품질관리 팀장", "Quality", "manager", "evaluator"),
    _post("Purchasing manager/購買課長/구매팀장", "Purchasing", "purchasing", "decision_maker"),
    _post("Process engineer/生産技術/공정기술", "Engineering", "employee", "technical_buyer"),
    _post("Maintenance lead/保全係長/설비보전 파트장", "Maintenance", "employee", "user"),
    _post("IT manager/情報システム課長/전산팀장", "IT", "manager", "influencer"),
    _post("Executive director/取締役/이사", "Management", "director", "executive_sponsor"),
)
_SUPERIORS = (-1, 0, 0, 0, 1, 1, 0, -1)
"""For each post the one above it, by its place in `POSTS`; -1: nobody."""

_CAST = {
    "yamada-seiki": (
        Name("ja", "Ohno", "Ken", "大野", "健", "おおの けん"),
        Name("ja", "Oka", "Makoto", "岡", "誠", "おか まこと"),
        Name("ja", "Hirano", "Yumi", "平野", "由美", "ひらの ゆみ"),
    ),
}
_KNOWN = ("old", "new", "partner", "holding")
"""We know somebody at each of these, even where there is no deal."""
_OWN_SCRIPT = 35
_CONSENTS = {"given": 48.0, "unknown": 42.0, "withdrawn": 10.0}


def draw(
    ground: Ground, accounts: Sequence[Account], busy: frozenset[str]
) -> dict[str, tuple[Contact, ...]]:
    """Draw contacts by account: three where there are deals, then the rest at random."""
    rng = ground.stream("contacts")
    known: Counter[str] = Counter()
    return {
        account.id: tuple(_staff(rng, ground.calendar, account, count, known))
        for account, count in zip(accounts, _counts(rng, ground.sizes, accounts, busy), strict=True)
    }


def _counts(
    rng: Random, sizes: Sizes, accounts: Sequence[Account], busy: frozenset[str]
) -> list[int]:
    counts = [_least(account, busy) for account in accounts]
    places = [place for place, account in enumerate(accounts) if account.buys]
    for _ in range(sizes.contacts - sum(counts)):
        place = rng.choice(places)
        counts[place] = min(len(POSTS), counts[place] + 1)
    return counts


def _least(account: Account, busy: frozenset[str]) -> int:
    if account.id in busy:
        return len(_CAST.get(account.id, POSTS[:2]))
    return 1 if account.style in _KNOWN else 0


def _staff(
    rng: Random, calendar: Calendar, account: Account, count: int, known: Counter[str]
) -> Iterator[Contact]:
    """Fill the posts of an account; the same name gets a number from the second time on."""
    posts: dict[int, str] = {}
    names: list[Name] = list(_CAST.get(account.id, ()))
    for place in range(count):
        name = names[place] if place < len(names) else drawn(rng, account.language)
        known[name.slug] += 1
        number = known[name.slug]
        posts[place] = name.slug if number == 1 else f"{name.slug}-{number}"
        superior = posts.get(_SUPERIORS[place])
        yield _contact(rng, calendar, account, Contact(
            posts[place], name, account, POSTS[place], superior,
            own_script=name.language != "en" and likely(rng, _OWN_SCRIPT),
            consent=weighted(rng, _CONSENTS), consent_on=None, left_on=None, phone=None,
        ))  # fmt: skip


def _contact(rng: Random, calendar: Calendar, account: Account, contact: Contact) -> Contact:
    """Add when consent was given or withdrawn, who left, and a number to call."""
    asked = calendar.between(rng, calendar.start, calendar.today - timedelta(days=60))
    # Whoever deals rest on stays; of the others a few left.
    gone = contact.post in POSTS[4:] and likely(rng, 9)
    return contact._replace(
        consent_on=None if contact.consent == "unknown" else asked,
        left_on=calendar.on_or_before(calendar.today - timedelta(days=30)) if gone else None,
        phone=phone(rng, account.place) if likely(rng, 60) else None,
    )


def told(contact: Contact, org: Org, born: datetime) -> Iterator[Event]:
    """Tell of a contact: there with the account, consent and leaving later."""
    key, account = Key("contacts", contact.id), contact.account
    owner = org.owner(account.seller, born.date())
    yield Event(born, key, owner, f"Add {contact.name.latin}", _fields(contact, owner))
    if contact.consent_on:
        out = ["mail"] if contact.consent == "withdrawn" else None
        answer: Fields = {
            "consent": contact.consent, "consent_on": contact.consent_on, "opted_out": out,
        }  # fmt: skip
        asked = max(born, datetime.combine(contact.consent_on, born.time()))
        yield Event(asked, key, owner, f"{contact.name.latin}: consent {contact.consent}", answer)
    if contact.left_on:
        gone = max(born, datetime.combine(contact.left_on, born.time()))
        yield Event(gone, key, owner, f"{contact.name.latin} left", {"left_on": contact.left_on})
    if account.seller != owner:
        yield Event(
            datetime.combine(org.handover, born.time()), key, account.seller,
            "Take the accounts over", {"owner": account.seller},
        )  # fmt: skip


def _fields(contact: Contact, owner: str) -> Fields:
    name, firm = contact.name, contact.account.firm
    own = name.language != "en"
    number = contact.id.rpartition("-")[2]
    local = f"{name.latin_given}.{name.latin_family}".lower()
    return {
        "name": contact.shown,
        "account": contact.account.id,
        "role": contact.post.role,
        "owner": owner,
        "title": contact.post.titles[name.language if contact.own_script else "en"],
        "department": contact.post.department,
        "mail": f"{local}{number if number.isdigit() else ''}@{firm.domain}",
        "phone": contact.phone,
        "family": name.family if own else None,
        "given": name.given if own else None,
        "reading": name.reading if own else None,
        "reports_to": contact.superior,
        "buying_role": contact.post.buying_role,
        "other_accounts": _further(contact),
    }


def _further(contact: Contact) -> list[Fields] | None:
    """Directors of a daughter company sit at the holding too."""
    account = contact.account
    if account.parent is None or contact.post.role != "director":
        return None
    return [{"account": account.parent, "role": "director"}]
