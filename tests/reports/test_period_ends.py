"""Hygiene says in which periods much of what is open is dated to the last days."""

from html import unescape

from generator.look import format as formats
from generator.yaml.source import Tree
from tests.reports.test_reports import Answered, answer, look

COLUMNS: list[Tree] = ["period_name", "deals", "amount", "end_amount", "end_share", "status"]


def found(deals: dict[str, int], **others: Tree) -> Answered:
    """Answer over open deals, each with its amount by its close date."""
    return answer({
        f"deals/d{number}": {
            "name": "D", "stage": "prospect", "created_on": "2026-11-20", "close_date": day,
            "amount": str(amount), **others,
        }
        for number, (day, amount) in enumerate(deals.items())
    })  # fmt: skip


def ends(book: Answered) -> list[list[str]]:
    return look(book.answers["hygiene"]["period_ends"], COLUMNS)


def test_more_than_35_percent_on_the_last_three_days_is_a_cliff() -> None:
    """29 December is the third day from the end of the quarter, the 28th the fourth."""
    over = ends(found({"2026-12-29": 36, "2026-12-28": 64}))
    assert over == [
        ["FY2026 Q3", "2", "100", "36", "0.36", "warn: at the end"],
        ["Dec 2026", "2", "100", "36", "0.36", "warn: at the end"],
    ]
    assert [row[-1] for row in ends(found({"2026-12-29": 35, "2026-12-28": 65}))] == ["-", "-"]
    assert [row[3] for row in ends(found({"2026-12-28": 100, "2026-12-31": 1}))] == ["1", "1"]


def test_the_last_days_of_a_month_are_those_of_the_calendar() -> None:
    """In 2028 February has 29 days; the last three begin on the 27th."""
    book = ends(found({"2028-02-27": 50, "2028-02-26": 50}))
    assert ["Feb 2028", "2", "100", "50", "0.5", "warn: at the end"] in book
    assert len(book) == 1  # the quarter ends a month later


def test_what_is_won_undated_or_over_is_no_cliff() -> None:
    assert ends(found({"2026-12-31": 9}, stage="won", closed_on="2026-11-20")) == []
    assert ends(found({"2026-10-31": 9})) == []
    assert ends(found({"2026-12-31": -9, "2026-12-30": 0})) == []


def test_the_page_says_how_many_periods_end_so() -> None:
    text = found({"2026-12-31": 9}).page("hygiene")
    said = f'<a href="#period-ends">{formats.plural(2, "period")}</a>'
    assert said in unescape(text)
    much = f"with more than {formats.points(35)} of the open amount dated to the last "
    assert much + formats.days(3) in unescape(text)
    quiet = unescape(found({"2026-12-01": 9}).page("hygiene"))
    assert "Dated to the end" not in quiet
    assert f"dated to the last {formats.days(3)} of a quarter or month." in quiet
