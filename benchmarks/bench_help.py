"""`salesbook --help`: a command line that is asked for help imports nothing heavy."""

import sys
from pathlib import Path

from benchmarks.measure import Command, Result, middle, runs, write

TIMES = 11


def main() -> None:
    """Measure the whole process, from its start to its end."""
    command = Command([Path(sys.executable).parent / "salesbook", "--help"])
    taken = middle(runs(command, TIMES, warm=2))
    write(
        Result(
            name="help",
            what="`salesbook --help`",
            asked=0.2,
            measured=taken.wall,
            unit="s",
            how=f"wall time of the process, median of {TIMES} runs",
        )
    )


if __name__ == "__main__":
    main()
