"""Git as the history reads it, asked of real repositories of every form."""

import os
import shutil
from pathlib import Path

import pytest

from generator.history import git, trouble
from generator.history.commit import Entry, parsed
from generator.history.git import Repository as Found
from tests.repository import Repository, create

NAMED = {
    f"GIT_{role}_{part}": "x" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")
}
DEAL = "name: One\nstage: proposal\ncreated_on: 2026-11-01\n"


def found(root: Path) -> Found:
    place = git.find(root)
    assert isinstance(place, Found)
    return place


def paths(root: Path, revision: str = "HEAD") -> list[list[str]]:
    """The files that each commit changed, newest commit first."""
    place = found(root)
    tip = git.resolve(place, revision)
    assert tip is not None
    log = git.log(place, tip)
    return [[entry.path for entry in entries] for _, entries in parsed(log)]


def test_a_folder_outside_a_repository_is_named(tmp_path: Path) -> None:
    assert git.find(tmp_path) == trouble.NO_REPOSITORY


def test_no_git_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.fspath(tmp_path))
    assert git.find(tmp_path) == trouble.NO_GIT


def test_a_repository_of_someone_else_is_named(repository: Repository) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give a folder away")
    repository.write("data/deals/a.yml", DEAL)
    repository.commit()
    for path in (repository.root, repository.root / ".git"):
        os.chown(path, 12345, 12345)
    assert git.find(repository.root) == trouble.NOT_OWNED


def test_a_broken_repository_is_named(repository: Repository) -> None:
    repository.write(".git/config", "[core\n")
    assert git.find(repository.root) == trouble.UNREADABLE


def test_a_sub_folder_knows_its_way_from_the_top(repository: Repository) -> None:
    repository.write("books/sales ガ/data/deals/a.yml", DEAL)
    repository.write("data/deals/b.yml", DEAL)
    repository.commit()
    root = repository.root / "books" / "sales ガ"
    assert found(root).prefix == "books/sales ガ/"
    assert paths(root) == [["books/sales ガ/data/deals/a.yml"]]
    assert paths(repository.root) == [["data/deals/b.yml"]]


def test_a_folder_named_like_a_pattern_is_taken_by_its_letters(repository: Repository) -> None:
    repository.write("*/data/deals/a.yml", DEAL)
    repository.write("other/data/deals/b.yml", DEAL)
    repository.commit()
    assert paths(repository.root / "*") == [["*/data/deals/a.yml"]]


def test_every_commit_is_there_also_one_that_changes_no_record(repository: Repository) -> None:
    repository.write("data/deals/a.yml", DEAL)
    repository.commit()
    repository.write("README.md", "Sales\n")
    repository.commit()
    repository.commit()
    assert paths(repository.root) == [[], [], ["data/deals/a.yml"]]


def test_a_bare_clone_and_a_worktree_tell_the_same(repository: Repository, tmp_path: Path) -> None:
    repository.write("data/deals/a.yml", DEAL)
    repository.commit()
    repository.git("clone", "--quiet", "--bare", ".", os.fspath(tmp_path / "bare.git"))
    repository.git("worktree", "add", "--quiet", "--detach", os.fspath(tmp_path / "tree"))
    assert found(tmp_path / "bare.git").bare
    assert paths(tmp_path / "bare.git") == [["data/deals/a.yml"]]
    assert paths(tmp_path / "tree") == [["data/deals/a.yml"]]


def test_hashes_may_be_of_sha_256(tmp_path: Path) -> None:
    root = tmp_path / "long"
    root.mkdir()
    repository = Repository(root)
    repository.git("init", "--quiet", "--object-format=sha256", "--initial-branch=main")
    repository.write("data/deals/a.yml", DEAL)
    tip = repository.commit()
    assert len(tip) == 64
    assert git.resolve(found(root), "HEAD") == tip
    blob = repository.git("rev-parse", "HEAD:data/deals/a.yml")
    assert git.tree(found(root), tip, "data", deep=True) == [
        Entry("100644", blob, "data/deals/a.yml")
    ]
    assert dict(git.blobs(found(root), [blob], 1000)) == {blob: DEAL.encode()}


def test_only_a_commit_is_a_revision(repository: Repository) -> None:
    place = found(repository.root)
    assert git.resolve(place, "HEAD") is None
    repository.write("data/deals/a.yml", DEAL)
    tip = repository.commit()
    repository.git("tag", "-a", "-m", "Tagged", "v1", **NAMED)
    assert git.resolve(place, "main") == git.resolve(place, "v1") == tip
    assert git.resolve(place, tip[:8]) == tip
    for name in ("nowhere", "HEAD:data", "", "a\0b", "main..main", "^main"):
        assert git.resolve(place, name) is None, name


@pytest.mark.parametrize(
    "revision", ["--output=stolen", "--upload-pack=touch stolen", "-x", "--all", "--help"]
)
def test_a_revision_is_never_an_option(repository: Repository, revision: str) -> None:
    repository.write("data/deals/a.yml", DEAL)
    repository.commit()
    place = found(repository.root)
    assert git.resolve(place, revision) is None
    with pytest.raises(git.UnreadableError):
        next(git.log(place, revision))
    assert not git.is_ancestor(place, revision, "HEAD")
    assert not (repository.root / "stolen").exists()


