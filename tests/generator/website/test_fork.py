import os
import signal
from functools import partial
from multiprocessing import Pipe
from pathlib import Path

import pytest

from generator.errors import UsageError
from generator.website import fork
from generator.website.fork import Order


def note(file: Path, order: Order[str]) -> None:
    file.write_text(f"{os.getpid()} {order.taken()}")


def nothing(order: Order[str]) -> None:
    """Do nothing."""
    order.taken()


def refuse(_order: Order[str]) -> None:
    message = "No."
    raise UsageError(message)


def fail(_order: Order[str]) -> None:
    message = "broken"
    raise KeyError(message)


def die(_order: Order[str]) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def impatient(file: Path, order: Order[str]) -> None:
    count = 0
    while not order.came():
        count += 1
        file.write_text(str(count))
    file.write_text(order.taken())


def both(tmp_path: Path) -> list[fork.Job[str]]:
    return [partial(note, tmp_path / "a"), partial(note, tmp_path / "b")]


def test_every_job_is_done_in_a_process_of_its_own_with_what_it_is_given(tmp_path: Path) -> None:
    fork.begun(both(tmp_path), 2).ended("go")
    said = [(tmp_path / name).read_text().split() for name in "ab"]
    assert len({process for process, _ in said} | {str(os.getpid())}) == 3
    assert [word for _, word in said] == ["go", "go"]


def test_with_one_process_the_jobs_are_done_here_and_in_the_end(tmp_path: Path) -> None:
    work = fork.begun(both(tmp_path), 1)
    assert not list(tmp_path.iterdir())
    work.ended("go")
    assert {(tmp_path / name).read_text() for name in "ab"} == {f"{os.getpid()} go"}


def test_a_job_begins_before_it_is_given_what_it_ends_with(tmp_path: Path) -> None:
    file = tmp_path / "count"
    jobs: list[fork.Job[str]] = [partial(impatient, file)]
    work = fork.begun(jobs, 2)
    while not file.is_file():
        pass
    work.ended("go")
    assert file.read_text() == "go"


def test_a_job_that_is_done_here_finds_its_order_there(tmp_path: Path) -> None:
    jobs: list[fork.Job[str]] = [partial(impatient, tmp_path / "count")]
    fork.begun(jobs, 1).ended("go")
    assert (tmp_path / "count").read_text() == "go"


def test_an_error_of_ours_comes_back_in_its_words() -> None:
    with pytest.raises(fork.JobError, match=r"^No\.$"):
        fork.begun([refuse, nothing], 2).ended("go")


def test_a_broken_job_comes_back_with_its_trace() -> None:
    with pytest.raises(RuntimeError, match="KeyError: 'broken'"):
        fork.begun([nothing, fail], 2).ended("go")


def test_a_process_that_was_killed_is_said() -> None:
    with pytest.raises(fork.JobError, match="ended from outside"):
        fork.begun([die, nothing], 2).ended("go")


def test_the_other_jobs_are_finished_before_an_error_is_raised(tmp_path: Path) -> None:
    jobs: list[fork.Job[str]] = [refuse, partial(note, tmp_path / "a")]
    with pytest.raises(fork.JobError):
        fork.begun(jobs, 2).ended("go")
    assert (tmp_path / "a").exists()


def test_what_is_let_go_ends_and_leaves_nothing(tmp_path: Path) -> None:
    work = fork.begun(both(tmp_path), 2)
    work.left()
    assert [other.process.is_alive() for other in work.others] == [False, False]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("job", "word"), [(nothing, None), (refuse, ("error", "No.")), (fail, ("broken", "KeyError"))]
)
def test_what_a_child_says_of_its_job(job: fork.Job[str], word: tuple[str, str] | None) -> None:
    here, there = Pipe()
    here.send("go")
    fork.do(job, there)
    said = here.recv()
    assert said == word or (said[0], said[1].split("\n")[-2][:8]) == word


def test_a_child_whose_parent_is_gone_says_nothing() -> None:
    here, there = Pipe()
    here.close()
    fork.do(nothing, there)
    assert not there.closed
