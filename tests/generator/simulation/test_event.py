"""Events add up to the book of any moment."""

from datetime import date, datetime
from decimal import Decimal

from generator.book import Key
from generator.simulation.event import Event, clamped, state, tree

_at = datetime.fromisoformat
DEAL = Key("deals", "line-5")
FOUND = Event(_at("2026-08-03 09:00"), DEAL, "aiko", "found", {"stage": "prospect", "amount": 5})
MOVED = Event(_at("2026-09-01 09:00"), DEAL, "aiko", "moved", {"stage": "won", "amount": None})


def test_the_state_is_the_sum_of_the_changes_in_the_order_of_their_moments() -> None:
    assert state([MOVED, FOUND]) == {DEAL: {"stage": "won", "amount": None}}


def test_the_state_of_a_moment_knows_nothing_later() -> None:
    assert state([FOUND, MOVED], _at("2026-08-03 09:00")) == {
        DEAL: {"stage": "prospect", "amount": 5}
    }
    assert state([FOUND, MOVED], _at("2026-08-03 08:00")) == {}


def test_what_is_gone_is_no_longer_in_the_book_and_can_come_back() -> None:
    gone = Event(_at("2026-10-01 09:00"), DEAL, "aiko", "entered twice", {}, gone=True)
    assert state([FOUND, gone]) == {}
    assert state([gone]) == {}
    back = FOUND._replace(moment=_at("2026-10-02 09:00"))
    assert state([FOUND, gone, back]) == {DEAL: {"stage": "prospect", "amount": 5}}


def test_values_are_written_as_files_have_them_and_empty_ones_are_left_out() -> None:
    assert tree(
        {
            "name": "Line 5",
            "amount": Decimal("1200.50"),
            "large": Decimal("1E+3"),
            "count": 0,
            "primary": True,
            "active": False,
            "closed_on": date(2026, 12, 9),
            "when": _at("2026-12-09 08:05"),
            "lines": [{"quantity": 2, "discount": None}],
            "tags": ("a", "b"),
            "custom": {"plant_count": 3},
            "gone": None,
            "text": "",
            "none": [],
        }
    ) == {
        "name": "Line 5",
        "amount": "1200.50",
        "large": "1000",
        "count": "0",
        "primary": "true",
        "active": "false",
        "closed_on": "2026-12-09",
        "when": "2026-12-09 08:05",
        "lines": [{"quantity": "2"}],
        "tags": ["a", "b"],
        "custom": {"plant_count": "3"},
    }


def test_what_happened_before_the_start_is_brought_in_at_the_start_in_its_order() -> None:
    start = _at("2026-09-02 08:00")
    later = MOVED._replace(moment=_at("2026-09-03 09:00"))
    found = list(clamped([later, MOVED, FOUND], start, "yoko"))
    assert found[0] == later
    assert [(event.moment, event.author, event.change) for event in found[1:]] == [
        (start, "yoko", FOUND.change),
        (start, "yoko", MOVED.change),
    ]
