"""The program on a terminal: what it asks there, and what is answered."""

import os
import pty
import subprocess
import sys
from pathlib import Path


def answered(book: Path, answers: bytes, command: str, *words: str) -> tuple[int, str]:
    """Run a command on a book and type answers; gives its exit code and all that it said."""
    main_end, terminal = pty.openpty()
    before = ["--root", str(book), command, "--as-of", "2026-11-18"]
    with subprocess.Popen(
        [sys.executable, "-m", "generator", *before, *words],
        stdin=terminal,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=Path(__file__).parents[1],
    ) as asked:
        os.close(terminal)
        os.write(main_end, answers)
        said = asked.stdout.read().decode() if asked.stdout else ""
    os.close(main_end)
    return asked.returncode, said
