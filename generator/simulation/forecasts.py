"""What sellers say every Monday about their quarter, and what their managers make of it."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import NamedTuple

from generator.book import Key
from generator.simulation import offers
from generator.simulation.calendar import Quarter, quarter
from generator.simulation.chance import likely
from generator.simulation.deal import Deal
from generator.simulation.event import Event, Fields
from generator.simulation.ground import Ground
from generator.simulation.org import LEAVER
from generator.simulation.rates import Rates
from generator.simulation.stages import HAGGLED, PROMISED

_ROUND = 100_000
_BEST = 3
"""From the trial on, a deal is in the best case."""
_FORGETFUL = "grace-okafor"
_FORGOTTEN = timedelta(days=12)
_ADJUSTED = 16
_COMMENTS = (
    "Two large ones hang on the year-end budget.",
    "Line projects slip to January if the trial is late.",
    "Better than it looks; the renewals are safe.",
    "Waiting for one signature.",
    "年内検収の案件が2件あります。",
    "대형 건 하나가 1월로 밀릴 수 있습니다.",
)
_DOUBTS = (
    "I take the largest one out until the board has met.",
    "One more renewal should be in the commit.",
    "Too careful; both trials went well.",
)


class Call(NamedTuple):
    """What somebody expects of a quarter, in yen."""

    commit: Decimal
    most_likely: Decimal
    best_case: Decimal


def told(ground: Ground, rates: Rates, deals: Sequence[Deal]) -> Iterator[Event]:
    """Tell of the submissions of this quarter and the one before, Monday by Monday."""
    rng, calendar = ground.stream("forecasts"), ground.calendar
    owned = _by_seller(deals)
    first = quarter(calendar.now.start - timedelta(days=1)).start
    monday = first + timedelta(days=-first.weekday() % 7)
    while calendar.on_or_after(monday) <= calendar.today:
        day = calendar.on_or_after(monday)
        for seller in ground.org.sellers:
            forgot = seller.id == _FORGETFUL and calendar.today - day <= _FORGOTTEN
            if not forgot:
                call = _call(rng, rates, owned.get(seller.id, []), day)
                yield from _submitted(rng, ground, (seller.id, day), call)
        monday += timedelta(days=7)


def _by_seller(deals: Sequence[Deal]) -> dict[str, list[Deal]]:
    found: dict[str, list[Deal]] = {}
    for deal in deals:
        found.setdefault(deal.account.seller, []).append(deal)
    return found


def _call(rng: Random, rates: Rates, deals: Sequence[Deal], day: date) -> Call:
    """Add up what was won and what is promised, likely and possible, as the seller sees it."""
    now = quarter(day)
    sums = [Decimal(0)] * 3
    for deal in deals:
        place = _place(deal, day, now)
        if place is not None:
            worth = offers.total(deal.lines)
            sums[place] += rates.yen(worth, deal.account.currency, day)
    sure = sums[0] * rng.randint(92, 106) / 100
    likely_too = sure + sums[1] * rng.randint(70, 100) / 100
    best = likely_too + sums[2] * rng.randint(60, 90) / 100
    return Call(*(Decimal(round(amount / _ROUND) * _ROUND) for amount in (sure, likely_too, best)))


def _place(deal: Deal, day: date, now: Quarter) -> int | None:
    """Tell in which sum a deal is on a day: 0 won or promised, 1 likely, 2 possible."""
    if deal.outcome != "open" and deal.close <= day:
        return 0 if deal.outcome == "won" and deal.close >= now.start else None
    level = deal.level_on(day)
    if level < _BEST or _expected(deal, day) > now.end:
        return None
    return 0 if level >= PROMISED else 1 if level >= HAGGLED else 2


def _expected(deal: Deal, day: date) -> date:
    """Give the close date that a deal had on a day."""
    return next((push.until for push in reversed(deal.pushes) if push.day <= day), deal.first_guess)


def _submitted(rng: Random, ground: Ground, said: tuple[str, date], call: Call) -> Iterator[Event]:
    seller, day = said
    person = ground.org.owner(seller, day)
    comment = rng.choice(_COMMENTS) if likely(rng, 30) else None
    yield _event((person, None), day, call, comment)
    if likely(rng, _ADJUSTED) and person != LEAVER and call.best_case:
        share = rng.choice((Decimal("0.9"), Decimal("1.05")))
        own = Call(*(round(amount * share / _ROUND) * Decimal(_ROUND) for amount in call))
        yield _event((ground.org.manager(person), person), day, own, rng.choice(_DOUBTS))


def _event(who: tuple[str, str | None], day: date, call: Call, comment: str | None) -> Event:
    person, adjusts = who
    period = quarter(day).name
    key = Key("forecasts", "-".join(filter(None, (*who, period.lower(), f"{day:%Y%m%d}"))))
    fields: Fields = {
        "person": person,
        "adjusts": adjusts,
        "period": period,
        "date": day,
        "commit": call.commit,
        "most_likely": call.most_likely,
        "best_case": call.best_case,
        "comment": comment,
    }
    moment = datetime.combine(day, time(10 if adjusts is None else 16))
    return Event(moment, key, person, f"Forecast of {period}, {day}", fields)
