"""The whole way: real repositories of every shape, read into versions, changes and troubles."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator import history
from generator.book import Key
from generator.errors import UsageError
from generator.history import git, soundness, trouble
from generator.history.commit import Person
from generator.history.git import Repository as Found
from generator.history.timeline import replay
from generator.history.version import COMPANY
from tests.generator.history.histories import (
    AMOUNT,
    DEAL,
    NAMED,
    ONE,
    PATH,
    WON,
    begun,
    changed,
    codes,
    fields,
    merged,
    read,
    said,
)
from tests.repository import Repository


def test_versions_and_changes_of_a_record(repository: Repository) -> None:
    begun(repository, {PATH: DEAL})
    changed(repository, {PATH: WON})
    changed(repository, {PATH: None})
    changed(repository, {PATH: AMOUNT})
    found = read(repository)
    assert [one.number for one in found.commits] == [0, 1, 2, 3]
    assert said(found) == [(0, "whole"), (1, "whole"), (2, "deleted"), (3, "whole")]
    first = next(one for one in found.versions if one.key == ONE)
    assert json.loads(first.text or "") == {
        "id": "one", "name": "One", "stage": "proposal", "created_on": "2026-11-01",
    }  # fmt: skip
    assert [(one.number, one.event) for one in found.changes if one.key == ONE] == [
        (0, "created"), (1, "changed"), (2, "deleted"), (3, "created"),
    ]  # fmt: skip
    assert fields(found) == [(1, "stage", "proposal", "won")]
    assert said(found, COMPANY) == [(0, "whole")]
    assert found.troubles == ()


def test_a_moved_file_gives_no_version(repository: Repository) -> None:
    begun(repository, {PATH: DEAL})
    repository.write("data/deals/2026/11/one.yml", DEAL)
    changed(repository, {PATH: None})
    changed(repository, {"data/deals/2026/11/one.yml": WON})
    found = read(repository)
    assert said(found) == [(0, "whole"), (2, "whole")]
    assert [(one.number, one.path) for one in found.moves] == [(1, "data/deals/2026/11/one.yml")]
    assert fields(found) == [(2, "stage", "proposal", "won")]


def test_a_file_that_moves_and_changes_is_one_version(repository: Repository) -> None:
    begun(repository, {PATH: DEAL})
    changed(repository, {PATH: None, "data/deals/2026/one.yml": WON})
    found = read(repository)
    assert said(found) == [(0, "whole"), (1, "whole")]
    assert fields(found) == [(1, "stage", "proposal", "won")]


def test_similar_files_are_no_renames(repository: Repository) -> None:
    """G-04: a deal that goes and one like it that comes are two deals."""
    begun(repository, {PATH: DEAL})
    changed(repository, {PATH: None, "data/deals/two.yml": DEAL})
    found = read(repository)
    assert said(found) == [(0, "whole"), (1, "deleted")]
    assert said(found, Key("deals", "two")) == [(1, "whole")]


def test_a_backdated_commit_is_known_when_it_was_merged(repository: Repository) -> None:
    """G-02: the time of a merged commit does not count, that of the merge does."""
    begun(repository, {PATH: DEAL})
    repository.git("checkout", "--quiet", "-b", "late")
    changed(repository, {PATH: WON}, when="2020-01-01T09:00:00+0900")
    repository.git("checkout", "--quiet", "main")
    changed(repository, {"data/deals/two.yml": DEAL}, when="2026-04-02T09:00:00+0900")
    merged(repository, "late")
    found = read(repository)
    assert said(found) == [(0, "whole"), (2, "whole")]
    assert found.commits[2].known == datetime(2026, 4, 3, 0, 0, tzinfo=UTC)
    assert found.commits[2].words.merge


def test_what_a_merge_itself_changes_is_seen(repository: Repository) -> None:
    """G-05: an amount that only the merge commit changes."""
    begun(repository, {PATH: AMOUNT})
    repository.git("checkout", "--quiet", "-b", "side")
    changed(repository, {"data/deals/two.yml": DEAL})
    repository.git("checkout", "--quiet", "main")
    changed(repository, {"README.md": "Sales\n"})
    merged(repository, "side", files={PATH: AMOUNT.replace("5", "900")})
    assert fields(read(repository)) == [(2, "amount", "5", "900")]


def test_a_merge_counts_for_who_made_its_branch(repository: Repository) -> None:
    begun(repository, {PATH: DEAL})
    repository.git("checkout", "--quiet", "-b", "side")
    for author in ("First", "Last"):
        repository.write("data/deals/two.yml", DEAL.replace("name: ", f"name: {author} "))
        repository.commit("Write", author=author, mail=f"{author}@example.com")
    repository.git("checkout", "--quiet", "main")
    changed(repository, {"README.md": "Sales\n"})
    merged(repository, "side")
    found = read(repository)
    assert found.commits[2].author == Person("Last", "Last@example.com")
    assert found.commits[2].words.merger_name == "Mori Aya"
    assert found.commits[1].words.merger_name is None


def test_an_octopus_brings_all_its_branches(repository: Repository) -> None:
    begun(repository, {PATH: DEAL})
    start = repository.git("rev-parse", "HEAD")
    for name in ("two", "three"):
        repository.git("checkout", "--quiet", "-b", name, start)
        changed(repository, {f"data/deals/{name}.yml": DEAL})
    repository.git("checkout", "--quiet", "main")
    repository.commit("Empty")
    merged(repository, "two", "three")
    found = read(repository)
    assert len(found.commits[-1].words.parents) == 3
    assert said(found, Key("deals", "two")) == said(found, Key("deals", "three")) == [(2, "whole")]


def test_a_second_root_is_known_when_it_was_merged(repository: Repository) -> None:
    begun(repository, {PATH: DEAL})
    repository.git("checkout", "--quiet", "--orphan", "other")
    repository.git("rm", "-r", "--quiet", "--force", ".")
    changed(repository, {"data/deals/two.yml": DEAL})
    other = repository.git("rev-parse", "HEAD")
    repository.git("checkout", "--quiet", "--force", "main")
    repository.git("merge", "--quiet", "--allow-unrelated-histories", "-m", "Join", other, **NAMED)
    found = read(repository)
    assert [one.number for one in found.commits] == [0, 1]
    assert said(found, Key("deals", "two")) == [(1, "whole")]


def test_a_detached_head_and_another_revision_are_read(repository: Repository) -> None:
    begun(repository, {PATH: DEAL})
    changed(repository, {PATH: WON})
    repository.git("checkout", "--quiet", "--detach", "HEAD^")
    assert said(read(repository)) == [(0, "whole")]
    assert said(history.read(repository.root, "main")) == [(0, "whole"), (1, "whole")]
    with pytest.raises(UsageError, match="nowhere: there is no such revision"):
        history.read(repository.root, "nowhere")


def test_a_repository_in_a_sub_folder_keeps_to_it(repository: Repository) -> None:
    repository.write("data/deals/two.yml", DEAL)
    begun(repository, {f"sales/{PATH}": DEAL, "sales/data/company.yml": "name: x\n"})
    changed(repository, {"data/deals/two.yml": WON})
    found = history.read(repository.root / "sales")
    assert [one.key for one in found.versions] == [COMPANY, ONE]
    assert len(found.commits) == 2


def test_a_bare_clone_tells_the_same_story(repository: Repository, tmp_path: Path) -> None:
    begun(repository, {PATH: DEAL})
    changed(repository, {PATH: WON})
    repository.git("clone", "--quiet", "--bare", ".", os.fspath(tmp_path / "bare.git"))
    assert history.read(tmp_path / "bare.git") == read(repository)


def test_only_ordinary_files_with_the_name_of_an_id_are_records(repository: Repository) -> None:
    """G-12: names that are no ids, hidden ones, links; none of them does harm."""
    repository.write("data/deals/one.yml", DEAL)
    for name in ("-rf", "ガ", "Acme", "a\nb", 'a"b', ".hidden", "x.y"):
        repository.write(f"data/deals/{name}.yml", DEAL)
    repository.write("data/deals/.trash/two.yml", DEAL)
    repository.write("data/nothing/two.yml", DEAL)
    (repository.root / "data/deals/link.yml").symlink_to("one.yml")
    begun(repository)
    assert [one.key for one in read(repository).versions] == [COMPANY, ONE]


def test_a_record_that_becomes_a_link_is_gone(repository: Repository) -> None:
    begun(repository, {PATH: DEAL})
    (repository.root / PATH).unlink()
    (repository.root / PATH).symlink_to("two.yml")
    repository.commit()
    assert said(read(repository)) == [(0, "whole"), (1, "deleted")]


def test_of_two_files_with_one_id_the_first_counts(repository: Repository) -> None:
    """G-09: two requests bring the same id in different sub-folders."""
    begun(repository, {"data/deals/b/one.yml": DEAL})
    changed(repository, {"data/deals/c/one.yml": WON})
    changed(repository, {"data/deals/a/one.yml": AMOUNT})
    found = read(repository)
    assert said(found) == [(0, "whole"), (2, "whole")]
    assert found.troubles == (trouble.repeated(["deals/one"]),)
    changed(repository, {"data/deals/a/one.yml": None, "data/deals/b/one.yml": None})
    found = read(repository)
    assert fields(found) == [(2, "amount", None, "5"), (3, "stage", "proposal", "won"),
                             (3, "amount", "5", None)]  # fmt: skip
    assert found.troubles == ()


def test_a_version_that_does_not_fit_is_read_as_far_as_it_fits(repository: Repository) -> None:
    """G-22: an older schema's field and a value of another type."""
    begun(repository, {PATH: "name: One\nvalue: 5\nstage: proposal\ncreated_on: soon\n"})
    changed(repository, {PATH: DEAL})
    found = read(repository)
    assert said(found) == [(0, "part"), (1, "whole")]
    text = next(one.text for one in found.versions if one.key == ONE)
    assert json.loads(text or "") == {"id": "one", "name": "One", "stage": "proposal"}
    assert fields(found) == [(1, "created_on", "soon", "2026-11-01"), (1, "value", "5", None)]
    assert found.troubles == (trouble.unreadable(1),)


