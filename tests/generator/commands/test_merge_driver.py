"""Git merges records by their fields where the clone is set up so: real branches, real merges."""

from pathlib import Path

import pytest

from generator.cli import main
from tests.repository import Repository

DEAL = "name: One\nstage: proposal\ncreated_on: 2026-04-02\namount: 5\nclose_date: 2026-06-30\n"
ONE = "data/deals/one.yml"
NAMES = {f"GIT_{one}_{part}": "x" for one in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}


@pytest.fixture
def begun(repository: Repository, capsys: pytest.CaptureFixture[str]) -> Repository:
    """Commit a deal in a repository that is set up, and one that is no record."""
    repository.write(".gitattributes", "* text eol=lf\n")
    repository.write(ONE, DEAL)
    repository.write("data/deals/broken.yml", "a: [\nb: 1\n")
    assert main(["--root", str(repository.root), "merge-driver", "--install"]) == 0
    assert "Added `data/**/*.yml merge=salesbook`" in capsys.readouterr().out
    assert main(["--root", str(repository.root), "merge-driver", "--install"]) == 0
    assert "Added" not in capsys.readouterr().out
    repository.commit()
    return repository


def branched(repository: Repository, name: str, path: str, text: str) -> None:
    repository.git("checkout", "--quiet", "-b", name, "main")
    repository.write(path, text)
    repository.commit()
    repository.git("checkout", "--quiet", "main")


def merge(repository: Repository, *names: str) -> None:
    for name in names:
        repository.git("merge", "--quiet", "--no-ff", "--message=Merge", name, **NAMES)


def tried(repository: Repository, name: str) -> int:
    """Merge a branch; 1 where git says that it stopped."""
    words = ("merge", "--quiet", "--no-ff", "--message=Merge", name)
    return repository.tried(*words, **NAMES).returncode


def test_neighbouring_lines_of_two_people_are_merged(begun: Repository) -> None:
    branched(begun, "amount", ONE, DEAL.replace("amount: 5", "amount: 6"))
    branched(begun, "date", ONE, DEAL.replace("06-30", "07-31"))
    merge(begun, "amount", "date")
    text = (begun.root / ONE).read_text(encoding="utf-8")
    assert text == DEAL.replace("amount: 5", "amount: 6").replace("06-30", "07-31")


def test_a_conflict_stops_the_merge_with_markers_in_one_field(begun: Repository) -> None:
    branched(begun, "six", ONE, DEAL.replace("amount: 5", "amount: 6"))
    branched(begun, "seven", ONE, DEAL.replace("amount: 5", "amount: 7").replace("06-30", "07-31"))
    merge(begun, "six")
    assert tried(begun, "seven") == 1
    marks = "<<<<<<< ours\namount: 6\n=======\namount: 7\n>>>>>>> theirs"
    text = (begun.root / ONE).read_text(encoding="utf-8")
    assert text == DEAL.replace("amount: 5", marks).replace("06-30", "07-31")
    assert begun.git("diff", "--name-only", "--diff-filter=U").strip() == ONE


@pytest.mark.parametrize("program", ["/nowhere/salesbook", "false"])
def test_where_the_program_is_gone_or_breaks_git_merges_the_lines(
    begun: Repository, program: str
) -> None:
    """Git takes a driver's failure for a conflict, and would leave our text without markers."""
    _, found, rest = begun.git("config", "merge.salesbook.driver").partition(" merge-driver ")
    begun.git("config", "merge.salesbook.driver", f"{program}{found}{rest}")
    branched(begun, "six", ONE, DEAL.replace("amount: 5", "amount: 6"))
    branched(begun, "seven", ONE, DEAL.replace("amount: 5", "amount: 7"))
    branched(begun, "name", ONE, DEAL.replace("name: One", "name: Two"))
    merge(begun, "six", "name")
    assert tried(begun, "seven") == 1
    marks = "<<<<<<< ours\namount: 6\n=======\namount: 7\n>>>>>>> theirs"
    text = (begun.root / ONE).read_text(encoding="utf-8")
    assert text == DEAL.replace("amount: 5", marks).replace("One", "Two")


def test_what_is_no_record_is_merged_line_by_line(begun: Repository) -> None:
    path = "data/deals/broken.yml"
    branched(begun, "first", path, "a: [1\nb: 1\n")
    branched(begun, "second", path, "a: [2\nb: 1\n")
    merge(begun, "first")
    assert tried(begun, "second") == 1
    text = (begun.root / path).read_text(encoding="utf-8")
    assert text == "<<<<<<< ours\na: [1\n=======\na: [2\n>>>>>>> theirs\nb: 1\n"


def test_without_files_and_without_a_repository_it_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["merge-driver"]) == 2
    assert "must be given the three files" in capsys.readouterr().err
    assert main(["--root", str(tmp_path), "merge-driver", "--install"]) == 2
    assert "git config: failed" in capsys.readouterr().err


def test_what_no_text_is_git_cannot_merge_either(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [tmp_path / name for name in ("base", "ours", "theirs")]
    for number, file in enumerate(files):
        file.write_bytes(b"\0\xff%d" % number)
    words = [*map(str, files), "7", ONE]
    assert main(["merge-driver", *words]) == 2
    assert "merge-file" in capsys.readouterr().err
