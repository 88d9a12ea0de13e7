"""The usual changes of one deal by two people: which of them git merges by itself, line by line.

On a hosting site there is no driver: git has a conflict wherever two changed lines touch. So the
fields that change most stand apart in canonical order, with fields between them that hardly ever
do; where those are left out, they touch.
"""

import subprocess
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import cast

import pytest

from generator.authoring import edit, record_text
from generator.authoring.merging import merged
from generator.yaml import source
from generator.yaml.source import Tree
from schema import Deal

USUAL = """\
name: Support renewal
account: alderbrook
owner: grace
pipeline: renewal
stage: talks
type: renewal
created_on: 2026-07-27
amount: 101000
currency: USD
close_date: 2027-02-03
origin: partner
next_step: Offer two years
next_step_date: 2026-11-26
lines:
  - product: support
    quantity: 1
    price: 101000
contacts:
  - contact: iris
    role: champion
qualified_on: 2026-07-28
"""
SPARE = "\n".join(
    line
    for line in USUAL.splitlines()
    if not line.startswith(("pipeline", "type", "currency", "origin", "qualified_on"))
)


def with_(**fields: str) -> Callable[[dict[str, Tree]], dict[str, Tree]]:
    return lambda tree: {**tree, **fields}


def added(name: str, item: Tree) -> Callable[[dict[str, Tree]], dict[str, Tree]]:
    return lambda tree: {**tree, name: [*cast("list[Tree]", tree.get(name, [])), item]}


EDITS = {
    "stage": with_(stage="proposal"),
    "amount": with_(amount="99000"),
    "close date": with_(close_date="2027-03-31"),
    "owner": with_(owner="ben"),
    "next step": with_(next_step="Call", next_step_date="2026-12-01"),
    "category": with_(forecast_category="commit"),
    "contact": added("contacts", {"contact": "vera", "role": "evaluator"}),
    "line": added("lines", {"product": "cable", "quantity": "2", "price": "10"}),
    "tag": added("tags", "key-account"),
}
PAIRS = list(combinations(EDITS, 2))


def texts(base: str, one: str, other: str) -> tuple[str, str, str]:
    tree, _ = source.read(base.encode(), "")
    assert tree is not None
    mine, theirs = (edit.edited(Deal, base, tree, EDITS[name](tree)) for name in (one, other))
    return base, mine, theirs


def conflict(folder: Path, base: str) -> set[tuple[str, str]]:
    """Merge all pairs as git does, and give those in which it finds a conflict."""
    found: set[tuple[str, str]] = set()
    for pair in PAIRS:
        files = [folder / name for name in ("base", "ours", "theirs")]
        for file, text in zip(files, texts(base, *pair), strict=True):
            file.write_text(text, encoding="utf-8")
        words = ["git", "merge-file", "-p", "-q", *map(str, (files[1], files[0], files[2]))]
        if subprocess.run(words, check=False, capture_output=True).returncode:
            found.add(pair)
    return found


def test_the_order_of_the_usual_deal_is_canonical() -> None:
    tree, _ = source.read(USUAL.encode(), "")
    assert tree is not None
    assert record_text.write(Deal, tree) == USUAL


def test_git_merges_the_usual_changes_of_a_deal_with_its_usual_fields(tmp_path: Path) -> None:
    assert len(PAIRS) == 36
    assert conflict(tmp_path, USUAL) == set()


def test_where_the_fields_between_are_left_out_the_changes_touch(tmp_path: Path) -> None:
    assert conflict(tmp_path, f"{SPARE}\n") == {
        ("stage", "owner"),
        ("stage", "category"),
        ("amount", "close date"),
        ("close date", "next step"),
        ("contact", "tag"),
    }


@pytest.mark.parametrize("base", [USUAL, f"{SPARE}\n"], ids=["usual", "spare"])
def test_by_fields_no_pair_is_a_conflict(base: str) -> None:
    for one, other in PAIRS:
        found = merged(Deal, *texts(base, one, other))
        assert found is not None
        assert (one, other, found.conflicts) == (one, other, ())
        tree, _ = source.read(base.encode(), "")
        assert source.read(found.text.encode(), "")[0] == EDITS[other](EDITS[one](tree or {}))
