from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from generator.errors import NotWritableError
from generator.website import stamp
from generator.website.page import RecordPage, Records
from generator.website.shell import Shells, compiled
from tests.portal import tree

SHELL = compiled("<title>slotqtitleqz</title>", "deals")
SHELLS = {"deals": Shells(SHELL, SHELL)}


def records(*ids: str) -> Records:
    def pages(share: Sequence[str]) -> Iterable[RecordPage]:
        return (RecordPage("deals", page, f"Deal {page}", "", "", (), "") for page in share)

    return Records("deals", ids, pages)


def write(folder: Path, *ids: str, shares: int = 1) -> None:
    for job in stamp.jobs(folder, [records(*ids)], SHELLS, shares):
        job()


@pytest.mark.parametrize("shares", [1, 2, 3, 7])
def test_every_record_has_exactly_one_page_however_the_work_is_shared(
    tmp_path: Path, shares: int
) -> None:
    write(tmp_path, "a", "b", "c", "d", "e", shares=shares)
    assert tree(tmp_path) == {
        f"deals/{page}/index.html": f"<title>Deal {page}</title>".encode() for page in "abcde"
    }


def test_a_kind_without_records_needs_no_shell_and_leaves_no_folder(tmp_path: Path) -> None:
    assert len(stamp.jobs(tmp_path, [Records("leads", (), lambda _: ())], {}, 1)) == 1
    assert not list(tmp_path.iterdir())


def test_a_page_of_the_site_at_a_records_address_is_refused(tmp_path: Path) -> None:
    (tmp_path / "deals" / "a").mkdir(parents=True)
    with pytest.raises(stamp.TakenError, match=r"Rename site/deals/a\.md"):
        write(tmp_path, "a")


@pytest.mark.parametrize("page", ["../x", "a/b", "", ".", "A", "a\n", "-a", "a" * 65])
def test_an_id_that_is_none_never_becomes_a_path(tmp_path: Path, page: str) -> None:
    with pytest.raises(ValueError, match="is no id"):
        write(tmp_path, page)
    assert not tree(tmp_path)


def test_a_folder_that_is_gone_is_one_clear_error(tmp_path: Path) -> None:
    (job,) = stamp.jobs(tmp_path, [records("a")], SHELLS, 1)
    (tmp_path / "deals").rmdir()
    with pytest.raises(NotWritableError, match="deals: cannot be written"):
        job()
