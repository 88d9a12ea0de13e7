"""Moments: which commit and which day a name means, in real repositories."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import history, load
from generator.errors import UsageError
from generator.history import moment
from generator.history.moment import Moment
from generator.origin import Disk, Snapshot
from tests.books import COMPANY, write
from tests.generator.history.histories import DEAL, begun, changed
from tests.repository import Repository, create

FIRST, SECOND, THIRD = date(2026, 4, 1), date(2026, 4, 3), date(2026, 4, 9)
TOKYO = f"{COMPANY}time_zone: Asia/Tokyo\n"


def times(day: date, clock: str = "09:00:00") -> str:
    return f"{day}T{clock}+00:00"


@pytest.fixture
def three(repository: Repository) -> Repository:
    """Return three commits, each with one deal more, on the three days."""
    begun(repository)
    repository.git("update-ref", "-d", "HEAD")
    for name, day in (("one", FIRST), ("two", SECOND), ("three", THIRD)):
        changed(repository, {f"data/deals/{name}.yml": DEAL}, times(day))
    return repository


def deals(found: Moment) -> list[str]:
    loaded = load.book(found.origin, found.day)
    return [entry.key.id for entry in loaded.entries]


def sha(repository: Repository, name: str) -> str:
    return repository.git("rev-parse", name)


def on(repository: Repository, day: date) -> Moment:
    return moment.named(repository.root, day.isoformat())


def said(root: Path, name: str) -> str:
    with pytest.raises(UsageError) as wrong:
        moment.named(root, name)
    assert "\n" not in str(wrong.value)
    return str(wrong.value)


def test_a_revision_is_its_commit_and_the_day_of_it(three: Repository) -> None:
    three.git("tag", "v1", "HEAD~1")
    short = sha(three, "HEAD~1")[:8]
    for name in ("HEAD~1", "v1", "main~1", short, sha(three, "HEAD~1")):
        found = moment.named(three.root, name)
        assert (found.day, found.tip, found.past) == (SECOND, sha(three, "v1"), True)
        assert deals(found) == ["one", "two"]


def test_the_last_commit_as_a_revision_is_without_what_is_not_committed(three: Repository) -> None:
    three.write("data/deals/four.yml", DEAL)
    found = moment.named(three.root, "HEAD")
    assert found.day == THIRD
    assert deals(found) == ["one", "three", "two"]


@pytest.mark.parametrize(("day", "commit"), [(FIRST, "HEAD~2"), (date(2026, 4, 8), "HEAD~1")])
def test_a_day_is_what_was_known_by_its_end(three: Repository, day: date, commit: str) -> None:
    found = on(three, day)
    assert (found.day, found.tip, found.past) == (day, sha(three, commit), True)


@pytest.mark.parametrize("day", [THIRD, date(2030, 1, 1), date.max])
def test_from_the_last_commits_day_on_it_is_the_disk(three: Repository, day: date) -> None:
    three.write("data/deals/four.yml", DEAL)
    found = on(three, day)
    assert found == Moment(three.root, day, Disk(three.root))
    assert deals(found) == ["four", "one", "three", "two"]


@pytest.mark.parametrize("day", [date(2026, 3, 31), date.min])
def test_before_the_first_commit_the_beginning_is_said(three: Repository, day: date) -> None:
    assert said(three.root, day.isoformat()) == (
        f"--as-of {day}: the history begins on 2026-04-01; choose that day or a later one."
    )


def test_a_day_ends_where_the_company_is(repository: Repository) -> None:
    begun(repository, {"data/company.yml": TOKYO, "data/deals/one.yml": DEAL})
    changed(repository, {"data/deals/two.yml": DEAL}, times(SECOND, "14:59:59"))
    changed(repository, {"data/deals/three.yml": DEAL}, times(SECOND, "15:00:00"))
    assert on(repository, SECOND).tip == sha(repository, "HEAD~1")
    assert moment.named(repository.root, "HEAD").day == date(2026, 4, 4)
    assert moment.named(repository.root, "HEAD~1").day == SECOND


def test_the_time_zone_is_that_of_then(repository: Repository) -> None:
    begun(repository, {"data/deals/one.yml": DEAL})
    changed(repository, {"data/deals/two.yml": DEAL}, times(SECOND, "15:00:00"))
    changed(repository, {"data/company.yml": TOKYO}, times(THIRD))
    assert on(repository, SECOND).tip == sha(repository, "HEAD~1")
    assert moment.named(repository.root, "HEAD~1").day == SECOND


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Nowhere/None", "../x"])
def test_a_first_commit_of_the_evening_before_is_found(repository: Repository, zone: str) -> None:
    text = f"{COMPANY}time_zone: {zone}\n"
    changed(repository, {"data/company.yml": text}, times(SECOND, "03:00:00"))
    changed(repository, {"data/deals/one.yml": DEAL}, times(THIRD))
    begin = date(2026, 4, 2) if zone.startswith("America") else SECOND
    assert on(repository, begin).tip == sha(repository, "HEAD~1")


def test_a_commit_is_not_known_before_the_one_before_it(repository: Repository) -> None:
    begun(repository)
    changed(repository, {"data/deals/one.yml": DEAL}, times(THIRD))
    changed(repository, {"data/deals/two.yml": DEAL}, times(SECOND))
    assert moment.named(repository.root, "HEAD").day == THIRD
    assert on(repository, SECOND).tip == sha(repository, "HEAD~2")


def test_what_a_branch_did_is_known_when_it_is_merged(repository: Repository) -> None:
    begun(repository)
    repository.git("switch", "--quiet", "--create", "topic")
    changed(repository, {"data/deals/one.yml": DEAL}, times(SECOND))
    repository.git("switch", "--quiet", "main")
    when = {"GIT_COMMITTER_DATE": times(THIRD), "GIT_AUTHOR_DATE": times(THIRD)}
    who = {"GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.com"}
    author = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.com"}
    repository.git(
        "merge", "--quiet", "--no-ff", "--message=Merge", "topic", **when, **who, **author
    )
    assert deals(on(repository, SECOND)) == []
    assert deals(moment.named(repository.root, "topic")) == ["one"]
    assert moment.named(repository.root, "topic").day == SECOND


def test_a_branch_named_as_a_day_gives_way_to_the_day(three: Repository) -> None:
    three.git("branch", "2026-04-03", "HEAD~2")
    three.git("branch", "20260403", "HEAD~2")
    assert on(three, SECOND).tip == sha(three, "HEAD~1")
    assert moment.named(three.root, "20260403").tip == sha(three, "HEAD~2")


@pytest.mark.parametrize(
    "name", ["1 April", "2026-02-30", "--all", "", "main:data", "HEAD~9", "\0"]
)
def test_a_name_that_means_nothing_is_said(three: Repository, name: str) -> None:
    expected = "must be a day written YYYY-MM-DD, or a revision that git knows."
    assert said(three.root, name) == f"--as-of {name}: {expected}"


def test_a_commit_without_records_is_said(repository: Repository) -> None:
    repository.write("README.md", "Hello\n")
    repository.commit()
    begun(repository)
    assert "there are no records in this commit" in said(repository.root, "HEAD~1")


def test_a_repository_below_another_folder_has_its_own_records(repository: Repository) -> None:
    repository.write("data/deals/other.yml", DEAL)
    files = {"sales/data/company.yml": TOKYO, "sales/data/deals/one.yml": DEAL}
    changed(repository, files, times(FIRST))
    changed(repository, {"sales/data/deals/two.yml": DEAL}, times(THIRD))
    found = moment.named(repository.root / "sales", "2026-04-02")
    assert deals(found) == ["one"]
    assert [entry.path for entry in load.book(found.origin, found.day).entries] == [
        "data/deals/one.yml"
    ]


def test_outside_a_repository_a_day_is_only_a_day(tmp_path: Path) -> None:
    root = write(tmp_path, {"deals/one.yml": DEAL})
    found = moment.named(root, "2026-04-03")
    assert (found.day, found.origin) == (SECOND, Disk(root))
    assert found.trouble is not None
    assert found.trouble.code == "G02"
    assert "or a revision that git knows. The records must lie in a git" in said(root, "HEAD")


def shallow(repository: Repository, folder: Path) -> Path:
    url = f"file://{repository.root}"
    repository.git("clone", "--quiet", "--depth=1", url, str(folder))
    return folder


def ignored(repository: Repository, _folder: Path) -> Path:
    repository.write(".gitignore", "/data/\n")
    repository.git("rm", "--quiet", "-r", "--cached", "data")
    repository.commit(when=times(THIRD))
    return repository.root


def unborn(_repository: Repository, folder: Path) -> Path:
    return write(create(folder).root, {"deals/one.yml": DEAL})


@pytest.mark.parametrize(("made", "code"), [(shallow, "G06"), (ignored, "G05"), (unborn, "G04")])
def test_a_history_that_is_not_to_be_had_is_named(
    three: Repository, tmp_path: Path, made: object, code: str
) -> None:
    assert callable(made)
    root = made(three, tmp_path / "other")
    found = moment.named(root, "2026-04-03")
    assert (found.day, found.origin, found.tip) == (SECOND, Disk(root), "HEAD")
    assert found.trouble is not None
    assert found.trouble.code == code
    assert said(root, "HEAD").startswith("--as-of HEAD: ")


MONTH = st.integers(0, 40 * 24)


@settings(max_examples=12)
@given(st.lists(MONTH, min_size=1, max_size=6), st.integers(0, 45))
def test_every_day_means_the_last_commit_of_the_history_by_then(
    tmp_path_factory: pytest.TempPathFactory, hours: list[int], days: int
) -> None:
    """The commits that the history dates to the day or before are those up to the one meant."""
    repository = create(tmp_path_factory.mktemp("any") / "repository")
    begin = datetime(2026, 3, 1, tzinfo=UTC).timestamp()
    changed(repository, {"data/company.yml": TOKYO}, f"{begin:.0f} +0000")
    for number, hour in enumerate(hours):
        files: Mapping[str, str] = {f"data/deals/n{number}.yml": DEAL}
        changed(repository, files, f"{begin + 3600 * hour:.0f} +0000")
    day = date.fromordinal(date(2026, 3, 1).toordinal() + days)
    where = moment.zone(load.company(repository.root)[0])
    commits = history.read(repository.root).commits
    by_then = [one.sha for one in commits if one.known.astimezone(where).date() <= day]
    found = on(repository, day)
    assert (found.tip if found.past else sha(repository, "HEAD")) == by_then[-1]
    assert len(deals(found)) == len(by_then) - 1


def test_a_time_that_cannot_be_counts_as_the_one_before(repository: Repository) -> None:
    begun(repository, {"data/deals/one.yml": DEAL})
    raw = repository.git("cat-file", "commit", "HEAD")
    for stamp in ("99999999999999", "253402300800", "-5", "x", "1" * 30):
        lines = raw.splitlines()
        place = next(i for i, line in enumerate(lines) if line.startswith("committer"))
        who = lines[place].rpartition("> ")[0]
        lines[place] = f"{who}> {stamp} +0000"
        lines.insert(1, f"parent {sha(repository, 'HEAD')}")
        text = repository.root.parent / "commit"
        text.write_text("\n".join([*lines, ""]))
        made = repository.git("hash-object", "-t", "commit", "-w", "--literally", str(text))
        found = moment.named(repository.root, made)
        known = history.read(repository.root, made).commits[-1].known
        assert found.day == known.date() == FIRST


def test_the_files_of_a_commit_are_those_of_a_checkout(three: Repository, tmp_path: Path) -> None:
    three.git("clone", "--quiet", str(three.root), str(tmp_path / "clone"))
    three.git("-C", str(tmp_path / "clone"), "checkout", "--quiet", "HEAD~1")
    found = moment.named(three.root, "HEAD~1")
    assert isinstance(found.origin, Snapshot)
    assert load.book(found.origin, found.day) == load.book(tmp_path / "clone", found.day)
