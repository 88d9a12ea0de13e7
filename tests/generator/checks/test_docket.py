"""Which laws are asked about a record."""

from generator.checks import LAWS
from generator.checks.docket import findings
from schema import KINDS, Deal, Feedback
from schema.company import Company
from tests.generator.checks.books import book
from tests.generator.checks.examples import read

COMPANY = Company.model_validate(read("company.yml"))
EMPTY = book(COMPANY, {})


def codes(record: Deal | Feedback) -> list[str]:
    return [law.code for law, _ in findings(record, EMPTY)]


def test_a_law_about_an_empty_field_is_not_asked() -> None:
    deal = {"id": "a", "name": "A", "stage": "talk", "created_on": "2026-08-03"}
    assert codes(Deal.model_validate(deal)) == []
    assert codes(Deal.model_validate({**deal, "splits": [{"person": "b", "percent": "50"}]})) == [
        "L101",
        "L502",
    ]


def test_a_law_that_is_switched_off_is_not_asked() -> None:
    deal = {"id": "a", "name": "A", "stage": "talk", "created_on": "2026-08-03"}
    record = Deal.model_validate({**deal, "splits": [{"person": "b", "percent": "50"}]})
    quiet = book(COMPANY.model_copy(update={"severities": {"L101": "off"}}), {})
    assert [law.code for law, _ in findings(record, quiet)] == ["L502"]
    assert "people/b" not in quiet.reads


def test_zero_is_a_value() -> None:
    deal = {"id": "a", "name": "A", "stage": "contract", "created_on": "2026-08-03"}
    steps = {"next_step": "Call", "next_step_date": "2026-11-26"}
    record = Deal.model_validate({**deal, **steps, "probability": "0"})
    assert codes(record) == ["L408"]


def test_a_law_is_about_fields_of_its_kinds() -> None:
    for law in LAWS:
        for kind in law.kinds if law.about else ():
            assert any(name in kind.model_fields for name in law.about), (law.code, kind.folder)


def test_every_kind_is_asked_for_references_and_secrets() -> None:
    for kind in KINDS.values():
        mine = {law.code for law in LAWS if kind in law.kinds}
        assert {"L1102", "L203", "P201", "P202", "P203"} <= mine
