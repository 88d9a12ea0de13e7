"""The settings of the content editor, read as that editor reads YAML."""

from typing import Any

import pytest
import yaml

from generator.admin.settings import Backend, text
from generator.hosting import host
from generator.yaml.source import read
from schema import KINDS
from schema.company import Company
from schema.description import FieldDescription, fields
from tests.books import COMPANY

SITE = "https://git.example.com/kitahama/sales"
OWN = """\
custom_fields:
  accounts:
    tier: {type: choice, description: How dear it is., choices: [gold, "true"], required: true}
    plants: {type: number, description: How many plants it runs.}
"""


def settings(own: str = "", site: str = SITE, editor: str = "edit/main/") -> dict[str, Any]:
    tree, _ = read((COMPANY + own).encode(), "company.yml")
    company = Company.model_validate(tree)
    written = text(company, Backend(host(site, editor, ""), "trunk"))
    found: dict[str, Any] = yaml.safe_load(written)
    return found


def collection(folder: str, own: str = "") -> dict[str, Any]:
    return next(one for one in settings(own)["collections"] if one["name"] == folder)


def field(folder: str, name: str, own: str = "") -> dict[str, Any]:
    return next(one for one in collection(folder, own)["fields"] if one["name"] == name)


def test_every_kind_is_a_folder_of_files() -> None:
    found = {one["name"]: one for one in settings()["collections"]}
    assert [*found] == [*KINDS]
    for folder, one in found.items():
        assert (one["folder"], one["extension"], one["format"]) == (f"data/{folder}", "yml", "yml")
        assert one["create"] is True


def names(described: tuple[FieldDescription, ...]) -> list[Any]:
    """List the names of fields, those inside a group behind its own."""
    return [
        [one.name, names(one.fields)] if one.fields else one.name
        for one in described
        if one.name != "id"
    ]


def written(described: list[dict[str, Any]]) -> list[Any]:
    return [
        [one["name"], written(one["fields"])] if "fields" in one else one["name"]
        for one in described
    ]


@pytest.mark.parametrize("folder", [*KINDS])
def test_fields_stand_in_canonical_order_at_every_depth(folder: str) -> None:
    assert written(collection(folder)["fields"]) == names(fields(KINDS[folder]))


def test_a_reference_is_a_relation_to_a_files_name() -> None:
    account = field("deals", "account")
    assert account["widget"] == "relation"
    assert account["collection"] == "accounts"
    assert account["value_field"] == "{{filename}}"
    assert account["display_fields"] == ["name"]
    # An order needs no name, so its file's name is shown.
    assert field("activities", "order")["display_fields"] == ["{{filename}}"]
    assert field("deals", "competitors")["field"]["collection"] == "accounts"


def test_a_list_of_the_company_is_chosen_from() -> None:
    stage = field("deals", "stage")
    assert (stage["widget"], stage["required"]) == ("select", True)
    assert stage["options"] == ["lead-in", "proposal", "won", "lost"]
    lines = field("deals", "lines")
    assert lines["widget"] == "list"
    assert [one["name"] for one in lines["fields"]] == ["product", "quantity", "price", "discount"]


def test_numbers_stay_numbers_and_days_stay_days() -> None:
    assert field("deals", "amount")["value_type"] == "float"
    close = field("deals", "close_date")
    assert (close["widget"], close["format"], close["time_format"]) == (
        "datetime",
        "YYYY-MM-DD",
        False,
    )
    assert field("activities", "when")["format"] == "YYYY-MM-DD HH:mm"
    assert field("deals", "lost_note")["widget"] == "text"


def test_own_fields_are_those_of_company_yml_and_what_has_no_widget_is_kept() -> None:
    custom = field("accounts", "custom", OWN)
    tier, plants = custom["fields"]
    assert tier["options"] == ["gold", "true"]
    assert plants["widget"] == "number"
    assert field("deals", "custom", OWN)["widget"] == "hidden"
    assert field("deals", "external_ids")["widget"] == "hidden"


def test_kinds_that_grow_without_end_have_a_folder_a_year() -> None:
    assert collection("deals")["path"] == "{{created_on | date('YYYY')}}/{{slug}}"
    assert "path" not in collection("accounts")
    assert collection("accounts")["slug"] == "{{name}}"
    assert collection("activities")["slug"].endswith("{{hour}}{{minute}}{{second}}")


@pytest.mark.parametrize(
    ("site", "editor", "backend"),
    [
        (SITE, "edit/main/", {"name": "github", "repo": "kitahama/sales", "branch": "trunk"}),
        (SITE, "-/edit/main/", {"name": "gitlab", "repo": "kitahama/sales", "branch": "trunk"}),
        (
            SITE,
            "_edit/main/",
            {
                "name": "gitea",
                "repo": "kitahama/sales",
                "branch": "trunk",
                "base_url": "https://git.example.com",
            },
        ),
        ("", "", {"name": "github", "repo": "owner/name", "branch": "trunk"}),
    ],
)
def test_changes_are_saved_where_the_repository_is_hosted(
    site: str, editor: str, backend: dict[str, str]
) -> None:
    found = settings(site=site, editor=editor)
    assert found["backend"] == backend
    assert found["local_backend"] is True
    assert found["publish_mode"] == "editorial_workflow"


def test_a_group_that_may_be_left_out_asks_for_nothing() -> None:
    recurring = field("deals", "recurring")
    assert (recurring["widget"], recurring["required"]) == ("object", False)
    assert {one["required"] for one in recurring["fields"]} == {False}
    assert field("deals", "lines")["fields"][0]["required"] is True
