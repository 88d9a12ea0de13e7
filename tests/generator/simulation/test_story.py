"""What the story tells besides what happened: beliefs, duplicates, slips, a reorganisation."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

import pytest

from generator.book import Key
from generator.simulation import SAMPLE, SEED, TODAY, accounts, story, world
from generator.simulation.event import Event, state
from generator.simulation.world import World


@pytest.fixture(scope="module")
def drawn() -> World:
    return world.draw(SEED, SAMPLE, TODAY)


@pytest.fixture(scope="module")
def told(drawn: World) -> tuple[Event, ...]:
    return story.told(drawn)


def of(told: Sequence[Event], words: str) -> list[Event]:
    return [event for event in told if words in event.message]


@pytest.mark.parametrize(
    ("seed", "count", "today"),
    [(464, 60, TODAY), (1, 30, date(2026, 4, 1)), (3, 250, date(2024, 2, 29))],
)
def test_in_the_end_the_book_is_what_it_would_be_without(
    seed: int, count: int, today: date
) -> None:
    drawn = world.draw(seed, accounts(count), today)
    told = story.told(drawn)
    assert state(told) == state(world.told(drawn))
    moments = [event.moment for event in told]
    assert moments == sorted(moments)
    assert moments[-1].date() <= today
    people = {person.id for person in drawn.ground.org.people}
    assert {event.author for event in told} <= people


def test_a_part_of_the_market_goes_to_another_territory(told: Sequence[Event]) -> None:
    moved = of(told, "Five regions")
    moment = datetime(2026, 4, 1, 7, 45)  # noqa: DTZ001 - a moment of the company's clock
    assert {event.moment for event in moved} == {moment}
    assert {event.key.folder for event in moved} == {"territories", "accounts", "contacts", "deals"}
    before = state(event for event in told if event.moment < moment)
    after = state(event for event in told if event.moment <= moment)
    for event in moved:
        if event.key.folder == "accounts":
            old, new = before[event.key], after[event.key]
            assert (old["territory"], new["territory"]) == ("japan-west", "japan-east")
            assert (old["owner"], new["owner"]) == ("mei-lin", "ben-ortiz")
        if event.key.folder == "deals":
            assert "closed_on" not in before[event.key] or before[event.key]["closed_on"] is None
    west, east = Key("territories", "japan-west"), Key("territories", "japan-east")
    assert {"region": "Aichi"} in _rules(before[west]["rules"])
    assert {"region": "Aichi"} in _rules(after[east]["rules"])
    assert {"region": "Aichi"} not in _rules(after[west]["rules"])


def _rules(value: object) -> list[object]:
    assert isinstance(value, list)
    return value


def test_accounts_are_entered_twice_and_merged(told: Sequence[Event]) -> None:
    merged = of(told, "entered twice")
    gone = {event.key for event in merged if event.gone}
    assert {key.folder for key in gone} == {"accounts", "contacts"}
    kept = [event for event in merged if not event.gone]
    assert kept
    for event in kept:
        assert event.change.keys() == {"phone"}
        names = [key.id for key in gone if key.folder == "accounts"]
        assert any(
            event.message == f"Merge {one} into {event.key.id}: entered twice" for one in names
        )


def test_some_things_are_deleted_and_one_comes_back(told: Sequence[Event]) -> None:
    assert of(told, "asked to be forgotten")[0].gone
    assert all(event.gone for event in of(told, "Delete what was noted twice"))
    deleted, reverted = of(told, "Delete feedback")
    assert deleted.gone
    assert reverted.message == f'Revert "{deleted.message}"'
    assert reverted.key == deleted.key
    before = state(event for event in told if event.moment < deleted.moment)
    after = state(event for event in told if event.moment <= reverted.moment)
    assert before[deleted.key] == after[deleted.key]


def test_amounts_are_mistyped_for_a_day(told: Sequence[Event]) -> None:
    fixed = of(told, "a zero too many")
    assert fixed
    for event in fixed:
        before = state(one for one in told if one.moment < event.moment)[event.key]
        (amount,) = event.change.values()
        assert isinstance(amount, int | Decimal)
        assert before["amount"] == amount * 10


def test_why_a_deal_was_lost_is_learnt_later(told: Sequence[Event]) -> None:
    for event in of(told, "why we lost it"):
        before = state(one for one in told if one.moment < event.moment)[event.key]
        assert before["lost_reason"] == "other"
        assert before["stage"] in {"lost", "not-renewed"}
        assert event.change.keys() <= {"lost_reason", "lost_note"}


def test_a_target_is_lowered_after_its_quarter(told: Sequence[Event]) -> None:
    (lowered,) = of(told, "Lower the target of FY2025-Q1")
    assert lowered.key == Key("targets", "mei-lin-fy2025-q1-bookings")
    assert lowered.moment.date() > date(2025, 6, 30)
