"""Jobs done in threads, each after those that it needs.

Meant for work that another program does in this process, such as a database: threads that run
Python take turns.
"""

from collections.abc import Callable, Collection, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from graphlib import TopologicalSorter
from typing import TypeVar

Result = TypeVar("Result")


def done(
    work: Callable[[str], Result], needs: Mapping[str, Collection[str]], threads: int
) -> dict[str, Result]:
    """Call a function with every name, after those names that it needs; results by name.

    When this returns, all threads have ended. Raises what the first call that fails has raised,
    and CycleError (of `graphlib`) where names need one another.
    """
    sorter, found = TopologicalSorter(needs), dict[str, Result]()
    sorter.prepare()
    with ThreadPoolExecutor(threads) as pool:
        running: dict[Future[Result], str] = {}
        while sorter.is_active():
            running |= {pool.submit(work, name): name for name in sorter.get_ready()}
            ended, _ = wait(running, return_when=FIRST_COMPLETED)
            for one in ended:
                name = running.pop(one)
                found[name] = one.result()
                sorter.done(name)
    return {name: found[name] for name in needs}
