"""Every report against books that were counted by hand, against each other, and against nothing.

A case is a file named for its report: `records` by their keys, `commits` that left more of them
(see `tests.tables.pasts`), rows of the forecast's tables (`foreseen`), and under `shows` what each
query gives: the columns looked at, then the rows. A null is written `-`, a fraction with four
places; a second look at the same query is `NAME again`.
"""

import functools
import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import NamedTuple

import pytest

from generator import reports
from generator.history.trouble import NO_REPOSITORY
from generator.hosting import Hosting
from generator.look.render import environment
from generator.look.setting import Setting
from generator.look.vocabulary import one
from generator.table import Table
from generator.yaml.source import Tree
from tests.tables.books import AS_OF, company, read, warehouse
from tests.tables.pasts import past

HERE = Path(__file__).parent
CASES = {path.stem: read(path) for path in sorted(HERE.glob("*.yml"))}
REPORTS = {report.name: report for report in reports.found(HERE)}

OTHER: dict[str, Tree] = {
    "base_currency": "EUR",
    "currencies": ["JPY", "USD"],
    "fiscal_year": {"start_month": "7", "named_by": "end"},
}
FIRST: dict[str, Tree] = {"name": "First", "stage": "prospect", "created_on": "2026-11-20"}
EURO: dict[str, Tree] = {"base": "EUR", "date": "2024-01-01", "rates": {"JPY": "0.01"}}


class Answered(NamedTuple):
    """A book with the answers of all reports: by report and query; and the moment."""

    moment: object
    answers: Mapping[str, Mapping[str, Table]]
    since: date | None

    def row(self, report: str, query: str) -> dict[str, object]:
        """Give the first row of a query by its columns; nothing is known where there is none."""
        table = self.answers[report][query]
        values = table.rows[0] if table.rows else [None] * len(table.columns)
        return dict(zip(table.columns, values, strict=True))

    def total(self, report: str, query: str, column: str) -> Decimal:
        """Add up a column of a query; what is not known counts nothing."""
        table = self.answers[report][query]
        at = table.columns.index(column)
        known = (Decimal(str(row[at])) for row in table.rows if row[at] is not None)
        return sum(known, Decimal(0))

    def page(self, report: str, currency: str = "JPY") -> str:
        """Write the page of a report."""
        templates = environment([reports.HERE], escape="markdown", setting=Setting(currency, AS_OF))
        shared = {
            "moment": self.moment,
            "company": company(),
            "built_from": "a41f09c",
            "troubles": () if self.since else (NO_REPOSITORY,),
            "since": self.since,
            "lacking": (),
            "hosting": Hosting("https://git.example.com/commit/{id}", ""),
        }
        return reports.page(REPORTS[report], self.answers[report], templates, shared).text


def records(name: str) -> dict[str, Tree]:
    if name not in CASES:
        return {"deals/first": FIRST} if name == "one deal" else {}
    found = CASES[name].get("records", {})
    assert isinstance(found, dict)
    return found


def answer(
    book: Mapping[str, Tree],
    changes: Mapping[str, Tree] | None = None,
    commits: Sequence[Tree] = (),
    foreseen: Mapping[str, Tree] | None = None,
) -> Answered:
    with warehouse(book, changes, commits=commits, foreseen=foreseen) as tables:
        moment = one(tables.run("select * from moment", "moment"))
        answers = {name: reports.answers(report, tables) for name, report in REPORTS.items()}
    return Answered(moment, answers, _since(commits))


def _since(commits: Sequence[Tree]) -> date | None:
    known = past(commits).history.commits
    return known[0].known.date() if known else None


@functools.cache
def answered(name: str) -> Answered:
    """Answer all reports over one of the books, once for all tests."""
    commits, foreseen = CASES.get(name, {}).get("commits", []), CASES.get(name, {}).get("foreseen")
    assert isinstance(commits, list)
    assert foreseen is None or isinstance(foreseen, dict)
    return answer(records(name), commits=commits, foreseen=foreseen)


def written(value: object) -> str:
    """Write a value as the cases write it."""
    match value:
        case None:
            return "-"
        case bool():
            return str(value).lower()
        case float() | Decimal():
            return f"{round(Decimal(str(value)), 4).normalize() + 0:f}"
        case list():
            return "; ".join(map(str, value))
    return str(value)


def look(table: Table, columns: list[Tree]) -> list[list[str]]:
    at = [table.columns.index(str(name)) for name in columns]
    return [[written(row[place]) for place in at] for row in table.rows]


def shows(name: str) -> dict[str, Tree]:
    found = CASES[name]["shows"]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("name", CASES)
def test_records_in_rows_out(name: str) -> None:
    tables = answered(name).answers[name]
    for query, lines in shows(name).items():
        assert isinstance(lines, list)
        columns, *rows = lines
        assert isinstance(columns, list)
        assert look(tables[query.split()[0]], columns) == rows, query


@pytest.mark.parametrize("name", REPORTS)
def test_every_query_of_a_report_is_counted_by_hand(name: str) -> None:
    assert name in CASES, f"write tests/reports/{name}.yml"
    queries = {path.stem for path in REPORTS[name].folder.glob("*.sql")}
    assert {query.split()[0] for query in shows(name)} == queries


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("book", ["nothing", "one deal", "its own"])
def test_a_report_is_a_page_whatever_is_in_the_book(report: str, book: str) -> None:
    text = answered(report if book == "its own" else book).page(report)
    assert text.startswith("---\ntitle: ")
    assert "a41f09c" in text
    seen = re.sub(r"<details.*?</details>|<[^>]*>", "", text)
    assert re.findall(r"\b(?:None|nan|inf|Undefined)\b", seen) == []


