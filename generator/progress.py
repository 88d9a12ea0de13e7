"""Progress of long work: said on a terminal, silent everywhere else."""

import sys
from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Is told what is being done, how much of it is done, and how much there is."""


def silent(_what: str, _done: int, _total: int) -> None:
    """Say nothing."""


def shown() -> Progress:
    """Show a bar on standard error if it is a terminal, and say nothing otherwise."""
    return _bars() if sys.stderr.isatty() else silent


def _bars() -> Progress:
    from rich.console import Console  # noqa: PLC0415 - only a terminal pays for it
    from rich.progress import Progress as Bars  # noqa: PLC0415 - same

    bars = Bars(console=Console(stderr=True), transient=True)
    tasks = {}

    def show(what: str, done: int, total: int) -> None:
        if what not in tasks:
            bars.start()
            tasks[what] = bars.add_task(what, total=total)
        bars.update(tasks[what], completed=done, total=total)
        if all(task.finished for task in bars.tasks):
            bars.stop()

    return show
