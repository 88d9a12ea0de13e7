"""Changes field by field, and the law that replaying them gives the records back."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.book import Key
from generator.history.timeline import Change, Difference, differences, replay
from generator.yaml.source import Tree

KEY = Key("deals", "one")

CASES: list[tuple[dict[str, Tree], dict[str, Tree], list[Difference]]] = [
    ({"stage": "won"}, {"stage": "won"}, []),
    ({"stage": "open"}, {"stage": "won"}, [("stage", "open", "won", False)]),
    ({}, {"amount": "5"}, [("amount", None, "5", False)]),
    ({"amount": "5"}, {}, [("amount", "5", None, False)]),
    (
        {"recurring": {"amount": "5", "months": "12"}},
        {"recurring": {"amount": "6", "period": "year"}},
        [
            ("recurring.amount", "5", "6", False),
            ("recurring.period", None, "year", False),
            ("recurring.months", "12", None, False),
        ],
    ),
    (
        {},
        {"recurring": {"amount": "5"}},
        [("recurring", None, '{"amount":"5"}', True)],
    ),
    (
        {"custom": {"tier": "a", "7": "x", "a.b": "y"}},
        {"custom": {"tier": "b", "7": "z", "a.b": "w"}},
        [
            ("custom.tier", "a", "b", False),
            ('custom."7"', "x", "z", False),
            ('custom."a.b"', "y", "w", False),
        ],
    ),
    (  # a line is named by its product
        {"lines": [{"product": "cam", "quantity": "1"}, {"product": "lamp", "quantity": "2"}]},
        {"lines": [{"product": "cam", "quantity": "3"}, {"product": "lens", "quantity": "2"}]},
        [
            ("lines[lamp]", '{"product":"lamp","quantity":"2"}', None, True),
            ("lines[cam].quantity", "1", "3", False),
            ("lines[lens]", None, '{"product":"lens","quantity":"2"}', True),
        ],
    ),
    (  # only the order changes
        {"lines": [{"product": "cam"}, {"product": "lamp"}]},
        {"lines": [{"product": "lamp"}, {"product": "cam"}]},
        [("lines[]", '["cam","lamp"]', '["lamp","cam"]', True)],
    ),
    (  # two lines of one product: by place, from 1
        {"lines": [{"product": "cam", "price": "1"}, {"product": "cam", "price": "2"}]},
        {"lines": [{"product": "cam", "price": "1"}, {"product": "cam", "price": "3"}]},
        [("lines[2].price", "2", "3", False)],
    ),
    (  # plain texts are named by themselves
        {"tags": ["a", "b"]},
        {"tags": ["b", "c", "2026"]},
        [
            ("tags[a]", "a", None, False),
            ("tags[c]", None, "c", False),
            ('tags["2026"]', None, "2026", False),
        ],
    ),
    (  # a text becomes a list
        {"tags": "a"},
        {"tags": ["a"]},
        [("tags", '"a"', '["a"]', True)],
    ),
]


@pytest.mark.parametrize(("before", "after", "found"), CASES)
def test_what_differs(
    before: dict[str, Tree], after: dict[str, Tree], found: list[Difference]
) -> None:
    assert differences("deals", before, after) == found


def test_the_company_is_compared_by_its_own_fields() -> None:
    stages: list[Tree] = [{"id": "won", "probability": "100"}]
    earlier: list[Tree] = [{"id": "won", "probability": "90"}]
    before: Tree = [{"id": "new", "stages": earlier}]
    after: Tree = [{"id": "new", "stages": stages}]
    assert differences("company", {"pipelines": before}, {"pipelines": after}) == [
        ("pipelines[new].stages[won].probability", "90", "100", False)
    ]


def made(trees: list[dict[str, Tree] | None]) -> list[Change]:
    """Make the changes of a record that was each of these trees in turn, or was not there."""
    found: list[Change] = []
    before: dict[str, Tree] | None = None
    for number, tree in enumerate(trees):
        if tree is None:
            found.append(Change(KEY, number, "deleted", "", None, None, nested=False))
        elif before is None:
            found.append(Change(KEY, number, "created", "", None, json.dumps(tree), nested=True))
        else:
            told = differences("deals", before, tree)
            found.extend(Change(KEY, number, "changed", *one) for one in told)
        before = tree
    return found


WORDS = st.sampled_from(["a", "b", "7", "2026-01-01", "a.b", "x]y", '"', "", "ガ", "[]", "-"])
NAMES = st.sampled_from(["tags", "lines", "contacts", "custom", "recurring", "stage", "1", "a b"])
INNER = st.sampled_from(["product", "quantity", "contact", "amount", "7"])
VALUES: st.SearchStrategy[Tree] = st.recursive(
    WORDS,
    lambda below: st.one_of(
        st.lists(below, max_size=4),
        st.dictionaries(INNER, below, max_size=3),
        st.lists(st.fixed_dictionaries({"product": WORDS}, optional={"price": WORDS}), max_size=4),
    ),
    max_leaves=8,
)
TREES: st.SearchStrategy[dict[str, Tree]] = st.dictionaries(NAMES, VALUES, max_size=4)


@given(st.lists(TREES | st.none(), min_size=1, max_size=5))
def test_replaying_the_changes_gives_the_last_tree(trees: list[dict[str, Tree] | None]) -> None:
    last = trees[-1]
    assert dict(replay(made(trees))) == ({} if last is None else {KEY: last})


@given(TREES, TREES)
def test_equal_trees_alone_have_no_differences(
    before: dict[str, Tree], after: dict[str, Tree]
) -> None:
    assert (not differences("deals", before, after)) == (before == after)


def test_what_cannot_be_read_changes_nothing() -> None:
    created = Change(KEY, 0, "created", "", None, '{"stage":"won"}', nested=True)
    unread = Change(KEY, 1, "unread", "", None, None, nested=False)
    assert dict(replay([created, unread])) == {KEY: {"stage": "won"}}
