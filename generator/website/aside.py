"""Work that goes on after the program has ended, and that nobody waits for."""

import os
import warnings
from collections.abc import Callable


def left_alone(work: Callable[[], object]) -> None:
    """Do some work in a process of its own, which holds nothing open and answers to nobody.

    It is no child of this process, so that nothing is left of it when it ends; whoever reads this
    program's output or waits for its lock does not wait for it.
    """
    with warnings.catch_warnings():
        # From Python 3.12 on: other threads do not live on in the child. No work needs one.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        try:
            _begin(work)
        finally:
            os._exit(0)
    os.waitpid(child, 0)


def _begin(work: Callable[[], object]) -> None:
    """Let go of the parent, of its terminal and of its files, and begin."""
    os.setsid()
    if os.fork():
        return
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nothing, stream)
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))
    work()
