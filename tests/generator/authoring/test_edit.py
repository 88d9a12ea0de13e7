"""A record is changed in place: remarks, order and form of the rest stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.authoring import edit, record_text
from generator.yaml import source
from generator.yaml.source import Tree
from schema import KINDS

DEAL = """\
# Talk to Makoto before touching this.
name: Line 5

stage: proposal  # since Monday
created_on: 2026-08-03
# agreed on the phone
amount: 100
tags:
- a
# the second one
- b
notes: |-
  First line

  # not a remark
# the end
"""


def _edit(text: str, **changes: Tree | None) -> str:
    before, faults = source.read(text.encode(), "x.yml")
    assert before is not None, faults
    merged = before | changes
    after = {name: value for name, value in merged.items() if value is not None}
    return edit.edited(KINDS["deals"], text, before, after)


def test_nothing_changed_is_the_same_text() -> None:
    assert _edit(DEAL) == DEAL


@pytest.mark.parametrize(
    ("changes", "old", "new"),
    [
        ({"stage": "won"}, "stage: proposal  # since", "stage: won  # since"),
        ({"amount": "120.50"}, "amount: 100\n", "amount: 120.50\n"),
        ({"name": "Line: 6"}, "name: Line 5\n", 'name: "Line: 6"\n'),
        ({"tags": ["c"]}, "tags:\n- a\n# the second one\n- b\n", "tags:\n  - c\n"),
        ({"notes": "Short"}, "|-\n  First line\n\n  # not a remark\n", "Short\n"),
        ({"amount": None}, "amount: 100\n", ""),
        ({"currency": "JPY"}, "tags:\n", "currency: JPY\ntags:\n"),
        ({"custom": {"tier": "1"}}, "# the end\n", "custom:\n  tier: 1\n# the end\n"),
    ],
)
def test_only_the_lines_of_a_changed_field_change(
    changes: dict[str, Tree | None], old: str, new: str
) -> None:
    assert DEAL.count(old) == 1
    assert _edit(DEAL, **changes) == DEAL.replace(old, new)


def test_a_key_without_a_value_is_filled_where_it_stands() -> None:
    text = "name: A\namount:\nstage: won\n"

    assert _edit(text, amount="5") == "name: A\namount: 5\nstage: won\n"


def test_a_remark_behind_a_value_in_another_form_goes() -> None:
    assert _edit("name: 'A'  # first\n", name="B") == "name: B\n"


def test_a_file_in_flow_style_is_written_anew() -> None:
    assert _edit("{name: A, stage: won}\n", stage="lost") == "name: A\nstage: lost\n"


def test_a_file_without_a_last_line_end_is_still_read_back() -> None:
    assert _edit("name: A", stage="lost") == "name: A\nstage: lost\n"


LINE = st.from_regex(r"[A-Za-z0-9#:'\" -]{1,12}", fullmatch=True)
TREES = st.fixed_dictionaries(
    {},
    optional={
        "name": LINE,
        "stage": LINE,
        "amount": st.integers().map(str),
        "notes": st.text("ab #\n", min_size=1),
        "tags": st.lists(LINE, min_size=1),
        "custom": st.dictionaries(st.sampled_from(["x", "y"]), LINE, min_size=1),
    },
)


@given(TREES, TREES)
def test_what_is_read_back_is_what_was_meant(
    before: dict[str, Tree], after: dict[str, Tree]
) -> None:
    kind = KINDS["deals"]
    text = record_text.write(kind, before)

    written = edit.edited(kind, text, before, after)

    assert source.read(written.encode(), "x.yml")[0] == after
