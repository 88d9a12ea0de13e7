"""The program: the command line, and its end; `python -m generator` where there is no script."""

import os
import sys
from contextlib import suppress
from typing import NoReturn

from generator.cli import main


def program() -> NoReturn:
    """Run the command line, and leave at once.

    To take a large book apart object by object would take a second, and the system takes the whole
    process back anyway. Nothing waits for the end: files, locks and processes have theirs before.
    """
    code = main()
    with suppress(BrokenPipeError):
        sys.stdout.flush()
    os._exit(code)


if __name__ == "__main__":
    program()
