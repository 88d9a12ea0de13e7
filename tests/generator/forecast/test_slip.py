import numpy as np
import pytest

from generator.forecast import slip

DAY = 1000


@pytest.mark.parametrize(
    ("ahead", "week"), [(1, 1), (7, 1), (8, 2), (14, 2), (0, 0), (-6, 0), (-7, -1), (-42, -6)]
)
def test_a_date_is_due_in_a_week(ahead: int, week: int) -> None:
    assert slip.due(np.array([DAY + ahead]), DAY).tolist() == [week]


@pytest.mark.parametrize(
    ("close", "weeks", "spans"),
    [
        (-1, 2, ["no date"] * 2),
        (DAY + 28, 6, ["before its date"] * 2 + ["around its date"] * 3 + ["after its date"]),
        (DAY + 1, 10, ["around its date"] * 2 + ["after its date"] * 7 + ["long after its date"]),
        (DAY, 2, ["date past"] * 2),
        (DAY - 41, 1, ["date past"]),
        (DAY - 42, 1, ["date long past"]),
    ],
)
def test_weeks_lie_before_around_and_after_a_date(close: int, weeks: int, spans: list[str]) -> None:
    found = slip.spans(np.array([close]), DAY, weeks)
    assert [slip.SPANS[place] for place in found[0]] == spans
