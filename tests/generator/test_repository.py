"""What the data is built from."""

from pathlib import Path

from generator.repository import built_from
from tests.repository import Repository


def test_a_commit_is_named_in_short(repository: Repository) -> None:
    repository.write("data/company.yml", "name: X\n")
    commit = repository.commit("Begin")
    (repository.root / "data").mkdir(exist_ok=True)
    assert built_from(repository.root) == commit[:7]
    assert built_from(repository.root / "data") == commit[:7]


def test_a_repository_without_commits_has_no_name(repository: Repository) -> None:
    assert built_from(repository.root) == ""


def test_outside_a_repository_there_is_no_name(tmp_path: Path) -> None:
    assert built_from(tmp_path) == ""
    assert built_from(tmp_path / "missing") == ""
