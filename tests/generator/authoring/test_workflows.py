"""The workflows that `salesbook init` writes, and our own: linted, least rights, no injection."""

import os
import re
import shutil
import subprocess
import sys
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import cli
from generator.authoring.starter import SCAFFOLD
from tests.books import write
from tests.repository import HARDENED, create

ROOT = Path(__file__).resolve().parents[3]
OURS = ROOT / ".github/workflows/check.yml"
GITHUB = SCAFFOLD / "dot-github/workflows/salesbook.yml"
GITLAB = SCAFFOLD / "dot-gitlab-ci.yml"
PINNED = re.compile(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")


def linter(name: str) -> str:
    """Find a linter beside the Python that runs, or skip."""
    found = shutil.which(name, path=Path(sys.executable).parent)
    if found is None:
        pytest.skip(f"{name} is not installed; `make setup` does it")
    return found


def read(file: Path) -> dict[str, Any]:
    flow = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - gives texts and nothing else
    assert isinstance(flow, dict)
    return flow


def test_the_auditor_of_workflows_finds_nothing() -> None:
    call = [linter("zizmor"), "--offline", "--no-progress", "--format=plain", "--persona=regular"]
    done = subprocess.run(
        [*call, os.fspath(GITHUB), os.fspath(OURS)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert "No findings" in done.stdout


@pytest.mark.parametrize(
    ("schema", "files"),
    [("vendor.github-workflows", (GITHUB, OURS)), ("vendor.gitlab-ci", (GITLAB,))],
)
def test_workflows_fit_the_schemas_of_their_sites(schema: str, files: tuple[Path, ...]) -> None:
    call = [linter("check-jsonschema"), "--builtin-schema", schema, *map(os.fspath, files)]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_workflow_asks_for_little_and_hands_nothing_to_a_shell() -> None:
    flow, text = read(GITHUB), GITHUB.read_text(encoding="utf-8")
    assert flow["permissions"] == {}
    rights = {name: set(job["permissions"]) for name, job in flow["jobs"].items()}
    assert rights == {
        "check": {"contents"},
        "comment": {"pull-requests"},
        "build": {"contents"},
        "publish": {"pages", "id-token"},
        "digest": {"contents"},
        "forecast": {"contents"},
        "ledger": {"contents"},
    }
    changing = {
        name for name, job in flow["jobs"].items() if "write" in job["permissions"].values()
    }
    assert changing == {"comment", "publish", "ledger"}
    assert "pull_request_target" not in flow["on"]
    steps = [step for job in flow["jobs"].values() for step in job["steps"]]
    assert [step["run"] for step in steps if "${{" in step.get("run", "")] == []
    assert "secrets." not in text


@pytest.mark.parametrize("file", [GITHUB, OURS], ids=["scaffold", "ours"])
def test_actions_are_pinned_and_whole_histories_are_fetched(file: Path) -> None:
    lines = [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]
    used = [line.removeprefix("- ") for line in lines if "uses:" in line]
    assert [line for line in used if not PINNED.fullmatch(line)] == []
    steps = [step for job in read(file)["jobs"].values() for step in job["steps"]]
    for step in steps:
        if "checkout@" in step.get("uses", ""):
            assert step["with"] == {"fetch-depth": "0", "persist-credentials": "false"}


def test_every_schedule_has_its_jobs() -> None:
    flow = read(GITHUB)
    crons = {one["cron"] for one in flow["on"]["schedule"]}
    asked = [re.findall(r"github\.event\.schedule == '(.+?)'", job.get("if", ""))
             for job in flow["jobs"].values()]  # fmt: skip
    assert {cron for found in asked for cron in found} == crons
    assert any(cron.endswith("* * 1") for cron in crons)


def test_the_job_that_commits_runs_nothing_of_ours() -> None:
    ledger = read(GITHUB)["jobs"]["ledger"]
    assert not any("checkout@" in step.get("uses", "") for step in ledger["steps"])
    assert "salesbook " not in ledger["steps"][-1]["run"]


def test_what_is_forecast_is_issued_and_committed(tmp_path: Path) -> None:
    """The scripts of both jobs, with programs in the places of Salesbook and of GitHub's."""
    book = create(tmp_path / "book")
    book.write("ledger/2026-W46.json", "old\n")
    book.commit()
    issue = "printf '{}\\n' > ledger/2026-W47.json"
    run(tmp_path, "salesbook", issue, read(GITHUB)["jobs"]["forecast"]["steps"][-2]["run"], "book")
    assert [path.name for path in (book.root / "issued").iterdir()] == ["2026-W47.json"]
    note = f"printf '%s\\n' \"$*\" >> {tmp_path}/calls; cp content {tmp_path}/sent"
    run(tmp_path, "gh", note, read(GITHUB)["jobs"]["ledger"]["steps"][-1]["run"], "book/issued")
    call = (
        "api --method PUT repos/o/r/contents/ledger/2026-W47.json --silent "
        "--raw-field message=Issue the forecast of 2026-W47 --raw-field branch=main "
        "--field content=@content"
    )
    assert (tmp_path / "calls").read_text(encoding="utf-8").splitlines() == [call]
    assert b64decode((tmp_path / "sent").read_bytes()) == b"{}\n"


def test_gitlab_gets_what_is_forecast_as_a_new_file(tmp_path: Path) -> None:
    book = create(tmp_path / "book")
    book.write("ledger/2026-W46.json", "old\n")
    book.commit()
    program = tmp_path / "curl"
    program.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$@\" > {tmp_path}/call\n", encoding="utf-8")
    program.chmod(0o755)
    script = "\n".join(read(GITLAB)["forecast"]["script"])
    run(tmp_path, "salesbook", "printf '{}\\n' > ledger/2026-W47.json", script, "book")
    call = (tmp_path / "call").read_text(encoding="utf-8").splitlines()
    assert call[-1] == "https://git.example/files/ledger%2F2026-W47.json"
    assert "commit_message=Issue the forecast of 2026-W47" in call
    assert call[call.index("--request") + 1] == "POST"  # of a file that is there it is refused


def test_gitlab_gives_no_branch_the_token_that_may_push() -> None:
    """A token that merge requests use can be read by each of them: the ledger has another."""
    jobs = {name: job for name, job in read(GITLAB).items() if isinstance(job, dict)}
    tokens = {
        name: set(re.findall(r"SALESBOOK\w*TOKEN", "\n".join(job.get("script", ()))))
        for name, job in jobs.items()
    }
    assert {name: found for name, found in tokens.items() if found} == {
        "review": {"SALESBOOK_TOKEN"},
        "forecast": {"SALESBOOK_LEDGER_TOKEN"},
    }
    assert jobs["forecast"]["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "schedule" && $FORECAST'}]


def run(folder: Path, name: str, body: str, script: str, where: str) -> None:
    """Run a script as a job does, with a program of a name that does something else."""
    program = folder / name
    program.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    program.chmod(0o755)
    bash = shutil.which("bash")
    assert bash is not None
    given = {
        "GITHUB_REPOSITORY": "o/r", "GITHUB_REF_NAME": "main", "GH_TOKEN": "x",
        "SALESBOOK_LEDGER_TOKEN": "x", "CI_DEFAULT_BRANCH": "main",
        "FILES": "https://git.example/files",
    }  # fmt: skip
    done = subprocess.run(
        [bash, "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder / where,
        env={"PATH": f"{folder}:{os.environ['PATH']}", **HARDENED, **given},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_job_that_may_write_runs_nothing_of_the_pull_request() -> None:
    comment = read(GITHUB)["jobs"]["comment"]
    assert not any("checkout@" in step.get("uses", "") for step in comment["steps"])
    assert "github.event.pull_request.head.repo.full_name == github.repository" in comment["if"]
    assert "salesbook " not in comment["steps"][-1]["run"].replace("<!-- salesbook review", "")


@pytest.mark.parametrize(
    ("known", "call"),
    [
        ("", "--method POST repos/o/r/issues/7/comments --field body=@review.md"),
        ("42\n43\n", "--method PATCH repos/o/r/issues/comments/42 --field body=@review.md"),
    ],
)
def test_the_comment_is_written_once_and_then_anew(tmp_path: Path, known: str, call: str) -> None:
    lines = calls(tmp_path, "A review.\n", known)
    assert lines[-1] == f"api {call}"
    assert len(lines) == 2


def test_a_review_that_could_not_be_written_is_no_comment(tmp_path: Path) -> None:
    assert calls(tmp_path, "", "42\n") == []


def calls(folder: Path, review: str, known: str) -> list[str]:
    """Run the step's own script with a program in GitHub's place, which notes its calls."""
    program = folder / "gh"
    program.write_text(
        f"#!/bin/sh\nprintf '%s\\n' \"$*\" >> {folder}/calls\n"
        f"case \"$*\" in *--paginate*) printf '{known}' ;; esac\n",
        encoding="utf-8",
    )
    program.chmod(0o755)
    (folder / "review.md").write_text(review, encoding="utf-8")
    (folder / "calls").touch()
    script = read(GITHUB)["jobs"]["comment"]["steps"][-1]["run"]
    where = {"GITHUB_REPOSITORY": "o/r", "NUMBER": "7", "GH_TOKEN": "x"}
    bash = shutil.which("bash")
    assert bash is not None
    done = subprocess.run(
        [bash, "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env={"PATH": f"{folder}:{os.environ['PATH']}", **where},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return (folder / "calls").read_text(encoding="utf-8").splitlines()


def test_gitlab_names_only_variables_in_its_scripts() -> None:
    flow = read(GITLAB)
    assert flow["variables"]["GIT_DEPTH"] == "0"
    scripts = [
        line for job in flow.values() if isinstance(job, dict) for line in job.get("script", ())
    ]
    assert scripts
    for line in scripts:
        bare = re.findall(r'(?<!")\$(?!\()\{?[A-Z]\w*', re.sub(r'"[^"]*"', '""', line))
        assert bare == [], line


def test_the_hooks_for_others_are_commands_that_exist() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for hook in hooks] == ["salesbook-check", "salesbook-fmt"]
    own = yaml.safe_load((SCAFFOLD / "dot-pre-commit-config.yaml").read_text(encoding="utf-8"))
    for hook in (*hooks, *own["repos"][0]["hooks"]):
        program, command = hook["entry"].split()
        assert program == "salesbook"
        assert command in dict(cli.COMMANDS)
        assert re.match(hook["files"], "data/deals/2026/line-5.yml")


def test_the_hook_that_formats_takes_files(tmp_path: Path) -> None:
    path = "data/people/aya.yml"
    write(tmp_path, {"people/aya.yml": "role: sales\nname: Aya\n"})
    file = os.fspath(tmp_path / path)
    assert cli.main(["--root", os.fspath(tmp_path), "fmt", file]) == 0
    assert (tmp_path / path).read_text(encoding="utf-8") == "name: Aya\nrole: sales\n"


def test_the_question_of_the_digest_can_be_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "sales"
    assert cli.main(["init", os.fspath(book), "--as-of", "2026-11-21"]) == 0
    (question,) = (
        step["env"]["QUESTION"]
        for step in read(GITHUB)["jobs"]["digest"]["steps"]
        if "QUESTION" in step.get("env", ())
    )
    assert read(GITLAB)["digest"]["variables"]["QUESTION"] == question
    capsys.readouterr()
    where = ["--root", os.fspath(book), "query", "--no-cache", "--as-of", "2027-03-01"]
    assert cli.main([*where, question]) == 0
    assert capsys.readouterr().out.splitlines()[0].split() == ["owner", "deals", "signals"]
