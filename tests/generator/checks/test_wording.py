"""Words of messages."""

from decimal import Decimal

import pytest

from generator.checks.wording import a, either, listed, meant, nearest, plain

WORDS = ("best_case", "most_likely", "commit", "closed")


@pytest.mark.parametrize("word", ["best case", "Best-Case", " best_case ", "bestcase"])
def test_a_near_miss_is_found_however_it_is_spelled(word: str) -> None:
    assert nearest(word, WORDS)[0] == "best_case"


def test_a_near_miss_is_asked_for_and_anything_else_gets_the_list() -> None:
    assert meant("comit", WORDS) == "Did you mean `commit`?"
    assert meant("pipeline", ("a", "b")) == "It can be `a`, `b`."


def test_a_long_list_is_cut() -> None:
    words = tuple(f"value-{number}" for number in range(14))
    assert meant("x", words).endswith("`value-11` and 2 more.")


def test_names_are_written_as_code() -> None:
    assert either(["a", "b"]) == "`a` or `b`"
    assert listed(["a", "b"]) == "`a`, `b`"
    assert (a("account"), a("deal")) == ("an account", "a deal")


@pytest.mark.parametrize(
    ("number", "text"),
    [("12.00", "12"), ("0.00", "0"), ("1E+3", "1000"), ("1.23456", "1.2346"), ("-0.5", "-0.5")],
)
def test_a_number_is_plain(number: str, text: str) -> None:
    assert plain(Decimal(number)) == text
