"""Work over several processes: the same results in the same order."""

import gc
import os
import pickle
from collections.abc import Sequence
from pathlib import Path

import pytest

from generator.errors import NotReadableError, SalesbookError
from generator.parallel import (
    ALONE,
    ahead,
    batched,
    each,
    mapped,
    packed,
    rounds,
    shared,
    uncollected,
)


def squared(number: int) -> int:
    return number * number


def whose(_number: int) -> int:
    return os.getpid()


def test_few_items_stay_in_this_process() -> None:
    assert set(mapped(whose, range(10), 2)) == {os.getpid()}


def test_many_items_go_to_others_and_come_back_in_order() -> None:
    told: list[int] = []
    many = range(ALONE * 4)
    assert list(mapped(squared, many, 2, told.append)) == [n * n for n in many]
    assert told[-1] == len(many)
    assert os.getpid() not in set(mapped(whose, many, 2))


def halves(numbers: Sequence[int]) -> list[float]:
    return [number / 2 for number in numbers]


@pytest.mark.parametrize("many", [3, ALONE + 1])
def test_work_in_batches_keeps_the_order(many: int) -> None:
    assert list(batched(halves, range(many), 2)) == [number / 2 for number in range(many)]


def test_one_process_is_enough() -> None:
    many = range(ALONE * 2)
    assert set(mapped(whose, many, 1)) == {os.getpid()}


def whose_share(numbers: Sequence[int]) -> tuple[int, list[int]]:
    return os.getpid(), list(numbers)


def refusing(numbers: Sequence[int]) -> int:
    if 1 in numbers:
        raise NotReadableError(Path("one"), OSError("no"))
    return len(numbers)


def test_each_process_has_a_share_and_this_one_too() -> None:
    answers = dict(shared(whose_share, range(7), 3))
    assert sorted(answers.values()) == [[0, 3, 6], [1, 4], [2, 5]]
    assert answers[os.getpid()] == [0, 3, 6]
    assert shared(whose_share, range(7), 1) == [(os.getpid(), [*range(7)])]


def test_what_goes_wrong_in_another_process_goes_wrong_here() -> None:
    with pytest.raises(SalesbookError, match="one: cannot be read"):
        shared(refusing, range(4), 2)
    _, error = pickle.loads(packed(refusing, [1]))  # noqa: S301 - our own bytes
    assert isinstance(error, SalesbookError)


@pytest.mark.parametrize("processes", [1, 2, 9])
def test_each_item_is_answered_in_its_place(processes: int) -> None:
    assert list(each(squared, range(5), processes)) == [0, 1, 4, 9, 16]
    assert list(each(squared, (), processes)) == []
    others = set(each(whose, range(5), processes))
    assert len(others) == min(processes, 5)
    assert (os.getpid() in others) == (processes == 1)


def reciprocal(number: int) -> float:
    if number == 0:
        raise NotReadableError(Path("nought"), OSError("no"))
    return 1 / number


def test_what_goes_wrong_with_an_item_goes_wrong_here_in_its_turn() -> None:
    answers = each(reciprocal, (2, 4, 0, 5), 2)
    assert [next(answers), next(answers)] == [0.5, 0.25]
    with pytest.raises(SalesbookError, match="nought: cannot be read"):
        next(answers)


def test_the_collector_is_as_it_was_afterwards() -> None:
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


class Adding:
    """Says which process it is in, and later how much all have said."""

    def __init__(self) -> None:
        self.sum = 0
        self.mine: list[int] = []

    def first(self, item: int) -> bytes:
        if item < 0:
            raise NotReadableError(Path("below"), OSError("no"))
        self.mine.append(item)
        return f"{os.getpid()} {item}".encode()

    def hear(self, told: Sequence[bytes]) -> None:
        self.sum = sum(int(one.split()[1]) for one in told)

    def second(self, item: int) -> bytes:
        assert item in self.mine
        return f"{os.getpid()} {item} of {self.sum}".encode()


@pytest.mark.parametrize("processes", [1, 2, 3, 9])
def test_everybody_hears_everybody_between_the_rounds(processes: int) -> None:
    with rounds(Adding, [3, 1, 4, 1, 5], processes) as (first, second):
        said = [one.split() for one in first]
        then = [one.split() for one in second]
    assert [int(one[1]) for one in said] == [3, 1, 4, 1, 5]
    assert [b" ".join(one[1:]) for one in then] == [
        b"3 of 14",
        b"1 of 14",
        b"4 of 14",
        b"1 of 14",
        b"5 of 14",
    ]
    assert [one[0] for one in said] == [one[0] for one in then]
    assert len({one[0] for one in said}) == min(processes, 5)


def children() -> set[str]:
    """Name the processes that this one has begun; those of earlier tests may still be there."""
    place = Path(f"/proc/self/task/{os.getpid()}/children")
    if not place.is_file():
        pytest.skip("this system does not list the children of a process")
    return set(place.read_text(encoding="ascii").split())


def test_what_goes_wrong_in_a_round_goes_wrong_here_and_leaves_no_process() -> None:
    before = children()
    with (
        pytest.raises(SalesbookError, match="below: cannot be read"),
        rounds(Adding, [1, 2, -1, *range(100_000)], 3) as (first, _),
    ):
        list(first)
    assert children() <= before


class Dying(Adding):
    """Ends its process without a word, as one that takes too much memory is ended."""

    def second(self, item: int) -> bytes:  # noqa: ARG002 - it does not come so far
        os._exit(9)


def test_a_process_that_ends_too_early_is_said() -> None:
    with rounds(Dying, [1, 2], 2) as (first, second):
        list(first)
        with pytest.raises(SalesbookError, match="ended before its work was done"):
            list(second)


@pytest.mark.parametrize("processes", [1, 2])
def test_what_is_begun_ahead_is_there_when_it_is_asked_for(processes: int) -> None:
    with ahead(os.getpid, processes) as found:
        assert (found() == os.getpid()) is (processes == 1)


def test_what_goes_wrong_ahead_goes_wrong_where_it_is_asked_for() -> None:
    def work() -> None:
        raise NotReadableError(Path("x"), OSError("gone"))

    with ahead(work, 2) as found, pytest.raises(SalesbookError, match="gone"):
        found()


def test_what_is_begun_ahead_and_not_asked_for_leaves_no_process() -> None:
    before = children()
    with ahead(lambda: "x" * 1_000_000, 2):  # more than a pipe holds
        assert children() > before
    assert children() <= before
