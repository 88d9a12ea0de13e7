"""Measure commands as whole processes, keep the results, and print them as one table.

Benchmarks are scripts, `benchmarks/bench_NAME.py`. Each measures, builds `Result`s and calls
`write`; this file, run as a script, prints the table of all results and keeps it as
`build/bench/table.md`.

What is measured of a command:

- wall: seconds from its start to its end.
- cpu: seconds of user and system time of the process and of all children that it waited for.
- memory: the peak of the whole process tree in bytes, unless the command says that it is not to be
  weighed. Pages that processes share are counted once (proportional set size). Reading that is slow
  for a large process, so the sum of the resident sizes is polled every 10 ms and the proportional
  one is read at each new record. The kernel's own exact peak of the largest single process is the
  lower bound. Where there is no /proc, that lower bound is the figure.

Ratios come from pairs that ran right after one another, A B A B, so that a machine that slows
down slows both.
"""

import contextlib
import json
import os
import platform
import resource
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "build" / "bench"
POLL = 0.01  # seconds between two looks at the resident size
RECORD = 1.02  # the proportional size is read again when the resident size grew by a fiftieth
PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of a command took: seconds, seconds and bytes."""

    wall: float
    cpu: float
    memory: int


@dataclass(frozen=True, slots=True)
class Command:
    """A command to measure, where and with what it runs, and which exit codes are right."""

    arguments: Sequence[str | Path]
    folder: Path = ROOT
    environment: Mapping[str, str] | None = None
    codes: tuple[int, ...] = (0,)
    before: Callable[[], None] | None = None  # puts the world in order before each run, unmeasured
    weighed: bool = True  # watching the memory of large processes takes a share of a processor


@dataclass(frozen=True, slots=True)
class Pair:
    """Runs of two commands, taken in turns."""

    first: tuple[Run, ...]
    second: tuple[Run, ...]

    @property
    def ratio(self) -> float:
        """The median of first / second over the pairs, by wall time."""
        pairs = zip(self.first, self.second, strict=True)
        return median(one.wall / other.wall for one, other in pairs)


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table: what was asked, what came out, and how it was measured."""

    name: str
    what: str
    asked: float
    measured: float
    unit: str
    how: str
    at_least: bool = False

    @property
    def ok(self) -> bool:
        """Whether the goal is reached: at most what was asked, or at least it where that is so."""
        if self.at_least:
            return self.measured >= self.asked
        return self.measured <= self.asked


class BrokenCommandError(Exception):
    """A measured command ended with an exit code that it should not have."""

    def __init__(self, command: Command, code: int, output: str) -> None:
        said = " ".join(map(str, command.arguments))
        super().__init__(f"{said}\nended with {code}\n{output[-2000:]}")


