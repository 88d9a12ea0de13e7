"""The figures of the sample company's reports equal those counted from its records by hand."""

import csv
from datetime import date
from decimal import Decimal

import pytest

from generator import simulation
from tests.whole.recount import Recount
from tests.whole.sample import Sample, trees

pytestmark = pytest.mark.slow

QUARTER = date(2026, 10, 1), date(2026, 12, 31)
"""The third quarter of a fiscal year that begins in April, in which the sample's today lies."""
MONTHS = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar")


@pytest.fixture(scope="module")
def counted() -> Recount:
    return Recount(trees(), simulation.TODAY)


def told(sample: Sample, path: str) -> list[dict[str, str]]:
    """Return the rows of a report's table, as its download has them."""
    text = (sample.site / path).read_text("utf-8-sig")
    return list(csv.DictReader(text.splitlines(keepends=True)))


def test_the_open_pipeline(sample: Sample, counted: Recount) -> None:
    (summary,) = told(sample, "pipeline/summary.csv")
    worths = [worth for _, worth in counted.deals()]
    assert (int(summary["deals"]), Decimal(summary["amount"])) == (len(worths), sum(worths))


def test_the_open_pipeline_by_owner(sample: Sample, counted: Recount) -> None:
    rows = told(sample, "pipeline/by_owner.csv")
    owners = {row["owner_id"]: (int(row["deals"]), Decimal(row["amount"])) for row in rows}
    assert owners == counted.open_by_owner()


def test_what_was_won_this_quarter(sample: Sample, counted: Recount) -> None:
    (quarter,) = told(sample, "quarter.csv")
    worths = [worth for _, worth in counted.won(*QUARTER)]
    assert (int(quarter["won_deals"]), Decimal(quarter["won"])) == (len(worths), sum(worths))


def test_what_each_person_won_this_quarter(sample: Sample, counted: Recount) -> None:
    rows = told(sample, "targets/by_person.csv")
    won = {row["person_id"]: Decimal(row["won"]) for row in rows}
    parts = counted.won_by_person(*QUARTER)
    assert won == {person: parts.get(person, Decimal(0)) for person in won}
    assert any(won.values())


def test_what_was_sold_by_month(sample: Sample, counted: Recount) -> None:
    sums = counted.revenue_by_month()
    for place, row in enumerate(told(sample, "sales/by_month.csv")):
        assert row["month"] == MONTHS[place]
        year, month = divmod(place + 3, 12)
        now, before = f"{2026 + year}-{month + 1:02}", f"{2025 + year}-{month + 1:02}"
        if now <= f"{simulation.TODAY:%Y-%m}":
            assert Decimal(row["revenue"]) == sums.get(now, Decimal(0)), row["month"]
        assert Decimal(row["revenue_before"] or 0) == sums.get(before, Decimal(0)), row["month"]


def test_what_is_overdue(sample: Sample, counted: Recount) -> None:
    rows = told(sample, "sales/overdue_invoices.csv")
    assert {row["number"]: Decimal(row["not_paid"]) for row in rows} == counted.overdue()
    waiting = {row["what"]: row for row in told(sample, "waiting.csv")}["invoices"]
    assert int(waiting["things"]) == len(counted.overdue())
    assert Decimal(waiting["amount"]) == sum(counted.overdue().values())
