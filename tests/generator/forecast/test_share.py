"""The model's outlook, shared out."""

import numpy as np
import pytest

from generator.forecast import outlook
from generator.forecast.issued import COMPANY, Scope
from generator.forecast.outlook import CONCENTRATED, INSUFFICIENT, PRIOR, RANGE
from generator.forecast.replay import Part, Spoken
from generator.forecast.scenario import Window
from generator.forecast.share import spoken
from generator.forecast.window import weeks
from tests.generator.forecast.books import PEOPLE, Line, known

DAY = 400
WINDOWS = (weeks(DAY, 13), Window("quarter", 350, 440))


def lines() -> list[Line]:
    chance = np.random.default_rng(6)
    found: list[Line] = []
    for number in range(60):
        name, owner = f"d{number:02}", PEOPLE[number % 3]
        begin = int(chance.integers(1, 380))
        found.append((name, begin, "talk", 100.0 + number, begin + 60, owner))
        end = begin + int(chance.integers(20, 90))
        if end <= DAY:
            outcome = "won" if number % 2 else "lost"
            found.append((name, end, outcome, 100.0 + number, end, owner))
    return found


@pytest.fixture(scope="module")
def said() -> Spoken:
    return spoken(known(DAY, *lines()), WINDOWS)


@pytest.mark.parametrize("window", [window.name for window in WINDOWS])
def test_means_add_up(said: Spoken, window: str) -> None:
    parts = {scope: part for (name, scope), part in said.parts.items() if name == window}
    people = sum(part.mean for scope, part in parts.items() if scope.kind == "person")
    teams = sum(part.mean for scope, part in parts.items() if scope.kind == "team")
    assert people == pytest.approx(parts[COMPANY].mean)
    assert teams == pytest.approx(parts[COMPANY].mean)
    for part in parts.values():
        assert part.booked + part.open + part.new == pytest.approx(part.mean)
        assert list(part.quantiles) == sorted(part.quantiles)
        assert part.quantiles[0] >= part.booked


@pytest.mark.parametrize("window", [window.name for window in WINDOWS])
def test_means_add_up_below_zero_too(window: str) -> None:
    """Where every deal takes money away, what is not written down yet does so as well."""
    loss: list[Line] = [(*line[:3], -line[3], *line[4:]) for line in lines()]
    parts = spoken(known(DAY, *loss), WINDOWS).parts
    assert parts[window, COMPANY].new < 0
    for (name, _), part in parts.items():
        assert name != window or part.booked + part.open + part.new == pytest.approx(part.mean)


@pytest.mark.parametrize("window", [window.name for window in WINDOWS])
def test_a_team_above_others_has_their_sum_and_a_range_of_its_own(window: str) -> None:
    # Ann is in the east, Bob in the south above it, Cy in the west; the root has all.
    book = known(DAY, *lines())._replace(
        teams=("east", "south", "west"),
        above=(("east", "south"), ("south", "all"), ("west", "all")),
    )
    found = spoken(book, WINDOWS).parts
    east, south, west, root = (
        found[window, Scope("team", name)] for name in ("east", "south", "west", "all")
    )
    bob = found[window, Scope("person", "bob")]
    for whole, parts in ((south, (east, bob)), (root, (south, west))):
        for figure in ("mean", "booked", "open", "new"):
            summed = sum(getattr(part, figure) for part in parts)
            assert getattr(whole, figure) == pytest.approx(summed), figure
    for part in (east, south, west, root):
        assert part.quantiles[2] <= part.mean <= part.quantiles[6]
    # What is not certain of one makes up for the other, so that ranges are narrower than their sum.
    assert width(south) < width(east) + width(bob)
    assert root == found[window, COMPANY]


def width(part: Part) -> float:
    return part.quantiles[6] - part.quantiles[2]


def test_what_is_booked_is_the_owners(said: Spoken) -> None:
    won = [line for line in lines() if line[2] == "won" and 350 <= line[4] <= DAY]
    for person in PEOPLE:
        mine = sum(line[3] for line in won if line[5] == person)
        assert said.parts["quarter", Scope("person", person)].booked == pytest.approx(mine)
    assert said.parts["13 weeks", COMPANY].booked == 0


def test_each_scope_has_the_labels_of_its_own_figures() -> None:
    """100 deals of ann's are won every other week and alike; cy's one whale is not.

    The company expects many wins and hangs on no deal but cy's, as cy does; ann does not.
    """
    book = known(DAY, *busy("ann", 100), ("whale", 380, "offer", 40_000, 420, "cy"))
    parts = {scope.id: part for (_, scope), part in spoken(book, WINDOWS[:1]).parts.items()}
    labels = {name: set(filter(None, part.label.split("; "))) for name, part in parts.items()}
    assert CONCENTRATED in labels["cy"] & labels["west"]
    assert RANGE in labels["cy"] & labels["west"]
    assert labels["ann"] == labels["east"] == set()


