"""Work in several processes that share what the parent has in memory, begun before it can end."""

import gc
import traceback
import warnings
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Generic, NamedTuple, Protocol, TypeVar, cast

from generator.errors import SalesbookError

Given = TypeVar("Given")
Given_co = TypeVar("Given_co", covariant=True)


class Order(Protocol[Given_co]):
    """What a job waits for: it does what it can before, and the rest with what it is given."""

    def came(self) -> bool:
        """Tell whether the order is there."""

    def taken(self) -> Given_co:
        """Wait for the order, and give what it holds."""


Job = Callable[[Order[Given]], None]


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
    """Jobs that have begun in processes of their own, or that will be done here in the end."""

    others: tuple[_Other, ...] = ()
    here: tuple[Job[Given], ...] = ()

    def ended(self, given: Given) -> None:
        """Give every job what it waits for, and wait for all of them.

        Raises JobError with the words of the first job whose work could not be done, and
        RuntimeError with the trace of one that is broken.
        """
        for job in self.here:
            job(_Here(given))
        for other in self.others:
            with suppress(BrokenPipeError):  # that it is gone is noticed when it should answer
                other.channel.send(given)
        words = [_finished(other) for other in self.others]
        for kind, text in filter(None, words):
            raise JobError(text) if kind == "error" else RuntimeError(text)

    def left(self) -> None:
        """Let every job go that has not been given what it waits for."""
        for other in self.others:
            other.process.terminate()
            other.process.join()


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


def begun(jobs: Sequence[Job[Given]], processes: int) -> Begun[Given]:
    """Begin every job in a forked process of its own; with one process they wait for the end."""
    if processes == 1:
        return Begun(here=tuple(jobs))
    gc.freeze()  # the collector would copy every shared page of memory by touching it
    try:
        return Begun(tuple(_started(job) for job in jobs))
    finally:
        gc.unfreeze()


def _started(job: Job[Given]) -> _Other:
    """Fork a process that does a job and says how it went."""
    context = get_context("fork")
    here, there = context.Pipe()
    process = context.Process(target=do, args=(job, there), daemon=True)
    with warnings.catch_warnings():
        # From Python 3.12 on: other threads do not live on in the child. No job needs one.
        warnings.simplefilter("ignore", DeprecationWarning)
        process.start()
    there.close()
    return _Other(process, here)


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
