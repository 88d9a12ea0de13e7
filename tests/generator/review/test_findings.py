"""Which findings are new, whatever lies on which line now."""

from dataclasses import replace

import pytest

from generator.book import Key
from generator.diagnostic import Diagnostic
from generator.review.findings import news


def said(path: str, message: str, code: str = "Y10", line: int = 1) -> Diagnostic:
    return Diagnostic(f"data/deals/{path}.yml", line, 1, code, "warning", message)


@pytest.mark.parametrize(
    "words", ["stands on line {} too.", "stands at byte {}.", "is there already, as item {}."]
)
def test_what_moved_inside_a_file_is_not_new(words: str) -> None:
    before, after = said("a", words.format(7)), said("2026/a", words.format(19), line=12)
    assert news([before], [after]) == ((), 0)


def test_a_number_that_is_no_place_is_a_difference() -> None:
    before, after = said("a", "`amount` must be 7."), said("a", "`amount` must be 19.")
    assert news([before], [after]) == ((after,), 1)


def test_each_finding_counts_as_often_as_it_is_there() -> None:
    one = said("a", "It stands twice.")
    assert news([one], [one, one]) == ((one,), 0)
    assert news([one, one], [one]) == ((), 1)


def test_of_two_that_look_alike_the_one_that_was_touched_is_named() -> None:
    old, new = said("old", "It looks like `new`.", "L904"), said("new", "Like `old`.", "L904")
    assert news([], [old, new], {Key("deals", "new")}) == ((new,), 0)
    assert news([old, new], [], set()) == ((), 2)


def test_a_finding_that_names_one_more_is_not_gone() -> None:
    before = said("a", "It looks like `b`.", "L904")
    after = said("a", "It looks like `b`; `c`.", "L904")
    third = said("c", "It looks like `a`; `b`.", "L904")
    assert news([before], [after, third], {Key("deals", "c")}) == ((third,), 0)


def test_what_becomes_an_error_is_new() -> None:
    before = said("a", "It stands twice.")
    after = replace(before, severity="error")
    assert news([before], [after]).found == (after,)


def test_both_that_look_alike_are_named_where_neither_was_touched() -> None:
    """Say so where the company asks for the law from now on."""
    old, new = said("old", "It looks like `new`.", "L904"), said("new", "Like `old`.", "L904")
    assert news([], [old, new], {Key("deals", "other")}) == ((new, old), 0)


def test_a_finding_that_names_one_less_is_not_new() -> None:
    before = [said("a", "Like `b`; `c`.", "L904"), said("c", "Like `a`; `b`.", "L904")]
    after = said("a", "Like `b`.", "L904")
    assert news(before, [after], {Key("deals", "c")}) == ((), 1)
