"""Editors complete and refuse what `check` does."""

import json
import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from generator import load
from schema import KINDS, Shared
from schema.company import Company
from schema.description import FieldDescription, fields
from schema.jsonschema import company_schema, record_schema
from tests.editor import Schema, complaints, typed

COMPANY = Company.model_validate(
    {
        "name": "Kitahama",
        "base_currency": "JPY",
        "pipelines": [
            {
                "id": "new",
                "name": "New",
                "stages": [
                    {"id": stage, "name": stage, "probability": "50", "category": "pipeline"}
                    | ({"outcome": stage} if stage != "talk" else {})
                    for stage in ("talk", "won", "lost")
                ],
            }
        ],
        "picklists": {"product_family": ["Cameras", "2", "2.5", "true"]},
        "custom_fields": {
            "accounts": {
                "plants": {"type": "number", "description": "Plants.", "required": "true"},
                "since": {"type": "day", "description": "Since."},
                "key": {"type": "flag", "description": "A key account?"},
                "remark": {"type": "text", "description": "A remark."},
                "tier": {"type": "choice", "description": "Tier.", "choices": ["gold", "1"]},
            }
        },
    }
)


def _said(kind: str, text: str, company: Company | None = None) -> list[str]:
    return list(complaints(record_schema(KINDS[kind], company), typed(text)))


def _properties(kind: str) -> Schema:
    schema: Schema = dict(record_schema(KINDS[kind]))
    properties: Schema = schema["properties"]
    return properties


def _example(field: FieldDescription) -> str:
    text = field.example
    if field.holding == "one" and field.part is None and not re.fullmatch(r"[\w.+-]+", text):
        text = json.dumps(text, ensure_ascii=False)
    return f"{field.name}: {text}\n"


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_a_record_of_all_examples_pleases_the_editor(kind: type[Shared]) -> None:
    text = "".join(_example(field) for field in fields(kind) if field.name != "id")

    assert list(complaints(record_schema(kind), typed(text))) == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_every_field_explains_itself(kind: type[Shared]) -> None:
    properties = _properties(kind.folder)

    for field in fields(kind):
        assert field.name == "id" or field.description in properties[field.name]["description"]
    assert "id" not in properties


def test_what_is_missing_or_unknown_is_said() -> None:
    assert _said("teams", "nmae: Kansai\n") == [": name is missing", ": nmae is not known"]


@pytest.mark.parametrize(
    ("kind", "line", "fine"),
    [
        ("accounts", "size: 320", True),
        ("accounts", "size: '320'", True),
        ("accounts", "size: 3.5", False),
        ("accounts", "size: -1", False),
        ("accounts", "size:", True),
        ("accounts", "annual_revenue: -12.50", True),
        ("accounts", "annual_revenue: 1,200", False),
        ("accounts", "phone: 0312345678", True),
        ("accounts", "notes: 12", True),
        ("accounts", "tags: [重要, 2026]", True),
        ("accounts", "tags: [no spaces]", False),
        ("accounts", "tags: one", False),
        ("accounts", "industry: banking", True),
        ("accounts", "industry:", True),
        ("accounts", "industry: bankign", False),
        ("accounts", "addresses: [{country: NO}]", True),
        ("accounts", "addresses: [{country: Norway}]", False),
        ("accounts", "addresses: [{land: NO}]", False),
        ("accounts", "external_ids: {salesforce: 0015g00000XyZ}", True),
        ("accounts", "external_ids: [1]", False),
        ("accounts", "custom: {anything: goes}", True),
        ("products", "active: false", True),
        ("products", "active: 'false'", True),
        ("products", "active: 0", False),
        ("products", "code: 007", True),
        ("products", "family: Anything", True),
    ],
)
def test_the_editor_judges_a_line_as_the_schema_does(kind: str, line: str, fine: bool) -> None:  # noqa: FBT001 - the table's verdict
    assert (_said(kind, f"name: A\n{line}\n") == []) is fine


def test_percentages_and_days_have_their_bounds() -> None:
    schema = _properties("deals")

    assert schema["probability"]["minimum"] == 0
    assert schema["probability"]["maximum"] == 100
    assert schema["close_date"]["format"] == "date"
    assert "minimum" not in schema["amount"]


def test_what_holds_where_a_record_is_silent_is_told() -> None:
    deal, product = _properties("deals"), _properties("products")

    assert deal["type"]["default"] == "new"
    assert product["active"]["default"] is True
    assert "default" not in deal["amount"]
    assert "default" not in deal["stage"]


def test_the_company_gives_stages_picklists_and_fields_of_its_own() -> None:
    deal = "name: A\ncreated_on: 2026-01-02\nstage: {}\n"
    account = "name: A\ncustom: {}\n"

    assert _said("deals", deal.format("anything")) == []
    assert _said("deals", deal.format("talk"), COMPANY) == []
    assert _said("deals", deal.format("walk"), COMPANY) == ['.stage: "walk" is not listed']
    assert _said("accounts", account.format("{plants: 3, tier: 1, key: true}"), COMPANY) == []
    assert _said("accounts", account.format("{tier: tin, plants: x}"), COMPANY) == [
        '.custom.tier: "tin" is not listed',
        ".custom.plants: 'x' does not match ^-?\\d{1,16}(\\.\\d{1,4})?$",
    ]
    assert _said("accounts", account.format("{plant: 3}"), COMPANY) == [
        ".custom: plants is missing",
        ".custom: plant is not known",
    ]
    assert _said("teams", "name: A\ncustom: {x: 1}\n", COMPANY) == [".custom: x is not known"]


@pytest.mark.parametrize("family", ["Cameras", "2", "2.5", "true", "'2'"])
def test_a_choice_that_looks_like_a_number_is_one_in_both_forms(family: str) -> None:
    assert _said("products", f"name: A\nfamily: {family}\n", COMPANY) == []


def test_the_company_file_is_described_too() -> None:
    text = """
        name: Kitahama
        base_currency: JPY
        fiscal_year: {start_month: 4}
        pipelines:
          - id: new
            name: New
            stages: [{id: talk, name: Talk, probability: 10, category: pipeline}]
        picklists: {industry: [robots]}
        custom_fields: {accounts: {plants: {type: number, description: Plants}}}
    """

    assert list(complaints(company_schema(), typed(text))) == []
    wrong = text.replace("industry:", "industri:").replace("type: number", "type: numeral")
    assert list(complaints(company_schema(), typed(wrong))) == [
        ".picklists: industri is not known",
        '.custom_fields.accounts.plants.type: "numeral" is not listed',
    ]


def test_the_sample_company_pleases_the_editor(root: Path) -> None:
    company, _ = load.company(root)
    if company is None:
        pytest.skip("there are no records in data/ yet")

    written = (root / "data/company.yml").read_text(encoding="utf-8")
    assert list(complaints(company_schema(), typed(written))) == []
    for path in sorted((root / "data").glob("*/**/*.yml")):
        kind = path.relative_to(root / "data").parts[0]
        assert _said(kind, path.read_text(encoding="utf-8"), company) == [], path


def test_what_the_editor_takes_for_a_decimal_the_schema_takes_too() -> None:
    for text in ("1200", "1200.5", "-3", "1e3", "1_000", "0x1f", ".5", "12345678901234567"):
        said = _said("targets", f"period: FY2026\namount: '{text}'\n")
        try:
            KINDS["targets"].model_validate({"id": "a", "period": "FY2026", "amount": text})
        except ValidationError:
            assert said
        else:
            assert not said
