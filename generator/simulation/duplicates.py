"""What was entered twice, or by mistake: merged or deleted some days later."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from generator.book import Key
from generator.simulation.accounts import Account
from generator.simulation.belief import Belief
from generator.simulation.event import Event, Fields
from generator.simulation.org import MARKETER
from generator.simulation.world import World

_EVERY = 9
"""One in so many of the accounts that came later is entered again by a colleague."""
_NOTED_TWICE = 60
_ENTERED, _MERGED = timedelta(days=12), timedelta(days=9)
_FORGOTTEN = timedelta(days=40)


class Duplicate(NamedTuple):
    """An account that was entered again, by whom, and when that was seen."""

    account: Account
    other: str
    entered: date
    merged: date

    @property
    def id(self) -> str:
        """The id under which it was entered again."""
        return f"{self.account.id}-{self.account.place.region.lower().replace(' ', '-')}"

    @property
    def message(self) -> str:
        """What the merge says."""
        return f"Merge {self.id} into {self.account.id}: entered twice"


def draw(world: World) -> tuple[Duplicate, ...]:
    """Choose from the accounts that were entered after the start and are no part of a group."""
    calendar = world.ground.calendar
    late = [
        account
        for account in world.accounts
        if account.buys and account.style != "twin" and not account.parent
        if world.courses[account.id].born > calendar.start
    ]
    found = []
    for account in late[1::_EVERY]:
        entered = calendar.on_or_after(world.courses[account.id].born + _ENTERED)
        merged = calendar.on_or_after(entered + _MERGED)
        if merged <= calendar.today:
            other = world.ground.org.owner(_colleague(world, account), entered)
            found.append(Duplicate(account, other, entered, merged))
    return tuple(found)


def _colleague(world: World, account: Account) -> str:
    """Name somebody else who sells in the territory, or who answers the phone for all."""
    there = world.ground.org.in_territory(account.territory)
    return next((one.id for one in there if one.id != account.seller), "daichi-ueda")


def beliefs(found: Sequence[Duplicate]) -> Iterator[Belief]:
    """Say that the phone number was known from the second entry alone."""
    for one in found:
        merged = datetime.combine(one.merged, time(11, 20))
        key = Key("accounts", one.account.id)
        yield Belief(key, merged, one.account.seller, one.message, _without_phone)


def _without_phone(change: Fields) -> Fields:
    return {**change, "phone": None} if "phone" in change else change


def told(world: World, found: Sequence[Duplicate]) -> Iterator[Event]:
    """Tell of all that is no longer there."""
    for one in found:
        yield from _entered_twice(one)
    yield from _noted_twice(world)
    yield from _forgotten(world)


def _entered_twice(one: Duplicate) -> Iterator[Event]:
    account = one.account
    entered = datetime.combine(one.entered, time(14, 35))
    merged = datetime.combine(one.merged, time(11, 20))
    firm: Fields = {
        "name": account.firm.legal,
        "owner": one.other,
        "type": "prospect",
        "industry": account.firm.industry,
        "territory": account.territory,
        "currency": account.currency,
    }
    office: Fields = {"name": "Reception", "account": one.id, "owner": one.other}
    for folder, name, fields in (("accounts", one.id, firm), ("contacts", f"{one.id}-0", office)):
        key = Key(folder, name)
        yield Event(entered, key, one.other, f"Add {account.firm.legal}", fields)
        yield Event(merged, key, account.seller, one.message, {}, gone=True)


def _noted_twice(world: World) -> Iterator[Event]:
    """Let some have noted a call twice, and take it back the next morning."""
    calendar = world.ground.calendar
    done = [one for one in world.activities if not one.planned and one.about.account]
    for number, one in enumerate(done[::_NOTED_TWICE]):
        key = Key("activities", f"a-{one.when:%Y%m%d}-{number:02}aa")
        moment = one.when + timedelta(minutes=95)
        after = calendar.on_or_after(one.when.date() + timedelta(days=1))
        about = one.about.account.id if one.about.account else None
        fields: Fields = {
            "name": one.note.name,
            "when": one.when,
            "type": one.note.type,
            "person": one.person,
            "account": about,
            "summary": one.note.summary,
        }
        if after <= calendar.today and one.when.date() >= calendar.start:
            yield Event(moment, key, one.person, f"Note: {one.note.name}", fields)
            text = f"Delete what was noted twice: {one.note.name}"
            gone = datetime.combine(after, time(9, 10))
            yield Event(gone, key, one.person, text, {}, gone=True)


def _forgotten(world: World) -> Iterator[Event]:
    """Let a lead have asked to be forgotten."""
    calendar = world.ground.calendar
    came = calendar.on_or_after(calendar.start + timedelta(days=190))
    gone = calendar.on_or_after(came + _FORGOTTEN)
    if gone <= calendar.today:
        key = Key("leads", f"visitor-{came:%Y%m%d}-0aaa")
        fields: Fields = {
            "name": "A visitor of the web site",
            "status": "new",
            "company": "Not told",
            "owner": MARKETER,
            "source": "web",
            "created_on": came,
        }
        moment = datetime.combine(came, time(10, 5))
        yield Event(moment, key, MARKETER, "Lead from the web site", fields)
        text = "Delete a lead who asked to be forgotten"
        yield Event(datetime.combine(gone, time(16, 40)), key, MARKETER, text, {}, gone=True)
