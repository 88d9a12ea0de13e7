"""The story of an account: entered, won as a customer, given a limit, handed over."""

from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from random import Random
from typing import NamedTuple

from generator.book import Key
from generator.simulation.accounts import Account
from generator.simulation.calendar import early
from generator.simulation.chance import likely
from generator.simulation.event import Event, Fields, Value
from generator.simulation.firms import Firm
from generator.simulation.ground import Ground
from generator.simulation.org import FINANCE
from generator.simulation.places import phone, postal_code, street
from generator.simulation.prices import BOOKS
from generator.simulation.texts import accounts as texts
from generator.simulation.texts import said

_FACTORIES = {"machinery", "food", "manufacturing", "electronics", "chemicals", "healthcare"}
_OWN_NAME = 42
_TYPES = {"old": "customer", "former": "former", "partner": "partner", "competitor": "competitor"}


class Course(NamedTuple):
    """What became of an account: when it was entered, when it first bought, what it may owe."""

    born: date
    first_order: date | None = None
    limit: Decimal | None = None
    twin: str | None = None
    """The account that it looks like and is not."""


def told(ground: Ground, account: Account, course: Course) -> Iterator[Event]:
    """Tell of an account."""
    rng = ground.stream(f"account/{account.id}")
    key, owner = Key("accounts", account.id), ground.org.owner(account.seller, course.born)
    fields = _fields(rng, account, owner, course)
    yield Event(early(course.born), key, owner, f"Add {account.firm.latin}", fields)
    if course.first_order and account.style not in _TYPES:
        bought: Fields = {"type": "customer", "customer_since": course.first_order}
        moment = datetime.combine(course.first_order, time(17, 45))
        owner = ground.org.owner(account.seller, course.first_order)
        yield Event(moment, key, owner, f"{account.firm.latin} is a customer", bought)
    if course.limit and course.first_order:
        limit: Fields = {"credit_limit": course.limit}
        moment = datetime.combine(course.first_order, time(18))
        yield Event(moment, key, FINANCE, f"Credit limit of {account.firm.latin}", limit)
    if account.seller != ground.org.owner(account.seller, course.born):
        taken = {"owner": account.seller}
        yield Event(
            early(ground.org.handover), key, account.seller, "Take the accounts over", taken
        )


def _fields(rng: Random, account: Account, owner: str, course: Course) -> Fields:
    firm = account.firm
    own = firm.own if account.style == "twin" or likely(rng, _OWN_NAME) else firm.latin
    aliases = [name for name in (firm.latin, firm.own) if name != own]
    buys = account.style not in {"competitor", "holding"}
    revenue = account.size * rng.randint(18, 42) * 1_000_000 * BOOKS[account.currency][3]
    return {
        "name": own,
        "owner": owner,
        "type": _TYPES.get(account.style, "prospect"),
        "legal_name": firm.legal,
        "aliases": list(dict.fromkeys(aliases)),
        "reading": firm.reading,
        "corporate_number": None if account.style == "twin" else _number(rng, firm),
        "domains": [f"{account.id.removesuffix('-2')}.example"],
        "industry": firm.industry,
        "territory": account.territory,
        "size": account.size,
        "annual_revenue": int(revenue) // 1_000_000 * 1_000_000,
        "currency": account.currency,
        "parent": account.parent,
        "channel": rng.choice(("direct", "direct", "distributor")) if buys else None,
        "customer_since": account.since if account.style == "old" else None,
        "rating": rng.choice("aabbbcd") if buys else None,
        "phone": phone(rng, account.place),
        "addresses": list(_addresses(rng, account)),
        "price_book": account.price_book if buys else None,
        "payment_terms": account.terms if buys else None,
        "preferences": said(rng, texts.PREFERENCES, firm.language) if likely(rng, 35) else None,
        "not_duplicate_of": [course.twin] if course.twin else None,
        "tags": _tags(rng, account),
        "notes": said(rng, texts.NOTES, firm.language) if likely(rng, 22) else None,
        "custom": _custom(rng, firm),
    }


def _tags(rng: Random, account: Account) -> list[str] | None:
    return ["key-account"] if account.style == "old" and likely(rng, 20) else None


def _custom(rng: Random, firm: Firm) -> dict[str, Value] | None:
    return {"plant_count": rng.randint(1, 5)} if firm.industry in _FACTORIES else None


def _addresses(rng: Random, account: Account) -> Iterator[Fields]:
    """Give the head office and, for makers of things, often a plant."""
    labels = ["Head office"]
    if account.firm.industry in _FACTORIES and likely(rng, 45):
        labels.append("Plant 2")
    for label in labels:
        yield {
            "label": label,
            "country": account.place.country,
            "postal_code": postal_code(rng, account.place),
            "region": account.place.region,
            "city": account.place.city,
            "street": street(rng, account.place),
        }


def _number(rng: Random, firm: Firm) -> str | None:
    """Draw a number of the public register; Japan's begins with a check digit."""
    match firm.language:
        case "ja":
            return _corporate(rng.randrange(99 * 10**10, 10**12))
        case "ko":
            return f"{rng.randint(101, 899)}-{rng.randint(81, 88)}-{rng.randrange(10_000, 99_999)}"
        case _:
            return None


def _corporate(number: int) -> str:
    """Put the check digit before a twelve-digit number: 9 less the weighted sum modulo 9."""
    digits = [int(digit) for digit in reversed(str(number))]
    total = sum(digit * (1 + place % 2) for place, digit in enumerate(digits))
    return f"{9 - total % 9}{number}"
