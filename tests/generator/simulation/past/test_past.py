"""The history of the sample company as git has it."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from generator import load, repository, simulation
from generator.simulation import SAMPLE, SEED, TODAY, Sizes, accounts
from generator.simulation.past import stream
from tests.repository import Repository

SMALL = accounts(30)
PEOPLE = 15
SITE = "Kitahama Git <git@kitahama.example>"
BOT = "rates[bot] <rates-bot@kitahama.example>"


class Commit(NamedTuple):
    """What git tells of a commit."""

    hash: str
    parents: list[str]
    author: str
    authored: datetime
    committer: str
    committed: datetime
    subject: str
    body: str


FORMAT = "%x1e%H%x1f%P%x1f%an <%ae>%x1f%aI%x1f%cn <%ce>%x1f%cI%x1f%s%x1f%b"


def log(there: Repository, *words: str) -> list[Commit]:
    found = []
    for text in there.git("log", "--reverse", f"--format={FORMAT}", *words).split("\x1e")[1:]:
        name, parents, author, authored, committer, committed, subject, body = text.split("\x1f")
        found.append(
            Commit(
                name, parents.split(), author, datetime.fromisoformat(authored), committer,
                datetime.fromisoformat(committed), subject, body.strip(),
            )
        )  # fmt: skip
    return found


def made(folder: Path, seed: int, sizes: Sizes) -> Repository:
    folder.mkdir()
    repository.write(folder, stream.written(simulation.history(seed, sizes, TODAY)))
    return Repository(folder)


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return made(tmp_path_factory.mktemp("past") / "book", SEED, SAMPLE)


@pytest.fixture(scope="module")
def main(there: Repository) -> list[Commit]:
    return log(there, "--first-parent")


@pytest.fixture(scope="module")
def every(there: Repository) -> list[Commit]:
    return log(there)


def test_the_files_are_those_without_history_and_nothing_is_left_to_commit(
    there: Repository,
) -> None:
    texts = dict(simulation.whole(SEED, SAMPLE, TODAY).texts)
    found = {
        file.relative_to(there.root).as_posix(): file.read_text(encoding="utf-8")
        for file in there.root.rglob("*")
        if file.is_file() and ".git" not in file.relative_to(there.root).parts
    }
    assert found == texts
    data = dict(simulation.files(SEED, SAMPLE, TODAY).texts)
    assert {path: text for path, text in found.items() if path.startswith("data/")} == data
    assert there.git("status", "--short", "--ignored") == ""
    assert there.git("branch", "--all") == "* main"
    assert there.git("fsck", "--strict") == ""


def test_the_same_seed_gives_the_same_commits_and_another_seed_others(tmp_path: Path) -> None:
    first, again, other = (
        made(tmp_path / name, seed, SMALL).git("rev-parse", "HEAD")
        for name, seed in (("first", 7), ("again", 7), ("other", 8))
    )
    assert first == again != other


def test_the_main_branch_is_known_in_order_from_the_first_day_to_the_last(
    main: list[Commit],
) -> None:
    known = [commit.committed for commit in main]
    assert known == sorted(set(known))
    assert known[0].date() == date(2025, 4, 1)
    assert known[-1].date() == TODAY
    assert len({(moment.year, moment.month) for moment in known}) == 20


def test_a_commit_is_never_older_than_its_parents(every: list[Commit]) -> None:
    committed = {commit.hash: commit.committed for commit in every}
    assert all(
        committed[parent] < commit.committed for commit in every for parent in commit.parents
    )


def test_authors_are_people_of_the_company(there: Repository, every: list[Commit]) -> None:
    identities = set()
    for file in (there.root / "data/people").iterdir():
        text = file.read_text(encoding="utf-8")
        for name, mail in re.findall(r"name: (.+), mail: (\S+?)\}", text) or re.findall(
            r"- name: (.+)\n +mail: (.+)", text
        ):
            identities.add(f"{name} <{mail}>")
    authors = {commit.author for commit in every}
    assert authors - identities == {BOT}
    assert len({author.partition("<")[2] for author in authors}) == PEOPLE + 1
    assert {commit.committer for commit in every} - identities == {BOT, SITE}


def test_pull_requests_are_merged_and_squashed(main: list[Commit]) -> None:
    merges = [commit for commit in main if len(commit.parents) > 1]
    pattern = r"Merge pull request #\d+ from [a-z-]+/[a-z0-9.-]+"
    assert all(re.fullmatch(pattern, commit.subject) and commit.body for commit in merges)
    squashed = [commit for commit in main if re.search(r" \(#\d+\)$", commit.subject)]
    assert min(len(merges), len(squashed)) > len(main) // 5
    numbers = [int(n) for commit in main for n in re.findall(r"#(\d+)\b", commit.subject)]
    assert len(set(numbers)) == len(numbers)
    assert numbers != sorted(numbers)
    pushed = len(main) - len(merges) - len(squashed)
    imported = [commit for commit in main if "Source: " in commit.body]
    assert 0 < pushed - len(imported) < len(main) // 8


def test_branches_start_before_what_was_merged_meanwhile(
    main: list[Commit], every: list[Commit]
) -> None:
    place = {commit.hash: number for number, commit in enumerate(main)}
    parents = {commit.hash: commit.parents for commit in every}
    behind = []
    for commit in main:
        for side in commit.parents[1:]:
            base = side
            while base not in place:
                (base,) = parents[base]
            behind.append(place[commit.parents[0]] - place[base])
    assert min(behind) == 0
    assert max(behind) > 2


def test_a_merge_brings_what_its_branch_changed_and_nothing_else(
    there: Repository, main: list[Commit]
) -> None:
    merges = [commit for commit in main if len(commit.parents) > 1]
    for commit in merges[:: max(1, len(merges) // 25)]:
        first, second = commit.parents
        brought = there.git("diff", "--name-only", first, commit.hash)
        assert brought == there.git("diff", "--name-only", f"{first}...{second}")
        assert there.git("diff", second, commit.hash, "--", *brought.splitlines()) == ""


def test_history_of_other_systems_is_known_late_and_happened_early(every: list[Commit]) -> None:
    imported = [commit for commit in every if "Source: " in commit.body]
    assert {commit.body for commit in imported} == {"Source: old-crm", "Source: helpdesk"}
    assert all(commit.authored <= commit.committed for commit in imported)
    old = [commit.authored.date() for commit in imported if commit.body == "Source: old-crm"]
    assert old == sorted(old[1:] + old[:1])  # what stood on the first day comes first
    assert min(old) < date(2025, 4, 1)
    desk = [commit for commit in imported if commit.body == "Source: helpdesk"]
    assert len({commit.committed.date() for commit in desk}) == 1
    assert len({commit.authored.date() for commit in desk}) > 1
    others = [commit for commit in every if "Source: " not in commit.body]
    assert all(commit.authored == commit.committed for commit in others)


def test_messages_say_in_words_what_changed(every: list[Commit]) -> None:
    assert all(len(commit.subject.split()) >= 2 for commit in every)
    assert all(len(commit.subject) < 140 for commit in every)
    words = " ".join(commit.subject for commit in every)
    for word in (
        "now in proposal", "later, ", "closed", "handed over", "entered twice", "noted twice",
        "Five regions go from Japan West to Japan East", "a zero too many",
        'Revert "Delete feedback',
        "Put the quotes into a folder for each year", "Count a commitment as more likely",
        "Rates of 2026-11-01", "Take the accounts over", "Lower the target",
    ):  # fmt: skip
        assert word in words, word


def test_settings_change_and_files_move(there: Repository, main: list[Commit]) -> None:
    settings = log(there, "--first-parent", "--", "data/company.yml")
    assert len(settings) == 4
    filed = next(one for one in main if one.subject.startswith("Put the quotes"))
    moved = there.git("show", "--format=", "--name-status", "-M100%", filed.hash).splitlines()
    assert moved
    for line in moved:
        status, old, new = line.split("\t")
        assert status == "R100"
        assert old.split("/")[-1] == new.split("/")[-1]
        assert len(new.split("/")) == len(old.split("/")) + 1


def errors(there: Repository, commit: Commit, folder: Path) -> Iterator[str]:
    """Check a commit as on the day on which it was made."""
    there.git("checkout", "--quiet", commit.hash)
    options = load.Options(folder / "check.sqlite", 1)
    for one in load.check(there.root, commit.committed.date(), options).diagnostics:
        if one.severity == "error":
            yield f"{commit.hash} {commit.subject}: {one.path}: {one.message}"


@pytest.mark.slow
@pytest.mark.parametrize(("seed", "step"), [(SEED, 1), (7, 5)])
def test_every_commit_passes_the_check(tmp_path: Path, seed: int, step: int) -> None:
    there = made(tmp_path / "book", seed, SMALL)
    commits = log(there)
    assert [text for one in commits[::step] for text in errors(there, one, tmp_path)] == []


def test_the_first_commits_and_the_last_pass_the_check(tmp_path: Path, there: Repository) -> None:
    commits = log(there)
    chosen = [*commits[:2], commits[-1]]
    assert [text for one in chosen for text in errors(there, one, tmp_path)] == []
