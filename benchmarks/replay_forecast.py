"""Replay the forecasts of a repository: its path, how many Mondays, in how many processes."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from benchmarks.history_sample import git
from benchmarks.sample import put_aside
from generator import history, load
from generator.forecast import backtest, past, replay
from generator.forecast.backtest import Backtest, Work
from generator.forecast.window import origins
from generator.progress import Progress, shown, silent


def _work(root: Path, day: date) -> Work:
    """Read a repository as of a day."""
    loaded = load.book(root, day)
    found = history.read(root)
    return Work.of(found, loaded.firm(), past.read(found, loaded.firm(), loaded.entries))


def days(work: Work, mondays: int) -> Sequence[int]:
    """Give the origins of so many Mondays, the last of them that of the last commit's week."""
    last = max(work.line.known) // 86400 + date(1970, 1, 1).toordinal() + 7
    return origins(work.line.begin(), last)[-mondays:]


def replayed(root: Path, mondays: int, processes: int, progress: Progress = silent) -> Backtest:
    """Replay, combine and score the last Mondays of a repository."""
    work = _work(root, date.max)
    asked = days(work, mondays)
    found = backtest.replayed(work, asked, processes=processes, progress=progress)
    return backtest.assembled(found, work.past.at(date.fromordinal(asked[-1])))


def as_then(root: Path, mondays: int, times: int) -> tuple[int, int]:
    """Count origins, and those whose replay is that of a clone that ends with them."""
    work = _work(root, date.max)
    asked = days(work, mondays)[: -1 : max(mondays // times, 1)][:times]
    same = sum(work.packed(work.line.at(day)) == _then(root, work, day) for day in asked)
    return len(asked), same


def _then(root: Path, work: Work, day: int) -> bytes:
    """Replay an origin on a clone of what was there then."""
    clone = root.with_name(f"{root.name}-{day}")
    put_aside(clone)
    git(root, "clone", "--quiet", "--no-checkout", str(root), str(clone))
    git(clone, "reset", "--quiet", "--hard", work.line.at(day).commit)
    then = _work(clone, date.fromordinal(day))
    return then.packed(then.line.at(day))


def main() -> None:
    """Replay what the command line names, with a bar on a terminal."""
    root, mondays, processes = sys.argv[1:]
    found = replayed(Path(root), int(mondays), int(processes), shown())
    print(len(found.issued), len(found.scores), len(replay.METHODS))


if __name__ == "__main__":
    main()
