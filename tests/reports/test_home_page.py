"""Home says why there is no coverage: the target is reached, or there is none."""

from tests.reports.test_reports import answered


def test_coverage_of_a_reached_target_says_so() -> None:
    assert "the target is reached" in answered("targets").page("home")


def test_coverage_without_a_target_says_so() -> None:
    text = answered("sales").page("home")
    assert 'Coverage</div><div class="v">\N{EN DASH}</div><div class="d">no target set' in text
