"""Which files are records, and what is said of the others."""

import os
from pathlib import Path

import pytest

from generator import files
from tests.books import write


def found(root: Path) -> tuple[list[str], list[tuple[str, str]]]:
    listed = files.find(root)
    inside = [files.records(folder) for folder in listed.folders]
    paths = sorted(file.path for records, _ in inside for file in records)
    wrong = [item for _, diagnostics in inside for item in diagnostics]
    return paths, sorted((item.path, item.code) for item in (*listed.diagnostics, *wrong))


def test_sub_folders_carry_no_meaning(tmp_path: Path) -> None:
    root = write(
        tmp_path, {"deals/2026/q3/a.yml": "", "deals/b.yml": "", "deals/.hidden/c.yml": ""}
    )
    assert found(root) == (["data/deals/2026/q3/a.yml", "data/deals/b.yml"], [])


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("deal/a.yml", None),
        ("deals/a.yaml", "S02"),
        ("deals/notes.txt", "S02"),
        ("deals/A.yml", "S03"),
        ("deals/a b.yml", "S03"),
        ("deals/-a.yml", "S03"),
        ("deals/\uff41.yml", "S03"),
        (f"deals/{'a' * 65}.yml", "S03"),
        ("deals/index.yml", "S04"),
        ("deals/con.yml", "S04"),
        ("deals/com1.yml", "S04"),
    ],
)
def test_what_is_not_a_record_is_said(tmp_path: Path, name: str, code: str | None) -> None:
    root = write(tmp_path, {name: "name: X\n"})
    expected = [("data/deal", "S01")] if code is None else [(f"data/{name}", code)]
    assert found(root) == ([], expected)


def test_links_and_executables_are_no_records(tmp_path: Path) -> None:
    root = write(tmp_path, {"deals/a.yml": "", "deals/b.yml": ""})
    (root / "data/deals/link.yml").symlink_to("/etc/passwd")
    (root / "data/deals/folder").symlink_to(tmp_path)
    (root / "data/deals/b.yml").chmod(0o755)
    assert found(root) == (
        ["data/deals/a.yml"],
        [("data/deals/b.yml", "S06"), ("data/deals/folder", "S06"), ("data/deals/link.yml", "S06")],
    )


def test_a_digest_changes_with_any_file(tmp_path: Path) -> None:
    root = write(tmp_path, {"deals/a.yml": "x", "deals/b.yml": "y"})
    before = files.find(root).folders[0].digest
    assert files.find(root).folders[0].digest == before
    os.utime(root / "data/deals/a.yml", ns=(1, 1))
    assert files.find(root).folders[0].digest != before


def test_paths_are_named_from_the_root(tmp_path: Path) -> None:
    names = list(files.relative(tmp_path, [tmp_path / "data" / "deals", tmp_path.parent]))
    assert names == ["data/deals", ".."]
    assert files.within("data/deals/a.yml", names[:1])
    assert not files.within("data/deals-old/a.yml", names[:1])
