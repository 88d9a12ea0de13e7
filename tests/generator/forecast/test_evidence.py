import numpy as np
import pytest

from generator.forecast import evidence
from generator.forecast.evidence import NAMES
from generator.forecast.known import CATEGORIES, NONE, Known
from generator.forecast.panel import panel
from tests.generator.forecast.books import known

DAY = 200


def shown(then: Known, usual: float = 100.0) -> list[dict[str, float]]:
    """Give the evidence of the deals that are open at the end, by its names."""
    at = evidence.standing(then, panel(then), np.array([0]))
    table = evidence.columns(then, at, usual, evidence.touched(then))
    return [dict(zip(NAMES, line, strict=True)) for line in table.tolist()]


def one(amount: float = 100.0, day: int = DAY) -> Known:
    return known(DAY, ("a", day, "offer", amount, DAY + 30, "ann"))


def test_only_open_deals_stand_there() -> None:
    then = known(
        DAY,
        ("a", 150, "offer", 5.0, 230, "ann"),
        ("b", 150, "talk", 1.0, 190, "bob"),
        ("b", 190, "won", 1.0, 190, "bob"),
        ("c", 180, "-", 2.0, NONE, ""),
    )
    at = evidence.standing(then, panel(then), np.array([0, 2]))
    assert list(zip(at.deal.tolist(), at.week.tolist(), strict=True)) == [
        (0, 0),
        (0, 2),
        (1, 2),
        (2, 0),
        (2, 2),
    ]
    assert at.day.tolist() == [DAY, DAY - 14, DAY - 14, DAY, DAY - 14]
    assert at.amount.tolist() == [5.0, 5.0, 1.0, 2.0, 2.0]


@pytest.mark.parametrize(
    ("pushes", "signs"),
    [(0, [0, 0, 0]), (1, [1, 0, 0]), (2, [1, 1, 0]), (4, [1, 1, 1])],
)
def test_pushes_add_up(pushes: int, signs: list[float]) -> None:
    lines = [("a", DAY - 10 + each, "offer", 9.0, 300 + each, "ann") for each in range(pushes + 1)]
    found = shown(known(DAY, *lines))[0]
    assert [found[name] for name in ("pushed", "pushed again", "pushed often")] == signs


@pytest.mark.parametrize(
    ("days", "signs"), [(14, [0, 0, 0]), (15, [1, 0, 0]), (43, [1, 1, 0]), (92, [1, 1, 1])]
)
def test_deals_lie_untouched(days: int, signs: list[float]) -> None:
    found = shown(one(day=DAY - days))[0]
    assert [found[name] for name in NAMES if name.startswith("untouched")] == signs


def test_moving_the_date_alone_touches_nothing() -> None:
    then = known(
        DAY,
        ("a", 100, "offer", 9.0, 300, "ann"),
        ("a", 150, "offer", 9.0, 310, "ann"),  # only the date
        ("a", 160, "offer", 9.0, 310, "ann"),  # something that no column has
        ("b", 170, "offer", float("nan"), 310, "ann"),
        ("b", 180, "offer", float("nan"), 320, "ann"),
    )
    assert evidence.touched(then).tolist() == [100, 100, 160, 170, 170]


@pytest.mark.parametrize(
    ("amount", "sign"),
    [(100.0, 0.0), (200.0, np.log(2)), (0.0, 0.0), (-5.0, 0.0), (float("nan"), 0.0), (1e9, 2.5)],
)
def test_amounts_are_seen_beside_the_usual(amount: float, sign: float) -> None:
    assert shown(one(amount))[0]["amount above the usual"] == pytest.approx(sign)


def test_calls_and_probabilities_count_where_they_are_the_deals_own() -> None:
    then = one()
    assert shown(then)[0]["called commit"] == 0.0  # the stage says so
    assert shown(then)[0]["own probability"] == 0.0
    then.versions.category[:] = CATEGORIES.index("best_case")
    then.versions.probability[:] = 0.9
    said = shown(then)[0]
    assert said["called best case"] == 1.0
    assert said["own probability"] == pytest.approx(np.log(9) - np.log(1.5))  # the stage's is 0.6


def test_a_next_step_lies_ahead_or_not() -> None:
    then = one()
    assert shown(then)[0]["no next step ahead"] == 1.0
    then.versions.step[:] = DAY
    assert shown(then)[0]["no next step ahead"] == 0.0
    then.versions.step[:] = DAY - 1
    assert shown(then)[0]["no next step ahead"] == 1.0


def test_the_usual_amount_is_the_median_of_what_is_above_none() -> None:
    assert evidence.usual_amount(np.array([3.0, 0.0, 1.0, np.nan, 2.0, -9.0])) == 2.0
    assert evidence.usual_amount(np.array([0.0])) == 1.0


@pytest.mark.parametrize(("number", "signs"), [(0, [1, 0]), (1, [1, 0]), (2, [0, 0]), (3, [0, 1])])
def test_contacts_are_few_or_many(number: int, signs: list[float]) -> None:
    then = one()
    then.versions.contacts[:] = number
    found = shown(then)[0]
    assert [found["fewer than two contacts"], found["three contacts or more"]] == signs


def test_an_amount_is_revised_when_another_one_stood_there() -> None:
    nothing = float("nan")
    then = known(
        DAY,
        ("a", 100, "offer", 9.0, 300, "ann"),
        ("a", 120, "offer", 8.0, 300, "ann"),
        ("a", 130, "won", 8.0, 130, "ann"),
        ("b", 140, "offer", nothing, 300, "ann"),
        ("b", 150, "offer", 7.0, 300, "ann"),  # stated for the first time
        ("c", 160, "offer", 5.0, 300, "ann"),
    )
    assert evidence.revised(then).tolist() == [NONE, 120, 120, NONE, NONE, NONE]


@pytest.mark.parametrize(("days", "signs"), [(41, [1, 1]), (42, [1, 0])])
def test_a_revision_is_news_for_six_weeks(days: int, signs: list[float]) -> None:
    then = known(
        DAY, ("a", 100, "offer", 9.0, 300, "ann"), ("a", DAY - days, "offer", 8.0, 300, "ann")
    )
    found = shown(then)[0]
    assert [found["amount revised"], found["amount revised lately"]] == signs
    assert [shown(one())[0][name] for name in ("amount revised", "amount revised lately")] == [0, 0]
