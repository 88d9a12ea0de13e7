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

    When this returns, all threads have ended. A call that fails stops only those that need it: in
    the end the error of the first name that has one is raised, whichever thread was quicker. Raises
    CycleError (of `graphlib`) where names need one another.
    """
    pool = ThreadPoolExecutor(threads)
    try:
        ended = _ended(lambda name: pool.submit(work, name), needs)
    finally:
        pool.shutdown(cancel_futures=True)  # whoever interrupts does not wait for all the others
    return {name: ended[name].result() for name in needs if name in ended}


def _ended(
    begin: Callable[[str], Future[Result]], needs: Mapping[str, Collection[str]]
) -> dict[str, Future[Result]]:
    """Begin whatever can be, until nothing is running; what needs something that failed is not."""
    sorter, ended = TopologicalSorter(needs), dict[str, Future[Result]]()
    sorter.prepare()
    running = {begin(name): name for name in sorter.get_ready()}
    while running:
        for one in wait(running, return_when=FIRST_COMPLETED).done:
            name = running.pop(one)
            ended[name] = one
            if one.exception() is None:
                sorter.done(name)
        running |= {begin(name): name for name in sorter.get_ready()}
    return ended
