import os
import signal
from collections.abc import Iterator
from functools import partial
from multiprocessing import Pipe, get_context
from pathlib import Path
from select import select
from time import sleep

import pytest

from generator.errors import UsageError
from generator.website import fork
from generator.website.fork import Order


def note(folder: Path, items: Iterator[str], order: Order[str]) -> None:
    """Write a file for every item: who took it, and what was given."""
    given = order.taken()
    for item in items:
        (folder / item).write_text(f"{os.getpid()} {given}")


def nothing(order: Order[str]) -> None:
    """Do nothing."""
    order.taken()


def refuse(_order: Order[str]) -> None:
    message = "No."
    raise UsageError(message)


def fail(_order: Order[str]) -> None:
    message = "broken"
    raise KeyError(message)


def there(job: fork.Job[str], parent: int) -> fork.Share[str, str]:
    """Return what another process does, while this one does nothing."""

    def share(_items: Iterator[str], order: Order[str]) -> None:
        (nothing if os.getpid() == parent else job)(order)

    return share


def said(job: fork.Job[str]) -> None:
    """Have one other process do a job, and hear how it went."""
    with fork.begun(there(job, os.getpid()), (), 2) as work:
        work.give("go")
        work.end("go")


def impatient(file: Path, _items: Iterator[str], order: Order[str]) -> None:
    count = 0
    while not order.came():
        count += 1
        file.write_text(str(count))
    file.write_text(order.taken())


@pytest.mark.parametrize("processes", [1, 2, 5])
def test_every_item_is_taken_once_with_what_is_given(tmp_path: Path, processes: int) -> None:
    items = [f"{number:03}" for number in range(256)]
    with fork.begun(partial(note, tmp_path), items, processes) as work:
        work.give("go")
        work.end("go")
    found = {file.name: file.read_text().split()[1] for file in tmp_path.iterdir()}
    assert found == dict.fromkeys(items, "go")


def test_other_processes_take_items_as_well(tmp_path: Path) -> None:
    def slow(items: Iterator[str], order: Order[str]) -> None:
        given = order.taken()
        for item in items:
            sleep(0.1)
            (tmp_path / item).write_text(f"{os.getpid()} {given}")

    with fork.begun(slow, "abcdef", 2) as work:
        work.give("go")
        work.end("go")
    assert len({file.read_text() for file in tmp_path.iterdir()}) == 2


def test_with_one_process_all_is_done_here_and_in_the_end(tmp_path: Path) -> None:
    with fork.begun(partial(note, tmp_path), "ab", 1) as work:
        assert not list(tmp_path.iterdir())
        work.end("go")
    assert {(tmp_path / name).read_text() for name in "ab"} == {f"{os.getpid()} go"}


def test_a_job_begins_before_it_is_given_what_it_ends_with(tmp_path: Path) -> None:
    file = tmp_path / "count"
    with fork.begun(partial(impatient, file), (), 2) as work:
        while not file.is_file():
            pass
        work.give("go")
        work.end("go")
    assert file.read_text() == "go"


def test_a_job_that_is_done_here_finds_its_order_there(tmp_path: Path) -> None:
    with fork.begun(partial(impatient, tmp_path / "count"), (), 1) as work:
        work.end("go")
    assert (tmp_path / "count").read_text() == "go"


def test_an_error_of_ours_comes_back_in_its_words() -> None:
    with pytest.raises(fork.JobError, match=r"^No\.$"):
        said(refuse)


def test_a_broken_job_comes_back_with_its_trace() -> None:
    with pytest.raises(RuntimeError, match="KeyError: 'broken'"):
        said(fail)


def test_a_process_that_was_killed_is_said() -> None:
    with pytest.raises(fork.JobError, match="ended from outside"):
        said(lambda _: os.kill(os.getpid(), signal.SIGKILL))


def test_what_another_process_leaves_is_done_before_its_error_is_raised(tmp_path: Path) -> None:
    here = os.getpid()

    def share(items: Iterator[str], order: Order[str]) -> None:
        if os.getpid() != here:
            refuse(order)
        note(tmp_path, items, order)

    with fork.begun(share, "ab", 2) as work:
        work.give("go")
        with pytest.raises(fork.JobError):
            work.end("go")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a", "b"]


def test_what_is_let_go_ends_and_leaves_nothing(tmp_path: Path) -> None:
    with fork.begun(partial(note, tmp_path), "ab", 3) as work:
        assert len(work.others) == 2
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


def test_nothing_goes_on_when_the_parent_is_gone() -> None:
    """Nothing is left to hold the lock of the build, however the parent was ended."""

    def begin() -> None:
        with fork.begun(there(nothing, os.getpid()), (), 3):
            os._exit(0)

    bottom, top = os.pipe()
    parent = get_context("fork").Process(target=begin)
    parent.start()
    os.close(top)
    parent.join()
    with os.fdopen(bottom, "rb") as ended:  # once nobody holds the other end any more
        assert select([ended], [], [], 20)[0]
