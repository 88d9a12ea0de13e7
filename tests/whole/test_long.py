"""A long history: 5,000 commits over 1,000 records, built whole and again after ten more."""

import resource
from pathlib import Path
from random import Random

import pytest

from benchmarks import history_sample
from benchmarks.history_sample import Size
from generator.cli import main
from generator.history import read

pytestmark = pytest.mark.slow

SIZE = Size(5_000, 1_000, 11_400)
SEED = 23


def spent() -> float:
    """Give the seconds of processor time of this process and of all that it waited for."""
    every = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in every)


def test_a_long_history_is_built_in_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """G-23: the whole in a minute, and what came since is read in five seconds."""
    monkeypatch.setattr(history_sample, "SAMPLES", tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = history_sample.made("long", SIZE)
    began = spent()
    assert main(["--root", str(root), "build"]) == 0
    assert spent() - began < 60
    assert len(list((root / "build/site/deals").glob("*.html"))) > 1
    (cache,) = tmp_path.glob("cache/**/history.sqlite")
    history_sample.grow(root, 10, Random(SEED))  # noqa: S311 - the same every time
    began = spent()
    found = read(root, cache=cache)
    assert spent() - began < 5
    assert len(found.commits) == SIZE.commits + 10
    assert len({one.key for one in found.versions}) == SIZE.records + 1  # and the company
