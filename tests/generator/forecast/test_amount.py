import numpy as np
import pytest

from generator.forecast import amount, effect, evidence
from generator.forecast.amount import OUTLIER
from generator.forecast.known import Floats, Known
from generator.forecast.panel import panel
from tests.generator.forecast.books import Line, known

DAY = 400


def deals(*stories: tuple[float, float, str]) -> Known:
    """Give deals by the amount that they stated, the one they ended with, and how they stand."""
    lines: list[Line] = []
    for number, (stated, final, stage) in enumerate(stories):
        name = f"d{number:02}"
        lines += [(name, 300, "offer", stated, 350, "ann"), (name, 340, stage, final, 340, "ann")]
    return known(DAY, *lines)


def ratios(then: Known) -> amount.Ratios:
    laid = panel(then)
    return amount.ratios(then, laid, evidence.standing(then, laid, np.arange(1, laid.weeks)))


def fresh(then: Known) -> Floats:
    laid = panel(then)
    return amount.fresh_amounts(then, laid, effect.won_days(then, laid))


def test_without_a_won_deal_the_amount_stays() -> None:
    found = ratios(deals((100.0, 10.0, "lost")))
    assert found.mean.tolist() == [0.0, 0.0, 0.0]


def test_won_deals_say_what_is_left_of_an_amount() -> None:
    """94 deals that ended at half: between a half and nothing, by the weight of six beside them."""
    found = ratios(deals(*[(100.0, 50.0, "won")] * 94))
    assert found.mean[1] == pytest.approx(np.log(0.5), rel=0.08)
    assert found.mean[0] == pytest.approx(np.log(0.5), rel=0.08)  # drawn to the other stage
    assert found.spread < 0.1


@pytest.mark.parametrize("odd", [0.0, -5.0, float("nan")])
def test_amounts_that_are_none_have_no_ratio(odd: float) -> None:
    found = ratios(deals((100.0, odd, "won"), (odd, 100.0, "won")))
    assert found.mean.tolist() == [0.0, 0.0, 0.0]


def test_new_deals_may_bring_what_won_deals_brought() -> None:
    then = deals(*[(1.0, float(number), "won") for number in range(1, 9)], (5.0, 5.0, "lost"))
    assert fresh(then).tolist() == [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0]


def test_with_few_won_deals_what_was_stated_counts_too() -> None:
    assert fresh(deals((3.0, 2.0, "won"), (7.0, 7.0, "lost"))).tolist() == [2.0, 3.0, 7.0]
    assert fresh(known(DAY)).tolist() == []


def test_a_whale_is_brought_in() -> None:
    then = deals(*[(1.0, 10.0, "won")] * 9, (1.0, 1e9, "won"))
    assert fresh(then).tolist() == [10.0] * 9 + [pytest.approx(10 * np.exp(OUTLIER * 0.5))]
    assert fresh(deals(*[(0.0, 0.0, "won")] * 9)).tolist() == [0.0] * 9


def test_the_final_amount_is_that_of_deals_that_are_won_now() -> None:
    then = known(
        DAY,
        ("a", 300, "won", 5.0, 300, "ann"),
        ("a", 310, "offer", 6.0, 350, "ann"),  # opened again
        ("b", 300, "won", 7.0, 300, "ann"),
    )
    final = amount.final_amounts(then, panel(then))
    assert np.isnan(final[0])
    assert final[1] == 7.0


def test_less_is_left_of_the_larger_amounts_where_that_was_so() -> None:
    """All was left of 20, half of 100; what was learned lies between that and no slope."""
    found = ratios(deals(*[(20.0, 20.0, "won")] * 40, *[(100.0, 50.0, "won")] * 40))
    true = np.log(0.5) / np.log(5)
    assert true < found.slope < 0.7 * true
    small, large = found.sized(np.array([20.0, 100.0]))
    assert large < small
    assert found.sized(np.array([0.0, -1.0, np.nan])).tolist() == [0.0, 0.0, 0.0]


def test_amounts_of_one_size_have_no_slope() -> None:
    assert ratios(deals(*[(100.0, 50.0, "won")] * 9)).slope == pytest.approx(0.0)
