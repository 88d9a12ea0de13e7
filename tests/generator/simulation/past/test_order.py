"""Nothing refers to what is not there yet, and no record overtakes itself."""

from datetime import datetime

from generator.book import Key
from generator.simulation.event import Event, Fields
from generator.simulation.past.order import settled
from generator.simulation.past.work import Work

_at = datetime.fromisoformat
ACCOUNT, DEAL = Key("accounts", "yamada"), Key("deals", "line-5")


def work(moment: str, *events: tuple[Key, Fields], gone: bool = False) -> Work:
    when = _at(f"2026-08-03 {moment}")
    made = tuple(Event(when, key, "aiko", moment, change, gone=gone) for key, change in events)
    return Work(when, when, "aiko", moment, made)


def order(*works: Work) -> list[tuple[str, str]]:
    return [(one.message, f"{one.moment:%H:%M}") for one in settled(works)]


def test_a_work_waits_for_what_it_refers_to() -> None:
    deal = work("09:00", (DEAL, {"account": "yamada"}))
    later = work("09:30", (DEAL, {"stage": "won"}))
    account = work("10:00", (ACCOUNT, {"name": "Yamada"}))
    assert order(deal, later, account) == [
        ("10:00", "10:00"), ("09:00", "10:00"), ("09:30", "10:00"),
    ]  # fmt: skip


def test_what_is_there_need_not_wait() -> None:
    account = work("09:00", (ACCOUNT, {"name": "Yamada"}))
    deal = work("10:00", (DEAL, {"account": "yamada"}))
    assert order(account, deal) == [("09:00", "09:00"), ("10:00", "10:00")]


def test_what_is_gone_is_no_longer_there() -> None:
    account = work("09:00", (ACCOUNT, {"name": "Yamada"}))
    gone = work("10:00", (ACCOUNT, {}), gone=True)
    deal = work("11:00", (DEAL, {"account": "yamada"}))
    again = work("12:00", (ACCOUNT, {"name": "Yamada"}))
    assert order(account, gone, deal, again)[2:] == [("12:00", "12:00"), ("11:00", "12:00")]


def test_what_waits_for_one_another_comes_as_one() -> None:
    lead = Key("leads", "yumi")
    one = work("09:00", (lead, {"converted_deal": "line-5"}))
    other = work("10:00", (DEAL, {"lead": "yumi"}))
    (both,) = settled([one, other])
    assert both.keys == {lead, DEAL}
    assert both.moment == other.moment


def test_references_are_found_in_lists_and_parts() -> None:
    found = work(
        "09:00",
        (DEAL, {
            "account": "yamada", "name": "yamada", "contacts": [{"contact": "oka"}],
            "campaigns": ({"campaign": "fair"},), "splits": None, "competitors": ["rival"],
        }),
    ).references  # fmt: skip
    assert found == {
        ACCOUNT, Key("contacts", "oka"), Key("campaigns", "fair"), Key("accounts", "rival"),
    }  # fmt: skip
