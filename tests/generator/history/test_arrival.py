"""Imported history that comes in through a merge, on both clocks."""

from datetime import UTC, date, datetime
from pathlib import Path

from generator import history
from generator.book import Key
from generator.history.tables import tables
from generator.warehouse import open_book
from tests.generator.history.histories import (
    AMOUNT,
    DEAL,
    NAMED,
    ONE,
    PATH,
    WON,
    begun,
    changed,
    codes,
    merged,
    read,
)
from tests.repository import Repository
from tests.tables.books import AS_OF, company


def imported(repository: Repository, files: dict[str, str | None], when: str, words: str) -> None:
    """Commit on a branch what another system says, with the words at the end of the message."""
    for path, text in files.items():
        if text is None:
            (repository.root / path).unlink()
        else:
            repository.write(path, text)
    repository.commit(f"Import\n\n{words}", when=when)


def test_what_a_merge_brings_of_an_import_happened_when_it_says(
    repository: Repository, tmp_path: Path
) -> None:
    begun(repository, {PATH: DEAL, "data/deals/gone.yml": DEAL, "data/deals/both.yml": DEAL})
    repository.git("checkout", "--quiet", "-b", "old")
    crm, two = "Source: Old CRM", "data/deals/two.yml"
    imported(repository, {PATH: AMOUNT, two: DEAL}, "2025-03-01T00:00:00Z", crm)
    later = {PATH: WON, "data/deals/gone.yml": None, "data/deals/both.yml": WON}
    imported(repository, later, "2025-06-01T00:00:00Z", crm)
    imported(repository, {two: WON}, "2025-07-01T00:00:00Z", "By: hand")
    repository.git("checkout", "--quiet", "main")
    changed(repository, {"README.md": "Sales\n"}, when="2026-04-02T09:00:00+0900")
    merged(repository, "old", files={"data/deals/both.yml": AMOUNT})
    cache = tmp_path / "history.sqlite"
    june = int(datetime(2025, 6, 1, tzinfo=UTC).timestamp())
    # Of `two` the last commit names no source, of `both` the merge wrote something else.
    found = [(ONE, 2, june, "Old CRM"), (Key("deals", "gone"), 2, june, "Old CRM")]
    assert sorted(read(repository, cache).arrivals) == sorted(found)
    assert read(repository, cache).only(ONE).arrivals == (found[0],)
    assert history.read(repository.root, "HEAD^", cache=cache).arrivals == ()


def test_an_import_counts_for_the_merge_that_brought_it_first(
    repository: Repository, tmp_path: Path
) -> None:
    begun(repository, {PATH: DEAL})
    cache = tmp_path / "history.sqlite"
    for number, text in enumerate((WON, AMOUNT)):
        read(repository, cache)
        repository.git("checkout", "--quiet", "-B", "old", "main" if not number else "old")
        imported(repository, {PATH: text}, f"2025-0{number + 1}-01T00:00:00Z", "Source: CRM")
        repository.git("checkout", "--quiet", "main")
        merged(repository, "old")
    months = [datetime.fromtimestamp(one.happened, UTC).month for one in read(repository).arrivals]
    assert months == [1, 2]
    assert read(repository, cache) == read(repository)


def test_a_branch_that_git_cannot_read_is_a_trouble(repository: Repository) -> None:
    begun(repository, {PATH: DEAL})
    repository.git("checkout", "--quiet", "-b", "old")
    changed(repository, {PATH: WON})
    lost = repository.git("rev-parse", "HEAD")
    changed(repository, {PATH: AMOUNT})
    repository.git("checkout", "--quiet", "main")
    merged(repository, "old")
    (repository.root / ".git" / "objects" / lost[:2] / lost[2:]).unlink()
    found = history.read(repository.root)
    assert codes(found) == ["G02"]
    assert not found.usable


def april(day: int) -> datetime:
    return datetime(2026, 4, day)  # noqa: DTZ001 - tables are in UTC and do not say so


def test_what_a_merge_brought_of_an_import_is_told_on_both_clocks(repository: Repository) -> None:
    begun(repository, {PATH: DEAL, "data/deals/two.yml": DEAL})
    repository.git("checkout", "--quiet", "-b", "old")
    repository.write(PATH, WON)
    repository.commit("Import\n\nSource: Old CRM", when="2025-06-01T23:00:00Z")
    repository.git("checkout", "--quiet", "main")
    changed(repository, {"data/deals/two.yml": WON}, when="2026-04-02T00:00:00Z")
    merge = {f"GIT_{role}_DATE": "2026-04-03T00:00:00Z" for role in ("AUTHOR", "COMMITTER")}
    repository.git("merge", "--quiet", "--no-ff", "--message=Merge", "old", **merge, **NAMED)
    changed(repository, {PATH: DEAL}, when="2026-04-04T00:00:00Z")
    june = datetime(2025, 6, 1, 23)  # noqa: DTZ001 - tables are in UTC and do not say so
    firm = company({"time_zone": "Asia/Tokyo"})
    past = tables(read(repository), firm, ())
    with open_book(firm, (), AS_OF, history=past) as opened:
        rows = opened.run("select * from arrivals").rows
        assert rows == (("deals", "one", 2, june, date(2025, 6, 2), "Old CRM"),)
        versions = opened.run(
            "select id, known_from, happened_from, happened_to from deals_versions"
            " order by id, version_number"
        )
        assert versions.rows == (
            ("one", april(1), april(1), april(1)),
            ("one", april(3), june, april(4)),
            ("one", april(4), april(4), None),
            ("two", april(1), april(1), april(2)),
            ("two", april(2), april(2), None),
        )
        changes = opened.run("select distinct happened from changes where commit_number = 2")
        assert changes.rows == ((june,),)
        told = opened.run("select source, happened_on from record_change where commit_number = 2")
        assert set(told.rows) == {("Old CRM", date(2025, 6, 2))}
        deal = "select happened_on, source from deal_version where known_on = '2026-04-03'"
        assert opened.run(deal).rows == ((date(2025, 6, 2), "Old CRM"),)
