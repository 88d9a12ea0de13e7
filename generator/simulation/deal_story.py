"""The story of a deal: what its record says from the day it was found to the day it closed."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import NamedTuple

from generator.book import Key
from generator.simulation import offers
from generator.simulation.calendar import at
from generator.simulation.chance import likely, weighted
from generator.simulation.deal import Deal, Step
from generator.simulation.event import Event, Fields, Value
from generator.simulation.ground import Ground
from generator.simulation.offers import Line
from generator.simulation.org import LEAVER, SUCCESSOR
from generator.simulation.prices import BOOKS
from generator.simulation.range import FOUND
from generator.simulation.stages import OFFERED, PROMISED, QUALIFIED
from generator.simulation.texts import deals as texts
from generator.simulation.texts import said

_INSIDE_SALES = "daichi-ueda"
_NOTED = 18.0
_SPLIT = 8.0


class _Page(NamedTuple):
    """A change on a day, before it has its time."""

    day: date
    message: str
    change: Fields


def told(ground: Ground, deal: Deal) -> Iterator[Event]:
    """Tell a deal's changes one after another, each by who owned the deal on that day."""
    rng = ground.stream(f"story/{deal.id}")
    pages = sorted(_pages(rng, ground, deal), key=lambda page: page.day)
    moment = datetime.combine(deal.created, datetime.min.time())
    for page in pages:
        moment = max(at(rng, page.day), moment + timedelta(minutes=5))
        owner = ground.org.owner(deal.account.seller, page.day)
        yield Event(
            moment, Key("deals", deal.id), owner, f"{deal.name}: {page.message}", page.change
        )


def _pages(rng: Random, ground: Ground, deal: Deal) -> Iterator[_Page]:
    """Give all changes of a deal; on the same day in the order in which they are given."""
    yield _Page(deal.created, "a new deal", _born(rng, ground, deal))
    for number, step in enumerate(deal.steps):
        text = f"now in {step.stage}" if number else "what we know"
        yield _Page(step.day, text, _stepped(rng, ground, deal, step))
    for push in deal.pushes:
        reason = rng.choice(texts.PUSH_REASONS)
        yield _Page(push.day, f"later, {reason}", {"close_date": push.until})
    for offer in deal.offers:
        yield _Page(
            offer.day,
            f"quote v{offer.version}",
            _offered(offer.lines, f"{deal.id}-v{offer.version}"),
        )
    yield from _handed_over(ground, deal)
    if deal.outcome == "open":
        yield _present(rng, ground, deal)
    else:
        yield _Page(deal.close, "closed", _closed(rng, deal))


def _born(rng: Random, ground: Ground, deal: Deal) -> Fields:
    """Tell what is known of a deal on its first day."""
    account = deal.account
    step = _next_step(rng, deal, 0)
    return {
        "name": deal.name,
        "account": account.id,
        "owner": ground.org.owner(account.seller, deal.created),
        "pipeline": deal.pipeline,
        "stage": deal.steps[0].stage,
        "type": None if deal.type == "new" else deal.type,
        "created_on": deal.created,
        "currency": None if account.currency == "JPY" else account.currency,
        "origin": deal.origin,
        "close_date": deal.first_guess,
        "lead": deal.lead,
        "next_step": step,
        "next_step_date": ground.calendar.on_or_after(deal.created + timedelta(days=7)),
        "contacts": _contacts(deal, 1),
        "campaigns": _campaigns(deal, deal.created),
        "splits": _splits(rng, ground, deal),
        "external_ids": _external(ground, deal),
        "notes": said(rng, texts.NOTES, account.language) if likely(rng, _NOTED) else None,
    }


def _external(ground: Ground, deal: Deal) -> Fields | None:
    """Name the deals that were brought in at the start as the old system did."""
    sign = deal.id.rpartition("-")[2]
    return {"old-crm": f"D-{sign}"} if deal.created < ground.calendar.start else None


def _splits(rng: Random, ground: Ground, deal: Deal) -> list[Fields] | None:
    """Share some deals with inside sales."""
    owner = ground.org.owner(deal.account.seller, deal.created)
    if deal.outcome == "open" and owner == LEAVER:  # whoever takes over starts with a whole deal
        return None
    if not likely(rng, _SPLIT):
        return None
    part = rng.choice((10, 20, 30))
    return [
        {"person": owner, "percent": 100 - part},
        {"person": _INSIDE_SALES, "percent": part},
    ]


def _next_step(rng: Random, deal: Deal, level: int) -> str:
    if deal.type == "renewal":
        return said(rng, texts.RENEWAL_STEPS, deal.account.language)
    phase = 0 if level <= QUALIFIED else 1 if level < OFFERED else 2 if level == OFFERED else 3
    return said(rng, texts.NEXT_STEPS[phase], deal.account.language)


def _contacts(deal: Deal, count: int) -> list[Fields]:
    people = deal.contacts[:count]
    return [{"contact": one.id, "role": one.post.buying_role} for one in people]


