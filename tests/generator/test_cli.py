"""The command line: exit codes, help, and the one place where errors end."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli import COMMANDS, main
from tests.books import write

BAD = {"deals/a.yml": "name: A\nstage: proposal\ncreated_on: 2026-08-03\naccount: nobody\n"}


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def run(root: Path, *words: str) -> int:
    return main(["--root", str(root), *words])


def test_a_clean_book_ends_with_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(write(tmp_path, {"accounts/acme.yml": "name: Acme\n"}), "check") == 0
    assert capsys.readouterr().err == "1 record, no findings.\n"


def test_findings_end_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(write(tmp_path, BAD), "check", "--as-of", "2026-11-20") == 1
    assert capsys.readouterr().out.startswith("data/deals/a.yml:4:10: L101 error: ")


def test_severity_decides_what_fails(tmp_path: Path) -> None:
    root = write(tmp_path, BAD)
    text = (root / "data/company.yml").read_text()
    write(root, {"company.yml": text + "severities: {L101: info}\n"})
    assert run(root, "check") == 0
    assert run(root, "check", "--severity", "warning") == 0
    assert run(root, "check", "--severity", "info") == 1


def test_given_paths_are_checked_against_the_whole_book(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path, {**BAD, "deals/b.yml": "nmae: B\n", "accounts/acme.yml": "name: A\n"})
    assert run(root, "check", str(root / "data/deals/b.yml"), "--format", "json") == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    assert {item["path"] for item in found} == {"data/deals/b.yml"}
    assert run(root, "check", str(root / "data/accounts")) == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["check", "/etc"], "must be a file or folder below"),
        (["check", "data/missing.yml"], "must be a file or folder below"),
    ],
)
def test_what_cannot_be_done_ends_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    assert run(write(tmp_path, {}), *words) == 2
    assert says in capsys.readouterr().err


def test_a_folder_without_data_ends_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "check") == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    "words", [["chekc"], ["check", "--severity", "bad"], ["check", "--format", "bad"]]
)
def test_wrong_words_end_with_2(tmp_path: Path, words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(tmp_path, *words)
    assert ended.value.code == 2


def test_no_words_show_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    shown = capsys.readouterr().out
    assert all(name in shown for name, _ in COMMANDS)


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("salesbook ")


@pytest.mark.parametrize("name", [name for name, _ in COMMANDS])
def test_every_command_has_help_with_an_example(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    assert "example: salesbook" in capsys.readouterr().out


def test_annotations_and_summary_where_github_runs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    assert run(write(tmp_path, BAD), "check") == 1
    assert capsys.readouterr().out.startswith("::error file=data/deals/a.yml,line=4,")
    assert "L101" in (tmp_path / "summary.md").read_text()


def test_a_gitlab_report_is_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(write(tmp_path, BAD), "check", "--format", "gitlab", "--quiet") == 1
    assert json.loads(capsys.readouterr().out)[0]["check_name"] == "L101"


def test_check_writes_nothing_into_the_repository(tmp_path: Path) -> None:
    root = write(tmp_path / "repository", BAD)
    before = sorted(root.rglob("*"))
    run(root, "check")
    assert sorted(root.rglob("*")) == before


def test_an_epoch_that_is_no_number_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "tomorrow")
    assert run(write(tmp_path, {}), "check") == 2
    assert "SOURCE_DATE_EPOCH must be a number" in capsys.readouterr().err


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    files = {f"deals/d{n}.yml": BAD["deals/a.yml"] for n in range(400)}
    command = [sys.executable, "-m", "generator", "--root", str(write(tmp_path, files)), "check"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()


def test_the_program_ends_at_once_with_all_said_and_its_code(tmp_path: Path) -> None:
    rows, sql = 50_000, "select 'a line of the answer' as a from range({})"
    root = str(write(tmp_path, {}))
    for words, code, lines in (
        (["query", sql.format(rows)], 0, rows + 2),
        (["query", "select nothing"], 2, 0),
    ):
        command = [sys.executable, "-m", "generator", "--root", root, *words]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        assert (done.returncode, len(done.stdout.splitlines())) == (code, lines), done.stderr


def test_help_imports_nothing_heavy() -> None:
    program = (
        "import sys; from generator.cli import main; main([]); print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    heavy = {"pydantic", "yaml", "duckdb", "jinja2", "mkdocs", "git", "rich"}
    assert heavy.isdisjoint(done.stderr.split())
