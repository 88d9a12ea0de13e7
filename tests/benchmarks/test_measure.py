import json
import sys
from pathlib import Path

import pytest

from benchmarks import measure
from benchmarks.measure import BrokenCommandError, Command, Pair, Result, Run

MEGABYTE = 1_000_000


def python(source: str, codes: tuple[int, ...] = (0,)) -> Command:
    return Command([sys.executable, "-I", "-c", source], codes=codes)


def test_wall_time_counts_waiting_and_cpu_time_does_not() -> None:
    taken = measure.run(python("import time; time.sleep(0.5)"))
    assert 0.5 <= taken.wall < 5
    assert taken.cpu < 0.4


def test_cpu_time_counts_the_children() -> None:
    busy = "import time\nwhile time.process_time() < 0.3: pass"
    taken = measure.run(
        python(f"import subprocess, sys; subprocess.run([sys.executable, '-c', {busy!r}])")
    )
    assert taken.cpu >= 0.3


def test_memory_is_that_of_the_whole_tree() -> None:
    hold = "import time; held = b'x' * 60_000_000; time.sleep(0.4)"
    both = (
        "import subprocess, sys\n"
        f"two = [subprocess.Popen([sys.executable, '-I', '-c', {hold!r}]) for _ in range(2)]\n"
        "for one in two: one.wait()"
    )
    one = measure.run(python(hold)).memory
    assert 60 * MEGABYTE < one < 100 * MEGABYTE
    if Path("/proc/self/smaps_rollup").exists():
        assert 120 * MEGABYTE < measure.run(python(both)).memory < 200 * MEGABYTE


def test_shared_pages_count_once() -> None:
    if not Path("/proc/self/smaps_rollup").exists():
        pytest.skip("only /proc tells shared pages apart")
    forked = "import os, time; held = b'x' * 60_000_000; os.fork(); time.sleep(0.4)"
    assert measure.run(python(forked)).memory < 100 * MEGABYTE


def test_a_command_that_breaks_is_an_error_with_its_output() -> None:
    with pytest.raises(BrokenCommandError, match=r"ended with 3\nwhat went wrong"):
        measure.run(python("import sys; print('what went wrong'); sys.exit(3)"))
    assert measure.run(python("import sys; sys.exit(3)", codes=(0, 3))).wall > 0


def test_each_run_begins_with_the_same_world(tmp_path: Path) -> None:
    log = tmp_path / "log"

    def before() -> None:
        log.write_text("")

    append = [sys.executable, "-c", f"open({str(log)!r}, 'a').write('x')"]
    assert len(measure.runs(Command(append, before=before), times=2)) == 2
    assert log.read_text() == "x"


def test_pairs_take_turns(tmp_path: Path) -> None:
    log = tmp_path / "log"
    first, second = (python(f"open({str(log)!r}, 'a').write({letter!r})") for letter in ("A", "B"))
    pair = measure.paired(first, second, times=2)
    assert log.read_text() == "ABABAB"
    assert len(pair.first) == len(pair.second) == 2


def test_the_ratio_is_the_median_of_the_pairs() -> None:
    def taken(*walls: float) -> tuple[Run, ...]:
        return tuple(Run(wall, 0, 0) for wall in walls)

    assert Pair(taken(1, 2, 9), taken(2, 2, 3)).ratio == 1
    assert measure.middle([Run(1, 9, 5), Run(2, 8, 7), Run(9, 7, 6)]) == Run(2, 8, 6)


@pytest.mark.parametrize(
    ("asked", "measured", "at_least", "ok"),
    [(1, 1, False, True), (1, 1.1, False, False), (1, 1, True, True), (1, 0.9, True, False)],
)
def test_a_goal_is_reached_at_its_edge(
    *, asked: float, measured: float, at_least: bool, ok: bool
) -> None:
    assert Result("n", "w", asked, measured, "s", "h", at_least).ok is ok


def test_results_are_kept_and_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1775001600")
    slow = Result("slow", "the slow one", 1.5, 2, "s", "measured once")
    quick = Result("quick", "the quick one", 0.2, 0.0457, "s", "measured once")
    measure.write(slow, quick, folder=tmp_path)
    kept = json.loads((tmp_path / "slow.json").read_text())
    assert kept["date"] == "2026-04-01"
    assert kept["ok"] is False
    assert kept["machine"]["cores"] >= 1
    assert measure.read(tmp_path) == [quick, slow]
    capsys.readouterr()
    assert measure.main(tmp_path) == 1
    expected = """\
| what          | asked         | measured | reached | how           |
| ------------- | ------------- | -------- | ------- | ------------- |
| the quick one | at most 0.2 s | 0.0457 s | yes     | measured once |
| the slow one  | at most 1.5 s | 2 s      | no      | measured once |
"""
    assert capsys.readouterr().out == expected
    assert (tmp_path / "table.md").read_text() == expected
