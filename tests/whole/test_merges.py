"""Two changes that are sound apart and wrong together: the check of what a merge made finds it."""

from pathlib import Path

import pytest

from generator.cli import main
from generator.history import read
from generator.history.timeline import Change
from tests.books import COMPANY
from tests.portal import MKDOCS
from tests.repository import Repository

DEAL = """\
name: One
account: acme
stage: {stage}
created_on: 2026-04-02
amount: 5
close_date: {close}
owner: aiko
next_step: Call
"""
ONE = "data/deals/one.yml"
NAMES = {f"GIT_{one}_{part}": "x" for one in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}


@pytest.fixture
def begun(repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Commit a company, a person, an account and an open deal."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    repository.write("mkdocs.yml", MKDOCS)
    repository.write("data/company.yml", COMPANY)
    repository.write("data/people/aiko.yml", "name: Aiko\n")
    repository.write("data/accounts/acme.yml", "name: Acme\n")
    repository.write(ONE, DEAL.format(stage="proposal", close="2026-06-30"))
    repository.commit()
    return repository


def branched(repository: Repository, name: str, files: dict[str, str | None]) -> None:
    """Change files on a branch of its own, sound as they are there."""
    repository.git("checkout", "--quiet", "-b", name, "main")
    for path, text in files.items():
        if text is None:
            (repository.root / path).unlink()
        else:
            repository.write(path, text)
    repository.commit()
    repository.git("checkout", "--quiet", "main")


def merged(repository: Repository, *names: str) -> None:
    """Merge branches one after the other; git finds no conflict."""
    for name in names:
        repository.git("merge", "--quiet", "--no-ff", "--message=Merge", name, **NAMES)


def checked(repository: Repository, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    capsys.readouterr()
    code = main(["--root", str(repository.root), "check"])
    return code, capsys.readouterr().out


def test_a_deal_for_an_account_that_another_branch_deleted(
    begun: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    """G-10: the last good site stays, too."""
    account = {"data/accounts/beta.yml": "name: Beta\n"}
    begun.write(*next(iter(account.items())))
    begun.commit()
    branched(begun, "gone", {"data/accounts/beta.yml": None})
    two = DEAL.format(stage="proposal", close="2026-06-30").replace("acme", "beta")
    branched(begun, "new", {"data/deals/two.yml": two})
    for name in ("gone", "new"):
        begun.git("checkout", "--quiet", name)
        assert "L101" not in checked(begun, capsys)[1], name
    begun.git("checkout", "--quiet", "main")
    site = begun.write("build/site/index.html", "the last good one")
    merged(begun, "gone", "new")
    code, said = checked(begun, capsys)
    assert code == 1
    assert "data/deals/two.yml:2:10: L101 error:" in said
    assert main(["--root", str(begun.root), "build"]) == 1
    assert site.read_text(encoding="utf-8") == "the last good one"


def test_two_branches_that_add_one_id(
    begun: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    """G-09: at one path git stops; in two folders it merges, and the check finds the id twice."""
    text = DEAL.format(stage="proposal", close="2026-06-30")
    branched(begun, "first", {"data/deals/two.yml": text})
    branched(begun, "second", {"data/deals/two.yml": text.replace("One", "Two")})
    branched(begun, "elsewhere", {"data/deals/2026/two.yml": text.replace("One", "Two")})
    merged(begun, "first")
    assert begun.tried("merge", "--quiet", "--message=Merge", "second", **NAMES).returncode == 1
    begun.git("merge", "--abort")
    merged(begun, "elsewhere")
    code, said = checked(begun, capsys)
    assert code == 1
    assert "data/deals/two.yml:1:1: S05 error:" in said


def test_a_stage_and_a_reason_that_do_not_go_together(
    begun: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    """G-11: one branch wins the deal, another says why it was lost; git merges both."""
    open_deal = DEAL.format(stage="proposal", close="2026-06-30")
    won = open_deal.replace("stage: proposal", "stage: won\nclosed_on: 2026-06-01")
    branched(begun, "won", {ONE: won})
    branched(begun, "lost", {ONE: f"{open_deal}lost_reason: price\n"})
    merged(begun, "won", "lost")
    code, said = checked(begun, capsys)
    assert code == 1
    assert f"{ONE}:" in said
    assert "lost_reason" in said


def test_a_file_that_git_merges_by_keeping_both_sides(
    begun: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    """G-08: `merge=union` keeps two stages in one record, which is no record any more."""
    begun.write(".gitattributes", "*.yml merge=union\n")
    begun.commit()
    for name in ("won", "lost"):
        branched(begun, name, {ONE: DEAL.format(stage=name, close="2026-06-30")})
    merged(begun, "won", "lost")
    code, said = checked(begun, capsys)
    assert code == 1
    assert said.startswith(f"{ONE}:")
    assert "stage" in said.splitlines()[0]


def test_attributes_that_hide_a_change_from_git_hide_it_not_here(begun: Repository) -> None:
    """G-07: to git's own diff the files are binary."""
    begun.write(".gitattributes", "*.yml -diff\n")
    begun.write(ONE, DEAL.format(stage="won", close="2026-06-30"))
    begun.commit()
    assert "stage" not in begun.git("diff", "HEAD^", "HEAD", "--", ONE)
    found: list[Change] = [one for one in read(begun.root).changes if one.event == "changed"]
    assert [(one.path, one.old, one.new) for one in found] == [("stage", "proposal", "won")]


def test_a_squashed_and_a_rebased_branch_are_commits_like_others(begun: Repository) -> None:
    """G-21: what the branch was before is not part of the history."""
    for name, amount in (("squash", "6"), ("rebase", "7")):
        deal = DEAL.format(stage="proposal", close="2026-06-30").replace("5", amount, 1)
        branched(begun, name, {f"data/deals/{name}.yml": deal})
    begun.git("merge", "--quiet", "--squash", "squash", **NAMES)
    begun.commit("Squashed (#1)")
    begun.git("checkout", "--quiet", "rebase")
    begun.git("rebase", "--quiet", "main", **NAMES)
    begun.git("checkout", "--quiet", "main")
    begun.git("merge", "--quiet", "--ff-only", "rebase")
    found = read(begun.root)
    assert [len(one.words.parents) for one in found.commits] == [0, 1, 1]
    numbers = {one.key.id: one.number for one in found.versions if one.key.folder == "deals"}
    assert numbers == {"one": 0, "squash": 1, "rebase": 2}
