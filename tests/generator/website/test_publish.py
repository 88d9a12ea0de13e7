import os
import subprocess
import sys
from pathlib import Path
from time import sleep

import pytest

from generator.errors import NotWritableError
from generator.website import publish
from tests.portal import tree


def site(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(text)
    return folder


def test_a_new_site_takes_the_place_of_the_old_and_leaves_nothing_beside_it(
    tmp_path: Path,
) -> None:
    target = site(tmp_path / "site", "old")
    (target / "gone.html").write_text("gone")
    publish.publish(site(publish.staging(target), "new"), target)
    assert tree(tmp_path) == {"site/index.html": b"new"}


def large(folder: Path) -> Path:
    (folder / "deals").mkdir(parents=True)
    for number in range(5):
        (folder / "deals" / f"{number}.html").write_text("old")
    return folder


def until_gone(folder: Path, pattern: str) -> None:
    """Wait for what is removed behind our back; the test's own time limit is the end of it."""
    while list(folder.glob(pattern)):
        sleep(0.01)


def test_a_large_site_is_removed_behind_everybodys_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish, "_MANY", 4)
    target = large(tmp_path / "site")
    publish.publish(site(publish.staging(target), "new"), target)
    publish.staging(target)  # has the name that the old site had
    until_gone(tmp_path, "*-gone")
    assert tree(tmp_path) == {"site/index.html": b"new"}


def test_what_was_not_removed_to_the_end_is_removed_by_the_next_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish, "_MANY", 4)
    large(tmp_path / "site.tmp-1-0-gone")
    large(tmp_path / "site.tmp-1")
    (tmp_path / "site.tmp-1-1-gone").mkdir()
    publish.staging(tmp_path / "site")
    until_gone(tmp_path, "*-gone")
    assert not tree(tmp_path)


def test_the_first_site_needs_no_old_one(tmp_path: Path) -> None:
    target = tmp_path / "build" / "site"
    publish.publish(site(publish.staging(target), "new"), target)
    assert tree(tmp_path) == {"build/site/index.html": b"new"}


def test_until_it_is_published_the_old_site_is_there(tmp_path: Path) -> None:
    target = site(tmp_path / "site", "old")
    site(publish.staging(target), "new")
    assert (target / "index.html").read_text() == "old"


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError])
def test_whatever_ends_a_build_the_old_site_stays_and_nothing_beside_it(
    tmp_path: Path, error: type[BaseException]
) -> None:
    target = site(tmp_path / "site", "old")

    def broken() -> None:
        with publish.staged(target) as fresh:
            site(fresh, "half")
            raise error

    with pytest.raises(error):
        broken()
    assert tree(tmp_path) == {"site/index.html": b"old"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_a_killed_build_left_is_removed(tmp_path: Path) -> None:
    target = site(tmp_path / "site", "old")
    site(tmp_path / "site.tmp-1", "half")
    fresh = publish.staging(target)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site", fresh.name]


def test_a_last_good_site_that_was_set_aside_comes_back(tmp_path: Path) -> None:
    site(tmp_path / "site.tmp-1-old", "old")
    publish.staging(tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text() == "old"


def test_what_was_set_aside_goes_when_the_new_site_is_in_place(tmp_path: Path) -> None:
    site(tmp_path / "site", "new")
    site(tmp_path / "site.tmp-1-old", "old")
    publish.staging(tmp_path / "site")
    assert tree(tmp_path) == {"site/index.html": b"new"}


def test_two_renames_end_as_one_exchange_does(tmp_path: Path) -> None:
    fresh, target = site(tmp_path / "site.tmp-1", "new"), site(tmp_path / "site", "old")
    publish.rename_in_turn(fresh, target)
    assert tree(tmp_path) == {"site.tmp-1/index.html": b"old", "site/index.html": b"new"}


def test_an_exchange_that_cannot_be_is_said(tmp_path: Path) -> None:
    assert not publish.exchanged(tmp_path / "not-there", tmp_path)


def test_a_new_site_that_is_not_there_leaves_the_old_one_in_its_place(tmp_path: Path) -> None:
    target = site(tmp_path / "site", "old")
    with pytest.raises(NotWritableError, match="site: cannot be written"):
        publish.publish(tmp_path / "site.tmp-1", target)
    assert tree(tmp_path) == {"site/index.html": b"old"}


def test_a_link_in_the_targets_place_stays_a_link(tmp_path: Path) -> None:
    site(tmp_path / "disk" / "real", "old")
    (tmp_path / "site").symlink_to(tmp_path / "disk" / "real")
    target = tmp_path / "site"
    publish.publish(site(publish.staging(target), "new"), target)
    assert target.is_symlink()
    assert (tmp_path / "disk" / "real" / "index.html").read_text() == "new"


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    words = rf"build: another build is writing here \(process {os.getpid()}\)"
    with (
        publish.locked(tmp_path / "build"),
        pytest.raises(publish.BuildRunningError, match=words),
        publish.locked(tmp_path / "build"),
    ):
        pass


def test_the_lock_of_a_process_that_is_gone_holds_nobody_up(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from generator.website import publish\n"
        "held = publish.locked(Path(sys.argv[1])); held.__enter__(); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code, tmp_path], check=False)
    assert (tmp_path / ".lock").read_text().isdigit()
    with publish.locked(tmp_path):
        pass


def test_a_target_that_cannot_be_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "build").write_bytes(b"")
    with pytest.raises(NotWritableError, match="cannot be written"):
        publish.staging(tmp_path / "build" / "site")
    with (
        pytest.raises(NotWritableError, match="cannot be written"),
        publish.locked(tmp_path / "build"),
    ):
        pass
