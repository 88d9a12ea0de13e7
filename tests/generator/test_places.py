"""Places in a file: of values and keys, and of what is wrong with them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostic import Position, Where
from generator.yaml.source import RULES, locate, read

RECORD = b"""# an order
account: yamada
amount: "12"
close_date:
lines:
  - product: p-100
    discount: 5
  -
    product: p-200
tags: [a, b]
notes: |
  one
"""


@pytest.mark.parametrize(
    ("where", "value", "key"),
    [
        ((), (2, 1), (2, 1)),
        (("account",), (2, 10), (2, 1)),
        (("amount",), (3, 9), (3, 1)),
        (("close_date",), (4, 1), (4, 1)),
        (("close_date", "year"), (4, 1), (4, 1)),
        (("lines",), (6, 3), (5, 1)),
        (("lines", 0), (6, 5), (6, 5)),
        (("lines", 0, "discount"), (7, 15), (7, 5)),
        (("lines", 0, "price"), (6, 5), (6, 5)),
        (("lines", 1, "product"), (9, 14), (9, 5)),
        (("lines", 7, "product"), (6, 3), (6, 3)),
        (("lines", "0"), (6, 3), (6, 3)),
        (("tags", 1), (10, 11), (10, 11)),
        (("notes",), (11, 8), (11, 1)),
        (("stage",), (2, 1), (2, 1)),
    ],
)
def test_a_value_and_its_key_are_found_or_where_they_would_belong(
    where: Where, value: tuple[int, int], key: tuple[int, int]
) -> None:
    assert locate(RECORD, where) == Position(*value)
    assert locate(RECORD, where, key=True) == Position(*key)


def test_the_first_of_two_equal_keys_is_found_and_nothing_where_all_is_broken() -> None:
    assert locate(b"a: 1\na: 2\n", ("a",)) == (1, 4)
    assert locate(b"a: 1\nb: : 2\nc: 3\n", ("c",)) == (1, 1)
    assert locate(b"", ("a",)) == (1, 1)
    assert locate(b"\xef\xbb\xbf# x\r\na: \xff\x00", ("a",)) == (2, 4)


@given(st.binary() | st.text().map(str.encode), st.lists(st.text("ab01-") | st.integers(0, 2)))
def test_no_bytes_make_it_raise(data: bytes, where: list[str | int]) -> None:
    found, given_ = read(data, "r.yml")
    line, column = locate(data, tuple(where))

    assert (found is None) == bool(given_)
    assert {fault.code for fault in given_} <= {rule.code for rule in RULES}
    assert line >= 1
    assert column >= 1


PIECES = (
    "a", "key", ": ", ":", "- ", "-", " ", "  ", "#", "'", '"', "|", ">", "&a", "*a", "!t", "%",
    "@", "[", "]", "{", "}", ", ", "? ", "<<", "\\", "\\0", "---", "...", "key: v", "\n", "\n  ",
    "\t", "\r", "\0", "\u2028", "\u200b", "日本", "\ufeff", "\u0301", "é", "\n<<<<<<< a\n",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_every_fault_points_into_its_file(written: str) -> None:
    found, given_ = read(written.encode(), "r.yml")
    lines = re.split(r"\r\n|\r|\n", written.removeprefix("\ufeff"))

    assert (found is None) == bool(given_)
    for fault in given_:
        assert 1 <= fault.line <= len(lines)
        assert 1 <= fault.column <= len(lines[fault.line - 1]) + 1
