import numpy as np

from generator.forecast.known import CATEGORIES, NONE
from generator.forecast.stated import Told, stated


def test_what_a_version_states_stands_in_columns() -> None:
    lines = [{"quantity": "2", "price": "50"}, {"quantity": "1", "price": "100", "discount": "10"}]
    found = stated([
        Told("a", 0, {"stage": "lead-in", "owner": "kim", "lines": lines, "contacts": [{}, {}]}),
        Told("a", 4, {"stage": "won", "pipeline": "renewals", "closed_on": "2026-05-03"}, 77),
        Told("b", 2, {"stage": "lead-in", "owner": "ann", "forecast_category": "commit"}),
        Told("b", 3, None),
    ])  # fmt: skip
    assert found.names.deals == ("a", "b")
    assert found.names.staged == (("", "lead-in"), ("renewals", "won"))
    assert found.names.owners == ("ann", "kim")
    assert found.deal.tolist() == [0, 0, 1, 1]
    assert found.number.tolist() == [0, 4, 2, 3]
    assert found.staged.tolist() == [0, 1, 0, NONE]
    assert found.owner.tolist() == [1, NONE, 0, NONE]
    assert found.amount[0] == 190  # 2 x 50 and 100 less a tenth
    assert np.isnan(found.amount[1:]).all()
    assert found.contacts.tolist() == [2, 0, 0, NONE]
    assert found.category.tolist() == [NONE, NONE, CATEGORIES.index("commit"), NONE]
    assert found.closed.tolist() == [NONE, 739739, NONE, NONE]
    assert found.arrived.tolist() == [NONE, 77, NONE, NONE]
    assert found.gone.tolist() == [False, False, False, True]


def test_what_has_no_stage_cannot_be_forecast() -> None:
    assert len(stated([Told("a", 0, {"name": "A"}), Told("b", 1, {"stage": "x"})]).deal) == 1


def test_splits_are_shares_of_one_by_person() -> None:
    halves = [{"person": "kim", "percent": "50"}, {"person": "ann", "percent": "50"}]
    twice = [{"person": "kim", "percent": "12.5"}] * 2
    found = stated([
        Told("a", 0, {"stage": "x", "splits": halves}),
        Told("a", 1, {"stage": "x", "splits": []}),
        Told("b", 2, {"stage": "x", "splits": twice}),
        Told("c", 3, {"stage": "x", "splits": halves[::-1]}),
        Told("c", 4, None),
    ])  # fmt: skip
    assert found.names.splits == ((("ann", 0.5), ("kim", 0.5)), (("kim", 0.25),))
    assert found.split.tolist() == [0, NONE, 1, 0, NONE]


def test_no_versions_are_columns_of_no_length() -> None:
    found = stated([])
    assert all(len(column) == 0 for column in found[1:])
    assert len(found.take(found.gone).deal) == 0