def test_a_version_that_is_no_yaml_leaves_its_fields_as_they_were(repository: Repository) -> None:
    """G-08: a merge that kept both sides, and a file that is nothing at all."""
    begun(repository, {PATH: DEAL})
    both = DEAL.replace("stage: proposal", "stage: won\nstage: lost")
    changed(repository, {PATH: both})
    changed(repository, {PATH: "\0"})
    changed(repository, {PATH: WON})
    found = read(repository)
    assert said(found) == [(0, "whole"), (1, "part"), (2, "unread"), (3, "whole")]
    texts = [json.loads(one.text or "null") for one in found.versions if one.key == ONE]
    assert texts[1] == {
        "id": "one", "name": "One", "stage": "won", "created_on": "2026-11-01",
    }  # fmt: skip
    assert texts[2] is None
    assert fields(found) == [(3, "stage", "proposal", "won")]
    events = [(one.number, one.event) for one in found.changes if one.key == ONE]
    assert events == [(0, "created"), (1, "unread"), (2, "unread"), (3, "changed")]


def test_a_record_whose_id_stands_inside_is_read_without_it(repository: Repository) -> None:
    begun(repository, {PATH: f"id: other\n{DEAL}"})
    found = read(repository)
    assert said(found) == [(0, "part")]
    assert json.loads(found.versions[-1].text or "")["id"] == "one"


