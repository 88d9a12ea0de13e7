"""A replay as bytes."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from generator.forecast.issued import COMPANY, LEVELS, Issued, Scope
from generator.forecast.packing import packed, unpacked
from generator.forecast.replay import Chances, Replay
from generator.forecast.scenario import Window
from generator.forecast.takings import Wins
from generator.forecast.unrated import Unrated

WINDOWS = (Window("4 weeks", 8, 35), Window("quarter", 1, 90))
Column = NDArray[np.float64] | NDArray[np.int64]
figures = st.floats(allow_nan=False, allow_infinity=False)


@st.composite
def lines(draw: st.DrawFn) -> Issued:
    window = draw(st.sampled_from(WINDOWS))
    scope = draw(st.sampled_from([COMPANY, Scope("team", "east")]))
    ranged = draw(st.just(()) | st.tuples(*[figures] * len(LEVELS)))
    head = (7, "c0ffee", window.name, window.last, "model", scope)
    return Issued(*head, draw(figures), ranged, 1.5, draw(figures), 0, draw(st.sampled_from("é ")))


@st.composite
def replays(draw: st.DrawFn) -> Replay:
    deals, wins = draw(st.integers(0, 4)), draw(st.integers(0, 4))
    column = st.lists(figures, min_size=wins, max_size=wins)
    row = st.lists(figures, min_size=deals, max_size=deals)
    chance, static = (np.array([draw(row), draw(row)], float) for _ in range(2))
    return Replay(
        7,
        "c0ffee",
        3,
        WINDOWS,
        tuple(draw(st.lists(lines(), max_size=3))),
        Chances(tuple(f"d{number}" for number in range(deals)), chance, static),
        Wins(np.arange(wins), np.array(draw(column), float), np.arange(wins) - 1),
        ("ann", "bob"),
        (("east", "all"), ()),
        (COMPANY, Scope("person", "ann")),
        tuple(draw(st.lists(st.builds(Unrated, st.text(), st.integers(-1, 90)), max_size=2))),
        draw(st.sampled_from(["", "JPY"])),
    )


@given(replays())
def test_packing_loses_nothing(made: Replay) -> None:
    again = unpacked(packed(made))
    assert packed(again) == packed(made)
    assert again._replace(chances=made.chances, wins=made.wins) == made
    assert again.chances.deals == made.chances.deals
    assert list(map(_told, _columns(again))) == list(map(_told, _columns(made)))


def _columns(one: Replay) -> tuple[Column, ...]:
    return (*one.chances[1:], *one.wins)


def _told(column: Column) -> tuple[object, ...]:
    return column.dtype, column.shape, column.tolist()
