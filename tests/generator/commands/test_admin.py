"""`salesbook admin`: what it writes, and a change made with it in a real browser."""

import base64
import hashlib
import http.server
import json
import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Page

from generator.cli import main
from tests.books import write
from tests.portal import MKDOCS
from tests.repository import Repository

PACKAGES = Path(__file__).resolve().parents[3] / "build/npm/node_modules"
DECAP = PACKAGES / "decap-cms/dist/decap-cms.js"
SERVER = PACKAGES / "decap-server/dist/index.js"
DEAL = """\
# This remark is lost.
name: Line 5
account: yamada
stage: lead-in
created_on: 2026-03-03
amount: 900000
close_date: 2026-12-11
next_step: "007"
contacts:
  - contact: oka
    role: champion
tags:
  - fair
external_ids:
  erp: "0012"
"""
PATH = "data/deals/2026/line-5.yml"


@pytest.fixture
def book(repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    files = {
        "accounts/yamada.yml": "name: Yamada Seiki\n",
        "contacts/oka.yml": "name: Makoto Oka\naccount: yamada\n",
        "deals/2026/line-5.yml": DEAL,
    }
    write(repository.root, files)
    repository.write("mkdocs.yml", MKDOCS)
    for name, value in (("name", "Aiko Tanaka"), ("email", "aiko@kitahama.example")):
        repository.git("config", f"user.{name}", value)
    repository.commit("Begin")
    return repository


def _package(book: Repository, name: str = "decap-cms", file: str = "decap-cms.js") -> None:
    book.write(f"node_modules/{name}/dist/{file}", "run()\n")
    told = json.dumps({"name": name, "version": "3.9.1"})
    book.write(f"node_modules/{name}/package.json", told)


def test_the_script_of_the_installed_package_is_served_from_the_site(
    book: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    _package(book)
    assert main(["--root", str(book.root), "admin"]) == 0

    said = capsys.readouterr().out
    folder = book.root / "site/admin"
    assert sorted(file.name for file in folder.iterdir()) == [
        "config.yml",
        "decap-cms.js",
        "index.html",
    ]
    assert (folder / "decap-cms.js").read_text() == "run()\n"
    digest = base64.b64encode(hashlib.sha384(b"run()\n").digest()).decode()
    assert f'src="decap-cms.js" integrity="sha384-{digest}"' in (folder / "index.html").read_text()
    assert "decap-cms 3.9.1" in said
    assert "loses the remarks" in said
    assert "loses the remarks" in (folder / "config.yml").read_text()


def test_its_drop_in_successor_is_taken_where_it_is_the_one(book: Repository) -> None:
    _package(book, "@sveltia/cms", "sveltia-cms.js")
    assert main(["--root", str(book.root), "admin"]) == 0
    assert 'src="sveltia-cms.js"' in (book.root / "site/admin/index.html").read_text()
    settings = (book.root / "site/admin/config.yml").read_text()
    assert 'value_field: "{{slug}}"' in settings
    assert "{{filename}}" not in settings


def test_a_script_can_be_named_and_need_not_be_of_a_package(
    book: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = tmp_path / "mine.js"
    script.write_text("run()")
    (tmp_path / "package.json").write_text("{}")
    words = ["--script", str(script), "--sign-in", "https://auth.example", "--app-id", "7"]
    assert main(["--root", str(book.root), "admin", *words]) == 0
    assert "mine.js, of mine.js." in capsys.readouterr().out
    settings = (book.root / "site/admin/config.yml").read_text()
    assert "base_url: https://auth.example" in settings
    assert 'app_id: "7"' in settings
    page = (book.root / "site/admin/index.html").read_text()
    assert "connect-src &#x27;self&#x27; data: blob:" in page
    assert "https://auth.example" in page


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "`npm install decap-cms` brings it"),
        (["--script", "nowhere.js"], "nowhere.js: there is no such file"),
    ],
)
def test_without_a_script_nothing_is_written(
    book: Repository, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert main(["--root", str(book.root), "admin", *words]) == 2
    assert said in capsys.readouterr().err
    assert not (book.root / "site").exists()


def test_people_sign_in_over_a_safe_line(
    book: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    _package(book)
    assert main(["--root", str(book.root), "admin", "--sign-in", "http://a.example"]) == 2
    assert "--sign-in must begin with https://" in capsys.readouterr().err


def test_without_a_company_there_are_no_lists(
    book: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    (book.root / "data/company.yml").unlink()
    _package(book)
    assert main(["--root", str(book.root), "admin"]) == 2
    assert "data/company.yml: A repository must have this file" in capsys.readouterr().err


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


@contextmanager
def _files(folder: Path) -> Iterator[str]:
    """Serve a folder."""
    handler = partial(_Quiet, directory=os.fspath(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@contextmanager
def _local(book: Repository) -> Iterator[int]:
    """Run the editor's own local server, which makes branches and commits."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    node = shutil.which("node")
    if node is None or not DECAP.is_file() or not SERVER.is_file():
        pytest.skip("needs node and `npm install --prefix build/npm decap-cms decap-server`")
    surroundings = {**os.environ, "MODE": "git", "PORT": str(port)}
    with subprocess.Popen(
        [node, SERVER], cwd=book.root, env=surroundings, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            next(line for line in process.stdout if "configured" in line)
            yield port
        finally:
            process.kill()


@pytest.mark.slow
@pytest.mark.browser
def test_a_changed_amount_is_one_line_of_a_branch_that_checks_and_shows_it(
    book: Repository, page: Page
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with _local(book) as port, _files(book.root / "site") as address:
        assert main(["--root", str(book.root), "admin", "--script", str(DECAP)]) == 0
        _through(book, port)
        book.commit("Edit records on the site")
        page.goto(f"{address}/admin/index.html")
        page.get_by_role("button", name=re.compile("login", re.IGNORECASE)).click()
        page.get_by_text("Line 5").or_(page.get_by_text("Collections")).first.wait_for()
        page.goto(f"{address}/admin/index.html#/collections/deals/entries/2026/line-5")
        # Looked for in the collection of accounts, and shown by its name.
        page.get_by_text("Yamada Seiki").first.wait_for()
        page.get_by_role("spinbutton", name="Amount").first.fill("1200000")
        page.get_by_text("Unsaved changes").wait_for()
        page.get_by_role("button", name="Save", exact=True).click()
        branch = _branch(book, page)
    own = (address, f"http://localhost:{port}", "data:", "blob:")
    assert [url for url in asked if not url.startswith(own)] == []
    changed = DEAL.split("\n", 1)[1].replace("900000", "1200000")
    assert book.git("show", f"{branch}:{PATH}") + "\n" == changed
    assert book.git("diff", "--name-only", "main", branch) == PATH
    _shown(book, branch)


def _through(book: Repository, port: int) -> None:
    """Let the editor find its local server on the port of this test."""
    for name, known, own in (
        (
            "config.yml",
            "local_backend: true",
            f"local_backend: {{url: http://localhost:{port}/api/v1}}",
        ),
        ("index.html", "http://localhost:8081", f"http://localhost:{port}"),
    ):
        file = book.root / "site/admin" / name
        text = file.read_text()
        assert known in text
        file.write_text(text.replace(known, own))


def _branch(book: Repository, page: Page) -> str:
    """Wait for the branch that saving makes."""
    for _ in range(120):
        named = book.git("for-each-ref", "--format=%(refname:short)", "refs/heads/cms/")
        if named and book.git("diff", "--name-only", "main", named):
            return named
        page.wait_for_timeout(500)
    pytest.fail("nothing was saved")


def _shown(book: Repository, branch: str) -> None:
    """The branch checks, and its page shows the new amount."""
    shutil.rmtree(book.root / "site")
    book.git("switch", "--quiet", branch)
    assert main(["--root", str(book.root), "check"]) == 0
    assert main(["--root", str(book.root), "build"]) == 0
    assert "¥1.2M" in (book.root / "build/site/deals/line-5.html").read_text()
