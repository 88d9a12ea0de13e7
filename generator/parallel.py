"""Work spread over the processors: one function over many items, results in their order."""

import gc
import os
import pickle
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from typing import BinaryIO, NamedTuple, NoReturn, Protocol, TypeVar, cast

from generator.errors import SalesbookError

Item = TypeVar("Item")
Result = TypeVar("Result")
Item_contra = TypeVar("Item_contra", contravariant=True)
Told = Callable[[int], None]
"""Is told how many items are done."""

ALONE = 1500
"""Up to so many items, starting processes costs more than it saves."""
CHUNK = 2000

_FORKS = hasattr(os, "fork")


class ProcessLostError(SalesbookError):
    """Another process of the program is gone."""

    def __init__(self) -> None:
        super().__init__("A process ended before its work was done: was there enough memory?")


_work: Callable[[Sequence[object]], Sequence[object]] | None = None


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
    yield from batched(partial(_each, work), items, processes, told)


def _each(work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    return [work(item) for item in items]


def batched(
    work: Callable[[Sequence[Item]], Sequence[Result]],
    items: Sequence[Item],
    processes: int,
    told: Told = lambda _done: None,
) -> Iterator[Result]:
    """Call a function for many items at a time, as `mapped` does for every one of them."""
    if processes == 1 or len(items) <= ALONE or not _FORKS:
        yield from work(items)
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


def _inherit(work: Callable[[Sequence[object]], Sequence[object]]) -> None:
    """Take over the function in a new process, where collecting garbage would only cost time."""
    global _work  # noqa: PLW0603 - set once in each new process, which has nothing else to share
    gc.disable()
    _work = work


def _chunk(items: Sequence[object]) -> Sequence[object]:
    if _work is None:
        raise RuntimeError
    return _work(items)


def shared(
    work: Callable[[Sequence[Item]], Result], items: Sequence[Item], processes: int
) -> list[Result]:
    """Call a function with a share of the items in each process, and give all its answers.

    For work of some tenths of a second, over which a pool would not be begun.
    """
    number = processes if _FORKS else 1
    others = [_begun(work, items[share::number]) for share in range(1, number)]
    own = work(items[::number])
    return [own, *(cast("Result", _last(other)) for other in others)]


@contextmanager
def ahead(work: Callable[[], Result], processes: int) -> Iterator[Callable[[], Result]]:
    """Begin something in another process, if there may be one; what is given waits for its result.

    Without another process the work is done when it is asked for.
    """
    if processes == 1 or not _FORKS:
        yield work
        return
    other = _begun(lambda _: work(), ())
    try:
        yield lambda: cast("Result", _taken(other))
    finally:
        _ended(other)


def each(work: Callable[[Item], Result], items: Sequence[Item], processes: int) -> Iterator[Result]:
    """Call a function for every item, several processes taking turns; answers come in their order.

    For items that take some tenths of a second each: every answer is there as soon as it can be.
    """
    if processes == 1 or len(items) <= 1 or not _FORKS:
        yield from map(work, items)
        return
    number = min(processes, len(items))
    others = [_forked(partial(_one_by_one, work, items[n::number])) for n in range(number)]
    with ExitStack() as open_until_the_end:
        for other in others:
            open_until_the_end.callback(_ended, other)
        for item in range(len(items)):
            yield cast("Result", _taken(others[item % number]))


def _one_by_one(
    work: Callable[[Item], Result], share: Sequence[Item], _: BinaryIO, answers: BinaryIO
) -> None:
    for item in share:
        _answer(work, item, answers)


class Hand(Protocol[Item_contra]):
    """Works in two rounds, and keeps in between what the first one brought to light."""

    def first(self, item: Item_contra) -> bytes:
        """Work on an item for the first time."""

    def hear(self, told: Sequence[bytes]) -> None:
        """Hear the answers of the first round about all items, in their order."""

    def second(self, item: Item_contra) -> bytes:
        """Work for the second time on an item that had its first turn here."""


class Rounds(NamedTuple):
    """The answers of both rounds, each in the order of the items; the first is to be used up."""

    first: Iterator[bytes]
    second: Iterator[bytes]


@contextmanager
def rounds(
    hand: Callable[[], Hand[Item]], items: Sequence[Item], processes: int
) -> Iterator[Rounds]:
    """Work on all items in two rounds, several processes taking turns; everybody hears everybody.

    This process only takes the answers, and can do something with them meanwhile.
    """
    if processes == 1 or len(items) <= 1 or not _FORKS:
        yield _alone(hand(), items)
        return
    number = min(processes, len(items))
    others = [_forked(partial(_two_rounds, hand, items[n::number])) for n in range(number)]
    with ExitStack() as open_until_the_end:
        for other in others:
            open_until_the_end.callback(_ended, other)
        yield Rounds(_first(others, len(items)), _second(others, len(items)))


def _alone(hand: Hand[Item], items: Sequence[Item]) -> Rounds:
    def first() -> Iterator[bytes]:
        told = []
        for item in items:
            told.append(hand.first(item))
            yield told[-1]
        hand.hear(told)

    return Rounds(first(), map(hand.second, items))


def _first(others: Sequence["_Other"], number: int) -> Iterator[bytes]:
    told = []
    for item in range(number):
        told.append(cast("bytes", _taken(others[item % len(others)])))
        yield told[-1]
    for other in others:
        with suppress(BrokenPipeError):  # that it is gone is noticed when it should answer
            pickle.dump(told, other.orders, pickle.HIGHEST_PROTOCOL)
            other.orders.flush()


def _second(others: Sequence["_Other"], number: int) -> Iterator[bytes]:
    for item in range(number):
        yield cast("bytes", _taken(others[item % len(others)]))


def _two_rounds(
    begin: Callable[[], Hand[Item]], share: Sequence[Item], orders: BinaryIO, answers: BinaryIO
) -> None:
    hand = begin()
    for item in share:
        _answer(hand.first, item, answers)
    hand.hear(pickle.load(orders))  # noqa: S301 - from our own process
    for item in share:
        _answer(hand.second, item, answers)


class _Other(NamedTuple):
    """Another process, the pipe to it and the one from it."""

    process: int
    orders: BinaryIO
    answers: BinaryIO


def _begun(work: Callable[[Sequence[Item]], Result], share: Sequence[Item]) -> _Other:
    """Start a process that does its share."""
    return _forked(lambda _, answers: _answer(work, share, answers))


def _forked(talk: Callable[[BinaryIO, BinaryIO], None]) -> _Other:
    """Start a process that takes orders and gives answers, and ends whatever happens."""
    orders, to_there = os.pipe()
    from_there, answers = os.pipe()
    with warnings.catch_warnings():
        # From Python 3.12 on: other threads do not live on in the child. No work needs one.
        warnings.simplefilter("ignore", DeprecationWarning)
        process = os.fork()
    if process == 0:
        os.close(to_there)
        os.close(from_there)
        gc.disable()
        _talk(talk, orders, answers)
    os.close(orders)
    os.close(answers)
    return _Other(process, os.fdopen(to_there, "wb"), os.fdopen(from_there, "rb"))


def _talk(talk: Callable[[BinaryIO, BinaryIO], None], orders: int, answers: int) -> NoReturn:
    try:
        with os.fdopen(orders, "rb") as taken, os.fdopen(answers, "wb") as given:
            talk(taken, given)
    finally:
        os._exit(0)


def _answer(work: Callable[[Item], Result], item: Item, answers: BinaryIO) -> None:
    """Work on an item, and send the answer off at once."""
    answers.write(packed(work, item))
    answers.flush()


def packed(work: Callable[[Item], Result], item: Item) -> bytes:
    """Work on an item, and pack the answer or what went wrong."""
    try:
        return pickle.dumps((work(item), None), pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # noqa: BLE001 - the parent raises it again
        return pickle.dumps((None, error))


def _taken(other: _Other) -> object:
    """Wait for an answer of another process, and give it or raise what went wrong."""
    try:
        result, error = pickle.load(other.answers)  # noqa: S301 - from our own process
    except EOFError:
        raise ProcessLostError from None
    if error is not None:
        raise error
    return result


def _last(other: _Other) -> object:
    """Wait for the only answer of another process, and for its end."""
    try:
        return _taken(other)
    finally:
        _ended(other)


def _ended(other: _Other) -> None:
    """Let a process go: without a pipe to read from or write to, it ends."""
    with suppress(BrokenPipeError):
        other.orders.close()
    other.answers.close()
    os.waitpid(other.process, 0)
