"""`salesbook set`: a record's fields change, or nothing does."""

import json
import multiprocessing
from pathlib import Path

import pytest

from generator.authoring import atomic, change
from generator.book import Key
from generator.cli import main
from generator.review.against import reason
from tests.books import begin, write
from tests.repository import Repository
from tests.terminal import answered

DEAL = """\
# Makoto decides.
name: Line 5
account: yamada
stage: lead-in  # since Monday
created_on: 2026-08-03
amount: 900000

tags: ['a', b]
"""
PATH = "data/deals/2026/line-5.yml"
FILES = {
    "accounts/yamada.yml": "name: Yamada\n",
    "deals/2026/line-5.yml": DEAL,
    "contacts/line-5.yml": "name: Of the same id\n",
    "leads/flawed.yml": "name: A\n",
}


@pytest.fixture
def book(repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return begin(repository, FILES)


def _set(book: Path, *words: str) -> int:
    return main(["--root", str(book), "set", "--as-of", "2026-11-18", "deals/line-5", *words])


def _text(book: Path) -> str:
    return (book / PATH).read_text(encoding="utf-8")


def test_only_the_lines_of_what_is_set_change_and_words_say_what(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _set(book, "stage=Proposal", "amount=1.2M", "close_date=+30d", "tags+=c") == 0

    assert _text(book) == (
        DEAL.replace("lead-in  #", "proposal  #")
        .replace("amount: 900000\n", "amount: 1200000\nclose_date: 2026-12-18\n")
        .replace("['a', b]", "[a, b, c]")
    )
    said = capsys.readouterr()
    assert said.out.startswith("deals/line-5  Line 5\nstage: Lead in -> Proposal\n")
    assert "amount: ¥900,000 -> ¥1,200,000\n" in said.out
    assert "close date: 18 Dec 2026\n" in said.out
    assert said.err == ""


def test_a_dry_run_and_nothing_to_change_write_nothing(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _set(book, "amount=5", "--dry-run") == 0
    assert _set(book, "amount=900k", "--commit") == 0
    assert capsys.readouterr().out.endswith("Nothing changes.\n")
    assert _text(book) == DEAL


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("amount=1,200", "S13 error: `amount` must be a number"),
        ("name=", "S11 error: `name` must be there"),
        ("stage=propsal", "Did you mean `proposal`?"),
        ("stage=lost", "`lost_reason` must be there"),
        ("account=yamad", "Did you mean `yamada`?"),
        ("close_date=2026-01-01", "error"),
    ],
)
def test_what_a_law_refuses_is_refused_before_the_file_is_touched(
    book: Path, capsys: pytest.CaptureFixture[str], word: str, says: str
) -> None:
    assert _set(book, word) == 1

    said = capsys.readouterr()
    assert says in said.out
    assert said.err == "Nothing was written.\n"
    assert _text(book) == DEAL


def test_what_was_wrong_before_does_not_stand_in_the_way(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (book / PATH).write_text(DEAL.replace("yamada", "nobody"), encoding="utf-8")

    assert _set(book, "amount=5") == 0
    assert "nobody" not in capsys.readouterr().out
    assert _set(book, "account=yamada") == 0


def test_records_around_are_judged_too(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quote = "name: Q\ndeal: line-5\nversion: 1\nquoted_on: 2026-09-01\nstatus: draft\n"
    write(book, {"quotes/q.yml": quote, "leads/flawed.yml": "name: A\ncreated_on: 2026-01-01\n"})
    before = main(["--root", str(book), "check", "--as-of", "2026-11-18"])
    capsys.readouterr()

    words = ["--root", str(book), "set", "--as-of", "2026-11-18", "accounts/yamada"]
    assert main([*words, "currency=USD"]) == 1
    assert before == 0
    assert f"{PATH}:6:" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["line-5", "amount=1"], "several records have this id; name one: contacts/line-5, deals"),
        (["line-6", "amount=1"], "there is no such record. Did you mean `line-5`?"),
        (["deal/line-5", "amount=1"], "Did you mean `deals/line-5` or"),
        (["nothing", "amount=1"], "there is no such record.\n"),
        (["accounts/yamada", "name="], "must keep at least one field"),
        ([PATH, "amont=1"], "Did you mean `amount`?"),
    ],
)
def test_what_cannot_be_meant_is_said_in_one_line(
    book: Path, capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    assert main(["--root", str(book), "set", "--as-of", "2026-11-18", *words]) == 2
    said = capsys.readouterr().err
    assert says in said
    assert said.count("\n") == 1


def test_a_file_that_is_no_yaml_is_said(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (book / PATH).write_text("<<<<<<< ours\n" + DEAL, encoding="utf-8")

    assert _set(book, "amount=1") == 2
    assert "Y09" in capsys.readouterr().err


def test_no_data_folder_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(tmp_path), "set", "a", "b=c"]) == 2
    assert "salesbook init" in capsys.readouterr().err


