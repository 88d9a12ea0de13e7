"""The reorganisation: a part of the market went from one territory to another, with its owners."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from functools import partial

from generator.book import Key
from generator.simulation.accounts import Account
from generator.simulation.belief import Belief
from generator.simulation.event import Fields, Value
from generator.simulation.org import HEAD, SUCCESSOR, TERRITORIES
from generator.simulation.world import World

_MOVED = ("Aichi", "Shizuoka", "Nagano", "Ishikawa", "Saitama")
_BEFORE, _AFTER = "japan-west", "japan-east"
_FORMER = "mei-lin"
_MESSAGE = "Five regions go from Japan West to Japan East"
_NAMED = ("owner", "territory", "splits")


def beliefs(world: World) -> Iterator[Belief]:
    """Say who had the accounts, contacts and deals of the moved regions until then."""
    calendar = world.ground.calendar
    day = calendar.on_or_after(calendar.quarters[4].start)
    if day > calendar.today:
        return
    moment = datetime.combine(day, time(7, 45))
    for land in TERRITORIES:
        if land.id in {_BEFORE, _AFTER}:
            yield Belief(Key("territories", land.id), moment, HEAD, _MESSAGE, _rules)
    for account in world.accounts:
        if _goes(account):
            for key in _keys(world, account, day):
                said = partial(_named, {account.seller: _FORMER, _AFTER: _BEFORE})
                yield Belief(key, moment, HEAD, _MESSAGE, said, (account.seller, _FORMER))


def _goes(account: Account) -> bool:
    """Not what was handed over between two people later, and not what was entered twice."""
    there = account.territory == _AFTER and account.place.region in _MOVED
    return there and account.seller != SUCCESSOR and account.style != "twin"


def _keys(world: World, account: Account, day: date) -> Iterator[Key]:
    """Name what went along: not the deals that were closed by then, which stay whose they were."""
    yield Key("accounts", account.id)
    yield from (Key("contacts", contact.id) for contact in world.contacts[account.id])
    for deal in world.deals:
        if deal.account.id == account.id and (deal.outcome == "open" or deal.close >= day):
            yield Key("deals", deal.id)


def _named(names: Mapping[str, str], change: Fields) -> Fields:
    """Name others in the fields that name who looks after a record."""
    return {name: _of(names, value) if name in _NAMED else value for name, value in change.items()}


def _of(names: Mapping[str, str], value: Value) -> Value:
    match value:
        case str():
            return names.get(value, value)
        case list():
            return [_of(names, item) for item in value]
        case dict():
            return {name: _of(names, item) for name, item in value.items()}
        case _:
            return value


def _rules(change: Fields) -> Fields:
    """Give the moved regions to the territory that had them."""
    regions = {land.id: land.regions for land in TERRITORIES}
    kept = tuple(region for region in regions[_AFTER] if region not in _MOVED)
    mine = kept if change["name"] == "Japan East" else (*regions[_BEFORE], *_MOVED)
    return {**change, "rules": [{"region": region} for region in mine]}
