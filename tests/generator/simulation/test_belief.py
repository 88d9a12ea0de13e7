"""What a record said for a while is put right in the end."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from generator.book import Key
from generator.simulation.belief import Belief, held
from generator.simulation.event import Event, Fields, state

_at = datetime.fromisoformat
DEAL, OTHER = Key("deals", "line-5"), Key("deals", "line-6")


def _more(change: Fields) -> Fields:
    return {name: 10 if name == "amount" else value for name, value in change.items()}


def test_until_a_moment_something_else_is_said_and_then_what_is_so() -> None:
    events = [
        Event(_at("2026-08-03 09:00"), DEAL, "aiko", "found", {"stage": "prospect", "amount": 1}),
        Event(_at("2026-08-03 09:00"), OTHER, "aiko", "found", {"amount": 1}),
        Event(_at("2026-08-05 09:00"), DEAL, "aiko", "moved", {"stage": "won", "amount": 2}),
    ]
    belief = Belief(DEAL, _at("2026-08-04 08:00"), "mei", "put right", _more, ("aiko", "ben"))
    first, other, moved, righted = held(events, [belief])
    assert (first.author, first.change) == ("ben", {"stage": "prospect", "amount": 10})
    assert (other, moved) == (events[1], events[2])
    assert righted == Event(_at("2026-08-04 08:00"), DEAL, "mei", "put right", {"amount": 1})


def test_where_nothing_was_said_otherwise_there_is_nothing_to_put_right() -> None:
    events = [Event(_at("2026-08-03 09:00"), DEAL, "aiko", "found", {"stage": "prospect"})]
    assert list(held(events, [Belief(DEAL, _at("2026-08-04 08:00"), "mei", "x", _more)])) == events


@given(
    st.lists(st.tuples(st.integers(0, 20), st.sampled_from("ab"), st.integers(0, 3))),
    st.integers(0, 21),
)
def test_in_the_end_the_book_is_what_it_would_be_without(
    told: list[tuple[int, str, int]], until: int
) -> None:
    start = _at("2026-08-03 09:00")
    events = [
        Event(start + timedelta(hours=hour), DEAL, "aiko", "x", {name: value})
        for hour, name, value in sorted(told)
    ]

    def said(change: Fields) -> Fields:
        return dict.fromkeys(change, 99)

    # The correction comes half an hour later than anything before it.
    end = start + timedelta(hours=until) - timedelta(minutes=30)
    assert state(held(events, [Belief(DEAL, end, "mei", "x", said)])) == state(events)
