import os
import signal
from functools import partial
from multiprocessing import Pipe
from pathlib import Path

import pytest

from generator.errors import UsageError
from generator.website import fork


def note(file: Path) -> None:
    file.write_text(str(os.getpid()))


def nothing() -> None:
    """Do nothing."""


def refuse() -> None:
    message = "No."
    raise UsageError(message)


def fail() -> None:
    message = "broken"
    raise KeyError(message)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_every_job_is_done_in_a_process_of_its_own(tmp_path: Path) -> None:
    fork.run([partial(note, tmp_path / "a"), partial(note, tmp_path / "b")], 2)
    processes = {(tmp_path / name).read_text() for name in "ab"}
    assert len(processes | {str(os.getpid())}) == 3


def test_with_one_process_the_jobs_are_done_here(tmp_path: Path) -> None:
    fork.run([partial(note, tmp_path / "a"), partial(note, tmp_path / "b")], 1)
    assert {(tmp_path / name).read_text() for name in "ab"} == {str(os.getpid())}


def test_an_error_of_ours_comes_back_in_its_words() -> None:
    with pytest.raises(fork.JobError, match=r"^No\.$"):
        fork.run([refuse, nothing], 2)


def test_a_broken_job_comes_back_with_its_trace() -> None:
    with pytest.raises(RuntimeError, match="KeyError: 'broken'"):
        fork.run([nothing, fail], 2)


def test_a_process_that_was_killed_is_said() -> None:
    with pytest.raises(fork.JobError, match="ended from outside"):
        fork.run([die, nothing], 2)


def test_the_other_jobs_are_finished_before_an_error_is_raised(tmp_path: Path) -> None:
    with pytest.raises(fork.JobError):
        fork.run([refuse, partial(note, tmp_path / "a")], 2)
    assert (tmp_path / "a").exists()


@pytest.mark.parametrize(
    ("job", "word"), [(nothing, None), (refuse, ("error", "No.")), (fail, ("broken", "KeyError"))]
)
def test_what_a_child_says_of_its_job(job: fork.Job, word: tuple[str, str] | None) -> None:
    here, there = Pipe(duplex=False)
    fork.do(job, there)
    said = here.recv()
    assert said == word or (said[0], said[1].split("\n")[-2][:8]) == word
