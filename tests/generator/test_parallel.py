"""Work over several processes: the same results in the same order."""

import gc
import os
import pickle
from collections.abc import Sequence
from pathlib import Path

import pytest

from generator.errors import NotReadableError, SalesbookError
from generator.parallel import ALONE, aside, mapped, packed, shared, uncollected


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


def test_the_collector_is_as_it_was_afterwards() -> None:
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_work_aside_is_done_in_another_process_or_here_when_asked_for() -> None:
    assert aside(os.getpid, 2)() != os.getpid()
    assert aside(os.getpid, 1)() == os.getpid()
    with pytest.raises(SalesbookError, match="one: cannot be read"):
        aside(lambda: refusing([1]), 2)()
