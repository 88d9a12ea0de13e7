"""`salesbook check` on 100,000 records: from nothing against stock PyYAML, and after one edit."""

import sys
from itertools import count
from pathlib import Path
from shutil import rmtree
from statistics import median

from benchmarks import sample
from benchmarks.measure import Command, Result, Run, run, write

ACCOUNTS = 20_000
"""The simulation makes about five records for each: 101,500 in all."""
TURNS = 3
GIGABYTE = 1e9

Turn = tuple[Run, Run, Run]
"""Stock YAML, the check from nothing, and the check after one edit, right after one another."""


def commands(root: Path) -> tuple[Command, Command, Command]:
    """Return what is measured in each turn."""
    cache = sample.SAMPLES / "cache"
    words = (*sample.SALESBOOK, "--root", root, "check", "--quiet")
    environment = {"XDG_CACHE_HOME": str(cache), "CI": ""}
    numbers = count(1)
    deals = [path for path in sample.records(root) if "deals" in path.parts]
    edited = deals[len(deals) // 2]

    def edit() -> None:
        lines = edited.read_text(encoding="utf-8").splitlines()
        changed = [f"name: Renamed {next(numbers)}" if s.startswith("name:") else s for s in lines]
        edited.write_text("\n".join([*changed, ""]), encoding="utf-8")

    def forget() -> None:
        rmtree(cache, ignore_errors=True)

    return (
        Command([sys.executable, sample.ROOT / "benchmarks" / "stock_yaml.py", root / "data"]),
        Command(words, environment=environment, before=forget),
        Command(words, environment=environment, before=edit),
    )


def results(turns: list[Turn], records: int) -> tuple[Result, ...]:
    """Return the four lines of the table, each ratio the median of those of the turns."""
    stock, fresh, again = (median(turn[i].wall for turn in turns) for i in range(3))
    memory = max(one.memory for turn in turns for one in turn[1:])
    of = f"{records:,} records"
    return (
        Result(
            name="check",
            what=f"`check`, {of}, nothing cached, to stock `yaml.load(…, CSafeLoader)`",
            asked=1,
            measured=median(turn[1].wall / turn[0].wall for turn in turns),
            unit="of the time",
            how=f"wall {fresh:.1f} s to {stock:.1f} s, median of {len(turns)} paired runs",
        ),
        Result(
            name="check_memory",
            what=f"`check`, {of}: memory",
            asked=1.5,
            measured=memory / GIGABYTE,
            unit="GB",
            how="peak of all its processes together, largest of all runs",
        ),
        Result(
            name="check_again",
            what="`check` again after one edit, to the one with nothing cached",
            asked=0.1,
            measured=median(turn[2].wall / turn[1].wall for turn in turns),
            unit="of the time",
            how=f"wall {again:.2f} s to {fresh:.1f} s, in the same runs",
        ),
        Result(
            name="check_again_seconds",
            what="`check` again after one edit",
            asked=1.5,
            measured=again,
            unit="s",
            how=f"wall, median of {len(turns)} runs; a deal renamed before each",
        ),
    )


def main() -> None:
    """Make the records, measure in turns, keep the results."""
    root = sample.made("check", ACCOUNTS)
    stock, fresh, again = commands(root)
    turns = [(run(stock), run(fresh), run(again)) for _ in range(TURNS)]
    write(*results(turns, len(sample.records(root))))


if __name__ == "__main__":
    main()
