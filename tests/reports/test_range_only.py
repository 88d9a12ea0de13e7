"""A forecast that is labelled `range only` shows its range, and nowhere the one figure in it."""

import re
from html import unescape

import pytest

from generator.forecast.outlook import RANGE
from generator.look.format import EMPTY
from generator.yaml.source import Tree
from tests.reports.test_reports import Answered, answer, look

BOOK: dict[str, Tree] = {
    "people/aiko": {"name": "Aiko"},
    "targets/a": {"person": "aiko", "period": "FY2026-Q3", "amount": "40000000"},
    **{
        f"deals/{name}": {
            "name": name.title(), "owner": "aiko", "stage": "proposal", "amount": "30000000",
            "created_on": "2026-11-01", "close_date": "2026-12-01",
        }
        for name in ("camera", "lamp")
    },
}  # fmt: skip
BASIS: Tree = [{"wins": "0", "losses": "0", "chosen": "model"}]
QUANTILES = {"low_95": 1, "low_90": 2, "low_80": 3, "low_50": 20, "median": 30}
QUANTILES |= {"high_50": 70, "high_80": 90, "high_90": 95, "high_95": 99}


EIGHTY = f"¥3.2M {EMPTY} ¥90.2M"


def total(label: str | None, horizon: str = "quarter", **holder: str) -> dict[str, Tree]:
    """Forecast 53.1M, 5.4M of it of open deals, and 80 % from 3.2M to 90.2M."""
    return {
        "horizon": horizon, "first_day": "2026-10-01", "last_day": "2026-12-31",
        "method": "model", "holder_kind": "company", **holder,
        "mean": "53100000", "booked": "0", "open": "5400000", "new": "47700000",
        **{name: f"{amount}200000" for name, amount in QUANTILES.items()},
        **({"label": label} if label else {}),
    }  # fmt: skip


def told(label: str | None, chance: str | None = "0.2") -> Answered:
    known: dict[str, Tree] = {"chance": chance} if chance else {}
    expected = {"camera": "3300000", "lamp": "2100000"}
    deals: list[Tree] = [
        {"horizon": "quarter", "deal_id": name, "expected": amount, **known}
        for name, amount in expected.items()
    ]
    team: dict[str, str] = {"holder_kind": "people", "holder_id": "aiko"}
    weeks = {**total("prior-driven", "to 2026-11-25"), "last_day": "2026-11-25"}
    return answer(BOOK, foreseen={
        "forecast_basis": BASIS,
        "forecast_total": [total(label), total(label, **team), weeks],
        "forecast_deal": deals,
        "forecast_label": [
            {"label": name, "words": f"{name} it is."} for name in (RANGE, "prior-driven")
        ],
    })  # fmt: skip


def text(found: Answered, report: str) -> str:
    """Read a page without its tags."""
    return unescape(re.sub(r"<[^>]*>", " ", found.page(report)))


@pytest.mark.parametrize("report", ["home", "forecast"])
@pytest.mark.parametrize("label", [RANGE, f"prior-driven; {RANGE}"])
def test_the_range_stands_where_the_figure_would(report: str, label: str) -> None:
    page = text(told(label), report)
    assert EIGHTY in page
    assert not re.search(r"53[.,]1|47[.,]7|5[.,]4M", page)


@pytest.mark.parametrize("report", ["home", "forecast"])
def test_without_the_label_the_figure_is_told(report: str) -> None:
    page = text(told("one deal decides"), report)
    assert "¥53.1M" in page
    assert EIGHTY in page


def test_no_table_has_the_figure() -> None:
    answers = told(RANGE).answers["forecast"]
    assert look(answers["ahead"], ["expected", "open", "new", "low_80"]) == [
        ["-", "-", "-", "3200000"]
    ]
    assert look(answers["holders"], ["name", "booked", "expected", "open", "new", "high_80"]) == [
        ["Aiko", "0", "-", "-", "-", "90200000"]
    ]
    assert answers["parts"].rows == ()
    assert look(answers["methods"], ["method", "expected"]) == [["model (shown)", "-"]]
    assert {row[2] for row in look(answers["course"], ["low_80", "high_80", "expected"])} == {"-"}


def test_without_a_chance_no_deal_has_an_expected_amount() -> None:
    """The two deals are one part: 5.4M are open, whatever each of them is said to bring."""
    parts = told(None, chance=None).answers["forecast"]["parts"]
    assert look(parts, ["deal_name", "deal_id", "amount", "chance", "expected"]) == [
        ["Booked", "-", "-", "-", "0"],
        ["Open deals", "-", "-", "-", "5400000"],
        ["Not written down yet", "-", "-", "-", "47700000"],
    ]


def test_a_label_is_explained_once() -> None:
    assert text(told(RANGE), "forecast").count(f"{RANGE} it is.") == 1


def test_a_label_is_explained_where_its_figure_is_shown() -> None:
    labels = told("one deal decides").answers["forecast"]["labels"]
    assert labels.rows == ()  # that of the week's end has a figure on no page
    assert look(told(RANGE).answers["forecast"]["labels"], ["label"]) == [[RANGE]]
