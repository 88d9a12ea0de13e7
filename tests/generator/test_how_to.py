"""What the how-to pages show is taken from them and done."""

import re
import shlex
from datetime import date
from pathlib import Path

import pytest

from generator import load, pipeline
from generator.cli import main
from generator.history.moment import present
from generator.importing import mapping_file
from generator.reference import HERE
from tests.books import COMPANY, write
from tests.desk import Desk
from tests.repository import Repository

DAY = date(2026, 4, 1)
RECORDS = {
    "people/aiko.yml": "name: Aiko Tanaka\nmail: aiko@kitahama.example\n",
    "accounts/acme.yml": "name: Acme\nowner: aiko\ncustom: {plant_count: 3, segment: core}\n",
    "deals/line-5.yml": "name: Line 5\naccount: acme\nowner: aiko\nstage: proposal\n"
    "created_on: 2026-03-01\namount: 1200\ncurrency: JPY\nclose_date: 2026-05-01\n",
}


def blocks(page: str, language: str) -> list[str]:
    """Return the code of a how-to page in one language."""
    text = (HERE / "how-to" / f"{page}.md.j2").read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def test_a_field_is_added_as_its_page_says(tmp_path: Path) -> None:
    declared, written = blocks("field", "yaml")
    account = f"name: Acme\nowner: aiko\n{written}"
    files = {**RECORDS, "company.yml": COMPANY + declared, "accounts/acme.yml": account}
    assert load.book(write(tmp_path, files), DAY).diagnostics == ()
    files["accounts/acme.yml"] = account.replace("core", "other one")
    (found,) = load.book(write(tmp_path, files), DAY).diagnostics
    assert found.code == "P202"


def test_a_report_is_added_as_its_page_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = {**RECORDS, "accounts/acme.yml": "name: Acme\nowner: aiko\n"}
    root = write(tmp_path, own)
    folder = root / "reports" / "open-by-stage"
    folder.mkdir(parents=True)
    (folder / "by_stage.sql").write_text(*blocks("report", "sql"))
    (folder / "page.md.j2").write_text(*blocks("report", "jinja"))
    made = {page.path: page for page in pipeline.portal(present(root, DAY)).told.pages}
    page = made["open-by-stage/index.md"]
    assert page.nav == ("Pipeline", "Open by stage")
    assert "<svg" in page.text
    assert "Proposal" in page.text or "proposal" in page.text
    (asked,) = blocks("report", "sh")
    question = asked.removeprefix('salesbook query "').removesuffix('"\n')
    assert (
        main(["--root", str(root), "query", "--as-of", "2026-04-01", "--no-cache", question]) == 0
    )
    assert "1200" in capsys.readouterr().out


def test_a_mapping_is_read_as_its_page_shows_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (shown,) = blocks("import", "yaml")
    file, wrong = mapping_file.read(shown.encode(), "mapping.yml")
    assert wrong == ()
    assert file is not None
    desk = Desk(tmp_path, capsys)
    desk.lay("m.yml", shown)
    desk.lay("accounts.csv", "Number,Name,Owner,Kind,Revenue\n7,Acme,,C,12\n")
    assert desk.run("--write")[0] == 0
    record = desk.record("accounts/acme.yml")
    assert record.startswith("name: Acme\ntype: customer\nannual_revenue: 12000\n")
    assert "crm:" in record


def test_a_branch_is_reviewed_as_its_page_says(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    own = {**RECORDS, "accounts/acme.yml": "name: Acme\nowner: aiko\n"}
    write(repository.root, own)
    repository.commit("Begin", when="2026-03-01T09:00:00Z")
    repository.git("switch", "--quiet", "--create", "aiko/line-5")
    moved = own["deals/line-5.yml"].replace("2026-05-01", "2027-01-15")
    (message,) = blocks("review", "text")
    written = [line for block in blocks("review", "sh") for line in block.splitlines()]
    lines = [line for line in written if not line.startswith("salesbook set ")]
    for text, code in (("Move Line 5 to January", 1), (message, 0)):
        repository.git("reset", "--quiet", "--hard", "main")
        repository.write("data/deals/line-5.yml", moved)
        repository.commit(text, when="2026-03-02T09:00:00Z", mail="aiko@kitahama.example")
        for line in lines:
            _, command, *words = shlex.split(line, comments=True)
            where = ["--root", str(repository.root), command]
            asked = code if command in ("review", "check") else 0
            day = "HEAD" if command == "check" else "2026-04-01"
            assert main([*where, "--as-of", day, "--no-cache", *words]) == asked, line
            capsys.readouterr()
        repository.git("clean", "--quiet", "--force", "-d")
