"""The company file: defaults, and parts that must agree with each other."""

import pytest
from pydantic import ValidationError

from schema.company import Company
from schema.picklists import DEFAULT_PICKLISTS, KEPT_PICKLISTS

STAGES = [
    {"id": "open", "name": "Open", "probability": "10", "category": "pipeline"},
    {"id": "won", "name": "W", "probability": "100", "category": "closed", "outcome": "won"},
    {"id": "lost", "name": "L", "probability": "0", "category": "omitted", "outcome": "lost"},
]
FLAG = {"type": "flag", "description": "Is it so?"}


def company(**changes: object) -> Company:
    pipeline = {"id": "new", "name": "New", "stages": STAGES}
    given = {"name": "X", "base_currency": "JPY", "pipelines": [pipeline], **changes}
    return Company.model_validate(given)


def test_a_deal_without_a_pipeline_is_in_the_first_one() -> None:
    stage = company().stage(None, "won")
    assert stage is not None
    assert stage.outcome == "won"
    assert company().stage("other", "won") is None


def test_picklists_are_the_default_ones_until_replaced() -> None:
    assert company().choices["industry"] == DEFAULT_PICKLISTS["industry"]
    own = company(picklists={"industry": ["steel", "paper"]})
    assert own.choices["industry"] == ("steel", "paper")
    assert own.choices["stage"] == ("open", "won", "lost")


def test_an_open_picklist_takes_anything_until_written() -> None:
    assert company().takes_any("product_family")
    assert not company(picklists={"product_family": ["Cameras"]}).takes_any("product_family")
    assert not company().takes_any("industry")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"pipelines": []}, "at least one pipeline"),
        ({"pipelines": [{"id": "a", "name": "A", "stages": STAGES[:2]}]}, "outcome is `lost`"),
        ({"pipelines": [{"id": "a", "name": "A", "stages": [*STAGES, STAGES[0]]}]}, "twice"),
        ({"picklists": {"industri": ["x"]}}, "no picklist `industri`"),
        ({"picklists": {"order_status": ["draft"]}}, "must keep confirmed"),
        ({"custom_fields": {"deals": {"Size": FLAG, "size": FLAG}}}, "`deals` must differ; `size`"),
        ({"fiscal_year": {"start_month": "13"}}, "12"),
        ({"base_currency": "yen"}, "currency code"),
    ],
)
def test_what_does_not_hold_together_is_refused(changes: dict[str, object], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        company(**changes)


def test_a_stage_leads_to_stages_that_are_there() -> None:
    stages = [{**STAGES[0], "next_stages": ["nowhere"]}, *STAGES[1:]]
    with pytest.raises(ValidationError, match="leads to `nowhere`"):
        company(pipelines=[{"id": "a", "name": "A", "stages": stages}])


def test_kept_picklists_have_standard_values() -> None:
    assert all(DEFAULT_PICKLISTS[name] for name in KEPT_PICKLISTS)