def test_a_folder_without_a_repository_has_no_history(tmp_path: Path) -> None:
    found = history.read(tmp_path)
    assert found.troubles == (trouble.NO_REPOSITORY,)
    assert not found.usable


def test_a_branch_without_a_commit_has_no_history(repository: Repository) -> None:
    assert history.read(repository.root).troubles == (trouble.NO_COMMIT,)


def test_records_in_no_commit_have_no_history(repository: Repository) -> None:
    """A data repository inside another one, which ignores it."""
    changed(repository, {"README.md": "x", ".gitignore": "build\n"})
    repository.write("build/data/deals/one.yml", DEAL)
    found = history.read(repository.root / "build")
    assert found.troubles == (trouble.not_committed("build/data"),)
    assert not found.usable


def test_a_shallow_clone_has_no_history(repository: Repository, tmp_path: Path) -> None:
    """G-01."""
    begun(repository, {PATH: DEAL})
    changed(repository, {PATH: WON})
    url = f"file://{repository.root}"
    repository.git("clone", "--quiet", "--depth=1", url, os.fspath(tmp_path / "shallow"))
    found = history.read(tmp_path / "shallow")
    assert (found.troubles, found.commits) == ((trouble.SHALLOW,), ())
    assert not found.usable


@pytest.mark.parametrize("kind", ["tree:0", "blob:none"])
def test_a_partial_clone_has_no_history(repository: Repository, tmp_path: Path, kind: str) -> None:
    """G-01."""
    begun(repository, {PATH: DEAL})
    repository.git("config", "uploadpack.allowFilter", "true")
    url, place = f"file://{repository.root}", tmp_path / "partial"
    repository.git("clone", "--quiet", f"--filter={kind}", "--no-checkout", url, os.fspath(place))
    found = history.read(place)
    assert trouble.PARTIAL in found.troubles
    assert not found.usable


