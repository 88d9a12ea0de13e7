"""What a branch changes, over real repositories and real merges."""

import re
from datetime import date
from pathlib import Path

import pytest

from generator.history import branch
from generator.history.branch import Branch, NoBranchError
from tests.books import COMPANY
from tests.generator.history.histories import NAMED
from tests.repository import Repository

DAY = date(2026, 11, 20)
DEAL = "name: One\nstage: proposal\ncreated_on: 2026-10-01\nnotes: |\n  a\n  b\n  c\n"


@pytest.fixture
def past(repository: Repository) -> Repository:
    """Commit a book, a change on main, and one on the branch `side` that began before it."""
    repository.write("data/company.yml", COMPANY)
    repository.write("data/deals/one.yml", DEAL)
    repository.commit("Begin", when="2026-11-01T09:00:00Z")
    repository.git("switch", "--quiet", "--create", "side")
    repository.write("data/deals/one.yml", DEAL.replace("name: One", "name: First"))
    repository.commit("Rename\n\nThey ask for it.", when="2026-11-02T09:00:00Z", mail="b@x.example")
    repository.git("switch", "--quiet", "main")
    repository.write("data/deals/two.yml", DEAL)
    repository.commit("Second", when="2026-11-03T09:00:00Z")
    return repository


def found(past: Repository, head: str = "side") -> Branch:
    return branch.branch(past.root, "main", head, DAY)


def text(result: Branch, path: str, *, before: bool = False) -> str:
    side = result.before if before else result.after
    return b"".join(side.origin.contents([path])).decode()


def test_a_ontois_judged_by_what_its_merge_would_give(past: Repository) -> None:
    made = found(past)
    assert (made.merged, made.conflicts) == (True, ())
    assert made.before.tip == past.git("rev-parse", "main")
    assert made.after.tip == past.git("rev-parse", "side")
    assert text(made, "data/deals/one.yml").startswith("name: First\n")
    assert text(made, "data/deals/two.yml") == DEAL  # what main has got meanwhile
    assert past.git("status", "--porcelain") == ""


def test_its_commits_are_those_that_the_base_lacks(past: Repository) -> None:
    (only,) = found(past).commits
    assert only.raw.message == "Rename\n\nThey ask for it."
    assert only.raw.author.mail == "b@x.example"
    assert only.paths == ("data/deals/one.yml",)


def test_commits_that_touch_no_record_and_merges_are_its_commits_as_well(past: Repository) -> None:
    past.git("switch", "--quiet", "side")
    past.write("mkdocs.yml", "site_name: Ours\n")
    past.commit("Name the site", when="2026-11-04T09:00:00Z", mail="c@x.example")
    past.git("merge", "--quiet", "--no-edit", "main", **NAMED)
    made = found(past).commits
    assert len(made) == int(past.git("rev-list", "--count", "main..side")) == 3
    assert [(one.raw.author.mail, one.paths) for one in made][:2] == [
        ("b@x.example", ("data/deals/one.yml",)),
        ("c@x.example", ()),
    ]
    assert made[2].paths == ()


def test_both_sides_are_of_one_day_that_is_not_before_their_commits(past: Repository) -> None:
    made = found(past)
    assert (made.before.day, made.after.day) == (DAY, DAY)
    early = branch.branch(past.root, "main", "side", date(2026, 1, 1))
    assert {early.before.day, early.after.day} == {date(2026, 11, 3)}


def test_in_a_conflict_the_ontois_judged_as_it_stands(past: Repository) -> None:
    past.write("data/deals/one.yml", DEAL.replace("name: One", "name: Other"))
    past.commit("Rename it, too", when="2026-11-04T09:00:00Z")
    made = found(past)
    assert (made.merged, made.conflicts) == (False, ("data/deals/one.yml",))
    assert made.before.tip == past.git("merge-base", "main", "side")
    assert text(made, "data/deals/one.yml").startswith("name: First\n")
    assert text(made, "data/deals/one.yml", before=True) == DEAL


def test_no_program_of_the_repository_merges(past: Repository, tmp_path: Path) -> None:
    past.write(".gitattributes", "* merge=own\n")
    past.git("config", "merge.own.driver", f"touch {tmp_path}/ran")
    past.write("data/deals/one.yml", DEAL.replace("name: One", "name: Other"))
    past.commit("Rename it, too", when="2026-11-04T09:00:00Z")
    assert found(past).conflicts == ("data/deals/one.yml",)
    assert not (tmp_path / "ran").exists()


def test_the_main_ontois_found_by_its_usual_names(past: Repository) -> None:
    assert branch.main_branch(past.root) == "main"
    past.git("update-ref", "refs/remotes/origin/main", "side")
    assert branch.main_branch(past.root) == "origin/main"
    past.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")
    assert branch.main_branch(past.root) == "origin/HEAD"


def test_without_a_main_ontothe_base_must_be_named(past: Repository) -> None:
    past.git("branch", "--move", "main", "trunk")
    with pytest.raises(NoBranchError, match="There is no main branch here"):
        branch.main_branch(past.root)


def test_histories_without_a_common_commit_are_no_branch(past: Repository) -> None:
    past.git("switch", "--quiet", "--orphan", "alone")
    past.write("data/company.yml", COMPANY)
    past.commit("Alone")
    with pytest.raises(NoBranchError, match="have no commit in common"):
        found(past, "alone")


def test_a_name_that_means_nothing_is_said(past: Repository) -> None:
    with pytest.raises(NoBranchError, match=re.escape("nowhere: must be a revision")):
        found(past, "nowhere")


def test_outside_a_repository_there_is_no_branch(tmp_path: Path) -> None:
    for ask in (branch.main_branch, lambda root: branch.branch(root, "a", "b", DAY)):
        with pytest.raises(NoBranchError, match="The past is not known"):
            ask(tmp_path)


def test_a_shallow_clone_is_refused(past: Repository, tmp_path: Path) -> None:
    past.git("clone", "--quiet", "--depth=1", f"file://{past.root}", str(tmp_path / "shallow"))
    with pytest.raises(NoBranchError, match="fetch-depth"):
        branch.branch(tmp_path / "shallow", "main", "HEAD", DAY)


def test_a_book_may_lie_below_the_top(repository: Repository) -> None:
    repository.write("sales/data/company.yml", COMPANY)
    repository.commit("Begin")
    repository.git("switch", "--quiet", "--create", "side")
    repository.write("sales/data/deals/one.yml", DEAL)
    repository.commit("Deal")
    made = branch.branch(repository.root / "sales", "main", "side", DAY)
    assert [one.paths for one in made.commits] == [("data/deals/one.yml",)]
    assert text(made, "data/deals/one.yml") == DEAL


def test_what_the_base_has_too_is_no_commit_of_the_branch(past: Repository) -> None:
    """Merge either branch into the other one, so that they have two commits in common."""
    main, side = (past.git("rev-parse", one) for one in ("main", "side"))
    for onto, other in (("main", side), ("side", main)):
        past.git("switch", "--quiet", onto)
        past.git("merge", "--quiet", "--no-ff", "--message=Merge", other, **NAMED)
    past.write("data/deals/three.yml", DEAL)
    past.commit("Third", when="2026-11-05T09:00:00Z")
    assert len(past.git("merge-base", "--all", "main", "side").split()) == 2
    assert [one.raw.message for one in found(past).commits] == ["Merge", "Third"]
