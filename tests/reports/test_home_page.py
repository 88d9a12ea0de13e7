"""Home says why there is no coverage: the target is reached, or there is none."""

import re
from html import unescape

from tests.reports.test_reports import answer, answered


def test_coverage_of_a_reached_target_says_so() -> None:
    assert "the target is reached" in answered("targets").page("home")


def test_coverage_without_a_target_says_so() -> None:
    text = answered("sales").page("home")
    assert 'Coverage</div><div class="v">\N{EN DASH}</div><div class="d">no target set' in text


def test_the_forecast_says_nothing_of_ranges_that_are_not_shown() -> None:
    """Home shows the 80 % range: that one of 95 % was not tested yet is said beside that range."""
    day = {"first_day": "2026-10-01", "last_day": "2026-12-31"}
    text = answer({"people/aiko": {"name": "Aiko"}}, foreseen={
        "forecast_basis": [{"wins": "12", "losses": "11", "chosen": "model"}],
        "forecast_total": [{
            "horizon": "quarter", **day, "method": "model", "holder_kind": "company", "mean": "9",
            "low_80": "5", "high_80": "12",
            "label": "prior-driven; 90 % and 95 % ranges, not yet verified",
        }],
    }).page("home")  # fmt: skip
    (said,) = re.findall("four times in five[^<]*", unescape(text))
    assert said.endswith(" · prior-driven")
