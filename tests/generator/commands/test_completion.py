"""`salesbook completion`: the tab key knows commands and ids, quickly."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli import COMMANDS, main
from generator.commands.completion import offered
from tests.books import write


@pytest.fixture
def book(tmp_path: Path) -> Path:
    files = {
        "deals/2026/line-5.yml": "",
        "deals/line-6.yml": "",
        "accounts/line.yml": "",
        "accounts/readme.txt": "",
    }
    return write(tmp_path, files)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ([""], sorted(name for name, _ in COMMANDS)),
        (["cl"], ["close"]),
        (["--root"], []),
        (["set", "li"], ["line", "line-5", "line-6"]),
        (["set", "deals/l"], ["deals/line-5", "deals/line-6"]),
        (["set", "accounts/"], ["accounts/line"]),
        (["convert", ""], []),
        (["close", ""], ["line-5", "line-6"]),
        (["close", "line-5", ""], ["lost", "won"]),
        (["log", "call", "--deal", "line-"], ["line-5", "line-6"]),
        (["log", "call", "--account", ""], ["line"]),
        (["set", "line-5", ""], []),
        (["build", ""], []),
        (["set", "none/"], []),
    ],
)
def test_what_the_last_word_may_become(book: Path, typed: list[str], words: list[str]) -> None:
    assert list(offered(book, typed)) == words


def test_another_root_is_asked(book: Path, tmp_path: Path) -> None:
    assert list(offered(tmp_path / "none", ["set", ""])) == []
    assert list(offered(tmp_path / "none", ["--root", str(book), "rm", "line-6"])) == ["line-6"]
    assert list(offered(book, ["--root", ""])) == []


def test_words_are_printed(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(["--root", str(book), "completion", "words", "--", "log", "call", "--deal", "line-"])
        == 0
    )
    assert capsys.readouterr().out == "line-5\nline-6\n"
    assert main(["--root", str(book), "completion", "words"]) == 0
    assert "set\n" in capsys.readouterr().out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_script_is_one_for_its_shell(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert "salesbook completion words" in script
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"there is no {shell}")
    assert subprocess.run([program, "-n"], input=script.encode(), check=False).returncode == 0


ASKED = {
    "bash": 'eval "$(salesbook completion bash)"; COMP_WORDS=(salesbook set line-); COMP_CWORD=2; '
    '_salesbook; printf "%s\\n" "${COMPREPLY[@]}"',
    # What the shell itself brings when somebody types: here it prints what it would offer.
    "zsh": "compdef() { :; }; compadd() { print -l -- $found; }; words=(salesbook set line-); "
    'CURRENT=3; eval "$(salesbook completion zsh)"; _salesbook',
    "fish": 'salesbook completion fish | source; complete --do-complete "salesbook set line-"',
}
"""How each shell is made to complete what somebody types."""


@pytest.mark.parametrize("shell", sorted(ASKED))
def test_a_shell_completes_ids(book: Path, tmp_path: Path, shell: str) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"there is no {shell}")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [program, "-c", ASKED[shell]],
        capture_output=True,
        text=True,
        check=False,
        cwd=book,
        env={"PATH": path, "HOME": str(tmp_path)},
    )
    assert done.stdout == "line-5\nline-6\n", done.stderr


def test_nothing_slow_is_imported_for_it() -> None:
    code = (
        "import sys, generator.cli; generator.cli.main(['completion', 'words', 'set', 'x']); "
        "print([name for name in ('pydantic', 'duckdb', 'git', 'yaml') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
