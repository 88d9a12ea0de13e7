"""Jobs in threads: each after those that it needs, the same answers however many threads."""

import signal
from collections.abc import Mapping
from graphlib import CycleError
from threading import Barrier, Event, active_count, get_ident, main_thread
from time import sleep

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.crew import done

NAMES = "abcdefgh"


@st.composite
def needs(draw: st.DrawFn) -> dict[str, set[str]]:
    """Names that need some of those before them."""
    return {name: draw(st.sets(st.sampled_from(NAMES[:at] or "-"))) - {"-"}
            for at, name in enumerate(NAMES)}  # fmt: skip


@given(needs(), st.integers(1, 3))
def test_a_job_is_done_after_all_that_it_needs(
    wanted: Mapping[str, set[str]], threads: int
) -> None:
    ended: list[str] = []

    def work(name: str) -> str:
        missing = wanted[name] - set(ended)
        ended.append(name)
        return f"{name} without {sorted(missing)}"

    assert done(work, wanted, threads) == {name: f"{name} without []" for name in NAMES}
    assert sorted(ended) == sorted(NAMES)


def test_two_threads_work_at_once_and_none_is_left() -> None:
    before, both = active_count(), Barrier(2, timeout=10)

    def work(_: str) -> int:
        both.wait()  # nobody passes alone
        return get_ident()

    assert len(set(done(work, {"a": (), "b": ()}, 2).values())) == 2
    assert active_count() == before


def test_what_goes_wrong_is_raised_and_what_needs_it_is_not_begun() -> None:
    begun: list[str] = []

    def work(name: str) -> None:
        begun.append(name)
        if name == "b":
            raise ValueError(name)

    with pytest.raises(ValueError, match="b"):
        done(work, {"a": (), "b": ("a",), "c": ("b",)}, 2)
    assert begun == ["a", "b"]


def test_of_two_that_go_wrong_the_first_by_name_is_raised_however_late() -> None:
    later = Event()

    def work(name: str) -> None:
        if name == "a":
            later.wait(10)
        if name == "b":
            later.set()
        raise ValueError(name)

    with pytest.raises(ValueError, match="a"):
        done(work, {"a": (), "b": ()}, 2)


def test_whoever_interrupts_waits_only_for_what_is_running() -> None:
    begun: list[str] = []

    def work(name: str) -> None:
        begun.append(name)
        signal.pthread_kill(main_thread().ident or 0, signal.SIGINT)
        sleep(1)  # long enough for a busy machine to take it up

    with pytest.raises(KeyboardInterrupt):
        done(work, dict.fromkeys(NAMES, ()), 1)
    assert begun == ["a"]


def test_jobs_that_need_one_another_are_refused() -> None:
    with pytest.raises(CycleError):
        done(str, {"a": ("b",), "b": ("a",)}, 1)


def test_nothing_to_do_is_done() -> None:
    assert done(str, {}, 2) == {}
