"""Work in several processes that share what the parent has in memory."""

import gc
import traceback
import warnings
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from generator.errors import SalesbookError

Job = Callable[[], None]


class JobError(SalesbookError):
    """A job that could not be done, in the words of the process that tried."""


def run(jobs: Sequence[Job], processes: int) -> None:
    """Do every job in a forked process of its own, and wait for all of them.

    With one process they are done here, one after the other. Raises JobError with the words of the
    first job whose work could not be done, and RuntimeError with the trace of one that is broken.
    """
    if processes == 1:
        for job in jobs:
            job()
        return
    gc.freeze()  # the collector would copy every shared page of memory by touching it
    try:
        started = [_started(job) for job in jobs]
    finally:
        gc.unfreeze()
    words = [_finished(process, channel) for process, channel in started]
    for kind, text in filter(None, words):
        raise JobError(text) if kind == "error" else RuntimeError(text)


def _started(job: Job) -> tuple[BaseProcess, Connection]:
    """Fork a process that does a job and says how it went."""
    context = get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=do, args=(job, there))
    with warnings.catch_warnings():
        # From Python 3.12 on: other threads do not live on in the child. No job needs one.
        warnings.simplefilter("ignore", DeprecationWarning)
        process.start()
    there.close()
    return process, here


def do(job: Job, channel: Connection) -> None:
    """Do a job in the child; what goes wrong is sent as text, since not every error pickles."""
    try:
        job()
    except SalesbookError as error:
        channel.send(("error", str(error)))
    except BaseException:  # noqa: BLE001 (the parent raises it again, with its trace)
        channel.send(("broken", traceback.format_exc()))
    else:
        channel.send(None)


def _finished(process: BaseProcess, channel: Connection) -> tuple[str, str] | None:
    """Wait for a process; one that was killed has sent nothing."""
    try:
        word: tuple[str, str] | None = channel.recv()
    except EOFError:
        word = ("error", "A process of this build was ended from outside.")
    process.join()
    return word
