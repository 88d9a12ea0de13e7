"""Trees written as canonical YAML."""

import unicodedata

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostic import Where
from generator.yaml.canonical import text
from generator.yaml.source import Tree, read


def kept(written: str) -> bool:
    """Whether the reader takes a text at all: no characters that a record does not hold."""
    return all(
        unicodedata.category(letter) not in {"Cc", "Cf", "Cn", "Cs", "Zl", "Zp"} or letter in "\n\t"
        for letter in written
    )


def normal(written: str) -> str:
    return unicodedata.normalize("NFC", written)


LETTERS = st.characters(codec="utf-8") | st.sampled_from("ab 01\n\t:#-?'\"|>[]{},&*!%@`~\\.=+é山")
TEXTS = (
    (st.text(LETTERS, max_size=12).map(normal).filter(kept))
    | st.sampled_from(["NO", "~", "null", "007", "1.10", "12:30", "+8131", "---", "...", "<<", ""])
)  # fmt: skip
KEYS = TEXTS.filter(lambda key: key not in {"", "<<"} and "\n" not in key)
TREES = st.dictionaries(
    KEYS,
    st.recursive(
        TEXTS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
        max_leaves=12,
    ),
    max_size=5,
)


def depth(tree: Tree) -> int:
    """Return how deep mappings and lists are nested."""
    if isinstance(tree, str):
        return 0
    inner = tree.values() if isinstance(tree, dict) else tree
    return 1 + max(map(depth, inner), default=0)


@settings(max_examples=400)
@given(TREES.filter(lambda tree: depth(tree) <= 12))
def test_what_is_written_is_read_back(tree: dict[str, Tree]) -> None:
    written = text(tree)

    assert read(written.encode(), "r.yml") == (tree, ())
    assert list(read(written.encode(), "r.yml")[0] or {}) == list(tree)
    assert written.endswith("\n")


@settings(max_examples=300)
@given(TREES.filter(lambda tree: depth(tree) <= 12))
def test_what_is_left_plain_is_read_back_too(tree: dict[str, Tree]) -> None:
    written = text(tree, lambda _: False)

    assert read(written.encode(), "r.yml") == (tree, ())


def without_keys(tree: Tree) -> Tree:
    """Return a tree whose keys mean nothing to any tool; its values are the same."""
    if isinstance(tree, dict):
        return {f"k{n}": without_keys(value) for n, value in enumerate(tree.values())}
    return tree if isinstance(tree, str) else [without_keys(item) for item in tree]


@settings(max_examples=300)
@given(TREES.map(without_keys))
def test_tools_that_guess_at_types_see_texts(tree: dict[str, Tree]) -> None:
    assert yaml.safe_load(text(tree)) == tree


def test_fields_stand_in_their_order_two_spaces_a_level() -> None:
    tree: dict[str, Tree] = {
        "name": "山田精機",
        "amount": "1200.50",
        "lines": [
            {"product": "p-100", "price": {"value": "10", "currency": "JPY"}},
            {"product": "p-200", "tags": ["a", "b"]},
            {},
            [],
            ["x", ["y"]],
        ],
        "closed": "2024-05-17",
        "aliases": [],
        "custom": {},
    }

    assert text(tree, lambda where: where[-1] == "name") == (
        "name: 山田精機\n"
        "amount: 1200.50\n"
        "lines:\n"
        "  - product: p-100\n"
        "    price:\n"
        "      value: 10\n"
        "      currency: JPY\n"
        "  - product: p-200\n"
        "    tags:\n"
        "      - a\n"
        "      - b\n"
        "  - {}\n"
        "  - []\n"
        "  - - x\n"
        "    - - y\n"
        "closed: 2024-05-17\n"
        "aliases: []\n"
        "custom: {}\n"
    )


GUESSED = """
    NO yes On y TRUE null ~ = 007 1.10 -5 +8131 .5 1_000 0x1F 0o17 0b1 1e3 -.inf .NaN 12:30
    12:30:59.5 2024-05-17 2024-5-7 2024-05-17T10:00:00Z <<
"""
PLAIN = """
    Yamada p-100 2024-q1 +81-3-1234-5678 1.2.3 notes R&D a:b C# 1,000 0-1 日本 -1a -.x (3) $5 9am
    http://x.example/#a nope é
"""


def test_an_empty_record_is_a_mapping() -> None:
    assert text({}) == "{}\n"


@pytest.mark.parametrize(
    "value",
    [*GUESSED.split(), "2024-05-17 10:00:00"],
)
def test_what_looks_like_something_else_is_quoted_where_the_field_is_text(value: str) -> None:
    asked: list[Where] = []

    def textual(where: Where) -> bool:
        asked.append(where)
        return where == ("lines", 0, "code")

    written = text({"a": value, "lines": [{"code": value}, "plain"]}, textual)

    assert written == f'a: {value}\nlines:\n  - code: "{value}"\n  - plain\n'
    assert asked == [("a",), ("lines", 0, "code")]


@pytest.mark.parametrize(
    "value",
    [*PLAIN.split(), "5 %", "a - b"],
)
def test_what_no_tool_takes_for_something_else_is_left_plain(value: str) -> None:
    assert text({"a": value}) == f"a: {value}\n"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("", '""'),
        (" a", '" a"'),
        ("a ", '"a "'),
        ("a: b", '"a: b"'),
        ("a #b", '"a #b"'),
        ("a:", '"a:"'),
        ("- a", '"- a"'),
        ("-", '"-"'),
        ("[a]", '"[a]"'),
        ("'a'", "\"'a'\""),
        ('"a"', '"\\"a\\""'),
        ("@a", '"@a"'),
        ("#a", '"#a"'),
        ("a\tb", '"a\\tb"'),
        (":\\", '":\\\\"'),
        ("\n", '"\\n"'),
        (" a\nb", '" a\\nb"'),
        ("a\x07", '"a\\u0007"'),
        ("a\x07\nb", '"a\\u0007\\nb"'),
        ("a\u2028b", '"a\\u2028b"'),
        ("a\nb\n", "|\n  a\n  b"),
        ("a\n\n  b", "|-\n  a\n\n    b"),
        ("a\n\n", "|+\n  a\n"),
        ("a\tb\nc", "|-\n  a\tb\n  c"),
    ],
)
def test_quotes_and_blocks_are_used_where_they_are_needed(value: str, written: str) -> None:
    assert text({"k": value}) == f"k: {written}\n"
    assert text({"k": [value]}) == f"k:\n  - {written}\n".replace("\n  ", "\n    ").replace(
        "\n    -", "\n  -"
    )


@pytest.mark.parametrize(
    ("key", "written"),
    [
        ("on", "on"),
        ("2024-04-01", "2024-04-01"),
        ("業種", "業種"),
        ("a b", "a b"),
        ("a: b", '"a: b"'),
        ("id ", '"id "'),
        ("k" * 100, "k" * 100),
    ],
)
def test_keys_are_quoted_only_where_yaml_needs_it(key: str, written: str) -> None:
    assert text({key: "v"}) == f"{written}: v\n"