@pytest.mark.parametrize("report", REPORTS)
def test_every_table_and_chart_of_a_report_has_its_query_in_a_fold(report: str) -> None:
    text = answered(report).page(report)
    shown = text.count('<div class="sb-table-box">') + text.count("<figure")
    assert text.count('<details class="sb-fold">') >= shown > 0


@pytest.mark.parametrize("report", REPORTS)
def test_a_table_of_a_report_downloads_the_file_of_its_query(report: str) -> None:
    found = answered(report)
    files = {file.path for file in reports.downloads(REPORTS[report], found.answers[report])}
    asked = set(re.findall(r'class="sb-csv" href="([^"]+)"', found.page(report)))
    assert {REPORTS[report].address + name for name in asked} <= files


@pytest.mark.parametrize("report", REPORTS)
def test_links_between_reports_lead_to_places_that_are_there(report: str) -> None:
    links = re.findall(
        r'href="(?:[./]*/)?(\w*)/?#([\w-]+)"', unescape(answered(report).page(report))
    )
    for name, place in links:
        target = unescape(answered(report).page(name or report))
        assert f'id="{place}"' in target or f"{{ #{place} }}" in target, (name, place)


@functools.cache
def elsewhere() -> Answered:
    """Answer all reports for a company of euros, whose year begins in July."""
    book = {key: tree for key, tree in records("home").items() if not key.startswith("rates/")}
    return answer({**book, "rates/e": EURO}, OTHER)


@pytest.mark.parametrize("report", REPORTS)
def test_reports_speak_the_currency_and_the_calendar_of_the_company(report: str) -> None:
    text = elsewhere().page(report, "EUR")
    assert "¥" not in text
    assert "# FY2027 Q2, week" in elsewhere().page("home", "EUR")


OPEN = (
    "by_owner", "by_team", "by_territory", "by_family", "by_origin", "by_campaign", "by_stage",
    "by_month", "funnel", "open_deals", "board",
)  # fmt: skip
SOLD = ("by_customer", "by_product", "by_family", "by_territory", "by_channel", "by_person")


@pytest.mark.parametrize("name", CASES)
def test_the_pipeline_adds_up_however_it_is_cut(name: str) -> None:
    book = answered(name)
    sums = {query: book.total("pipeline", query, "amount") for query in OPEN}
    assert sums == dict.fromkeys(OPEN, book.total("pipeline", "summary", "amount"))


@pytest.mark.parametrize("column", ["revenue", "margin", "revenue_before"])
@pytest.mark.parametrize("name", CASES)
def test_sales_add_up_however_they_are_cut(name: str, column: str) -> None:
    book = answered(name)
    sums = {query: book.total("sales", query, column) for query in SOLD}
    assert sums == dict.fromkeys(SOLD, book.total("sales", "summary", column))


def test_customers_and_products_after_the_largest_500_are_one_row() -> None:
    book: dict[str, Tree] = {}
    for at in range(502):
        line: Tree = {"product": f"p{at}", "quantity": "1", "price": str(1000 - at)}
        book[f"accounts/a{at}"] = {"name": f"Account {at}"}
        book[f"products/p{at}"] = {"name": f"Product {at}"}
        book[f"orders/o{at}"] = {"account": f"a{at}", "ordered_on": "2026-11-02", "lines": [line]}
    tables = answer(book)
    for query, noun in (("by_customer", "Account"), ("by_product", "Product")):
        rows = tables.answers["sales"][query].rows
        assert [row[1] for row in rows[499:]] == [f"{noun} 499", "all others"]
        assert tables.total("sales", query, "revenue") == sum(range(1000 - 501, 1001))


@pytest.mark.parametrize("name", CASES)
def test_the_months_of_sales_are_the_year(name: str) -> None:
    book = answered(name)
    year = book.total("sales", "summary", "revenue")
    assert book.total("sales", "by_month", "revenue") == year


ROLL_UPS = {
    "won": ("Closed",),
    "commit_forecast": ("Closed", "Commit"),
    "most_likely_forecast": ("Closed", "Commit", "Most likely"),
    "best_case_forecast": ("Closed", "Commit", "Most likely", "Best case"),
    "open_forecast": ("Commit", "Most likely", "Best case", "Pipeline"),
}


@pytest.mark.parametrize("name", CASES)
def test_the_roll_ups_of_a_forecast_add_up_their_categories(name: str) -> None:
    tables = answered(name).answers["forecast"]
    part = {tuple(row[:2]): Decimal(str(row[3])) for row in tables["categories"].rows}
    for row in tables["quarters"].rows:
        quarter = dict(zip(tables["quarters"].columns, row, strict=True))
        for roll_up, names in ROLL_UPS.items():
            found = [part.get((quarter["quarter"], category), Decimal(0)) for category in names]
            assert quarter[roll_up] == sum(found), roll_up


@pytest.mark.parametrize("name", CASES)
def test_home_says_what_the_other_reports_say(name: str) -> None:
    book = answered(name)
    home, forecast = book.row("home", "quarter"), book.row("forecast", "quarters")
    pipeline, target = book.row("pipeline", "summary"), book.row("targets", "quarter")
    for figure in ("won", "target", "gap", "commit_forecast", "best_case_forecast", "weighted"):
        assert home[figure] == forecast[figure], figure
    assert home["open_pipeline"] == pipeline["quarter_amount"]
    assert home["coverage"] == pipeline["coverage"]
    if target["target"] is not None:
        assert (home["won"], home["target"]) == (target["won"], target["target"])
