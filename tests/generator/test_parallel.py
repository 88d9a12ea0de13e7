"""Work over several processes: the same results in the same order."""

import os

from generator.parallel import ALONE, mapped


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
