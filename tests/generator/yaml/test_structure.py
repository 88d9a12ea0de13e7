"""The structure of a record, and what libyaml's complaints mean."""

import pytest

from generator.yaml import syntax
from generator.yaml.source import Tree, read
from generator.yaml.steps import Broken


def places(written: str) -> list[tuple[int, int, str]]:
    """Return line, column and code of a file's faults."""
    return [(f.line, f.column, f.code) for f in read(written.encode(), "r.yml")[1]]


def tree(written: str) -> dict[str, Tree] | None:
    """Return the record of a file."""
    return read(written.encode(), "r.yml")[0]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("a: b\n  c\nd: 'e\n\n  f'\n", {"a": "b c", "d": "e\nf"}),
        ("a: >\n  b\n  c\n\nd: |-\n  e\n", {"a": "b c\n", "d": "e"}),
        ("a: |2+\n   b\n\nc: d", {"a": " b\n\n", "c": "d"}),
        ("a: |\n  b", {"a": "b\n"}),
        (
            "a: {b: c, 'd': [e, f]}\ng: []\nh: {}\n",
            {"a": {"b": "c", "d": ["e", "f"]}, "g": [], "h": {}},
        ),
        ("a:\n- b\n- - c\n  - d\n", {"a": ["b", ["c", "d"]]}),
        ("{a: b}\n", {"a": "b"}),
        ("a: R&D, 5 * 2! C:\\new? # why\n", {"a": "R&D, 5 * 2! C:\\new?"}),
        ('a: "\\u65e5\\t\\x41\\n"\n', {"a": "日\tA\n"}),
        ("'a b': \"\"\n", {"a b": ""}),
    ],
)
def test_yaml_of_many_styles_is_read(written: str, expected: dict[str, Tree]) -> None:
    assert tree(written) == expected


def test_a_key_for_which_nothing_is_written_is_absent() -> None:
    assert tree("a:\nb: ''\nc: ~\nd: {e: , f: ''}\ng: # later\nh: null\n") == {
        "b": "",
        "c": "~",
        "d": {"f": ""},
        "h": "null",
    }
    assert tree("a:\n") == {}
    assert tree("a: # later\n") == {}
    assert tree("{}\n") == {}
    assert places("a:\na: 1\n") == [(2, 1, "Y20")]
    assert places("a: # later\na: 1\n") == [(2, 1, "Y20")]


@pytest.mark.parametrize("written", ["a:\n  - b\n  -\n", "a: [b, ~]\nc:\n  - \n", "a:\n  - # c\n"])
def test_an_item_for_which_nothing_is_written_is_refused(written: str) -> None:
    assert [code for _, _, code in places(written)] == ["Y25"]


@pytest.mark.parametrize(
    "key", ["[a]", "{a: b}", "? [a]\n", "? |\n  a\n", "? a\n", '""', "''", '? "a\\nb"\n', "*a "]
)
def test_a_key_is_a_text_on_one_line(key: str) -> None:
    assert "Y21" in [code for _, _, code in places(f"{key}: b\n")]


@pytest.mark.parametrize("key", ["<<", "'<<'", '"<<"'])
def test_a_merge_key_is_refused_in_every_style(key: str) -> None:
    assert places(f"a: 1\n{key}: {{b: 2}}\n") == [(2, 1, "Y19")]
    assert places(f"a: 1\n{key}: 2\n") == [(2, 1, "Y19")]


@pytest.mark.parametrize("written", ["a: &b c\n", "&b a: c\n", "a: &b\n", "a: &b [c]\n", "a: *b\n"])
def test_anchors_and_aliases_are_refused(written: str) -> None:
    assert (1, written.find("&") + 1 or 4, "Y17") in places(written)


def test_documents_after_the_first_are_refused_one_by_one() -> None:
    assert places("a: 1\n---\nb: 2\n--- {c: 3}\n...\n") == [
        (2, 1, "Y16"),
        (4, 1, "Y16"),
        (5, 1, "Y16"),
    ]


