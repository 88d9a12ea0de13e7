"""The program as it is asked to end, in processes of their own."""

import signal
import subprocess
import sys

import pytest

AMID_A_FORK = """\
import os, signal, sys, time

number = signal.Signals(int(sys.argv[1]))
os.register_at_fork(before=lambda: os.kill(os.getpid(), number))  # what comes first is done last

from generator.ending import heeded

asked = heeded()
try:
    if os.fork() == 0:
        os._exit(0)
    time.sleep(30)
except KeyboardInterrupt:
    print("ended by", *asked)
"""
CHILD = """\
import os, signal

from generator.ending import heeded

heeded()
if (child := os.fork()) == 0:
    signal.pause()
os.kill(child, signal.SIGTERM)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
SET_ASIDE = """\
import os, signal

from generator.ending import heeded

signal.signal(signal.SIGINT, signal.SIG_IGN)
asked = heeded()
os.kill(os.getpid(), signal.SIGINT)
print("goes on", *asked)
"""
WITHOUT_FORKS = """\
import os, signal

del os.fork, os.register_at_fork
del signal.SIGALRM, signal.ITIMER_REAL, signal.setitimer, signal.pthread_sigmask

from generator.ending import heeded

asked = heeded()
try:
    signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt:
    print("ended", *asked)
"""


def said(code: str, *words: object) -> str:
    call = [sys.executable, "-c", code, *map(str, words)]
    done = subprocess.run(call, capture_output=True, text=True, check=True, timeout=60)
    assert done.stderr == ""
    return done.stdout


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_whoever_asks_amid_a_fork_is_heeded(number: signal.Signals) -> None:
    assert said(AMID_A_FORK, int(number)) == f"ended by {int(number)}\n"


def test_a_process_that_helps_ends_at_once() -> None:
    assert said(CHILD) == f"{-signal.SIGTERM}\n"


def test_a_signal_that_was_set_aside_stays_so() -> None:
    assert said(SET_ASIDE) == "goes on\n"


def test_where_nothing_is_forked_ctrl_c_ends_as_ever() -> None:
    assert said(WITHOUT_FORKS) == "ended\n"
