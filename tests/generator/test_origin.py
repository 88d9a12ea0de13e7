"""Where files come from: on disk and in a tree of git, the same files make the same book."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from generator import load
from generator.errors import FolderMissingError, NotReadableError
from generator.load import Options
from generator.origin import Disk, Kept, Snapshot
from tests.books import COMPANY, write
from tests.trees import Blobs, snapshot

TODAY = date(2026, 11, 20)
DEAL = "name: Line 5\naccount: acme\nstage: proposal\ncreated_on: 2026-08-03\n"


def both(root: Path) -> load.Loaded:
    """Load from disk and from the tree; what is found must be one and the same."""
    loaded = load.book(Disk(root), TODAY)
    tree = snapshot(root)
    assert load.book(tree, TODAY) == loaded
    assert load.check(tree, TODAY) == load.check(root, TODAY)
    assert load.company(tree) == load.company(root)
    return loaded


def codes(loaded: load.Loaded) -> list[tuple[str, str]]:
    return [(item.path.removeprefix("data/"), item.code) for item in loaded.diagnostics]


def test_a_good_book_is_the_same(tmp_path: Path) -> None:
    files = {"accounts/acme.yml": "name: Acme\n", "deals/2026/q3/a.yml": DEAL, "deals/b.yml": DEAL}
    loaded = both(write(tmp_path, files))
    assert loaded.diagnostics == ()
    assert [entry.path for entry in loaded.entries] == [
        "data/accounts/acme.yml",
        "data/deals/2026/q3/a.yml",
        "data/deals/b.yml",
    ]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"deal/a.yml": DEAL, "deal/b/c.yml": DEAL}, [("deal", "S01")]),
        ({"readme.md": "x"}, [("readme.md", "S01")]),
        ({"deals": "x"}, [("deals", "S01")]),
        ({".hidden/a.yml": "", ".gitkeep": ""}, []),
        ({"accounts/.gitkeep": "", "accounts/.old/A.txt": "", "accounts/x/.git/b": ""}, []),
        ({"accounts/a.yaml": ""}, [("accounts/a.yaml", "S02")]),
        ({"accounts/A.yml": ""}, [("accounts/A.yml", "S03")]),
        ({"accounts/con.yml": ""}, [("accounts/con.yml", "S04")]),
        (
            {"accounts/x/a.yml": "name: A\n", "accounts/a.yml": "name: A\nparent: a\n"},
            [("accounts/a.yml", "L102"), ("accounts/x/a.yml", "S05")],
        ),
        ({"accounts/a.yml": "name: [\n"}, [("accounts/a.yml", "Y13")]),
        ({"accounts/a.yml": "nmae: A\n"}, [("accounts/a.yml", "S11"), ("accounts/a.yml", "S12")]),
        ({"deals/a.yml": DEAL}, [("deals/a.yml", "L101")]),
        ({"company.yml": f"{COMPANY}colour: red\n"}, [("company.yml", "S12")]),
        ({"company.yml": "name: [\n"}, [("company.yml", "Y13")]),
    ],
)
def test_what_is_wrong_is_the_same(
    tmp_path: Path, files: Mapping[str, str], expected: list[tuple[str, str]]
) -> None:
    assert sorted(codes(both(write(tmp_path, dict(files))))) == sorted(expected)


def test_links_and_executables_are_the_same(tmp_path: Path) -> None:
    root = write(tmp_path, {"accounts/a.yml": "name: A\n", "accounts/b.yml": "name: B\n"})
    (root / "data/accounts/link.yml").symlink_to("a.yml")
    (root / "data/accounts/folder").symlink_to("..")
    (root / "data/teams").symlink_to("accounts")
    (root / "data/accounts/b.yml").chmod(0o755)
    assert codes(both(root)) == [
        ("accounts/b.yml", "S06"),
        ("accounts/folder", "S06"),
        ("accounts/link.yml", "S06"),
        ("teams", "S01"),
    ]


def test_a_repository_without_company_says_only_that(tmp_path: Path) -> None:
    root = write(tmp_path, {"accounts/a.yml": "name: A\n"})
    (root / "data/company.yml").unlink()
    assert codes(both(root)) == [("company.yml", "C01")]


def test_another_repository_inside_is_a_folder_without_records(tmp_path: Path) -> None:
    root = write(tmp_path, {"accounts/a.yml": "name: A\n"})
    tree = snapshot(root)
    for name in ("data/accounts/theirs", "data/deals", "data/other"):
        (root / name).mkdir()
    links = dict.fromkeys(
        ("data/accounts/theirs", "data/deals", "data/other"), Kept("160000", "0" * 40)
    )
    nested = tree._replace(kept={**tree.kept, **links})
    loaded = load.book(nested, TODAY)
    assert loaded == load.book(root, TODAY)
    assert codes(loaded) == [("other", "S01")]


def test_a_link_is_no_company(tmp_path: Path) -> None:
    tree = snapshot(write(tmp_path, {}))
    blob = tree.kept["data/company.yml"].blob
    linked = tree._replace(kept={"data/company.yml": Kept("120000", blob)})
    assert codes(load.book(linked, TODAY)) == [("company.yml", "C01")]


def test_a_commit_without_records_is_named() -> None:
    empty = Snapshot("v1", {"README.md": Kept("100644", "0" * 40)}, Blobs())
    with pytest.raises(FolderMissingError, match="v1:data"):
        load.check(empty, TODAY)


def test_a_tree_reads_only_what_the_cache_of_the_disk_does_not_hold(tmp_path: Path) -> None:
    files = {"accounts/acme.yml": "name: Acme\n", "deals/a.yml": DEAL, "deals/b.yml": DEAL}
    root = write(tmp_path / "repository", files)
    options = Options(tmp_path / "check.sqlite")
    load.check(root, TODAY, options)
    write(root, {"deals/b.yml": DEAL.replace("acme", "nobody")})
    tree = snapshot(root)
    assert codes(load.book(tree, TODAY, options)) == [("deals/b.yml", "L101")]
    changed = tree.kept["data/deals/b.yml"].blob
    company = tree.kept["data/company.yml"].blob
    assert tree.read.asked == [company, changed, changed]  # once for its record, once for the place


def test_the_past_leaves_the_cache_of_the_present_as_it_was(tmp_path: Path) -> None:
    root = write(tmp_path / "repository", {"accounts/acme.yml": "name: Acme\n"})
    cache = tmp_path / "check.sqlite"
    load.check(root, TODAY, Options(cache))
    before = cache.read_bytes()
    earlier = snapshot(write(tmp_path / "earlier", {"deals/a.yml": DEAL}))
    past = Options(cache, past=True)
    for _ in range(2):
        assert codes(load.book(earlier, date(2020, 1, 1), past)) == [
            ("deals/a.yml", "L101"),
            ("deals/a.yml", "L310"),
        ]
    assert cache.read_bytes() == before


def test_the_same_moment_of_the_past_is_not_read_twice(tmp_path: Path) -> None:
    files = {"accounts/acme.yml": "name: Acme\n", "deals/a.yml": DEAL}
    tree = snapshot(write(tmp_path / "earlier", files))
    past = Options(tmp_path / "check.sqlite", past=True)
    first = load.book(tree, TODAY, past)
    tree.read.asked.clear()
    assert load.book(tree, TODAY, past) == first
    assert tree.read.asked == [tree.kept["data/company.yml"].blob]


def test_a_missing_blob_is_named(tmp_path: Path) -> None:
    tree = snapshot(write(tmp_path, {"accounts/acme.yml": "name: Acme\n"}))
    del tree.read.kept[tree.kept["data/accounts/acme.yml"].blob]
    with pytest.raises(NotReadableError, match=r"v1:data/accounts/acme\.yml: cannot be read"):
        load.check(tree, TODAY)
