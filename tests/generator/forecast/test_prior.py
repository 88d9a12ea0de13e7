import numpy as np
import pytest

from generator.forecast.panel import chart
from generator.forecast.prior import AGES, FADING, age_group, funnel
from tests.generator.forecast.books import known


def test_the_usual_chances_of_a_week_are_shares_of_one() -> None:
    usual = funnel(chart(known(30)))
    assert np.allclose(usual.sum(axis=1), 1)
    assert (usual >= 0).all()


def test_deals_move_on_from_the_first_stage_and_are_won_from_the_last() -> None:
    usual = funnel(chart(known(30)))
    assert usual[0, 1:].tolist() == pytest.approx([0.10, 0.0, 0.005, 0.04], abs=1e-3)
    assert usual[1, 3] == 0.10
    assert usual[1, 0] == 0.005


def test_ages_fall_into_groups() -> None:
    assert age_group(np.array([0, 2, 3, 25, 26, 52, 500])).tolist() == [0, 0, 1, 3, 4, 5, 5]
    assert len(AGES) == len(FADING)
    assert (np.diff(FADING) <= 0).all()