def test_a_file_changed_meanwhile_is_never_overwritten(book: Path) -> None:
    key, path = Key("deals", "line-5"), PATH
    record = change.opened(book, key, path)
    (book / path).write_text(DEAL + "# theirs\n", encoding="utf-8")

    with pytest.raises(atomic.ChangedMeanwhileError, match="nothing was written"):
        change.save(book, [record.changed({**record.tree, "amount": "1"})])
    assert _text(book) == DEAL + "# theirs\n"
    (book / path).unlink()
    with pytest.raises(atomic.ChangedMeanwhileError):
        change.save(book, [record.changed({**record.tree, "amount": "1"})])


def _adding(root: str, tag: str) -> None:
    key = Key("deals", "line-5")
    for number in range(8):
        while True:
            record = change.opened(Path(root), key, PATH)
            tags = [*map(str, record.tree["tags"]), f"{tag}{number}"]
            try:
                change.save(Path(root), [record.changed({**record.tree, "tags": list(tags)})])
                break
            except atomic.ChangedMeanwhileError:
                continue


def test_no_update_is_lost_between_processes(book: Path) -> None:
    if "fork" not in multiprocessing.get_all_start_methods():
        pytest.skip("there are other locks there")
    workers = [
        multiprocessing.get_context("spawn").Process(target=_adding, args=(str(book), tag))
        for tag in "xy"
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    record = change.opened(book, Key("deals", "line-5"), PATH)
    names = {f"{tag}{number}" for tag in "xy" for number in range(8)}
    assert {*map(str, record.tree["tags"])} == {"a", "b", *names}


def test_the_file_stays_as_readable_as_it_was(book: Path) -> None:
    (book / PATH).chmod(0o640)

    assert _set(book, "amount=1") == 0
    assert (book / PATH).stat().st_mode & 0o777 == 0o640


def test_a_commit_says_what_the_change_means_and_takes_nothing_else_along(
    book: Path, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    write(book, {"accounts/new.yml": "name: New\n", "accounts/yamada.yml": "name: Yamada S\n"})
    repository.git("add", "data/accounts/new.yml")

    assert _set(book, "stage=proposal", "amount=1.2M", "close_date=2026-12-15", "--commit") == 0

    assert repository.git("show", "--format=%an%n%B", "--name-only", "HEAD").split("\n") == [
        "Aiko Tanaka",
        "Move deal Line 5 to Proposal, ¥1.2M, close 15 Dec 2026",
        "",
        "- stage: Lead in -> Proposal",
        "- amount: ¥900,000 -> ¥1,200,000",
        "- close date: 15 Dec 2026",
        "",
        "",
        PATH,
    ]
    left = repository.git("status", "--porcelain").split("\n")
    assert left == ["A  data/accounts/new.yml", " M data/accounts/yamada.yml"]
    assert "Committed as " in capsys.readouterr().err


def test_a_branch_is_made_for_the_commit(book: Path, repository: Repository) -> None:
    before = repository.git("rev-parse", "HEAD")

    assert _set(book, "amount=1", "--branch", "aiko/line-5") == 0

    assert repository.git("branch", "--show-current") == "aiko/line-5"
    assert repository.git("rev-parse", "main") == before == repository.git("rev-parse", "HEAD~1")
    subject = "Change deal Line 5: amount: ¥900,000 -> ¥1"
    assert repository.git("log", "-1", "--format=%B") == subject + "\n"


def test_a_commit_says_why_below_its_first_line(book: Path, repository: Repository) -> None:
    why = "Their budget is decided\n in December"
    assert _set(book, "close_date=2026-12-15", "amount=2", "--commit", "--because", why) == 0

    message = repository.git("log", "-1", "--format=%B")
    lines = message.split("\n")
    assert lines[1:4] == ["", "Their budget is decided in December", ""]
    assert lines[4].startswith("- ")
    assert reason(message) == "Their budget is decided in December"


def test_a_reason_needs_a_commit_to_be_said_in(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _text(book)
    assert _set(book, "amount=2", "--because", "They asked for it") == 2
    assert "--because is said in a commit" in capsys.readouterr().err
    assert _text(book) == before


def test_a_long_change_has_a_short_first_line(book: Path, repository: Repository) -> None:
    words = ["amount=1", f"name={'x' * 60}", "next_step=Call", "next_step_date=today"]
    assert _set(book, *words, "--commit") == 0

    first, empty, *rest = repository.git("log", "-1", "--format=%B").split("\n")
    assert len(first) <= 72
    assert empty == ""
    assert len(rest) == 5


@pytest.mark.parametrize(
    ("state", "words", "says"),
    [
        ("checkout --quiet --detach", ["--commit"], "No branch is checked out"),
        ("bisect start", ["--commit"], "in the middle of a bisect"),
        ("config --unset user.email", ["--commit"], "git must know who you are"),
        ("branch there", ["--branch", "there"], "There is a branch `there` already"),
        ("status", ["--branch", "a..b"], "A branch cannot be called `a..b`"),
    ],
)
def test_an_unusual_state_is_said_and_nothing_is_written(
    book: Path, capfd: pytest.CaptureFixture[str], state: str, words: list[str], says: str
) -> None:
    repository = Repository(book)
    repository.git("config", "user.useConfigOnly", "true")
    repository.git(*state.split())

    assert _set(book, "amount=1", *words) == 2

    said = capfd.readouterr().err
    assert says in said
    assert said.endswith("Nothing was written.\n")
    assert said.count("\n") == 1
    assert _text(book) == DEAL


def test_a_detached_head_takes_a_new_branch(book: Path, repository: Repository) -> None:
    repository.git("checkout", "--quiet", "--detach")

    assert _set(book, "amount=1", "--branch", "found") == 0
    assert repository.git("branch", "--show-current") == "found"


def test_a_touched_file_with_other_changes_is_left(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dirty = DEAL + "# mine\n"
    (book / PATH).write_text(dirty, encoding="utf-8")

    assert _set(book, "amount=1", "--commit") == 2
    assert f"{PATH}: has changes already" in capsys.readouterr().err
    assert _text(book) == dirty


def test_without_a_repository_there_is_no_commit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = write(tmp_path / "plain", FILES)

    assert _set(root, "amount=1", "--commit") == 2
    assert "There is no git repository here." in capsys.readouterr().err
    assert _text(root) == DEAL
    monkeypatch.setenv("PATH", str(tmp_path))
    assert _set(root, "amount=1", "--commit") == 2
    assert "git: must be installed" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--commit"], ["--branch", "mine"]])
def test_a_hook_that_refuses_loses_nothing(
    book: Path, repository: Repository, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    hook = book / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho main is protected >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    before = repository.git("rev-parse", "HEAD")

    assert _set(book, "amount=1", *words) == 2

    said = capsys.readouterr().err
    assert "git did not commit (main is protected)" in said
    assert said.count("\n") == 1
    assert "amount: 1\n" in _text(book)
    assert repository.git("rev-parse", "HEAD") == before
    assert repository.git("branch", "--format=%(refname:short)") == "main"


def test_a_held_index_loses_nothing(
    book: Path, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    (book / ".git" / "index.lock").touch()

    assert _set(book, "amount=1", "--commit") == 2
    assert "git did not commit" in capsys.readouterr().err
    (book / ".git" / "index.lock").unlink()
    assert repository.git("status", "--porcelain") == f" M {PATH}"


def test_programs_are_told_in_json(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _set(book, "amount=x", "--format", "json") == 1
    told = json.loads(capsys.readouterr().out)
    assert told["written"] is False
    assert [item["code"] for item in told["findings"]] == ["S13"]
    assert _set(book, "amount=1", "--format", "json", "--commit") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["written"] is True
    assert told["changes"] == ["deals/line-5  Line 5", "amount: ¥900,000 -> ¥1"]
    assert told["findings"] == []
    assert len(told["commit"]) >= 7


def test_without_words_it_asks_on_a_terminal_alone(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _set(book) == 2
    assert "name at least one FIELD=VALUE" in capsys.readouterr().err
    code, said = answered(book, b"stage\nProposal\n", "set", "deals/line-5")
    assert code == 0, said
    assert "one of lead-in, proposal, won, lost" in said
    assert _text(book) == DEAL.replace("lead-in", "proposal")
    code, said = answered(book, b"lines\n", "set", "deals/line-5")
    assert code == 2
    assert "`lines` is no field that has one value" in said


def test_a_record_that_is_not_named_is_asked_for_on_a_terminal(book: Path) -> None:
    code, said = answered(book, b"deals/line-5\n", "set", "stage=Proposal")
    assert code == 0
    assert said.startswith("record - Which one, by its id: ")
    assert "stage: proposal" in _text(book)


def test_a_record_that_is_not_named_is_not_guessed(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(book), "set", "stage=proposal"]) == 2
    assert capsys.readouterr().err == (
        "salesbook: The record must be named: its id, or KIND/ID where two kinds share it.\n"
    )
    assert _text(book) == DEAL
