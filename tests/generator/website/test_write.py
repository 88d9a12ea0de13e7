from pathlib import Path

import pytest

from generator.errors import NotWritableError
from generator.website.write import replace, sync
from tests.portal import tree


def test_a_folder_holds_exactly_the_files_given(tmp_path: Path) -> None:
    sync(tmp_path / "docs", {"a.md": b"1", "x/y/b.md": b"2"})
    sync(tmp_path / "docs", {"a.md": b"1", "c.md": b"3"})
    assert tree(tmp_path / "docs") == {"a.md": b"1", "c.md": b"3"}
    assert [path.name for path in (tmp_path / "docs").iterdir() if path.is_dir()] == []


def test_a_file_that_has_its_content_is_not_touched(tmp_path: Path) -> None:
    sync(tmp_path, {"a.md": b"1", "b.md": b"1"})
    before = {name: (tmp_path / name).stat().st_ino for name in ("a.md", "b.md")}
    sync(tmp_path, {"a.md": b"1", "b.md": b"2"})
    assert (tmp_path / "a.md").stat().st_ino == before["a.md"]
    assert (tmp_path / "b.md").stat().st_ino != before["b.md"]


def test_a_link_is_removed_and_what_it_points_to_stays(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "kept").write_bytes(b"kept")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "link").symlink_to(tmp_path / "outside" / "kept")
    sync(tmp_path / "docs", {"a.md": b"1"})
    assert tree(tmp_path) == {"outside/kept": b"kept", "docs/a.md": b"1"}


def test_a_file_where_a_folder_must_be_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "docs").write_bytes(b"")
    with pytest.raises(NotWritableError, match="docs: cannot be written"):
        sync(tmp_path / "docs", {"a.md": b"1"})


def test_what_cannot_be_replaced_leaves_nothing_beside_it(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()
    with pytest.raises(OSError, match="directory"):
        replace(tmp_path / "a.md", b"1")
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]
