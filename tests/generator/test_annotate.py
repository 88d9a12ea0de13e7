"""Diagnostics as text, JSON, annotations and a summary."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import annotate
from generator.diagnostic import Diagnostic, packed, unpacked

ERROR = Diagnostic("data/deals/a.yml", 3, 9, "S13", "error", "`x` must be a day.", "Write one.")
WARNING = Diagnostic("data/a.yml", 1, 1, "L801", "warning", "Over | the *limit*.")
INFO = Diagnostic("data/z.yml", 2, 1, "L105", "info", "Gone\x1b[31m.")
ALL = [WARNING, ERROR, INFO]


def test_text_is_one_line_a_finding() -> None:
    assert annotate.text([ERROR]) == (
        "data/deals/a.yml:3:9: S13 error: `x` must be a day. Write one.\n"
    )
    assert "\x1b[31mS13 error\x1b[0m" in annotate.text([ERROR], colour=True)


def test_no_value_steers_the_terminal() -> None:
    assert "\x1b" not in annotate.text([INFO])
    assert "\\u001b" in annotate.text([INFO])


def test_json_holds_everything() -> None:
    found = json.loads(annotate.as_json(ALL))
    assert found["counts"] == {"error": 1, "warning": 1, "info": 1}
    assert found["findings"][1] == {
        "path": "data/deals/a.yml", "line": 3, "column": 9, "code": "S13", "severity": "error",
        "message": "`x` must be a day.", "hint": "Write one.",
    }  # fmt: skip


def test_github_sees_the_most_severe_first() -> None:
    lines = annotate.github(ALL).splitlines()
    assert lines[0] == (
        "::error file=data/deals/a.yml,line=3,col=9,title=S13::`x` must be a day. Write one."
    )
    assert [line.partition(" ")[0] for line in lines] == ["::error", "::warning", "::notice"]


def test_github_properties_cannot_be_broken_out_of() -> None:
    item = Diagnostic("data/a,b:c%.yml", 1, 1, "S02", "error", "one % two")
    assert annotate.github([item]) == (
        "::error file=data/a%2Cb%3Ac%25.yml,line=1,col=1,title=S02::one %25 two\n"
    )


def test_gitlab_gets_a_code_quality_report() -> None:
    found = json.loads(annotate.gitlab(ALL))
    assert [item["severity"] for item in found] == ["major", "minor", "info"]
    assert found[0]["location"] == {"path": "data/deals/a.yml", "lines": {"begin": 3}}
    assert len({item["fingerprint"] for item in found}) == 3


def test_the_summary_holds_every_finding_and_no_markup() -> None:
    words = annotate.summary(ALL, 1200)
    assert "1,200 records: 1 error, 1 warning, 1 info." in words
    assert "| *limit*" not in words
    assert words.count("\n| ") == 1 + 1 + 3
    assert annotate.summary([], 1) == "## Salesbook check\n\n1 record, no findings.\n"


@pytest.mark.parametrize(
    ("found", "files", "words"),
    [([], 0, "0 records, no findings."), ([ERROR, ERROR], 2, "2 records: 2 errors.")],
)
def test_the_total(found: list[Diagnostic], files: int, words: str) -> None:
    assert annotate.total(found, files) == words


DIAGNOSTICS = st.builds(
    Diagnostic,
    st.text(),
    st.integers(1, 99),
    st.integers(1, 99),
    st.sampled_from(["S13", "L101"]),
    st.sampled_from(annotate.SEVERITIES),
    st.text(),
    st.text(),
)


@given(st.lists(DIAGNOSTICS))
def test_packing_loses_nothing(found: list[Diagnostic]) -> None:
    assert unpacked(packed(found)) == tuple(found)


@given(st.lists(DIAGNOSTICS))
def test_every_finding_is_one_line_in_text_and_for_github(found: list[Diagnostic]) -> None:
    assert len(annotate.text(found).split("\n")) == len(found) + 1
    assert len(annotate.github(found).split("\n")) == len(found) + 1
