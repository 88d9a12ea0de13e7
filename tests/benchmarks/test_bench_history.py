"""What is asked of the history, and the repository that it is asked of."""

from pathlib import Path
from random import Random

import pytest

from benchmarks import history_sample
from benchmarks.bench_history import as_of, contents, forget, results
from benchmarks.history_sample import Size, git, grow, made
from benchmarks.measure import Pair, Run
from generator import history


def test_ratios_are_those_within_a_turn() -> None:
    slow = (Run(2, 2, 10), Run(10, 10, 3_000_000_000), Run(5, 5, 10))
    fast = (Run(1, 1, 10), Run(3, 3, 10), Run(1, 1, 10))
    warm = (Run(2, 2, 10), Run(1, 1, 10), Run(1, 1, 10))
    found = {one.name: (one.measured, one.ok) for one in results([slow, fast, fast], warm)}
    assert found == {
        "history": (3, True),
        "history_gitpython": (pytest.approx(50 / 3), False),
        "history_memory": (3.0, False),
        "history_again": (1, True),
    }


def test_a_build_of_the_past_is_compared_with_one_of_today() -> None:
    past = (Run(26, 20, 10), Run(40, 30, 10), Run(12, 10, 10))
    today = (Run(20, 20, 10), Run(20, 30, 10), Run(10, 10, 10))
    first, again = as_of(Pair(past, today), Pair(today, past))
    assert (first.measured, first.ok) == (1.3, True)
    assert first.how.startswith("wall 26.0 s to 20.0 s, cpu 20.0 s to 20.0 s, median of 3 pairs;")
    assert again.measured == pytest.approx(1 / 1.3)
    assert again.ok


def test_only_what_is_kept_of_the_past_is_thrown_away(tmp_path: Path) -> None:
    for name in ("check.sqlite", "check-past.sqlite", "history.sqlite"):
        (tmp_path / "salesbook").mkdir(exist_ok=True)
        (tmp_path / "salesbook" / name).touch()
    forget(tmp_path)
    left = sorted(path.name for path in tmp_path.rglob("*.sqlite"))
    assert left == ["check.sqlite", "history.sqlite"]


def test_the_sample_is_as_large_as_asked_and_the_same_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_sample, "SAMPLES", tmp_path)
    size = Size(commits=60, records=20, blobs=130)
    roots = [made(name, size) for name in ("one", "two")]
    tips = {git(root, "rev-parse", "main") for root in roots}
    assert len(tips) == 1
    found = history.read(roots[0])
    assert len(found.commits) == size.commits
    assert len({one.key for one in found.versions if one.key.folder != "company"}) == size.records
    assert {one.state for one in found.versions} == {"whole"}
    assert len(contents(roots[0]).read_text(encoding="utf-8").split()) <= size.blobs
    grow(roots[0], 3, Random(1))  # noqa: S311 - the same every time
    later = history.read(roots[0])
    assert len(later.commits) == size.commits + 3
    assert later.commits[: size.commits] == found.commits
    assert {one.state for one in later.versions} == {"whole"}
