"""A record is changed in place: remarks, order and form of the rest stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.authoring import edit, record_text
from generator.yaml import canonical, source
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
        ({"tags": ["c"]}, "- a\n# the second one\n- b\n", "- c\n# the second one\n"),
        ({"tags": ["a", "b", "c"]}, "- b\n", "- b\n- c\n"),
        ({"tags": ["b"]}, "- a\n", ""),
        ({"tags": []}, "tags:\n- a\n# the second one\n- b\n", "tags: []\n"),
        ({"tags": ["0", "a", "b"]}, "- a\n", '- "0"\n- a\n'),
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


def test_quotes_stay_where_they_can() -> None:
    text = "name: 'A'  # first\nnext_step: \"call\"\nnotes: 'x'\n"

    assert _edit(text, name="it's", next_step='a "b"', notes="x\ny") == (
        "name: 'it''s'  # first\nnext_step: \"a \\\"b\\\"\"\nnotes: |-\n  x\n  y\n"
    )


def test_the_remark_behind_the_mark_of_a_block_stays() -> None:
    text = "name: A\nnotes: |-  # from the call\n  x\n\n  y\n\n# end\n"

    assert _edit(text, notes="z") == "name: A\nnotes: z  # from the call\n\n# end\n"
    assert _edit(text, notes="z\nw") == ("name: A\nnotes: |-  # from the call\n  z\n  w\n\n# end\n")


@pytest.mark.parametrize(
    ("lines", "written"),
    [
        (["a 2", "b 1"], "  - product: a\n    # three\n    quantity: 2\n  # b\n  - product: b\n"),
        (["b 1"], "  # b\n  - product: b\n"),
        (["b 1", "c 1"], "  # b\n  - product: b\n  - product: c\n    quantity: 1\n"),
    ],
)
def test_items_of_a_list_are_told_apart_by_their_names(lines: list[str], written: str) -> None:
    text = "lines:\n  - product: a\n    # three\n    quantity: 1\n  # b\n  - product: b\n"
    words = [line.split() for line in lines]
    items: list[Tree] = [{"product": name, "quantity": count} for name, count in words]
    for item in items:
        if isinstance(item, dict) and item["product"] == "b":
            del item["quantity"]

    assert _edit(text, lines=items) == f"lines:\n{written}"


def test_the_field_behind_a_dash_goes_and_comes() -> None:
    text = "splits:\n  - person: a\n    # his\n    percent: 1\n  - percent: 2\n"

    assert _edit(text, splits=[{"percent": "1"}, {"person": "b", "percent": "2"}]) == (
        "splits:\n  - # his\n    percent: 1\n  - person: b\n    percent: 2\n"
    )
    assert _edit(text, splits=[{"person": "a", "percent": "1"}, {"person": "b"}]) == (
        "splits:\n  - person: a\n    # his\n    percent: 1\n  - person: b\n"
    )


def test_what_stands_in_brackets_stays_there() -> None:
    text = "name: A\ntags: [a, 'b']  # two\nrecurring: {amount: 5, period: month}\n"

    assert _edit(text, tags=["a", "c"]) == text.replace("'b'", "'c'")
    assert _edit(text, tags=["a", "b", "x, y"]) == text.replace("[a, 'b']", '[a, b, "x, y"]')
    group: Tree = {"amount": "7", "period": "a\nb"}
    assert _edit(text, recurring=group) == text.replace("5, period: month", '7, period: "a\\nb"')
    group = {"amount": "5", "months": "3"}
    assert _edit(text, recurring=group) == text.replace("period: month", "months: 3")


def test_a_text_that_ends_with_empty_lines_takes_none_below_it_along() -> None:
    text = "name: A\n\n# end\ntags: [a]\n"

    assert _edit(text, next_step="x\n\n") == ('name: A\nnext_step: "x\\n\\n"\n\n# end\ntags: [a]\n')
    assert _edit(text, name="x\n\n") == 'name: "x\\n\\n"\n\n# end\ntags: [a]\n'


def test_a_value_becomes_a_list_and_a_list_a_value() -> None:
    assert _edit("name: A\ntags: x  # why\n", tags=["a"]) == "name: A\ntags:  # why\n  - a\n"
    assert _edit("name: A\ntags:\n  - a\n  - b\n", tags="x") == "name: A\ntags: x\n"


def test_a_file_in_brackets_stays_so() -> None:
    assert _edit("{name: A, stage: won}\n", stage="lost") == "{name: A, stage: lost}\n"
    assert _edit("{stage: won}\n", name="A") == "{name: A, stage: won}\n"


def test_a_file_without_a_last_line_end_is_still_read_back() -> None:
    assert _edit("name: A", stage="lost") == "name: A\nstage: lost\n"


WORD = st.from_regex(r"[A-Za-z0-9#:'\" \[\],{}-]{1,9}[a-z]", fullmatch=True)


def _groups(parts: dict[str, st.SearchStrategy[Tree]]) -> st.SearchStrategy[Tree]:
    return st.fixed_dictionaries({}, optional=parts).filter(bool).map(dict)


PARTS: dict[str, st.SearchStrategy[Tree]] = {"product": WORD, "quantity": WORD, "price": WORD}
FIELDS: dict[str, st.SearchStrategy[Tree]] = {
    "name": WORD,
    "stage": WORD,
    "amount": st.integers().map(str),
    "competitors": st.lists(WORD, min_size=1, max_size=4),
    "next_step": WORD,
    "lines": st.lists(_groups(PARTS), min_size=1),
    "recurring": _groups({"amount": WORD, "period": WORD, "months": WORD}),
    "notes": st.text("ab #\n", min_size=1).map(lambda text: text.rstrip("\n") or "a"),
    "tags": st.lists(WORD, min_size=1, max_size=4),
    "custom": st.dictionaries(st.sampled_from(["x", "y"]), WORD, min_size=1),
}
TREES = st.fixed_dictionaries({}, optional=FIELDS).filter(bool)
REMARKS = ("", "# why\n", "\n", "\n# a\n\n#b: c\n")


@st.composite
def changes(draw: st.DrawFn) -> tuple[dict[str, Tree], dict[str, Tree]]:
    """Draw a record, and what becomes of it: some fields stay, others change, come or go."""
    before, other = draw(TREES), draw(TREES)
    kept = {name: value for name, value in before.items() if draw(st.booleans())}
    return before, kept | other


@st.composite
def pieces(draw: st.DrawFn, tree: dict[str, Tree]) -> list[tuple[str, str, str]]:
    """Write a record in any order and form, with remarks: name, remarks above, lines."""
    found = []
    for name in draw(st.permutations(list(tree))):
        form = draw(st.sampled_from(("usual", "brackets", "margin")))
        lines = record_text.write(KIND, {name: tree[name]})
        if form == "brackets":
            lines = f"{name}: {canonical.flow(tree[name])}\n"
        elif form == "margin" and isinstance(tree[name], list):
            lines = lines.replace("\n  ", "\n")
        if lines.count("\n") == 1 and draw(st.booleans()):
            lines = f"{lines[:-1]}  # so it is\n"
        found.append((name, draw(st.sampled_from(REMARKS)), lines))
    return found


KIND = KINDS["deals"]


@given(st.data(), changes())
def test_an_edit_changes_only_its_own_lines(
    data: st.DataObject, trees: tuple[dict[str, Tree], dict[str, Tree]]
) -> None:
    before, after = trees
    written = data.draw(pieces(before))
    text = "".join(above + lines for _, above, lines in written)
    assert source.read(text.encode(), "x.yml")[0] == before

    edited = edit.edited(KIND, text, before, after)

    assert source.read(edited.encode(), "x.yml")[0] == after
    place = 0
    for name, above, lines in written:
        for whole in (above, lines if before.get(name) == after.get(name) else ""):
            found = edited.find(whole, place)
            assert found >= 0, (whole, edited)
            place = found + len(whole)


@given(TREES, TREES)
def test_there_and_back_is_the_same_text(before: dict[str, Tree], after: dict[str, Tree]) -> None:
    text = record_text.write(KIND, before)

    there = edit.edited(KIND, text, before, after)

    assert edit.edited(KIND, there, after, after) == there
    back = edit.edited(KIND, there, after, before)
    assert source.read(back.encode(), "x.yml")[0] == before


def test_what_would_not_be_read_back_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "read", lambda *_: ({}, ()))

    with pytest.raises(edit.NotInPlaceError, match="salesbook fmt"):
        edit.edited(KIND, "name: A\n", {"name": "A"}, {"name": "B"})
