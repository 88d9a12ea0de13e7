"""Several files are written together or not at all."""

from pathlib import Path

import pytest

from generator.authoring import atomic
from generator.errors import NotWritableError


def _contents(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def test_new_and_old_files_are_written_and_nothing_else_remains(tmp_path: Path) -> None:
    (tmp_path / "old.yml").write_text("before", encoding="utf-8")

    atomic.write(tmp_path, {"old.yml": "after\r\n", "a/b/new.yml": "名前\n"})

    assert (tmp_path / "old.yml").read_bytes() == b"after\r\n"
    assert (tmp_path / "a/b/new.yml").read_text(encoding="utf-8") == "名前\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "old.yml"]


def test_no_files_are_written_to_a_folder_that_stays_as_it_is(tmp_path: Path) -> None:
    atomic.write(tmp_path, {})

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("position", [0, 1, 2, 3])
def test_a_file_that_cannot_be_moved_leaves_everything_as_it_was(
    tmp_path: Path, position: int
) -> None:
    (tmp_path / "old.yml").write_text("before", encoding="utf-8")
    (tmp_path / "folder.yml").mkdir()
    texts = [("old.yml", "after"), ("new.yml", "new"), ("a/b/c.yml", "deep")]
    texts.insert(position, ("folder.yml", "a folder cannot be replaced"))

    with pytest.raises(NotWritableError, match=r"folder\.yml: cannot be written"):
        atomic.write(tmp_path, dict(texts))

    assert _contents(tmp_path) == {"old.yml": "before"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.yml", "old.yml"]


def test_a_file_where_a_folder_must_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a file", encoding="utf-8")

    with pytest.raises(NotWritableError, match=r"a/b\.yml: cannot be written"):
        atomic.write(tmp_path, {"c/d.yml": "", "a/b.yml": ""})

    assert _contents(tmp_path) == {"a": "a file"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a"]


def test_a_missing_root_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotWritableError, match="nowhere: cannot be written"):
        atomic.write(tmp_path / "nowhere", {"a": ""})
