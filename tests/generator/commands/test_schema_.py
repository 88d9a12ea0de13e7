"""`salesbook schema` gives editors what they need and leaves alone what is not its own."""

import json
from pathlib import Path

import pytest

from generator.cli import main
from generator.commands.schema_ import refresh
from schema import KINDS

COMPANY = """\
name: Kitahama
base_currency: JPY
pipelines:
  - id: new
    name: New
    stages:
      - {id: talk, name: Talk, probability: 50, category: pipeline}
      - {id: won, name: Won, probability: 100, category: closed, outcome: won}
      - {id: lost, name: Lost, probability: 0, category: omitted, outcome: lost}
"""


def _schema(root: Path, *words: str) -> int:
    return main(["--root", str(root), "schema", *words])


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/company.yml").write_text(COMPANY, encoding="utf-8")
    return tmp_path


def test_all_schemas_and_settings_are_written(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _schema(book) == 0

    written = {path.stem for path in (book / "build/schema").glob("*.json")}
    assert written == {"company", *KINDS}
    assert (book / "build/schema/nvim.lua").is_file()
    assert (book / ".vscode/settings.json").is_file()
    assert (book / ".vscode/tasks.json").is_file()
    assert (book / ".vscode/salesbook.code-snippets").is_file()
    assert (book / ".idea/jsonSchemas.xml").is_file()
    said = capsys.readouterr()
    assert "Wrote .vscode/settings.json." in said.out
    assert said.err == ""


def test_a_second_run_leaves_the_settings_as_they_are(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _schema(book)
    capsys.readouterr()

    assert _schema(book) == 0
    assert "Wrote ." not in capsys.readouterr().out


def test_settings_of_others_are_left_alone_and_what_to_add_is_printed(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path, text in ((".vscode/settings.json", "{} // mine"), (".idea/jsonSchemas.xml", "<x/>")):
        (book / path).parent.mkdir()
        (book / path).write_text(text, encoding="utf-8")

    assert _schema(book, "--out", "schemas") == 0

    assert (book / ".vscode/settings.json").read_text(encoding="utf-8") == "{} // mine"
    assert (book / ".idea/jsonSchemas.xml").read_text(encoding="utf-8") == "<x/>"
    said = capsys.readouterr().out
    assert '"schemas/deals.json": "data/deals/**/*.yml"' in said
    assert ".idea/jsonSchemas.xml has mappings already" in said


def test_one_schema_is_printed_with_the_stages_of_the_company(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _schema(book, "deals") == 0

    printed = json.loads(capsys.readouterr().out)
    assert printed["properties"]["stage"]["enum"] == ["talk", "won", "lost"]
    assert not (book / "build").exists()


def test_without_a_company_the_default_picklists_are_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _schema(tmp_path, "company") == 0
    assert "default picklists" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["deal"], "there is no kind `deal`. Did you mean `deals`?"),
        (["xyzzy"], "there is no kind `xyzzy`. The kinds are company, people,"),
        (["--out", "../elsewhere"], "--out must lie inside"),
    ],
)
def test_a_wrong_call_is_one_clear_line(
    book: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert _schema(book, *words) == 2
    assert said in capsys.readouterr().err


def test_schemas_know_the_ids_and_are_refreshed_only_where_they_lie(book: Path) -> None:
    refresh(book)
    assert not (book / "build").exists()

    (book / "data/accounts").mkdir()
    (book / "data/accounts/acme.yml").write_text("name: Acme\n")
    assert _schema(book) == 0
    (book / "data/accounts/fresh.yml").write_text("name: Fresh\n")
    refresh(book)

    deals = json.loads((book / "build/schema/deals.json").read_text())
    assert deals["definitions"]["accounts"] == {
        "enum": ["acme", "fresh"],
        "enumDescriptions": ["Acme", "Fresh"],
    }
