"""The program: the command line, and its end; `python -m generator` where there is no script."""

import os
import signal
import sys
from contextlib import suppress
from typing import NoReturn

from generator.cli import main


def program() -> NoReturn:
    """Run the command line, and leave at once.

    To take a large book apart object by object would take a second, and the system takes the whole
    process back anyway. Nothing waits for the end: files, locks and processes have theirs before.
    When asked to end (SIGTERM), it puts everything in order as at Ctrl-C, and ends by the signal.
    """
    asked: list[int] = []

    def end(number: int, _frame: object) -> NoReturn:
        asked.append(number)
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, end)
    # Processes that help are ended by this signal, and have nothing to put in order.
    os.register_at_fork(after_in_child=_unheeded)
    code = main()
    with suppress(BrokenPipeError):
        sys.stdout.flush()
    if asked:
        _unheeded()
        signal.raise_signal(signal.SIGTERM)
    os._exit(code)


def _unheeded() -> None:
    """Have the system end this process when it is asked to end."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


if __name__ == "__main__":
    program()
