"""The program: the command line, and its end; `python -m generator` where there is no script."""

import os
import signal
import sys
from contextlib import suppress
from typing import NoReturn

from generator.cli import main
from generator.ending import heeded


def program() -> NoReturn:
    """Run the command line, and leave at once.

    To take a large book apart object by object would take a second, and the system takes the whole
    process back anyway. Nothing waits for the end: files, locks and processes have theirs before.
    When asked to end (SIGTERM), it puts everything in order as at Ctrl-C, and ends by the signal.
    """
    asked = heeded()
    code = main()
    with suppress(BrokenPipeError):
        sys.stdout.flush()
    if signal.SIGTERM in asked:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.raise_signal(signal.SIGTERM)
    os._exit(code)


if __name__ == "__main__":
    program()
