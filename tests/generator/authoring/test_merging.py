"""Two changes of one record: nothing is lost, and only what both changed is a conflict."""

import re
from collections.abc import Iterator
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.authoring import record_text
from generator.authoring.merging import Merged, kind_at, merged
from generator.authoring.threeway import together
from generator.yaml import source
from generator.yaml.source import Tree
from schema import KINDS, Deal

BASE = """\
# The fifth line.
name: Line 5
account: acme
stage: proposal   # since May
created_on: 2026-04-02
amount: 5
close_date: 2026-06-30

tags: [new, big]
lines:
  - product: lamp   # the tall one
    quantity: 2
    price: 10
  - product: lens
    quantity: 1
    price: 5
notes: |
  Met at the fair.
"""


def made(*changes: tuple[str, str]) -> str:
    """Change the text of the deal."""
    text = BASE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def both(ours: str, theirs: str, base: str = BASE) -> Merged:
    found = merged(Deal, base, ours, theirs)
    assert found is not None
    return found


def test_neighbouring_lines_are_no_conflict() -> None:
    ours = made(("amount: 5\n", "amount: 6\n"))
    theirs = made(("close_date: 2026-06-30", "close_date: 2026-07-31   # they asked"))
    wanted = made(
        ("amount: 5\n", "amount: 6\n"),
        ("close_date: 2026-06-30", "close_date: 2026-07-31   # they asked"),
    )
    assert both(ours, theirs) == Merged(wanted, ())
    assert both(theirs, ours) == Merged(wanted, ())


def test_what_both_say_alike_is_no_conflict() -> None:
    ours = made(("stage: proposal", "stage: won"))
    assert both(ours, ours) == Merged(ours, ())


def test_markers_stand_around_the_lines_of_one_field_alone() -> None:
    ours = made(("amount: 5\n", "amount: 6\n"), ("stage: proposal", "stage: talks"))
    theirs = made(("amount: 5\n", "amount: 7\n"), ("quantity: 1", "quantity: 3"))
    found = both(ours, theirs)
    assert found.conflicts == (("amount",),)
    assert found.text == made(
        ("stage: proposal", "stage: talks"),
        ("quantity: 1", "quantity: 3"),
        ("amount: 5\n", "<<<<<<< ours\namount: 6\n=======\namount: 7\n>>>>>>> theirs\n"),
    )


def test_a_conflict_inside_a_line_of_goods_leaves_the_others_merged() -> None:
    ours = made(("price: 10", "price: 11"))
    theirs = made(("price: 10", "price: 12"), ("quantity: 2", "quantity: 4"))
    found = both(ours, theirs)
    assert found.conflicts == (("lines", 0, "price"),)
    marks = "<<<<<<< ours\n    price: 11\n=======\n    price: 12\n>>>>>>> theirs\n"
    assert found.text == made(("quantity: 2", "quantity: 4"), ("    price: 10\n", marks))


def test_what_one_deletes_and_the_other_changes_is_a_conflict() -> None:
    ours = made(("amount: 5\n", ""))
    theirs = made(("amount: 5\n", "amount: 7\n"))
    for one, other in ((ours, theirs), (theirs, ours)):
        found = both(one, other)
        assert found.conflicts == (("amount",),)
        assert "amount: 7" in found.text
        assert found.text.count("<<<<<<< ours") == 1


def test_what_both_add_to_a_list_is_there() -> None:
    ours = made(("tags: [new, big]", "tags: [new, big, fair]"))
    theirs = made(
        ("tags: [new, big]", "tags: [big, export]"),
        (
            "  - product: lens\n",
            "  - product: cable\n    quantity: 9\n    price: 1\n  - product: lens\n",
        ),
    )
    found = both(ours, theirs)
    assert found.conflicts == ()
    tree = read(found.text)
    assert tree["tags"] == ["big", "fair", "export"]
    assert [
        cast("dict[str, Tree]", one)["product"] for one in cast("list[Tree]", tree["lines"])
    ] == [
        "lamp",
        "cable",
        "lens",
    ]


def test_the_order_of_a_list_is_that_of_the_side_that_changed_it() -> None:
    theirs = made(("[new, big]", "[big, new]"))
    ours = made(("[new, big]", "[new, big, fair]"))
    assert read(both(ours, theirs).text)["tags"] == ["big", "new", "fair"]
    assert read(both(theirs, ours).text)["tags"] == ["big", "new", "fair"]


def test_notes_that_both_go_on_with_stand_one_after_the_other() -> None:
    ours = f"{BASE}  Called on Monday.\n"
    theirs = f"{BASE}  They wrote on Tuesday.\n"
    found = both(ours, theirs)
    assert found.conflicts == ()
    assert read(found.text)["notes"] == (
        "Met at the fair.\nCalled on Monday.\nThey wrote on Tuesday.\n"
    )


