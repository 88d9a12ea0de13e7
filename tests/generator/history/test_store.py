"""What is kept of a history: it changes nothing but the time that reading takes."""

import random
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import history
from generator.errors import NotWritableError
from generator.history.timeline import replay
from generator.history.version import read as read_version
from tests.generator.history.histories import DEAL, begun, changed, read, said
from tests.repository import Repository, create

PATH = "data/deals/one.yml"
WON = DEAL.replace("proposal", "won")
AMOUNT = DEAL + "amount: 5\n"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "history.sqlite"


def test_new_commits_extend_what_is_kept(repository: Repository, cache: Path) -> None:
    begun(repository, {PATH: DEAL, "data/deals/two.yml": DEAL})
    read(repository, cache)
    changed(repository, {PATH: WON})
    read(repository, cache)
    changed(repository, {PATH: None, "data/deals/2026/two.yml": DEAL, "data/deals/two.yml": None})
    repository.commit("Empty")
    assert read(repository, cache) == read(repository)


def test_what_is_kept_is_not_read_again(repository: Repository, cache: Path) -> None:
    """The old contents may even be gone."""
    begun(repository, {PATH: DEAL, "data/deals/two.yml": DEAL + "amount: 7\n"})
    before = read(repository, cache)
    blobs = [repository.git("rev-parse", f"HEAD:{name}") for name in (PATH, "data/company.yml")]
    changed(repository, {"data/deals/two.yml": WON})
    for blob in blobs:
        (repository.root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    assert history.read(repository.root, "HEAD^", cache=cache) == before
    assert said(read(repository, cache)) == [(0, "whole")]


def test_an_earlier_revision_is_a_part_of_what_is_kept(repository: Repository, cache: Path) -> None:
    begun(repository, {PATH: DEAL})
    changed(repository, {PATH: WON})
    read(repository, cache)
    assert history.read(repository.root, "HEAD^", cache=cache) == history.read(
        repository.root, "HEAD^"
    )
    assert read(repository, cache) == read(repository)


def test_another_branch_is_followed_from_where_it_parts(
    repository: Repository, cache: Path
) -> None:
    begun(repository, {PATH: DEAL})
    repository.git("checkout", "--quiet", "-b", "other")
    changed(repository, {PATH: WON})
    repository.git("checkout", "--quiet", "main")
    changed(repository, {PATH: AMOUNT})
    for name in ("main", "other", "main"):
        kept = history.read(repository.root, name, cache=cache)
        assert kept == history.read(repository.root, name)


def test_a_rewritten_branch_is_read_anew(repository: Repository, cache: Path) -> None:
    begun(repository, {PATH: DEAL})
    read(repository, cache)
    repository.git("checkout", "--quiet", "--orphan", "new")
    begun(repository, {PATH: WON})
    assert read(repository, cache) == read(repository)


def test_a_merge_that_swaps_its_parents_is_read_anew(repository: Repository, cache: Path) -> None:
    """The kept tip is then part of the history, yet not of its first parents."""
    begun(repository, {PATH: DEAL})
    repository.git("checkout", "--quiet", "-b", "side")
    changed(repository, {"data/deals/two.yml": DEAL})
    repository.git("checkout", "--quiet", "main")
    changed(repository, {PATH: WON})
    read(repository, cache)
    repository.git("checkout", "--quiet", "side")
    named = {f"GIT_{r}_{p}": "x" for r in ("AUTHOR", "COMMITTER") for p in ("NAME", "EMAIL")}
    repository.git("merge", "--quiet", "--no-ff", "-m", "Swap", "main", **named)
    assert read(repository, cache) == read(repository)
    assert said(read(repository)) == [(0, "whole"), (2, "whole")]


def test_another_program_reads_anew(repository: Repository, cache: Path) -> None:
    begun(repository, {PATH: DEAL})
    read(repository, cache)
    with sqlite3.connect(cache) as connection:
        connection.execute("update meta set value = 'older' where name = 'signature'")
        connection.execute("update records set versions = ''")
    connection.close()
    assert read(repository, cache) == read(repository)


def test_a_damaged_file_is_begun_anew(repository: Repository, cache: Path) -> None:
    begun(repository, {PATH: DEAL})
    cache.parent.mkdir()
    cache.write_bytes(b"no database" * 1000)
    assert read(repository, cache) == read(repository)


def test_a_folder_that_cannot_be_made_is_said(repository: Repository, tmp_path: Path) -> None:
    begun(repository, {PATH: DEAL})
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(NotWritableError):
        read(repository, tmp_path / "file" / "history.sqlite")


TEXTS = (DEAL, WON, AMOUNT, DEAL + "tags: [a, b]\n", DEAL + "tags: [b]\nlines:\n  - product: cam\n")
PLACES = ("one.yml", "a/one.yml", "two.yml", "b/two.yml", "b/three.yml")
DEEDS = st.lists(
    st.dictionaries(st.sampled_from(PLACES), st.sampled_from((*TEXTS, None)), max_size=3),
    min_size=1,
    max_size=6,
)


@pytest.mark.slow
@settings(max_examples=15)
@given(DEEDS, st.integers(0, 6))
def test_any_history_is_kept_right_and_replays_to_its_book(
    tmp_path_factory: pytest.TempPathFactory, deeds: list[dict[str, str | None]], pause: int
) -> None:
    folder = tmp_path_factory.mktemp("any")
    repository, cache = create(folder / "repository"), folder / "history.sqlite"
    begun(repository)
    there: dict[str, str] = {}
    for number, deed in enumerate(deeds):
        for place, text in sorted(deed.items()):
            if text is not None:
                there[place] = text
                repository.write(f"data/deals/{place}", text)
            elif there.pop(place, None):
                (repository.root / "data/deals" / place).unlink()
        repository.commit()
        if number == pause:
            read(repository, cache)
    found = read(repository, cache)
    assert found == read(repository)
    book: dict[str, str] = {}
    for place in sorted(there, reverse=True):
        book[place.rpartition("/")[2][:-4]] = there[place]
    trees = {key.id: tree for key, tree in replay(found.changes) if key.folder == "deals"}
    keys = {one.key.id: one.key for one in found.versions}
    assert trees == {
        name: read_version(keys[name], text.encode()).tree for name, text in book.items()
    }


def test_processes_change_nothing(repository: Repository) -> None:
    chance = random.Random(7)  # noqa: S311 - the same records every time
    files = {f"data/deals/d-{number}.yml": DEAL for number in range(1600)}
    begun(repository, files)
    changed(repository, {path: chance.choice(TEXTS) for path in files})
    assert history.read(repository.root, processes=2) == history.read(repository.root)
