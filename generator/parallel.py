"""Work spread over the processors: one function over many items, results in their order."""

import gc
import os
import pickle
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO, NoReturn, TypeVar, cast

Item = TypeVar("Item")
Result = TypeVar("Result")
Told = Callable[[int], None]
"""Is told how many items are done."""

ALONE = 1500
"""Up to so many items, starting processes costs more than it saves."""
CHUNK = 2000

_FORKS = hasattr(os, "fork")

_work: Callable[[object], object] | None = None


@contextmanager
def uncollected() -> Iterator[None]:
    """Leave garbage alone for a while: among many long-lived values the search costs a third."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


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
    if processes == 1 or len(items) <= ALONE or not _FORKS:
        yield from map(work, items)
        told(len(items))
        return
    import multiprocessing  # noqa: PLC0415 - takes longer than a small check

    chunks = [items[start : start + CHUNK] for start in range(0, len(items), CHUNK)]
    done = 0
    gc.freeze()
    context = multiprocessing.get_context("fork")
    with context.Pool(processes, initializer=_inherit, initargs=(work,)) as pool:
        for results in pool.imap(_chunk, chunks):
            done += len(results)
            told(done)
            yield from cast("list[Result]", results)
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


def shared(
    work: Callable[[Sequence[Item]], Result], items: Sequence[Item], processes: int
) -> list[Result]:
    """Call a function with a share of the items in each process, and give all its answers.

    For work of some tenths of a second, over which a pool would not be begun.
    """
    number = processes if _FORKS else 1
    others = [_begun(work, items[share::number]) for share in range(1, number)]
    own = work(items[::number])
    return [own, *(cast("Result", _answered(*other)) for other in others)]


def aside(work: Callable[[], Result], processes: int) -> Callable[[], Result]:
    """Begin some work in a process of its own; what comes back waits for its answer."""
    if processes == 1 or not _FORKS:
        return work
    other = _begun(lambda _: work(), ())
    return lambda: cast("Result", _answered(*other))


def _begun(work: Callable[[Sequence[Item]], Result], share: Sequence[Item]) -> tuple[int, BinaryIO]:
    """Start a process that does its share."""
    here, there = os.pipe()
    with warnings.catch_warnings():
        # From Python 3.12 on: other threads do not live on in the child. No work needs one.
        warnings.simplefilter("ignore", DeprecationWarning)
        process = os.fork()
    if process == 0:
        gc.disable()
        _answer(work, share, there)
    os.close(there)
    return process, os.fdopen(here, "rb")


def _answer(
    work: Callable[[Sequence[Item]], Result], share: Sequence[Item], there: int
) -> NoReturn:
    """Answer from the new process, which ends here whatever happens."""
    try:
        with os.fdopen(there, "wb") as answer:
            answer.write(packed(work, share))
    finally:
        os._exit(0)


def packed(work: Callable[[Sequence[Item]], Result], share: Sequence[Item]) -> bytes:
    """Do a share of the work, and pack the answer or what went wrong."""
    try:
        return pickle.dumps((work(share), None), pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # noqa: BLE001 - the parent raises it again
        return pickle.dumps((None, error))


def _answered(process: int, answer: BinaryIO) -> object:
    """Wait for a process, and give its answer or raise what it met."""
    with answer:
        result, error = pickle.load(answer)  # noqa: S301 - from our own process
    os.waitpid(process, 0)
    if error is not None:
        raise error
    return result