def test_comments_of_both_sides_stay() -> None:
    ours = made(("# The fifth line.", "# The fifth line of twelve."))
    theirs = made(("amount: 5\n", "# Without the lens.\namount: 5\n")) + "# The end.\n"
    wanted = made(
        ("# The fifth line.", "# The fifth line of twelve."),
        ("amount: 5\n", "# Without the lens.\namount: 5\n"),
    )
    assert both(ours, theirs) == Merged(f"{wanted}# The end.\n", ())


def test_a_field_in_conflict_is_shown_as_each_side_wrote_it() -> None:
    lines = BASE[BASE.index("lines:") : BASE.index("notes:")]
    found = both(made((lines, "")), made(("price: 5", "price: 6")))
    assert found.conflicts == (("lines",),)
    theirs = lines.replace("price: 5", "price: 6")
    assert f"<<<<<<< ours\n=======\n{theirs}>>>>>>> theirs\n" in found.text
    six = made(("amount: 5\n", "# With lens.\namount: 6\n"))
    found = both(six, made(("amount: 5\n", "# Without.\namount: 7   # net\n")))
    assert "# With lens.\namount: 6\n=======\n# Without.\namount: 7   # net\n" in found.text


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (("# since May", "# since June"), ("# since May", "# since July")),
        (("amount: 5\n", "# Ours.\namount: 5\n"), ("amount: 5\n", "# Theirs.\namount: 5\n")),
        (("quantity: 2", "quantity: 3"), ("# the tall one", "# the short one")),
        (("stage: proposal ", "stage: talks "), ("# since May", "# since July")),
        (
            ("  - product: lens\n    quantity: 1\n    price: 5\n", ""),
            ("price: 5", "price: 5 # net"),
        ),
    ],
)
def test_where_a_comment_would_be_lost_the_lines_are_left_to_others(
    ours: tuple[str, str], theirs: tuple[str, str]
) -> None:
    one, other = made(ours), made(theirs)
    for texts in ((one, other), (other, one)):
        found = merged(Deal, BASE, *texts)
        new = re.findall("#.*", f"{ours[1]}\n{theirs[1]}")
        assert found is None or all(remark in found.text for remark in new)
    assert merged(Deal, BASE, one, other) is None


def test_a_field_that_one_adds_comes_with_what_stands_above_it() -> None:
    theirs = made(
        ("close_date:", "# As the buyer told.\nclose_date:"), ("tags:", "next_step: Call\ntags:")
    )
    found = both(made(("amount: 5\n", "amount: 6\n")), theirs)
    assert found.text == theirs.replace("amount: 5\n", "amount: 6\n")


def test_a_record_that_both_add_conflicts_where_it_differs() -> None:
    found = both(made(("amount: 5\n", "amount: 6\n")), made(("amount: 5\n", "amount: 7\n")), "")
    assert found.conflicts == (("amount",),)
    assert both(BASE, BASE, "") == Merged(BASE, ())


def test_lists_without_names_are_put_one_after_the_other_where_both_only_add() -> None:
    line = "  - product: lamp\n    quantity: 9\n    price: 8\n"
    base = made(("  - product: lens\n    quantity: 1\n    price: 5\n", line))
    ours = base.replace("notes:", line.replace("9", "7") + "notes:")
    theirs = base.replace("notes:", line.replace("9", "6") + "notes:")
    found = both(ours, theirs, base)
    quantities = [
        cast("dict[str, str]", one)["quantity"]
        for one in cast("list[Tree]", read(found.text)["lines"])
    ]
    assert (quantities, found.conflicts) == (["2", "9", "7", "6"], ())
    other = base.replace("quantity: 2", "quantity: 3")
    assert both(ours, other, base).conflicts == (("lines",),)


def test_a_text_that_is_no_record_is_left_to_others() -> None:
    assert merged(Deal, BASE, "a: [\n", BASE) is None


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("data/deals/2026/a.yml", Deal),
        ("sales/data/deals/a.yml", Deal),
        ("data/company.yml", None),
        ("data/nothing/a.yml", None),
        ("data/deals/a.txt", None),
        ("a.yml", None),
    ],
)
def test_the_kind_is_told_by_the_folder(path: str, kind: type[Deal] | None) -> None:
    assert kind_at(path, KINDS) is kind


def read(text: str) -> dict[str, Tree]:
    tree, found = source.read(text.encode(), "x")
    assert found == ()
    assert tree is not None
    return tree


WORDS = st.sampled_from(["one", "two", "three", "four"])
DAYS = st.sampled_from(["2026-05-01", "2026-06-01", "2026-07-01"])
NUMBERS = st.sampled_from(["1", "2", "30", "4.5"])


