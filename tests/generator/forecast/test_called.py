"""What people said, and how far it was off."""

from math import exp, log
from pathlib import Path

import pytest

from generator import history, load
from generator.forecast.called import Call, calls, standing, tendencies
from generator.forecast.scenario import Window
from schema.company import Company
from tests.generator.forecast.books import ordinal
from tests.repository import Repository

QUARTER = Window("quarter", ordinal("2026-10-01"), ordinal("2026-12-31"))


def company(root: Path) -> Company:
    found, _ = load.company(root)
    assert found is not None
    return found


def test_submissions_are_known_from_their_commit_on(repository: Repository, root: Path) -> None:
    said = "person: {}\nperiod: FY2026-Q3\ndate: 2026-10-{}\n{}\n"
    repository.write(
        "data/forecasts/a-1.yml", said.format("ann", "05", "commit: 70\nmost_likely: 80")
    )
    repository.commit(when="2026-10-05T23:30:00+00:00")
    repository.write("data/forecasts/a-2.yml", said.format("ann", "20", "commit: 90"))
    repository.write("data/forecasts/b-1.yml", said.format("bob", "20", "best_case: 9"))
    repository.write("data/forecasts/c-1.yml", said.format("cy", "20", "commit: 9\ncurrency: USD"))
    repository.write("data/forecasts/d-1.yml", said.format("dee", "20", "commit: 9\nadjusts: ann"))
    odd = said.format("eve", "20", "commit: 9").replace("FY2026-Q3", "FY1999-Q3")
    repository.write("data/forecasts/e-1.yml", odd)
    repository.commit(when="2026-10-20T01:00:00+00:00")
    found = calls(history.read(repository.root), company(root))
    # The company is in Tokyo, nine hours ahead.
    assert found == (
        Call("ann", ordinal("2026-10-06"), QUARTER.first, QUARTER.last, 80),
        Call("ann", ordinal("2026-10-20"), QUARTER.first, QUARTER.last, 90),
    )


def test_the_last_word_counts() -> None:
    told = [Call("b", 9, 1, 90, 5), Call("a", 12, 1, 90, 7), Call("a", 10, 1, 90, 6)]
    window = Window("quarter", 1, 90)
    assert standing(told, window, 8) == {}
    assert standing(told, window, 11) == {"a": 6, "b": 5}
    assert standing(told, window, 12) == {"a": 7, "b": 5}
    assert standing(told, Window("month", 1, 30), 12) == {}


def test_a_tendency_is_shrunk_to_that_of_all() -> None:
    pairs = {"ann": [(120.0, 100.0)] * 6, "bob": [(100.0, 100.0)] * 2, "cy": [(5.0, 0.0)]}
    common = 6 * log(1.2) / 14
    found = tendencies(pairs)
    assert [one.person for one in found] == ["ann", "bob"]
    assert found[0].n == 6
    assert found[0].raw == pytest.approx(0.2)
    assert found[0].shrunk == pytest.approx(exp((6 * log(1.2) + 6 * common) / 12) - 1)
    assert found[1].shrunk == pytest.approx(exp(6 * common / 8) - 1)


def test_one_wild_period_counts_at_most_fourfold() -> None:
    (found,) = tendencies({"ann": [(1e9, 1.0)]})
    assert found.raw == pytest.approx(3)
    assert tendencies({}) == ()
