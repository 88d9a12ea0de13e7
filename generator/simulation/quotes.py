"""The quotes of deals: each version of an offer, and what became of it."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from generator.book import Key
from generator.simulation.chance import likely, weighted
from generator.simulation.deal import Deal, Offer
from generator.simulation.event import Event, Fields, Value
from generator.simulation.ground import Ground
from generator.simulation.offers import Line
from generator.simulation.org import HEAD
from generator.simulation.prices import TAXES, list_price
from generator.simulation.range import FOUND
from generator.simulation.texts import deals as texts
from generator.simulation.texts import said

NEEDS_MANAGER = 10
NEEDS_HEAD = 15
"""Discounts above so many percent need an approval."""
_OPTION = "training-day"
_FRESH = {"draft": 3.0, "in_review": 2.0, "presented": 6.0}
_NEW = timedelta(days=12)
_UNANSWERED = timedelta(days=55)


def told(ground: Ground, deal: Deal) -> Iterator[Event]:
    """Tell of each version: written, replaced by the next one, accepted or turned down."""
    rng = ground.stream(f"quotes/{deal.id}")
    for offer, following in zip(deal.offers, (*deal.offers[1:], None), strict=False):
        owner = ground.org.owner(deal.account.seller, offer.day)
        key = Key("quotes", f"{deal.id}-v{offer.version}")
        first = _written(rng, ground, deal, offer)
        moment = datetime.combine(offer.day, time(8, 30))
        yield Event(moment, key, owner, f"{deal.name}: quote v{offer.version}", first)
        end, change = _ending(deal, following)
        if following or deal.outcome != "open":
            closer = ground.org.owner(deal.account.seller, end)
            text = f"{deal.name}: quote v{offer.version} {change['status']}"
            yield Event(datetime.combine(end, time(18, 30)), key, closer, text, change)
        elif owner != deal.account.seller and deal.flaw != "left":
            moment = datetime.combine(ground.org.handover, time(18, 30))
            change = {"owner": deal.account.seller}
            yield Event(moment, key, deal.account.seller, "Take the quotes over", change)


def _ending(deal: Deal, following: Offer | None) -> tuple[date, Fields]:
    if following:
        return following.day, {"status": "rejected", "primary": None}
    return deal.close, {"status": "accepted" if deal.outcome == "won" else "rejected"}


def _written(rng: Random, ground: Ground, deal: Deal, offer: Offer) -> Fields:
    account = deal.account
    owner = ground.org.owner(account.seller, offer.day)
    lines = [_line(line, account.currency) for line in offer.lines]
    if likely(rng, 20) and _OPTION not in {line.product for line in offer.lines}:
        price = list_price(FOUND[_OPTION], account.currency)
        lines.append({**_line(Line(_OPTION, 1, price), account.currency), "option": True})
    valid = timedelta(days=rng.choice((30, 60)) if deal.outcome != "open" else 90)
    return {
        "name": deal.name,
        "deal": deal.id,
        "owner": owner,
        "version": offer.version,
        "status": _status(rng, ground, deal, offer),
        "primary": True,
        "quoted_on": offer.day,
        "currency": None if account.currency == "JPY" else account.currency,
        "valid_until": offer.day + valid,
        "price_book": account.price_book,
        "lines": lines,
        "approvals": approvals(rng, ground, offer, owner),
        "terms": said(rng, texts.TERMS, account.language),
    }


def _status(rng: Random, ground: Ground, deal: Deal, offer: Offer) -> str:
    """Tell where a quote stands: the newest of open deals may not be out yet."""
    today = ground.calendar.today
    if deal.outcome == "open" and offer is deal.offers[-1]:
        if today - offer.day <= _NEW:
            return weighted(rng, _FRESH)
        if today - offer.day > _UNANSWERED and likely(rng, 50):
            return "expired"
    return "presented"


def _line(line: Line, currency: str) -> dict[str, Value]:
    return {
        "product": line.product,
        "quantity": line.quantity,
        "price": line.price,
        "discount": line.discount or None,
        "tax": TAXES[currency] or None,
        "bundle": line.bundle or None,
    }


def approvals(rng: Random, ground: Ground, offer: Offer, owner: str) -> list[Fields]:
    """Have a discount above the thresholds approved: by the manager, or further up."""
    most = max(line.discount for line in offer.lines)
    who = [ground.org.manager(owner)] if most > NEEDS_MANAGER else []
    who += [HEAD] if most > NEEDS_HEAD else []
    reason = rng.choice(texts.APPROVAL_REASONS)
    return [{"person": person, "date": offer.day, "reason": reason} for person in who]


def accepted(deal: Deal) -> Offer:
    """Give what the customer accepted: the last offer, or what was agreed without one."""
    return deal.offers[-1] if deal.offers else Offer(0, deal.close, deal.lines)