SYNTAX = [
    ("a: b: c\n", (1, 5), "only between a key and its value", "in quotes"),
    ("a: b\n c: d\n", (2, 3), "not be further in", "same column"),
    ("a:\n    b: c\n  d: e\n", (3, 3), "the keys from line 1 on", "two spaces"),
    (": b\n", (1, 1), "A key must stand in front", "key: value"),
    ("a: 'b' c\n", (1, 8), "Nothing must follow", "written twice"),
    ("a: 'b\nc: d\n", (1, 4), "must end with the quote", "Close it"),
    ('a: "b\n', (1, 4), "must end with the quote", "Close it"),
    ("a: 'b\n---\n", (2, 1), "must not begin with `---`", "opened on line 1"),
    ("a: [b, c\nd: e\n", (2, 2), "closed with `]`", "Close them"),
    ("a: {b: c\nd: e\n", (2, 2), "closed with `}`", "Close them"),
    ("a: [b,", (1, 7), "A value must stand here", "quotes"),
    ("a: ]\n", (1, 4), "cannot begin with ]", "quotes"),
    ("a: @b\n", (1, 4), "must not begin with @", "quotes"),
    ("a: `b`\n", (1, 4), "must not begin with `", "quotes"),
    ("a: %b\n", (1, 4), "must not begin with %", "quotes"),
    ("a: ? b\n", (1, 4), "must not begin with ?", "quotes"),
    ("a: b\nc\nd: e\n", (2, 1), "this one has no key", "key: value"),
    ("a: - b\n", (1, 4), "on the line under its key", "next line"),
    ("a:\n  - b\n  c: d\n", (3, 3), "the items from line 2 on", "two spaces more"),
    ("a: | b\n  c\n", (1, 6), "The line must end behind", "next line"),
    ("a: |0\n  c\n", (1, 5), "must be 1 to 9", "Leave it out"),
    ('a: "\\q"\n', (1, 5), "must begin an escape", "\\\\"),
    ('a: "\\u12"\n', (1, 7), "4 after \\u", "itself"),
    ('a: "\\ud800"\n', (1, 7), "whole character", "itself"),
    ("{a: b}\nc: d\n", (2, 1), "closing bracket of a record", "without brackets"),
]


@pytest.mark.parametrize(("written", "place", "message", "hint"), SYNTAX)
def test_what_is_no_yaml_is_explained(
    written: str, place: tuple[int, int], message: str, hint: str
) -> None:
    (fault,) = read(written.encode(), "r.yml")[1]

    assert (fault.line, fault.column) == place
    assert fault.code == "Y13"
    assert message in fault.message
    assert hint in fault.hint


@pytest.mark.parametrize("sign", ["&", "*", "!<", "!x!"])
def test_a_text_that_begins_with_a_sign_of_yaml_is_told_to_be_quoted(sign: str) -> None:
    (fault,) = read(f"a: {sign} b\n".encode(), "r.yml")[1]

    assert fault.code in {"Y17", "Y18"}
    assert fault.column == 4
    assert "must be in quotes" in fault.message


def test_an_unknown_complaint_is_passed_on() -> None:
    fault = syntax.fault("a: b\n", Broken("found a {thing}", "while reading", 3, 3))

    assert (fault.position, fault.code) == ((1, 4), "Y13")
    assert "found a {thing}" in fault.message


def test_reading_goes_on_at_the_next_key() -> None:
    written = "a: b: c\nd: @e\nf: 'g\nh: &i j\nk: [l\nm:\n\tn: o\n\tp: q\nr:\n  - s\n t: u\n"

    assert places(written) == [
        (1, 5, "Y13"),
        (2, 4, "Y13"),
        (3, 4, "Y13"),
        (4, 4, "Y17"),
        (6, 2, "Y13"),
        (7, 1, "Y10"),
        (11, 2, "Y13"),
    ]


def test_reading_goes_on_a_limited_number_of_times() -> None:
    assert len(places("".join(f"a{n}: @\n" for n in range(1_000)))) == 20


def test_tabs_behind_an_open_quote_are_not_judged() -> None:
    assert places("a: 'b\n\tc\n") == [(1, 4, "Y13")]


def test_tabs_are_one_fault_with_all_their_lines() -> None:
    (fault,) = read(b"a:\t1\nb:\n\tc: 2\n\td: 3\n# \t\ne: 4\n", "r.yml")[1]

    assert (fault.line, fault.column, fault.code) == (1, 3, "Y10")
    assert "and on lines 3 and 4 too" in fault.message
