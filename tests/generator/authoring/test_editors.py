"""Editors find the schemas, and what their user has set stays."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from generator.authoring import editors
from generator.cli import main
from schema import KINDS
from tests.books import write


def test_every_kind_and_the_company_are_matched() -> None:
    matched = editors.matched("build/schema")

    assert matched["build/schema/company.json"] == "data/company.yml"
    assert matched["build/schema/deals.json"] == "data/deals/**/*.yml"
    assert len(matched) == len(KINDS) + 1


def test_settings_of_the_user_stay() -> None:
    before = '{"editor.tabSize": 2, "yaml.schemas": {"other.json": "x/*.yml"}}'

    after = json.loads(editors.vscode(before, "s") or "")

    assert after["editor.tabSize"] == 2
    assert after["yaml.schemas"] == {"other.json": "x/*.yml", **editors.matched("s")}


def test_writing_again_changes_nothing_and_another_folder_takes_the_place_of_the_first() -> None:
    once = editors.vscode("", "s") or ""

    assert editors.vscode(once, "s") == once
    assert editors.vscode(once, "t") == editors.vscode("", "t")


@pytest.mark.parametrize("before", ["{} // a comment", "[]", '{"yaml.schemas": []}', "{"])
def test_settings_that_are_not_plain_json_are_left_to_their_owner(before: str) -> None:
    assert editors.vscode(before, "s") is None


def test_what_is_to_be_added_by_hand_is_json() -> None:
    assert json.loads(editors.to_add("s")) == {"yaml.schemas": editors.matched("s")}


def test_jetbrains_reads_one_mapping_for_each_schema() -> None:
    tree = ET.fromstring(editors.jetbrains("s"))  # noqa: S314 - our own text

    named = {
        option.get("value")
        for option in tree.iter("option")
        if option.get("name") == "relativePathToSchema"
    }
    assert named == set(editors.matched("s"))


def test_neovim_gets_one_line_for_each_schema() -> None:
    text = editors.neovim("build/schema")

    assert '[root .. "/build/schema/deals.json"] = "data/deals/**/*.yml",' in text
    assert text.count("[root .. ") == len(KINDS) + 1


def test_the_problem_matcher_reads_every_line_that_the_check_writes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {
        "accounts/acme.yml": "name: Acme\nowner: nobody\n",
        "accounts/b c: 1.yml": "name: [\n",
        "deals/x.yml": "name: x\nstage: gone\ncreated_on: 2026-01-01\nammount: 3\n",
    }
    assert main(["--root", str(write(tmp_path, files)), "check", "--no-cache"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert main(["--root", str(tmp_path), "check", "--no-cache", "--format", "json"]) == 1
    findings = json.loads(capsys.readouterr().out)["findings"]

    (task,) = json.loads(editors.tasks())["tasks"]
    pattern = task["problemMatcher"]["pattern"]
    assert [task["command"], *task["args"]] == ["salesbook", "check"]
    assert len(lines) == len(findings) == 3
    for line, finding in zip(lines, findings, strict=True):
        found = re.match(pattern["regexp"], line)
        assert found
        assert found[pattern["file"]] == finding["path"]
        assert int(found[pattern["line"]]) == finding["line"]
        assert int(found[pattern["column"]]) == finding["column"]
        assert found[pattern["code"]] == finding["code"]
        assert found[pattern["severity"]] == finding["severity"]
        assert found[pattern["message"]].startswith(finding["message"])
