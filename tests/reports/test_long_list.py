"""A list that stops at 500 rows says that it does."""

from generator.yaml.source import Tree
from tests.reports.test_reports import answer, answered

SAID = "These are the first 500"


def test_a_list_of_more_than_500_deals_says_so() -> None:
    deal: dict[str, Tree] = {"name": "D", "stage": "prospect", "created_on": "2026-11-20"}
    text = answer({f"deals/d{number}": deal for number in range(501)}).page("pipeline")
    assert text.count(SAID) == 1


def test_a_short_list_does_not() -> None:
    assert SAID not in answered("pipeline").page("pipeline")
