import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path
from urllib.error import HTTPError

import pytest

from generator.cli import main
from tests.books import write
from tests.portal import MKDOCS


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a small repository that can be served; its cache is a folder of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = write(tmp_path / "book", {"accounts/acme.yml": "name: Acme\n"})
    (root / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    return root


@pytest.fixture
def port() -> str:
    """Return a port that was free a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return str(free.getsockname()[1])


def served(root: Path, port: str) -> list[str]:
    return [sys.executable, "-m", "generator", "--root", os.fspath(root), "serve", "--port", port]


def said(capsys: pytest.CaptureFixture[str], root: Path, *words: str) -> str:
    """Return the only line that the command ends with."""
    assert main(["--root", str(root), "serve", *words]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    return line


def test_without_mkdocs_yml_there_is_one_line(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (book / "mkdocs.yml").unlink()
    assert "mkdocs.yml: there is no such file." in said(capsys, book)


@pytest.mark.parametrize("number", ["0", "-1", "65536"])
def test_a_port_that_is_none_is_refused(
    book: Path, capsys: pytest.CaptureFixture[str], number: str
) -> None:
    line = said(capsys, book, f"--port={number}")
    assert f"--port must be a number from 1 to 65535; found {number}." in line


def test_a_port_that_is_taken_is_said_before_anything_is_built(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = str(taken.getsockname()[1])
        line = said(capsys, book, "--port", number)
    assert f"127.0.0.1:{number}: this port cannot be had" in line
    assert "try another --port" in line
    assert not (book / "build").exists()


def test_what_is_past_is_not_edited(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = said(capsys, book, "--edit", "--as-of", "2026-01-01")
    assert "--edit changes the records as they are; leave out --as-of." in line
    assert not (book / "build").exists()


def test_without_editing_there_is_no_branch_to_name(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = said(capsys, book, "--branch", "week-47")
    assert "--branch names where changes go; add --edit." in line
    assert not (book / "build").exists()


@pytest.mark.slow
def test_with_errors_from_the_start_there_is_nothing_to_serve(book: Path, port: str) -> None:
    (book / "data/accounts/acme.yml").write_text("name: Acme\nowner: nobody\n")
    done = subprocess.run(
        served(book, port), capture_output=True, text=True, check=False, timeout=100
    )
    assert done.returncode == 1
    assert "data/accounts/acme.yml:2:8: L101 error:" in done.stdout
    assert done.stderr.endswith("There are no pages to serve yet: correct this first.\n")


@pytest.mark.slow
def test_the_portal_is_served_until_it_is_interrupted(book: Path, port: str) -> None:
    with subprocess.Popen(served(book, port), stderr=subprocess.PIPE, text=True) as process:
        try:
            page = answer(f"http://127.0.0.1:{port}/portal/accounts/acme.html")
            misled = urllib.request.Request(
                f"http://127.0.0.1:{port}/portal/", headers={"Host": "other.example"}
            )
            with pytest.raises(HTTPError, match="421"):
                urllib.request.urlopen(misled)  # noqa: S310 - same
            process.send_signal(signal.SIGINT)
            _, words = process.communicate(timeout=30)
        finally:
            process.kill()
    assert "Acme" in page
    assert f"Serving on http://127.0.0.1:{port}/portal/" in words
    assert process.returncode == 0
    assert not (book / "build" / "site").exists()


def answer(address: str) -> str:
    """Return a page once it is there."""
    for _ in range(600):
        with suppress(OSError), urllib.request.urlopen(address) as page:  # noqa: S310 - our server
            return str(page.read().decode())
        time.sleep(0.1)
    pytest.fail(f"{address} is not there")
