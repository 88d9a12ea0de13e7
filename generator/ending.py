"""How the program is asked to end, by Ctrl-C or by SIGTERM: as an interruption, wherever it is.

What is raised while a process is being forked, Python reports and drops; and a process forgets what
comes before it is wholly there. So whoever asks then is heeded a moment later.
"""

import os
import signal
from collections.abc import Sequence

_SOON = 0.05
"""So many seconds later whoever asked amid a fork is heeded."""
_ORDINARY = (signal.SIG_DFL, signal.default_int_handler)


def heeded() -> Sequence[int]:
    """Raise KeyboardInterrupt in the main thread when asked to end; gives the signals that asked.

    A signal that whoever started the program has set aside stays so. Processes that are forked
    heed them as any other: they have nothing to put in order. Where processes are not forked
    (Windows) nobody asks by SIGTERM, and Ctrl-C is heeded as it is anyway.
    """
    asked: list[int] = []
    if not hasattr(os, "fork"):
        return asked
    masks: list[set[int]] = []  # of the forks under way

    def end(number: int, _frame: object) -> None:
        if number != signal.SIGALRM:
            asked.append(number)
        if not masks:
            raise KeyboardInterrupt
        signal.setitimer(signal.ITIMER_REAL, _SOON)

    def forking() -> None:
        masks.append(signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM]))

    def forked() -> None:
        signal.pthread_sigmask(signal.SIG_SETMASK, masks[-1])
        masks.clear()

    def begun() -> None:
        for one, handler in ours.items():
            signal.signal(one, handler)
        forked()

    known = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM)}
    ours = {one: before for one, before in known.items() if before in _ORDINARY}
    for one in ours:
        signal.signal(one, end)
    os.register_at_fork(before=forking, after_in_parent=forked, after_in_child=begun)
    return asked
