"""What a rule of hygiene meant so far, where there are deals enough to say it."""

import pytest

from generator import reports
from generator.yaml.source import Tree
from tests.tables.books import warehouse

SIDE = 30


def _deal(number: int, *, overdue: bool) -> dict[str, Tree]:
    step = "2026-09-08" if overdue else "2026-09-15"
    return {
        "name": f"Deal {number}",
        "stage": "prospect",
        "created_on": "2026-09-07",
        "amount": "1",
        "next_step": "Call",
        "next_step_date": step,
    }


def _closed(*, won: bool) -> dict[str, Tree]:
    return {"stage": "won" if won else "lost", "closed_on": "2026-09-14"}


def _told(won_overdue: int, won_others: int) -> tuple[object, ...]:
    """Close thirty overdue deals and thirty others, and ask for what is said of the rule."""
    begun: dict[str, Tree] = {
        f"deals/d{number}": _deal(number, overdue=number < SIDE) for number in range(2 * SIDE)
    }
    ended: dict[str, Tree] = {
        f"deals/d{number}": _closed(won=number < won_overdue or SIDE <= number < SIDE + won_others)
        for number in range(2 * SIDE)
    }
    commits: list[Tree] = [
        {"at": "2026-09-07 01:00:00", "files": begun},
        {"at": "2026-09-14 01:00:00", "files": ended},
    ]
    sql = (reports.HERE / "hygiene" / "lift.sql").read_text("utf-8")
    with warehouse({}, commits=commits) as tables:
        found = tables.run(sql, "lift").rows
    (row,) = (row for row in found if row[0] == "Next step overdue")
    return row[1:5] + row[6:]


@pytest.mark.parametrize(
    ("won_overdue", "won_others", "said"),
    [
        (10, 20, "bad: won less often"),
        (20, 10, "won: won more often"),
        (14, 16, "info: may be chance"),
    ],
)
def test_a_difference_that_chance_makes_is_called_so(
    won_overdue: int, won_others: int, said: str
) -> None:
    """Half of all were won; with ten more like that 15 of 40 and 25 of 40, 1.9 deviations apart."""
    rates = ((won_overdue + 5) / 40, (won_others + 5) / 40)
    assert _told(won_overdue, won_others) == (*rates, 30, 30, said)


def test_a_rule_is_measured_from_thirty_deals_on_either_side() -> None:
    """Ten of thirty overdue deals were won, twenty of thirty others: half of all."""
    begun: dict[str, Tree] = {
        f"deals/d{number}": _deal(number, overdue=number < 30) for number in range(60)
    }
    ended: dict[str, Tree] = {
        f"deals/d{number}": _closed(won=number % 3 == 0 if number < 30 else number % 3 > 0)
        for number in range(60)
    }
    commits: list[Tree] = [
        {"at": "2026-09-07 01:00:00", "files": begun},
        {"at": "2026-09-14 01:00:00", "files": ended},
    ]
    asked = (
        "select deals_with, deals_without, win_rate_with, win_rate_without, measured, lift "
        "from signal_lift where signal = 'next_step_overdue'"
    )
    with warehouse({}, commits=commits) as tables:
        rows = tables.run(asked).rows
    assert rows == ((30, 30, 15 / 40, 25 / 40, True, 0.6),)
