"""Work spread over the processors: one function over many items, results in their order."""

import gc
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Told = Callable[[int], None]
"""Is told how many items are done."""

ALONE = 1500
"""Up to so many items, starting processes costs more than it saves."""
CHUNK = 2000

_work: Callable[[object], object] | None = None


def mapped(
    work: Callable[[Item], Result],
    items: Sequence[Item],
    processes: int,
    told: Told = lambda _done: None,
) -> Iterator[Result]:
    """Call a function for every item, in several processes where that pays.

    The function reaches the processes by inheritance, not by copying, so that it may hold a large
    book; only its results travel.
    """
    forks = "fork" in multiprocessing.get_all_start_methods()
    if processes == 1 or len(items) <= ALONE or not forks:
        yield from map(work, items)
        told(len(items))
        return
    chunks = [items[start : start + CHUNK] for start in range(0, len(items), CHUNK)]
    done = 0
    gc.freeze()
    context = multiprocessing.get_context("fork")
    with context.Pool(processes, initializer=_inherit, initargs=(work,)) as pool:
        for results in pool.imap(_chunk, chunks):
            done += len(results)
            told(done)
            yield from results  # type: ignore[misc] - the pool forgets what its workers return
    gc.unfreeze()


def _inherit(work: Callable[[object], object]) -> None:
    """Take over the function in a new process, where collecting garbage would only cost time."""
    global _work  # noqa: PLW0603 - set once in each new process, which has nothing else to share
    gc.disable()
    _work = work


def _chunk(items: Sequence[object]) -> list[object]:
    if _work is None:
        raise RuntimeError
    return [_work(item) for item in items]
