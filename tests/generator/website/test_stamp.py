from collections.abc import Iterable, Sequence
from pathlib import Path
from time import sleep

import pytest

from generator.errors import NotWritableError
from generator.website import fork, stamp
from generator.website.page import RecordPage, Records
from generator.website.shell import Shells, compiled
from generator.website.stamp import Place
from tests.portal import tree

SHELL = compiled("<title>slotqtitleqz</title>", "deals")
SHELLS = {"deals": Shells(SHELL, SHELL)}


def records(*ids: str) -> Records:
    def pages(share: Sequence[str]) -> Iterable[RecordPage]:
        return (RecordPage("deals", page, f"Deal {page}", "", "", (), "") for page in share)

    return Records("deals", ids, pages)


def write(folder: Path, *kinds: Records, processes: int = 1) -> None:
    with fork.begun(stamp.write, kinds, processes) as work:
        sleep(0.2 if processes > 1 else 0)  # time enough to make every page
        work.give(Place(folder, SHELLS))
        work.end(Place(folder, SHELLS))


@pytest.mark.parametrize("processes", [1, 2])
def test_every_record_has_exactly_one_page_whoever_makes_it(tmp_path: Path, processes: int) -> None:
    (tmp_path / "deals").mkdir()
    write(tmp_path, records("a", "b"), records(), records("c", "d", "e"), processes=processes)
    assert tree(tmp_path) == {
        f"deals/{page}.html": f"<title>Deal {page}</title>".encode() for page in "abcde"
    }


def test_a_kind_without_records_needs_no_shell_and_leaves_no_folder(tmp_path: Path) -> None:
    write(tmp_path, Records("leads", (), lambda _: ()))
    assert not list(tmp_path.iterdir())


def test_a_page_of_the_site_at_a_records_address_is_refused(tmp_path: Path) -> None:
    taken = tmp_path / "deals" / "a.html"
    taken.parent.mkdir()
    taken.write_text("theirs")
    with pytest.raises(stamp.TakenError) as raised:
        write(tmp_path, records("a"))
    assert str(raised.value) == (
        "deals/a.html: a page of the site has the address of a record. "
        "Rename site/deals/a.md, or .html."
    )
    assert taken.read_text() == "theirs"


@pytest.mark.parametrize("page", ["../x", "a/b", "", ".", "A", "a\n", "-a", "a" * 65])
def test_an_id_that_is_none_never_becomes_a_path(tmp_path: Path, page: str) -> None:
    (tmp_path / "deals").mkdir()
    with pytest.raises(ValueError, match="is no id"):
        write(tmp_path, records(page))
    assert not tree(tmp_path)


def test_a_folder_that_is_gone_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(NotWritableError, match="deals: cannot be written"):
        write(tmp_path, records("a"))


@pytest.mark.parametrize("number", [0, 1, 19, 20, 21, 50])
def test_pages_made_before_their_place_is_known_are_written_like_the_others(
    tmp_path: Path, number: int
) -> None:
    ids = [f"d{one}" for one in range(number)]
    (tmp_path / "deals").mkdir()
    write(tmp_path, records(*ids), processes=2)
    assert sorted(tree(tmp_path)) == sorted(f"deals/{page}.html" for page in ids)


def test_no_more_pages_are_made_early_than_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamp, "EARLY", 20)
    ids = [f"d{one}" for one in range(50)]
    (tmp_path / "deals").mkdir()
    write(tmp_path, records(*ids), processes=2)
    assert len(tree(tmp_path)) == 50