def test_wins_that_are_booked_count_among_those_to_expect() -> None:
    """A quarter in which much is won already has enough wins for one figure, its last days none."""
    book = known(DAY, *busy("ann", 123))
    begun, ahead = (Window(name, first, DAY + 7) for name, first in (("a", 250), ("b", DAY + 1)))
    parts = spoken(book, (begun, ahead)).parts
    ann = Scope("person", "ann")
    assert parts["a", ann].booked >= 500  # five deals of 100 and more
    assert RANGE not in parts["a", ann].label
    assert RANGE in parts["b", ann].label


def test_where_nothing_is_to_come_all_of_it_is_what_is_booked() -> None:
    """Cy won sevenths of a million, which no sum of floating point holds, and has nothing else."""
    amounts = [1e6 * (1.1 + number / 7) for number in range(1, 4)]
    won: list[Line] = [
        (f"x{number}", day, stage, amount, 380, "cy")
        for number, amount in enumerate(amounts)
        for day, stage in ((6, "talk"), (380, "won"))
    ]
    later = known(DAY, *(line for line in lines() if line[5] != "cy"), *won)
    part = spoken(later, WINDOWS).parts["quarter", Scope("person", "cy")]
    assert part.booked == pytest.approx(sum(amounts))
    assert (part.mean, part.open, part.new) == (part.booked, 0, 0)
    assert set(part.quantiles) == {part.booked}


def busy(owner: str, deals: int) -> list[Line]:
    """Give deals of 100 each of which three days are begun; two of three are won in 30 days."""
    found: list[Line] = []
    for number in range(deals):
        name, begin = f"b{number:03}", 30 + 3 * number + number % 2
        found.append((name, begin, "offer", 100, begin + 30, owner))
        if begin + 30 <= DAY:
            outcome = "lost" if number % 3 == 2 else "won"
            found.append((name, begin + 30, outcome, 100, begin + 30, owner))
    return found


def test_few_wins_of_all_are_said_of_everybody() -> None:
    parts = spoken(known(DAY, *busy("ann", 6)), WINDOWS[:1]).parts.values()
    assert all(part.label.startswith(f"{INSUFFICIENT}; {PRIOR}") for part in parts)


SPLITS = {
    "d15": {"bob": 0.5, "cy": 0.5},
    "d33": {"ann": 0.5, "cy": 0.4},  # a tenth is nobody's
    "d02": {"ann": 0.3, "bob": 0.7},
    "d11": {"bob": 1.0},
    "d13": {"ann": 0.5, "cy": 0.4},
}


def figures(part: Part) -> list[float]:
    return [part.mean, part.booked, part.open, part.new, *part.quantiles]


@pytest.mark.parametrize("window", [window.name for window in WINDOWS])
def test_splits_share_what_is_booked_and_open_and_move_nothing_of_the_company(
    said: Spoken, window: str
) -> None:
    book = known(DAY, *lines(), splits=SPLITS)
    shared, plain = spoken(book, WINDOWS), said
    whole, parts = plain.parts[window, COMPANY], shared.parts
    assert figures(parts[window, COMPANY]) == pytest.approx(figures(whole), rel=1e-12)
    assert np.array_equal(shared.chances.chance, plain.chances.chance)
    said_of = outlook.forecast(known(DAY, *lines()), WINDOWS)
    at = [one.window.name for one in said_of.parts].index(window)
    expected = dict(zip(said_of.deals, said_of.parts[at].expected, strict=True))
    owners = {line[0]: line[5] for line in lines()}
    booked = {
        line[0]: line[3]
        for line in lines()
        if line[2] == "won" and window == "quarter" and line[4] >= 350
    }
    for name in PEOPLE:
        mine = {deal: SPLITS.get(deal, {owners[deal]: 1.0}).get(name, 0.0) for deal in owners}
        part = parts[window, Scope("person", name)]
        opened = sum(share * expected.get(deal, 0.0) for deal, share in mine.items())
        assert part.open == pytest.approx(opened)
        assert part.booked == pytest.approx(
            sum(share * booked.get(deal, 0.0) for deal, share in mine.items())
        )
        assert part.booked + part.open + part.new == pytest.approx(part.mean)


def test_each_open_deal_has_a_chance_and_its_stages_weight(said: Spoken) -> None:
    closed = {line[0] for line in lines() if line[2] != "talk"}
    open_deals = {line[0]: line for line in lines() if line[0] not in closed}
    assert set(said.chances.deals) == set(open_deals)
    weeks13, quarter = said.chances.static
    for place, deal in enumerate(said.chances.deals):
        close = open_deals[deal][4]
        assert weeks13[place] == (0.2 if DAY < close <= DAY + 91 else 0)
        assert quarter[place] == (0.2 if DAY < close <= 440 else 0)
    assert ((said.chances.chance > 0) & (said.chances.chance < 1)).all()


def test_without_a_deal_nothing_is_said() -> None:
    none = spoken(known(DAY), WINDOWS)
    assert (none.parts, none.chances.deals) == ({}, ())
    assert none.chances.chance.shape == none.chances.static.shape == (2, 0)
