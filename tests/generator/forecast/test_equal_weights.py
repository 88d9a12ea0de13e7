"""Half of the model, and half of the run-rate."""

import pytest

from generator.forecast import run_rate
from generator.forecast.equal_weights import NAME, equal_weights
from generator.forecast.issued import COMPANY, LEVELS, MODEL, UNVERIFIED
from generator.forecast.outlook import PRIOR, RANGE
from tests.generator.forecast.test_combined import ANN, issued, replayed


def test_both_count_alike() -> None:
    told = replayed({MODEL: 60, run_rate.NAME: 40}, scopes=(COMPANY, ANN), weeks=2)
    found = list(equal_weights(told))
    assert [(one.origin, one.scope, one.mean) for one in found] == [
        (7, COMPANY, 50), (7, ANN, 50), (14, COMPANY, 50), (14, ANN, 50)
    ]  # fmt: skip
    (one, *_) = found
    assert (one.method, one.label, one.open, one.new) == (NAME, UNVERIFIED, 0, 0)
    # The one goes from 31.5 to 88.5 and the other is two thirds of it.
    assert 21 <= one.quantiles[0] < 31.5
    assert 59 < one.quantiles[-1] <= 88.5
    assert list(one.quantiles) == sorted(one.quantiles)


def test_what_is_booked_is_in_both() -> None:
    (one,) = replayed({}, weeks=1)
    told = tuple(issued(7, name, mean, COMPANY, 100) for name, mean in
                 ((MODEL, 160), (run_rate.NAME, 120)))  # fmt: skip
    (found,) = equal_weights([one._replace(issued=told)])
    assert (found.mean, found.booked) == (140, 100)
    assert min(found.quantiles) >= 100


def test_one_alone_is_not_combined() -> None:
    assert list(equal_weights(replayed({MODEL: 60}, weeks=1))) == []
    assert list(equal_weights(replayed({run_rate.NAME: 60}, weeks=1))) == []


def test_a_rate_of_the_models_mean_changes_nothing() -> None:
    (found,) = equal_weights(replayed({MODEL: 60, run_rate.NAME: 60}, weeks=1))
    assert found.quantiles == pytest.approx([60 * (0.5 + level) for level in LEVELS])


def test_it_is_read_with_what_the_model_is_read_with() -> None:
    """The rate is ten times as large: what both hold possible is too wide for one figure."""
    (one,) = replayed({MODEL: 60, run_rate.NAME: 600}, weeks=1)
    told = tuple(each._replace(label=PRIOR) for each in one.issued)
    (found,) = equal_weights([one._replace(issued=told)])
    assert found.label == f"{PRIOR}; {RANGE}; {UNVERIFIED}"
