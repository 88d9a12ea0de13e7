"""Who the planned deals are with: every deal gets an account, a last stage and a first day."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from random import Random
from typing import NamedTuple

from generator.simulation import flaws
from generator.simulation.accounts import Account, Style
from generator.simulation.calendar import Calendar, quarter
from generator.simulation.chance import likely, some
from generator.simulation.flaws import Flaw, Open
from generator.simulation.ground import Ground
from generator.simulation.org import Org
from generator.simulation.plan import Slot
from generator.simulation.stages import LEVELS, OFFERED, QUALIFIED, reached

_FEW = 3
_NEWS = 5
_FEATURED = 7
_OLD: frozenset[Style] = frozenset({"old"})
_BUYERS: frozenset[Style] = frozenset({"old", "new"})
_ALL: frozenset[Style] = frozenset({"old", "new", "prospect"})
_BORN_WON = 31
"""One in so many won deals is entered only when it is won."""


class Prospect(NamedTuple):
    """A planned deal with its account: before anything is known of what is sold."""

    slot: Slot
    account: Account
    last: str
    """The last open stage."""
    flaw: Flaw
    created: date
    born_won: bool


def draw(
    ground: Ground, accounts: Sequence[Account], slots: Sequence[Slot]
) -> tuple[Prospect, ...]:
    """Share the planned deals out among the sellers and their accounts."""
    rng, calendar = ground.stream("market"), ground.calendar
    pairs = list(_paired(rng, ground.org, accounts, slots))
    stages = [reached(rng, slot, calendar.today) for slot, _ in pairs]
    opened = [
        Open(slot, stage, account.seller, calendar.today)
        for (slot, account), stage in zip(pairs, stages, strict=True)
        if slot.outcome == "open"
    ]
    forgotten = iter(flaws.spread(opened))
    wins = 0
    found: list[Prospect] = []
    for (slot, account), stage in zip(pairs, stages, strict=True):
        wins += slot.outcome == "won" and not slot.renewal
        born = slot.outcome == "won" and not slot.renewal and wins % _BORN_WON == _BORN_WON // 2
        flaw = next(forgotten) if slot.outcome == "open" else ""
        created = _created(rng, calendar, slot, stage, flaw)
        created = slot.day if born else created
        found.append(Prospect(slot, account, stage, flaw, created, born))
    return tuple(_with_news(calendar, found))


def _with_news(calendar: Calendar, prospects: Sequence[Prospect]) -> Iterator[Prospect]:
    """Let some of the open deals that have not come far be of the last few days."""
    young = [
        number
        for number, one in enumerate(prospects)
        if one.slot.outcome == "open" and not one.flaw and LEVELS[one.last] <= QUALIFIED
    ]
    new = set(young[_NEWS // 2 :: _NEWS])
    for number, one in enumerate(prospects):
        days = timedelta(days=1 + number % 4)
        fresh = calendar.on_or_before(calendar.today - days)
        yield one._replace(created=fresh) if number in new else one


def _paired(
    rng: Random, org: Org, accounts: Sequence[Account], slots: Sequence[Slot]
) -> Iterator[tuple[Slot, Account]]:
    """Let the sellers take turns within each quarter and outcome, so that all have some of each."""
    featured = _featured(accounts, slots)
    used: Counter[str] = Counter()
    pools = {
        (styles, person.id): _fitting(accounts, styles, person.id)
        for styles in (_OLD, _BUYERS, _ALL)
        for person in org.sellers
    }
    for _, group in groupby(slots, key=lambda slot: (slot.outcome, quarter(slot.day))):
        turns = _turns(rng, org)
        for number, slot in enumerate(group):
            seller = turns[number % len(turns)]
            found = featured.get(slot) or _account(rng, pools[_styles(slot), seller], used)
            yield slot, found


def _featured(accounts: Sequence[Account], slots: Sequence[Slot]) -> dict[Slot, Account]:
    """Give some open deals to the account that is there twice, and to its twin."""
    twin = next(account for account in accounts if account.style == "twin")
    first = next(account for account in accounts if account.firm.slug == twin.firm.slug)
    opened = [slot for slot in slots if slot.outcome == "open" and not slot.renewal]
    return dict(zip(opened[::_FEATURED], (twin, first, first, first), strict=False))


def _turns(rng: Random, org: Org) -> list[str]:
    """Order the sellers at random; the strong ones come twice."""
    turns = [person.id for person in org.sellers]
    turns += [person.id for person in org.sellers if likely(rng, (person.strength - 0.8) * 150)]
    rng.shuffle(turns)
    return turns


def _account(rng: Random, fitting: Sequence[Account], used: Counter[str]) -> Account:
    """Draw the least used of three accounts that such a deal can be with."""
    found = min(some(rng, fitting, 3), key=lambda account: used[account.id])
    used[found.id] += 1
    return found


def _fitting(accounts: Sequence[Account], styles: frozenset[Style], seller: str) -> list[Account]:
    """Name the seller's accounts of some styles; those of all sellers, where there are few."""
    own = [one for one in accounts if one.style in styles and one.seller == seller]
    return own if len(own) >= _FEW else [one for one in accounts if one.style in styles]


def _styles(slot: Slot) -> frozenset[Style]:
    """Name the accounts that a planned deal can be with."""
    if slot.renewal:
        return _OLD
    return _BUYERS if slot.outcome == "won" else _ALL


def _created(rng: Random, calendar: Calendar, slot: Slot, stage: str, flaw: Flaw) -> date:
    """Draw when a deal was found: ten weeks or so before it closed, or before today."""
    if slot.outcome != "open":
        length = round(rng.lognormvariate(4.3 - 0.3 * slot.renewal, 0.45))
        return calendar.on_or_before(slot.day - timedelta(days=max(12, length)))
    least = 30 + LEVELS[stage] * 8 if LEVELS[stage] >= OFFERED else 4
    least = 62 if flaw == "stale" else least
    age = max(least, min(220, round(rng.lognormvariate(3.9, 0.6))))
    age = max(age, 105) if flaw in {"stuck", "left"} else age
    return calendar.on_or_before(calendar.today - timedelta(days=age))