def unique(
    of: st.SearchStrategy[dict[str, str]], by: str
) -> st.SearchStrategy[list[dict[str, str]]]:
    return st.lists(of, min_size=1, max_size=4, unique_by=lambda one: one[by])


FIELDS: dict[str, st.SearchStrategy[object]] = {
    "stage": WORDS,
    "owner": WORDS,
    "created_on": DAYS,
    "amount": NUMBERS,
    "close_date": DAYS,
    "next_step": WORDS,
    "tags": st.lists(WORDS, min_size=1, unique=True),
    "lines": unique(
        st.fixed_dictionaries({"product": WORDS, "quantity": NUMBERS, "price": NUMBERS}), "product"
    ),
    "contacts": unique(
        st.fixed_dictionaries({"contact": WORDS}, optional={"role": WORDS}), "contact"
    ),
    "recurring": st.fixed_dictionaries({"amount": NUMBERS, "months": NUMBERS}),
    "external_ids": st.dictionaries(WORDS, WORDS, min_size=1, max_size=3),
}
TREES = st.fixed_dictionaries({"name": WORDS}, optional=FIELDS)


@st.composite
def edits(draw: st.DrawFn) -> tuple[dict[str, Tree], dict[str, Tree], dict[str, Tree]]:
    """Draw a deal, and two changes of some of its fields."""
    base = cast("dict[str, Tree]", draw(TREES))
    return base, _changed(draw, base), _changed(draw, base)


def _changed(draw: st.DrawFn, base: dict[str, Tree]) -> dict[str, Tree]:
    names = draw(st.sets(st.sampled_from(sorted(FIELDS)), max_size=4))
    drawn = {name: draw(FIELDS[name] | st.none()) for name in sorted(names)}
    kept = {name: value for name, value in base.items() if name not in drawn}
    return {**kept, **{n: cast("Tree", v) for n, v in drawn.items() if v is not None}}


def leaves(tree: Tree, where: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Give every text of a tree, with the names on its way: an item's product or contact, too."""
    if isinstance(tree, str):
        yield where, tree
    elif isinstance(tree, dict):
        for name, value in tree.items():
            yield from leaves(value, (*where, name))
    else:
        for item in tree:
            named = item if isinstance(item, str) else cast("dict[str, str]", item)
            name = named if isinstance(named, str) else named.get("product") or named["contact"]
            yield from leaves(item, (*where, f"[{name}]"))


@given(edits())
@settings(deadline=None, max_examples=150)
def test_no_change_is_lost(
    drawn: tuple[dict[str, Tree], dict[str, Tree], dict[str, Tree]],
) -> None:
    """Each text that a side wrote is in the merge, and each that it deleted is gone."""
    base, ours, theirs = drawn
    found = both(*(record_text.write(Deal, tree) for tree in (ours, theirs, base)))
    were = set(leaves(base))
    if found.conflicts:
        sides = [sided(found.text, number) for number in (0, 1)]
        told = set().union(*(leaves(read(text)) for text in sides))
        for side in (ours, theirs):
            assert set(leaves(side)) - were <= told
        return
    result = set(leaves(read(found.text)))
    for side in (ours, theirs):
        new, gone = set(leaves(side)) - were, were - set(leaves(side))
        assert new <= result
        again = set(leaves(ours)) | set(leaves(theirs))
        assert not (gone & result) - (again - were)


@given(edits())
@settings(deadline=None, max_examples=150)
def test_the_text_says_what_the_fields_say_whichever_side_comes_first(
    drawn: tuple[dict[str, Tree], dict[str, Tree], dict[str, Tree]],
) -> None:
    base, ours, theirs = drawn
    texts = [record_text.write(Deal, tree) for tree in (base, ours, theirs)]
    found, back = (
        both(texts[1], texts[2], texts[0]),
        both(texts[2], texts[1], texts[0]),
    )
    fields = together(Deal, base, ours, theirs)
    assert sorted(map(str, found.conflicts)) == sorted(map(str, fields.conflicts))
    assert bool(found.conflicts) == bool(back.conflicts)
    assert read(sided(found.text, 0)) == fields.ours
    if not found.conflicts:
        assert set(leaves(read(found.text))) == set(leaves(read(back.text)))


def sided(text: str, number: int) -> str:
    """Take one side of every conflict."""
    found: list[str] = []
    side = -1
    for line in text.splitlines(keepends=True):
        if line.startswith("<<<<<<<"):
            side = 0
        elif line.startswith("=======") and side == 0:
            side = 1
        elif line.startswith(">>>>>>>"):
            side = -1
        elif side in (-1, number):
            found.append(line)
    return "".join(found)
