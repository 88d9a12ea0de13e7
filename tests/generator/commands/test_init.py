"""`salesbook init`: a repository that checks and builds at once, or nothing at all."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from generator import load, reports
from generator.authoring.starter import SCAFFOLD
from generator.cli import main
from generator.commands.surroundings import day

TODAY = "2026-11-21"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def _init(folder: Path, *words: str) -> int:
    return main(["init", str(folder), "--as-of", TODAY, *words])


def _below(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(folder).parts
    }


def test_a_new_repository_is_whole_and_checks_without_a_finding(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "a" / "sales"

    assert _init(folder) == 0

    assert len(_below(folder)) == sum(path.is_file() for path in SCAFFOLD.rglob("*")) + 5
    assert {".gitignore", ".github/workflows/salesbook.yml", ".vscode/settings.json"} <= _below(
        folder
    )
    checked = load.check(folder, day(TODAY))
    assert checked.diagnostics == ()
    assert checked.files == sum(path.is_file() for path in SCAFFOLD.glob("data/*/*"))
    assert [report.name for report in reports.found(folder)][-1] == "industries"
    assert f"Made {folder}: " in capsys.readouterr().out


def test_it_is_a_git_repository_of_its_own_unless_it_lies_in_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _init(tmp_path / "sales") == 0
    head = (tmp_path / "sales/.git/HEAD").read_text(encoding="utf-8")
    assert head == "ref: refs/heads/main\n"
    assert "git add --all" in capsys.readouterr().out

    assert _init(tmp_path / "sales" / "build" / "inner") == 0
    assert not (tmp_path / "sales/build/inner/.git").exists()
    assert "git add --all" not in capsys.readouterr().out


def test_without_git_the_files_are_there_all_the_same(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "generator", "init", str(tmp_path / "sales")],
        env={"PATH": os.devnull, "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "sales/data/company.yml").is_file()
    assert not (tmp_path / "sales/.git").exists()


@pytest.mark.parametrize(
    "name", ["Kitahama Instruments", "山田精機", "No: 1", "'Quoted' \"Names\" # Co", "2026", "yes"]
)
def test_the_company_is_named_as_it_was_given(tmp_path: Path, name: str) -> None:
    assert _init(tmp_path, "--name", name, "--currency", "JPY", "--fiscal-start", "4") == 0

    company, faults = load.company(tmp_path)
    assert faults == ()
    assert company is not None
    assert (company.name, company.base_currency, company.fiscal_year.start_month) == (
        name,
        "JPY",
        4,
    )
    site = yaml.safe_load((tmp_path / "mkdocs.yml").read_text(encoding="utf-8"))
    assert site["site_name"] == name


def test_every_placeholder_is_filled(tmp_path: Path) -> None:
    _init(tmp_path, "--tool", "salesbook @ git+https://git.example/tool.git@v1")

    for path in sorted(_below(tmp_path)):
        assert not re.search(r"@[A-Z_0-9]+@", (tmp_path / path).read_text(encoding="utf-8")), path
    tool = (tmp_path / "requirements.txt").read_text(encoding="utf-8")
    assert tool.endswith("\nsalesbook @ git+https://git.example/tool.git@v1\n")


def test_the_site_is_set_up_as_that_of_the_sample_company(tmp_path: Path, root: Path) -> None:
    _init(tmp_path)
    ours, theirs = (
        yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
        for folder in (root, tmp_path)
    )

    for settings in (ours, theirs):
        for own in ("site_name", "site_description", "repo_url", "repo_name", "edit_uri"):
            settings.pop(own, None)
        for own in ("logo", "favicon"):
            settings["theme"].pop(own, None)
        settings["theme"]["icon"].pop("logo", None)
        settings["plugins"].pop("salesbook")
    assert theirs == ours


def test_the_commands_of_its_readme_can_be_run(tmp_path: Path) -> None:
    _init(tmp_path)
    lines = (tmp_path / "README.md").read_text(encoding="utf-8").splitlines()
    commands = [shlex.split(line, comments=True) for line in lines if line.startswith("salesbook ")]
    (made,) = [words[1:] for words in commands if words[1] == "new"]

    assert [words[1] for words in commands] == ["check", "serve", "new"]
    assert main(["--root", str(tmp_path), *made]) == 0


def test_editors_find_their_schemas(tmp_path: Path) -> None:
    _init(tmp_path)
    before = _below(tmp_path)

    assert main(["--root", str(tmp_path), "schema"]) == 0

    assert all(path.startswith("build/") for path in _below(tmp_path) - before)
    settings = json.loads((tmp_path / ".vscode/settings.json").read_text(encoding="utf-8"))
    assert all((tmp_path / path).is_file() for path in settings["yaml.schemas"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--currency", "eur"), "--currency must be a currency code such as JPY; found `eur`."),
        (("--name", "two\nlines"), "--name must be one line of text"),
        (("--name", " "), "--name must be one line of text"),
        (("--tool", "x" * 201), "--tool must be one line of text"),
    ],
)
def test_a_wrong_call_makes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    assert _init(tmp_path / "sales", *words) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "sales").exists()


def test_a_folder_with_something_in_it_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")

    assert _init(tmp_path) == 2
    assert _init(tmp_path / "mine.txt") == 2
    assert _init(tmp_path / "mine.txt" / "sales") == 2
    assert "must be a new or an empty folder" in capsys.readouterr().err
    assert _below(tmp_path) == {"mine.txt"}


@pytest.mark.slow
def test_a_new_repository_builds(tmp_path: Path) -> None:
    folder = tmp_path / "sales"
    _init(folder, "--name", "Aoba & Sons")

    assert main(["--root", str(folder), "build", "--as-of", TODAY]) == 0

    page = (folder / "build/site/industries/index.html").read_text(encoding="utf-8")
    assert "manufacturing" in page
    home = (folder / "build/site/index.html").read_text(encoding="utf-8")
    assert "Aoba &amp; Sons" in home
