"""A story divided into pieces of work."""

from datetime import datetime

from generator.book import Key
from generator.simulation.event import Event
from generator.simulation.past.work import Opening, Work, works

_at = datetime.fromisoformat
OPENING = Opening(_at("2026-04-01 08:00"), _at("2026-09-01 18:00"))
TEAM = Event(_at("2026-04-01 08:00"), Key("teams", "east"), "yoko", "Add East", {"name": "East"})


def told(*events: Event) -> list[Work]:
    """Divide events, and leave out the first piece of work, which brings the standing book in."""
    first, *others = works([TEAM, *events], OPENING)
    assert first.message == "Bring the book in"
    assert TEAM in first.events
    return others


def event(moment: str, key: str, message: str = "x", author: str = "aiko") -> Event:
    folder, name = key.split("/")
    return Event(_at(f"2026-{moment}"), Key(folder, name), author, message, {})


def test_what_was_done_at_once_is_one_work() -> None:
    first, other, third = told(
        event("05-04 09:00", "accounts/a", "Take over"),
        event("05-04 09:00", "accounts/b", "Take over"),
        event("05-04 09:00", "accounts/c", "Something else"),
        event("05-04 09:00", "accounts/d", "Take over", "ben"),
    )
    assert first.keys == {Key("accounts", "a"), Key("accounts", "b")}
    assert (other.message, third.author) == ("Something else", "ben")


def test_a_deal_and_its_quotes_change_together_on_a_day() -> None:
    first, second = told(
        event("05-04 09:00", "quotes/d-v2", "Line 5: quote v2"),
        event("05-04 11:00", "deals/d", "Line 5: now in proposal"),
        event("05-04 12:00", "deals/d", "Line 5: next step"),
        event("05-04 18:30", "quotes/d-v1", "Line 5: quote v1 rejected"),
        event("05-05 09:00", "deals/d", "Line 5: next step"),
    )
    assert first.message == "Line 5: quote v2, now in proposal, quote v1 rejected"
    assert first.moment == _at("2026-05-04 12:00")
    assert len(first.events) == 4
    assert second.message == "Line 5: next step"


def test_what_goes_without_saying_is_said_where_there_is_nothing_else() -> None:
    (work,) = told(
        event("05-04 09:00", "deals/d", "Line 5: what we know"),
        event("05-04 11:00", "deals/d", "Line 5: next step"),
    )
    assert work.message == "Line 5: what we know"


def test_what_another_system_knew_is_brought_in_with_its_days() -> None:
    deal, ticket, later = told(
        event("02-03 09:00", "deals/d", "Line 5: a new deal"),
        event("06-01 10:00", "tickets/t", "Ticket: solved"),
        event("09-02 10:00", "tickets/t", "Ticket: closed"),
    )
    assert (deal.source, deal.happened) == ("old-crm", _at("2026-02-03 09:00"))
    assert deal.moment == _at("2026-04-01 08:20")
    assert (ticket.source, ticket.happened) == ("helpdesk", _at("2026-06-01 10:00"))
    assert ticket.moment == OPENING.service
    assert (later.source, later.moment) == ("", later.happened)
