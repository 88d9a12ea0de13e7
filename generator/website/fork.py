"""Work in several processes that share what the parent has in memory, begun before it can end."""

import gc
import os
import traceback
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import BinaryIO, Generic, NamedTuple, Protocol, TypeVar, cast

from generator.errors import SalesbookError

Item = TypeVar("Item")
Given = TypeVar("Given")
Given_co = TypeVar("Given_co", covariant=True)


class Order(Protocol[Given_co]):
    """What a process waits for: it does what it can before, and the rest with what it is given."""

    def came(self) -> bool:
        """Tell whether the order is there."""

    def taken(self) -> Given_co:
        """Wait for the order, and give what it holds."""


Job = Callable[[Order[Given]], None]
Share = Callable[[Iterator[Item], Order[Given]], None]
"""Works on the items that it takes, which others take from as well."""


class JobError(SalesbookError):
    """A job that could not be done, in the words of the process that tried."""


class _LeftError(Exception):
    """The order will not come any more: the parent has let the job go, or is gone itself."""


class _Other(NamedTuple):
    """A process that has begun a job, and the channel to it."""

    process: BaseProcess
    channel: Connection


@dataclass(frozen=True, slots=True)
class Begun(Generic[Given]):
    """A job that other processes have begun, and that this one takes part in to end it."""

    job: Job[Given]
    others: tuple[_Other, ...] = ()

    def give(self, given: Given) -> None:
        """Give the others what they wait for."""
        for other in self.others:
            with suppress(BrokenPipeError):  # that it is gone is noticed when it should answer
                other.channel.send(given)

    def end(self, given: Given) -> None:
        """Do the job with the others, who were given the same, and wait for all of them.

        Raises JobError with the words of the first that could not do its work, and RuntimeError
        with the trace of one that is broken.
        """
        self.job(_Here(given))
        words = [_finished(other) for other in self.others]
        for kind, text in filter(None, words):
            raise JobError(text) if kind == "error" else RuntimeError(text)


@dataclass(frozen=True, slots=True)
class _Here(Generic[Given]):
    """An order that is there already."""

    given: Given

    def came(self) -> bool:
        return True

    def taken(self) -> Given:
        return self.given


@dataclass(frozen=True, slots=True)
class _There(Generic[Given]):
    """An order that comes over a channel."""

    channel: Connection

    def came(self) -> bool:
        return self.channel.poll()

    def taken(self) -> Given:
        try:
            return cast("Given", self.channel.recv())
        except EOFError:
            raise _LeftError from None


@contextmanager
def begun(
    share: Share[Item, Given], items: Sequence[Item], processes: int
) -> Iterator[Begun[Given]]:
    """Begin a job on up to 256 items, each of which is taken by whichever process asks first.

    All processes but this one begin at once; in the end, none of them is left.
    """
    with _pile(len(items)) as pile:
        job = partial(_share, share, items, pile)
        others = _started(job, processes - 1)
        try:
            yield Begun(job, others)
        finally:
            for other in others:
                other.process.terminate()
                other.process.join()


@contextmanager
def _pile(height: int) -> Iterator[BinaryIO]:
    """Pile up numbers in a pipe, from which the system gives every byte to one reader alone."""
    bottom, top = os.pipe()
    os.write(top, bytes(range(height)))
    os.close(top)
    with os.fdopen(bottom, "rb", buffering=0) as pile:
        yield cast("BinaryIO", pile)


def _share(
    share: Share[Item, Given], items: Sequence[Item], pile: BinaryIO, order: Order[Given]
) -> None:
    """Work on the items whose numbers this process gets hold of."""
    share((items[number[0]] for number in iter(partial(pile.read, 1), b"")), order)


def _started(job: Job[Given], processes: int) -> tuple[_Other, ...]:
    """Start processes that do a job."""
    gc.freeze()  # the collector would copy every shared page of memory by touching it
    try:
        return tuple(_forked(job) for _ in range(processes))
    finally:
        gc.unfreeze()


def _forked(job: Job[Given]) -> _Other:
    """Fork a process that does a job and says how it went."""
    context = get_context("fork")
    here, there = context.Pipe()
    process = context.Process(target=_begin, args=(job, here, there), daemon=True)
    with warnings.catch_warnings():
        # From Python 3.12 on: other threads do not live on in the child. No job needs one.
        warnings.simplefilter("ignore", DeprecationWarning)
        process.start()
    there.close()
    return _Other(process, here)


def _begin(job: Job[Given], parents: Connection, channel: Connection) -> None:
    """Do a job in the child, which lets go of the parent's end: else it would wait for itself."""
    parents.close()
    do(job, channel)


def do(job: Job[Given], channel: Connection) -> None:
    """Do a job in the child; what goes wrong is sent as text, since not every error pickles."""
    gc.disable()
    try:
        job(_There(channel))
    except _LeftError:
        return
    except SalesbookError as error:
        channel.send(("error", str(error)))
    except BaseException:  # noqa: BLE001 (the parent raises it again, with its trace)
        channel.send(("broken", traceback.format_exc()))
    else:
        channel.send(None)


def _finished(other: _Other) -> tuple[str, str] | None:
    """Wait for a process; one that was killed has sent nothing."""
    try:
        word: tuple[str, str] | None = other.channel.recv()
    except (EOFError, ConnectionResetError):
        word = ("error", "A process of this build was ended from outside.")
    other.process.join()
    return word
