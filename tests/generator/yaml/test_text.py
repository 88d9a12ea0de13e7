"""The characters of a file."""

import pytest

from generator.yaml.fault import also
from generator.yaml.source import Tree, confusable_hint, read


def places(written: str) -> list[tuple[int, int, str]]:
    """Return line, column and code of a file's faults."""
    return [(f.line, f.column, f.code) for f in read(written.encode(), "r.yml")[1]]


def message(data: bytes) -> str:
    """Return message and hint of the only fault of a file."""
    (fault,) = read(data, "r.yml")[1]
    return f"{fault.message} {fault.hint}"


def tree(written: str) -> dict[str, Tree] | None:
    """Return the record of a file."""
    return read(written.encode(), "r.yml")[0]


@pytest.mark.parametrize(
    "letter", ["\x00", "\x07", "\x0b", "\x0c", "\x1f", "\x7f", "\x80", "\x9f", "\ufffe", "\uffff"]
)
def test_control_characters_are_refused_everywhere(letter: str) -> None:
    assert places(f"a: b\n# {letter}\n") == [(2, 3, "Y05")]
    assert places(f"a: |\n  b{letter}\n") == [(2, 4, "Y05")]
    assert places(f"a: 'b{letter}'\n") == [(1, 6, "Y05")]


@pytest.mark.parametrize(
    "letter",
    list(
        "\xad\u061c\u180e\u200b\u200c\u200d\u200e\u202a\u202e\u2060\u2066\u2069\u206f\ufeff\ufff9"
        "\U000e0041"
    ),
)
def test_invisible_characters_are_refused_everywhere(letter: str) -> None:
    assert places(f"山: b\n# x{letter}y\n") == [(2, 4, "Y07")]
    assert places(f"a: b{letter}\n") == [(1, 5, "Y07")]
    assert places(f'a: "b\\U{ord(letter):08X}c"\n') == [(1, 6, "Y07")]


@pytest.mark.parametrize(
    "value",
    [
        "\U0001f469\u200d\U0001f4bb",  # a woman and a computer: a developer
        "\u2764\ufe0f\u200d\U0001f525",  # a heart on fire
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # Persian: I want
        "\u0dc1\u0dca\u200d\u0dbb\u0dd3",  # Sinhala: the first half of Sri Lanka
        "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",  # Scotland
        "\u845b\U000e0100",  # a variant of a Japanese name's letter
        "a\xa0b",
        "\u3000",
        "\ue000",
    ],
)
def test_joiners_between_letters_that_join_and_visible_signs_are_kept(value: str) -> None:
    assert tree(f"a: '{value}'\n") == {"a": value}


def test_a_joiner_that_has_nothing_to_join_is_refused() -> None:
    assert places("a: \U0001f469\u200d\n") == [(1, 5, "Y07")]
    assert places("a: 山\u200d田\n") == [(1, 5, "Y07")]
    assert places("a: \U000e0067\n") == [(1, 4, "Y07")]


def test_each_kind_of_character_is_named_once_with_all_its_lines() -> None:
    faults = read("山: \x00\x00\nb: \x01\nc: \x00\nd: \x00\n".encode(), "r.yml")[1]

    assert [(fault.line, fault.column) for fault in faults] == [(1, 4), (2, 4)]
    assert "U+0000 (NUL) stands at byte 5, and on lines 3 and 4 too" in faults[0].message
    assert "U+0001 stands at byte 11." in faults[1].message


def test_a_list_of_lines_is_short() -> None:
    assert also([]) == ""
    assert also([4, 4]) == ", and on line 4 too"
    assert also([9, 4]) == ", and on lines 4 and 9 too"
    assert also(list(range(2, 20))) == ", and on lines 2, 3, 4, 5, 6, 7, 8, 9, 10 and 11, ... too"


@pytest.mark.parametrize(
    ("data", "guess"),
    [
        ("a: 山田".encode("utf-16"), "UTF-16"),
        ("a: 山田精機株式会社".encode("cp932"), "Shift_JIS"),
        ("a: 山田精機株式会社".encode("euc_jp"), "EUC-JP"),
        ("a: 김철수".encode("cp949"), "EUC-KR"),
        ("a: caf\xe9\n".encode("latin-1"), "Windows-1252"),
        (b"a: \x81\x00\n", "not a text in a known encoding"),
    ],
)
def test_the_encoding_of_a_file_is_guessed(data: bytes, guess: str) -> None:
    assert guess in message(data)
    assert "Save it as UTF-8" in message(data)


def test_line_ends_are_explained_with_where_to_change_them() -> None:
    assert "LF" in message(b"a: 1\r\nb: 2\r\n")
    assert ".gitattributes" in message(b"a: 1\r\nb: 2\r\n")
    assert "and on lines 2 and 3 too" in message(b"a: 1\rb: 2\rc: 3\r")


def test_text_and_keys_are_in_normal_form() -> None:
    assert places("a: e\u0301\n") == [(1, 4, "Y08")]
    assert places("か\u3099: 1\n") == [(1, 1, "Y08")]
    assert places('a: "e\\u0301"\n') == [(1, 4, "Y08")]
    assert places("a:\n  - \ufa19\n") == [(2, 5, "Y08")]
    assert "U+0065 U+0301" in message("a: e\u0301\n".encode())
    assert tree("a: é が\n# e\u0301 in a comment hurts nobody\n") == {"a": "é が"}


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("%YAML 1.2\n%TAG ! !\n---\na: b\n", [(1, 1, "Y12")]),
        ("# c\n\n%YAML 1.2\na: b\na: c\n", [(3, 1, "Y12"), (5, 1, "Y20")]),
        ("%", [(1, 1, "Y12"), (1, 1, "Y14")]),
    ],
)
def test_directives_are_one_fault(written: str, place: list[tuple[int, int, str]]) -> None:
    assert places(written) == place


def test_a_percent_sign_inside_a_record_is_a_text() -> None:
    assert tree('a: "b\n% c"\n') == {"a": "b % c"}


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("\uff49\uff44", "id"),
        ("\u0456d", "id"),
        ("st\u0430ge", "stage"),
        ("close\uff3fdate", "close_date"),
        ("close\u2011date", "close-date"),
        ("id ", "id"),
        ("\u3000id", "id"),
    ],
)
def test_a_key_that_looks_like_another_is_explained(key: str, meant: str) -> None:
    assert f"`{meant}`" in confusable_hint(key)


@pytest.mark.parametrize("key", ["id", "ammount", "業種", "Stage", "größe", "__proto__"])
def test_a_key_that_is_what_it_looks_like_needs_no_explanation(key: str) -> None:
    assert confusable_hint(key) == ""
