"""The history of 50,000 commits: from nothing against git's own reading and GitPython, and again.

The floor is what git itself needs to write all commits with their changed files, and then all
contents; it runs right before each reading. GitPython walks a part, and its rate is compared.
"""

import sys
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from random import Random
from statistics import median

from benchmarks import history_sample
from benchmarks.history_sample import ASKED
from benchmarks.measure import ROOT, Command, Pair, Result, Run, middle, paired, run, write
from benchmarks.sample import SAMPLES
from generator.load import PAST

TURNS = 3
WALKED = 1000
NEW = 10
YEAR_BACK = "2021-08-09"
"""The day one year before the last commit, when all records were there already."""
GIGABYTE = 1e9
FLOOR = """\
git log --raw --no-renames --no-abbrev --first-parent -m main > /dev/null
git cat-file --batch < "$1" > /dev/null
"""

Turn = tuple[Run, Run, Run]
"""Git's own reading, the history from nothing, and GitPython's walk, right after one another."""


def contents(root: Path) -> Path:
    """List every content of the history in a file."""
    log = history_sample.git(root, "log", "--raw", "--no-abbrev", "--format=", "main").decode()
    blobs = {line.split(" ")[3] for line in log.splitlines() if line.startswith(":")}
    place = root.with_suffix(".blobs")
    place.write_text("".join(f"{blob}\n" for blob in sorted(blobs)), encoding="utf-8")
    return place


def python(script: str, *arguments: str | Path) -> Command:
    """Return a command that runs a script of this folder."""
    words = [sys.executable, ROOT / "benchmarks" / script, *arguments]
    return Command(words, environment={"PYTHONPATH": str(ROOT)})


def commands(root: Path) -> tuple[Command, Command, Command]:
    """Return what is measured in each turn."""
    floor = Command(["sh", "-e", "-c", FLOOR, "sh", contents(root)], folder=root)
    return floor, python("read_history.py", root), python("walk_history.py", root, str(WALKED))


def again(root: Path) -> tuple[Run, ...]:
    """Read with a warm cache, ten new commits before each turn."""
    cache = root.with_suffix(".sqlite")
    cache.unlink(missing_ok=True)
    reading = python("read_history.py", root, cache)
    run(reading)
    numbers = count(1)

    def grow() -> None:
        history_sample.grow(root, NEW, Random(next(numbers)))  # noqa: S311 - the same every time

    warm = Command(reading.arguments, environment=reading.environment, before=grow)
    return tuple(run(warm) for _ in range(TURNS))


def builds(root: Path) -> tuple[Pair, Pair]:
    """Build as of the day one year back and of today in turns, for the first time and again.

    What was read of the history and of today is kept from an earlier build in either case. For the
    first time means that nothing is kept of that day: all its records are read and checked then.
    """
    cache = SAMPLES / "cache"
    words: list[str | Path] = [sys.executable, "-m", "generator", "--root", root, "build"]
    around = {"XDG_CACHE_HOME": str(cache), "CI": "1"}
    today = Command(words, environment=around, weighed=False)
    again = replace(today, arguments=[*words, "--as-of", YEAR_BACK])
    first = replace(again, before=partial(forget, cache))
    return paired(first, today, TURNS), paired(again, today, TURNS, warm=0)


def forget(cache: Path) -> None:
    """Throw away what is kept of past moments."""
    for path in cache.rglob(PAST):
        path.unlink()


def as_of(first: Pair, again: Pair) -> tuple[Result, Result]:
    """Return the lines of the table on builds as of another day."""
    of = f"`build --as-of` a day one year back, {ASKED.records:,} records"
    return (
        _as_of("history_as_of", f"{of}, for the first time, to that of today", first),
        _as_of("history_as_of_again", f"{of}, again, to that of today", again),
    )


def _as_of(name: str, what: str, pair: Pair) -> Result:
    past, today = middle(pair.first), middle(pair.second)
    return Result(
        name=name,
        what=what,
        asked=1.3,
        measured=pair.ratio,
        unit="times",
        how=f"wall {past.wall:.1f} s to {today.wall:.1f} s, cpu {past.cpu:.1f} s to "
        f"{today.cpu:.1f} s, median of {len(pair.first)} pairs; history and today cached",
    )


def results(turns: list[Turn], warm: tuple[Run, ...]) -> tuple[Result, ...]:
    """Return the lines of the table, each ratio the median of those of the turns."""
    floor, fresh, walk = (median(turn[i].wall for turn in turns) for i in range(3))
    memory = max(one.memory for one in (*(turn[1] for turn in turns), *warm))
    of = f"{ASKED.commits:,} commits, {ASKED.records:,} records, {ASKED.blobs:,} contents"
    share = ASKED.commits / WALKED
    return (
        Result(
            name="history",
            what=f"field-level history, {of}, nothing cached, to `git log --raw` + `cat-file`",
            asked=4,
            measured=median(turn[1].wall / turn[0].wall for turn in turns),
            unit="times",
            how=f"wall {fresh:.1f} s to {floor:.1f} s, median of {len(turns)} paired runs",
        ),
        Result(
            name="history_gitpython",
            what="the same, to walking with GitPython",
            asked=25,
            measured=median(turn[2].wall * share / turn[1].wall for turn in turns),
            unit="times faster",
            how=f"GitPython walked {WALKED:,} commits in {walk:.1f} s, in the same runs",
            at_least=True,
        ),
        Result(
            name="history_memory",
            what="the same: memory",
            asked=2,
            measured=memory / GIGABYTE,
            unit="GB",
            how="peak of all its processes together, largest of all runs",
        ),
        Result(
            name="history_again",
            what=f"the same with a warm cache, {NEW} new commits",
            asked=1.5,
            measured=median(one.wall for one in warm),
            unit="s",
            how=f"wall, median of {len(warm)} runs",
        ),
    )


def main() -> None:
    """Make the repository, measure in turns, keep the results."""
    root = history_sample.made("history", ASKED)
    floor, fresh, walk = commands(root)
    turns = [(run(floor), run(fresh), run(walk)) for _ in range(TURNS)]
    warm = again(root)
    write(*results(turns, warm), *as_of(*builds(root)))


if __name__ == "__main__":
    main()
