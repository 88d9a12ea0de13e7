"""A method takes another's place by evidence alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.forecast.accuracy import Judged
from generator.forecast.gate import diebold_mariano, verdict
from generator.forecast.issued import COMPANY, LEVELS, Issued
from generator.look.format import plural

WEEKS = 4


def judged(week: int, mean: float, actual: float, half: float = 30) -> Judged:
    origin = 7 * week
    quantiles = tuple(mean + half * (2 * level - 1) / 0.8 for level in LEVELS)
    end = origin + 7 * WEEKS
    return Judged(Issued(origin, "c", "4 weeks", end, "m", COMPANY, mean, quantiles), actual)


def history(weeks: int) -> list[float]:
    return [float(one) for one in np.random.default_rng(5).normal(100, 20, weeks)]


def test_a_better_method_passes() -> None:
    came = history(60)
    new = [judged(week, 100, actual) for week, actual in enumerate(came)]
    old = [judged(week, 160, actual) for week, actual in enumerate(came)]
    found = verdict(new, old)
    assert found.passed, found.reasons
    assert not verdict(old, new).passed


@pytest.mark.parametrize(
    ("weeks", "mean", "half", "lacking"),
    [
        (28, 100, 30, ["7\xa0windows of which no two overlap; 8 are needed."]),
        (31, 100, 30, []),  # the eighth begins where the seventh ends, after 28 weeks
        (60, 150, 30, ["The score of the whole distribution (CRPS) is "]),
        (77, 100, 90, ["The 80\xa0% range held 20 of 20 outcomes of windows apart."]),
        (60, 110, 30, ["The bias is +"]),
    ],
)
def test_every_condition_counts(weeks: int, mean: float, half: float, lacking: list[str]) -> None:
    came = history(weeks)
    new = [judged(week, mean, actual, half) for week, actual in enumerate(came)]
    old = [judged(week, 100, actual, 31) for week, actual in enumerate(came)]
    missed = [said for met, said in verdict(new, old).reasons if met is False]
    for words in lacking:
        assert any(said.startswith(words) for said in missed), missed
    assert bool(lacking) or not any("windows of which" in said for said in missed)


def test_seven_windows_are_too_few() -> None:
    came = history(28)
    new = [judged(week, 100, actual) for week, actual in enumerate(came)]
    old = [judged(week, 160, actual) for week, actual in enumerate(came)]
    found = verdict(new, old)
    assert (found.passed, found.windows) == (False, 7)
    assert found.reasons[0] == (False, "7\xa0windows of which no two overlap; 8 are needed.")
    assert all(met is not False for met, _ in found.reasons[1:])


def test_one_window_is_told_as_one() -> None:
    found = verdict([judged(0, 100, 100)], [judged(0, 160, 100)])
    said = f"{plural(1, 'window')} of which no two overlap; "
    assert found.reasons[0] == (False, f"{said}8 are needed.")
    assert found.reasons[-1][1].endswith(f": {said}20 are needed.")


def test_what_a_range_covers_cannot_be_told_below_twenty_windows_apart() -> None:
    """Sixty forecasts of 15 windows apart say nothing of a range; they do not speak against it."""
    came = history(60)
    new = [judged(week, 100, actual, 1000) for week, actual in enumerate(came)]
    old = [judged(week, 900, actual, 1000) for week, actual in enumerate(came)]
    found = verdict(new, old)
    met, said = found.reasons[-1]
    assert met is None
    assert said.startswith(
        "What the 80\xa0% range holds cannot be told yet: 15\xa0windows of which"
    )
    assert found.passed


def test_what_is_found_is_said_without_a_currency() -> None:
    """At 100 in eight windows apart: 90 and 70 are said, as points all but in name."""
    new = [judged(4 * number, 90, 100, 0) for number in range(8)]
    old = [judged(4 * number, 70, 100, 0) for number in range(8)]
    assert [said for _, said in verdict(new, old).reasons[1:4]] == [
        "The score of the whole distribution (CRPS) is 67\xa0% lower than that of the other.",
        "The gain is chance with a probability of 0\xa0%; it is there in 100\xa0% of windows.",
        "The bias is \N{MINUS SIGN}10\xa0%, that of the other \N{MINUS SIGN}30\xa0%.",
    ]
    worse = verdict(old, new).reasons[1]
    assert worse == (
        False,
        "The score of the whole distribution (CRPS) is 200\xa0% higher than that of the other.",
    )


def test_what_was_never_wrong_cannot_be_beaten() -> None:
    new, old = ([judged(0, mean, 100, 0)] for mean in (90, 100))
    assert verdict(new, old).reasons[1] == (
        False,
        "The score of the whole distribution (CRPS) is not lower than that of the other.",
    )


def test_only_windows_of_both_are_compared() -> None:
    one, two = judged(0, 100, 90), judged(1, 100, 90)
    assert verdict([one], [two]).reasons == ((False, "There is no window that both forecast."),)
    point = two._replace(issued=two.issued._replace(quantiles=()))
    assert not verdict([two], [point]).passed


def test_a_gain_is_tested_as_its_definition_says() -> None:
    # Independent gains: mean 1, standard deviation 2 over 100 of them: five standard errors.
    gains = np.tile([3.0, -1.0], 50)
    assert diebold_mariano(gains, 1) == pytest.approx(2.8665e-7, rel=1e-3)
    assert diebold_mariano(-gains, 1) == pytest.approx(1 - 2.8665e-7)
    assert diebold_mariano(np.full(9, 2.0), 4) == 0
    assert diebold_mariano(np.zeros(9), 4) == 1


def test_gains_that_go_together_are_less_sure() -> None:
    gains = np.repeat([3.0, -1.0, 3.0, 3.0, -1.0], 8)
    assert diebold_mariano(gains, 8) > 3 * diebold_mariano(gains, 1)


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=40), st.integers(1, 13))
def test_a_probability_is_one(gains: list[float], overlap: int) -> None:
    assert 0 <= diebold_mariano(np.array(gains), overlap) <= 1