def test_a_branch_named_like_an_option_is_a_branch(repository: Repository) -> None:
    repository.write("data/deals/a.yml", DEAL)
    tip = repository.commit()
    repository.git("update-ref", "refs/heads/--upload-pack=x", "HEAD")
    assert git.resolve(found(repository.root), "--upload-pack=x") == tip


def test_contents_come_in_the_order_asked_and_what_is_amiss_is_nothing(
    repository: Repository,
) -> None:
    repository.write("data/deals/a.yml", "first\n")
    repository.write("data/deals/b.yml", "\n\nsecond\0")
    repository.write("data/deals/c.yml", "x" * 5000)
    tip = repository.commit()
    one, two, long = (repository.git("rev-parse", f"HEAD:data/deals/{n}.yml") for n in "abc")
    wanted = [two, "0" * 40, tip, long, one]
    assert list(git.blobs(found(repository.root), wanted, 1000)) == [
        (two, b"\n\nsecond\0"),
        ("0" * 40, None),
        (tip, None),
        (long, b"x" * 1001),
        (one, b"first\n"),
    ]


def test_more_contents_than_a_pipe_holds_do_not_block(repository: Repository) -> None:
    for number in range(40):
        repository.write(f"data/deals/d-{number}.yml", f"{number}\n" * 20_000)
    repository.commit()
    place = found(repository.root)
    blobs = [one.blob for one in git.tree(place, "HEAD", "data", deep=True)] * 100
    read = dict(git.blobs(place, blobs, 1 << 20))
    assert sorted(data or b"" for data in read.values()) == sorted(
        f"{number}\n".encode() * 20_000 for number in range(40)
    )


def test_reading_may_stop_early(repository: Repository) -> None:
    repository.write("data/deals/a.yml", "x\n" * 100_000)
    repository.commit()
    place = found(repository.root)
    blob = repository.git("rev-parse", "HEAD:data/deals/a.yml")
    reading = git.blobs(place, [blob] * 5000, 1 << 20)
    assert next(reading) == (blob, b"x\n" * 100_000)
    reading.close()  # type: ignore[attr-defined] # a generator, which an iterator need not be


def test_nothing_of_the_repository_is_run(repository: Repository, tmp_path: Path) -> None:
    """Hooks, monitors, pagers, filters and converters of a hostile clone stay unused."""
    stolen = tmp_path / "stolen"
    script = repository.write("evil.sh", f"#!/bin/sh\ntouch '{stolen}'\n")
    script.chmod(0o755)
    repository.write(".gitattributes", "*.yml diff=evil filter=evil -text\n")
    repository.write("data/deals/a.yml", DEAL)
    repository.commit()
    repository.write("data/deals/a.yml", DEAL + "amount: 5\n")
    repository.commit()
    for name in (
        "core.fsmonitor", "core.pager", "core.sshCommand", "diff.external", "diff.evil.textconv",
        "diff.evil.command", "filter.evil.smudge", "filter.evil.process", "gpg.program",
        "pager.log", "credential.helper", "core.gitProxy", "uploadpack.packObjectsHook",
    ):  # fmt: skip
        repository.git("config", name, os.fspath(script))
    shutil.copy(script, repository.root / ".git" / "hooks" / "post-index-change")
    repository.git("config", "log.showSignature", "true")
    assert paths(repository.root) == [["data/deals/a.yml"], ["data/deals/a.yml"]]
    assert not stolen.exists()


def test_the_settings_of_a_repository_do_not_change_the_log(repository: Repository) -> None:
    repository.write("data/deals/a.yml", DEAL)
    repository.commit()
    repository.git("mv", "data/deals/a.yml", "data/deals/b.yml")
    repository.commit("Two\n\nSaid\n\nSource: CRM")
    repository.git("notes", "add", "-m", "Noted", **NAMED)
    place, tip = found(repository.root), repository.git("rev-parse", "HEAD")
    before = list(git.log(place, tip))
    for name, value in (
        ("log.decorate", "full"), ("log.abbrevCommit", "true"), ("log.follow", "true"),
        ("log.showRoot", "false"), ("log.date", "relative"), ("format.pretty", "oneline"),
        ("diff.renames", "copies"), ("diff.noprefix", "true"), ("diff.orderFile", "missing"),
        ("diff.relative", "true"), ("color.ui", "always"), ("core.abbrev", "4"),
        ("i18n.logOutputEncoding", "UTF-16"), ("log.diffMerges", "off"), ("log.mailmap", "true"),
        ("core.quotePath", "true"), ("notes.displayRef", "refs/notes/*"),
    ):  # fmt: skip
        repository.git("config", name, value)
    assert list(git.log(place, tip)) == before


def test_an_ancestor_is_told_from_a_rewritten_line(repository: Repository) -> None:
    repository.write("data/deals/a.yml", DEAL)
    first = repository.commit()
    second = repository.commit()
    place = found(repository.root)
    assert git.is_ancestor(place, first, second)
    assert not git.is_ancestor(place, second, first)


def test_a_history_that_git_cannot_read_is_nothing(tmp_path: Path) -> None:
    repository = create(tmp_path / "broken")
    repository.write("data/deals/a.yml", DEAL)
    first = repository.commit()
    tip = repository.commit("Two")
    (repository.root / ".git" / "objects" / first[:2] / first[2:]).unlink()
    with pytest.raises(git.UnreadableError):
        list(git.log(found(repository.root), tip))