def run(command: Command) -> Run:
    """Run a command once and measure it; its output is kept only for the error message."""
    if command.before:
        command.before()
    started = perf_counter()
    with subprocess.Popen(
        [os.fspath(argument) for argument in command.arguments],
        cwd=command.folder,
        env=environment(command.environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        watch = Watch(process.pid) if command.weighed else None
        output = process.stdout.read() if process.stdout else b""
        # Ends the watch before the process is reaped, so that no other process can have its number.
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        wall = perf_counter() - started
        watched = watch.end() if watch else 0
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in command.codes:
        raise BrokenCommandError(command, process.returncode, output.decode(errors="replace"))
    return Run(wall, usage.ru_utime + usage.ru_stime, max(watched, _peak(usage.ru_maxrss)))


def _peak(most: int) -> int:
    """Return the kernel's peak of the largest process in bytes, where it can be told.

    A process begins as a copy of this one, and its peak with this one's size: only what is above
    is its own.
    """
    unit = 1 if sys.platform == "darwin" else 1024
    ours = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most * unit if most > ours else 0


def environment(more: Mapping[str, str] | None) -> dict[str, str]:
    """Return this environment, with compiled Python files kept as on an ordinary computer."""
    unwanted = {"PYTHONDONTWRITEBYTECODE", "PYTHONTRACEMALLOC", "PYTHONPROFILEIMPORTTIME"}
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in unwanted and not name.startswith("COVERAGE_")
    }
    return kept | dict(more or {})


def runs(command: Command, times: int = 3, *, warm: int = 1) -> tuple[Run, ...]:
    """Run a command `warm` times unmeasured, for the caches of the system, then `times` times."""
    for _ in range(warm):
        run(command)
    return tuple(run(command) for _ in range(times))


def middle(taken: Sequence[Run]) -> Run:
    """Return the median of each figure by itself."""
    return Run(
        median(one.wall for one in taken),
        median(one.cpu for one in taken),
        int(median(one.memory for one in taken)),
    )


def paired(first: Command, second: Command, times: int = 3, *, warm: int = 1) -> Pair:
    """Run two commands in turns, A B A B, after `warm` unmeasured turns."""
    for _ in range(warm):
        run(first)
        run(second)
    turns = [(run(first), run(second)) for _ in range(times)]
    return Pair(tuple(one for one, _ in turns), tuple(other for _, other in turns))


class Watch:
    """A thread that looks at the memory of a process tree until it is told to end."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._peak = 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def end(self) -> int:
        """Stop looking and return the peak in bytes; 0 where there is no /proc."""
        self._done.set()
        self._thread.join()
        return self._peak

    def _look(self) -> None:
        record = 0.0
        while True:
            pids = tree(self._pid)
            resident = sum(map(resident_size, pids))
            if resident > record * RECORD:
                record = resident
                self._peak = max(self._peak, sum(map(proportional_size, pids)))
            if self._done.wait(POLL):
                return


def tree(pid: int) -> list[int]:
    """Return a process and all processes below it."""
    found = [pid]
    for one in found:
        with contextlib.suppress(OSError):
            for listing in Path(f"/proc/{one}/task").glob("*/children"):
                with contextlib.suppress(OSError):
                    found.extend(map(int, listing.read_text().split()))
    return found


def resident_size(pid: int) -> int:
    """Return the bytes that a process has in memory, shared ones included; 0 once it ended."""
    with contextlib.suppress(OSError, IndexError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
    return 0


def proportional_size(pid: int) -> int:
    """Return the bytes in memory, each shared page divided among those who share it."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def described(result: Result) -> dict[str, object]:
    """Return a result as it is kept: with whether it is reached, on what machine and when."""
    date = datetime.fromtimestamp(
        int(os.environ.get("SOURCE_DATE_EPOCH") or datetime.now(UTC).timestamp()), UTC
    )
    machine = {
        "cores": len(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else os.cpu_count(),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
    }
    return {**asdict(result), "ok": result.ok, "machine": machine, "date": date.date().isoformat()}


def write(*results: Result, folder: Path = RESULTS) -> None:
    """Keep each result as NAME.json and print its line."""
    folder.mkdir(parents=True, exist_ok=True)
    for result in results:
        text = json.dumps(described(result), indent=2, ensure_ascii=False) + "\n"
        (folder / f"{result.name}.json").write_text(text, encoding="utf-8")
        print(f"  {result.what}: {figure(result.measured)} {result.unit} (asked: {goal(result)})")


def read(folder: Path = RESULTS) -> list[Result]:
    """Return the results that are kept, by name."""
    fields = Result.__dataclass_fields__
    kept = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.json"))]
    return [Result(**{name: one[name] for name in fields}) for one in kept]


def figure(value: float) -> str:
    """Return a number with three figures that matter: 1234, 12.3, 0.0457."""
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"  # noqa: PLR2004 - three figures


def goal(result: Result) -> str:
    """Return what was asked in words: at most 1.5 s."""
    return f"at {'least' if result.at_least else 'most'} {figure(result.asked)} {result.unit}"


def table(results: Sequence[Result]) -> str:
    """Return the results as a Markdown table that reads well as plain text, too."""
    rows: list[tuple[str, ...]] = [("what", "asked", "measured", "reached", "how")]
    rows += [
        (
            one.what,
            goal(one),
            f"{figure(one.measured)} {one.unit}",
            "yes" if one.ok else "no",
            one.how,
        )
        for one in results
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    rows.insert(1, tuple("-" * width for width in widths))
    return "".join(f"| {' | '.join(map(str.ljust, row, widths))} |\n" for row in rows)


def main(folder: Path = RESULTS) -> int:
    """Print all results, keep them as a table, and return 1 if one is not reached."""
    results = read(folder)
    text = table(results)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "table.md").write_text(text, encoding="utf-8")
    print(text, end="")
    return int(not all(one.ok for one in results))


if __name__ == "__main__":
    sys.exit(main())