def test_the_future_is_named_and_harms_no_later_commit(repository: Repository) -> None:
    """G-03."""
    begun(repository, {PATH: DEAL})
    changed(repository, {PATH: WON}, when="2031-01-01T00:00:00Z")
    changed(repository, {PATH: AMOUNT}, when="2026-04-02T00:00:00Z")
    found = history.read(repository.root, now=datetime(2026, 5, 1, tzinfo=UTC))
    assert found.troubles == (trouble.misdated([found.commits[1].sha[:10]]),)
    assert [one.known.day for one in found.commits] == [1, 1, 2]


def test_replaced_objects_are_named_and_not_followed(repository: Repository) -> None:
    """G-15."""
    begun(repository, {PATH: DEAL})
    changed(repository, {PATH: WON})
    before = read(repository)
    first, tip = repository.git("rev-parse", "HEAD^"), repository.git("rev-parse", "HEAD")
    repository.git("replace", tip, first)
    after = read(repository)
    assert after.troubles == (trouble.replaced([tip[:10]]),)
    assert after._replace(troubles=()) == before


def test_grafts_are_named_and_not_followed(repository: Repository) -> None:
    """G-15."""
    begun(repository, {PATH: DEAL})
    changed(repository, {PATH: WON})
    before = read(repository)
    repository.write(".git/info/grafts", repository.git("rev-parse", "HEAD") + "\n")
    after = read(repository)
    assert after.troubles == (trouble.grafted("info/grafts"),)
    assert after._replace(troubles=()) == before


def test_submodules_and_a_mailmap_are_named(repository: Repository) -> None:
    """G-06 and G-18: neither is followed."""
    repository.write(".gitmodules", '[submodule "x"]\n\tpath = data/deals/sub\n\turl = ../x\n')
    repository.write(".mailmap", "Boss <boss@example.com> <aya.mori@example.com>\n")
    begun(repository, {PATH: DEAL})
    tip = repository.git("rev-parse", "HEAD")
    repository.git("update-index", "--add", "--cacheinfo", f"160000,{tip},data/deals/two.yml")
    repository.git("commit", "--quiet", "--message=Sub", **NAMED)
    found = read(repository)
    assert found.troubles == (trouble.SUBMODULES, trouble.MAILMAP)
    assert [one.key for one in found.versions] == [COMPANY, ONE]


def test_missing_contents_are_counted_and_read_again(
    repository: Repository, tmp_path: Path
) -> None:
    begun(repository, {PATH: DEAL})
    changed(repository, {PATH: WON})
    blob = repository.git("rev-parse", f"HEAD^:{PATH}")
    place = repository.root / ".git" / "objects" / blob[:2] / blob[2:]
    place.rename(tmp_path / "kept")
    found = read(repository, tmp_path / "history.sqlite")
    assert said(found) == [(0, "unread"), (1, "whole")]
    assert found.troubles == (trouble.unreadable(1), trouble.missing(1))
    (tmp_path / "kept").rename(place)
    found = read(repository, tmp_path / "history.sqlite")
    assert (said(found), found.troubles) == ([(0, "whole"), (1, "whole")], ())


def test_a_history_that_git_cannot_read_is_a_trouble(repository: Repository) -> None:
    begun(repository, {PATH: DEAL})
    first = repository.git("rev-parse", "HEAD")
    changed(repository, {PATH: WON})
    (repository.root / ".git" / "objects" / first[:2] / first[2:]).unlink()
    found = history.read(repository.root)
    assert codes(found) == ["G02"]
    assert not found.usable


def test_a_worktree_has_the_grafts_of_its_repository(
    repository: Repository, tmp_path: Path
) -> None:
    begun(repository, {PATH: DEAL})
    tip = repository.git("rev-parse", "HEAD")
    repository.git("worktree", "add", "--quiet", "--detach", os.fspath(tmp_path / "tree"))
    repository.write(".git/info/grafts", tip + "\n")
    place = git.find(tmp_path / "tree")
    assert isinstance(place, Found)
    assert list(soundness.faults(place, tip)) == [trouble.grafted("info/grafts")]


def test_the_replayed_changes_are_the_book(repository: Repository) -> None:
    begun(repository, {PATH: DEAL, "data/deals/two.yml": AMOUNT})
    changed(repository, {PATH: WON, "data/deals/two.yml": None})
    trees = dict(replay(read(repository).changes))
    assert trees[ONE] == {"name": "One", "stage": "won", "created_on": "2026-11-01"}
    assert sorted(trees) == [COMPANY, ONE]