def _campaigns(deal: Deal, until: date) -> list[Fields]:
    return [
        {"campaign": touch.campaign.id, "date": touch.day, "touch": touch.kind}
        for touch in deal.touches
        if touch.day <= until
    ]


def _stepped(rng: Random, ground: Ground, deal: Deal, step: Step) -> Fields:
    """Tell what comes with a stage: the amount, the people, what happens next."""
    if step.stage == "lost":
        return _lost(rng, deal, step)
    found: dict[str, Value] = {"stage": step.stage, "campaigns": _campaigns(deal, step.day)}
    if step.level <= PROMISED:
        found["next_step"] = _next_step(rng, deal, step.level)
        days = timedelta(days=rng.randint(5, 12))
        found["next_step_date"] = ground.calendar.on_or_after(step.day + days)
    if step.level >= QUALIFIED:
        found["qualified_on"] = deal.qualified
        found["contacts"] = _contacts(deal, len(deal.contacts))
    if step.level < OFFERED and deal.flaw != "no amount":
        found["amount"] = _rough(rng, deal)
    if deal.reopened == step.day:
        found |= {"reopened": [deal.reopened], "closed_on": None, "lost_reason": None,
                  "lost_note": None}  # fmt: skip
    if step.level >= OFFERED:
        found["competitors"] = deal.rivals
    if deal.born_won:
        found |= _offered(deal.lines, None)
    if step.stage == "trial":
        until = ground.calendar.on_or_after(step.day + timedelta(days=21))
        found["custom"] = {"trial_until": until}
    return found


def _rough(rng: Random, deal: Deal) -> Decimal:
    """Guess the amount roundly, in the currency of the deal."""
    factor, step = BOOKS[deal.account.currency][3:]
    large = step * 1000
    guess = deal.budget * factor * rng.randint(85, 125) / 100
    return max(1, round(guess / large)) * large


def _offered(lines: Sequence[Line], quote: str | None) -> dict[str, Value]:
    return {
        "amount": offers.total(lines),
        "primary_quote": quote,
        "lines": [line.fields() for line in lines],
        "recurring": _recurring(lines),
    }


def _recurring(lines: Sequence[Line]) -> Fields | None:
    """Say what comes again every year, where a contract is among the lines."""
    contracts = [line.net for line in lines if FOUND[line.product].unit == "year"]
    if not contracts:
        return None
    return {"amount": sum(contracts, Decimal(0)), "period": "year", "months": 12}


def _handed_over(ground: Ground, deal: Deal) -> Iterator[_Page]:
    """Hand a deal that was open then over from who left, unless that was forgotten."""
    day = ground.org.handover
    running = deal.created < day and (deal.outcome == "open" or deal.close > day)
    if running and deal.account.seller == SUCCESSOR and deal.flaw != "left":
        yield _Page(day, "handed over", {"owner": SUCCESSOR, "splits": None})


def _present(rng: Random, ground: Ground, deal: Deal) -> _Page:
    """Tell the last change of an open deal: what happens next, or what was forgotten."""
    calendar = ground.calendar
    day = calendar.on_or_before(calendar.today - timedelta(days=rng.randint(0, 9)))
    soon = calendar.on_or_after(calendar.today + timedelta(days=rng.randint(1, 12)))
    soon = min(soon, max(deal.close, calendar.on_or_after(calendar.today + timedelta(days=1))))
    late = calendar.on_or_before(calendar.today - timedelta(days=rng.randint(3, 9)))
    found: dict[str, Value] = {"close_date": deal.close}
    if deal.flaw not in {"stale", "stuck"}:
        found |= {"next_step": _next_step(rng, deal, deal.level), "next_step_date": soon}
    match deal.flaw:
        case "stale" | "stuck":
            day = max(step.day for step in deal.steps)
        case "no step":
            found |= {"next_step": None, "next_step_date": None}
        case "step due" | "passed":
            found |= {"next_step_date": late}
        case "override":
            found |= {"forecast_category": "commit"}
        case _ if deal.level == OFFERED and likely(rng, 15):
            found |= {"probability": 65, "forecast_category": "most_likely"}
    return _Page(day, "next step", found)


def _closed(rng: Random, deal: Deal) -> Fields:
    found: dict[str, Value] = {"next_step": None, "next_step_date": None, "close_date": deal.close}
    if deal.outcome == "won":
        return found | {"closed_on": deal.close}
    return found | _lost(rng, deal, deal.steps[-1])


def _lost(rng: Random, deal: Deal, step: Step) -> dict[str, Value]:
    """Say why a deal was lost; before there was an offer it was hardly the price."""
    weights = texts.LOST_WEIGHTS
    if deal.level < OFFERED:
        weights = {reason: weight for reason, weight in weights.items() if reason != "price"}
    reason = weighted(rng, weights)
    notes = texts.LOST_NOTES[reason]
    language = deal.account.language if likely(rng, 60) else "en"
    return {
        "stage": step.stage,
        "closed_on": step.day,
        "lost_reason": reason,
        "lost_note": notes[language] if likely(rng, 70) else None,
    }
