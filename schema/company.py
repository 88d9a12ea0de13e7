"""The company: pipelines, picklists, calendar, currencies and thresholds, in `company.yml`."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from schema.choices import ForecastCategory, LeadFact, PersonRole
from schema.fields import (
    CurrencyCode,
    Day,
    Flag,
    Key,
    Line,
    Percent,
    Whole,
    many,
    optional,
    preset,
    required,
)
from schema.picklists import DEFAULT_PICKLISTS, KEPT_PICKLISTS, OPEN_PICKLISTS
from schema.record import Part

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Outcome = Literal["open", "won", "lost"]
MonthNumber = Annotated[Whole, Field(ge=1, le=12)]


class FiscalYear(Part):
    """When the fiscal year starts and which calendar year names it."""

    start_month: MonthNumber = preset(1, "The month in which the fiscal year starts.", "4")
    named_by: Literal["start", "end"] = preset(
        "start",
        "Is the year named by the calendar year in which it starts or ends?",
        "start",
    )


class Stage(Part):
    """A stage of a pipeline."""

    id: Key = required("The stage's short name, as records write it.", "proposal")
    name: Line = required("The label on pages.", "Proposal")
    probability: Percent = required("How likely a deal here is won.", "50", unit="percent")
    category: ForecastCategory = required("The forecast category of deals here.", "best_case")
    outcome: Outcome = preset("open", "Is a deal here open, won or lost?", "won")
    required_fields: tuple[Key, ...] = many("Fields that a deal here must have.", "[close_date]")
    next_stages: tuple[Key, ...] = many("Where a deal may go from here; empty: anywhere.", "[won]")
    stale_after: Whole | None = optional("A deal here is stale after so long.", "30", unit="days")


class Pipeline(Part):
    """An ordered way of stages that one kind of deal takes."""

    id: Key = required("The pipeline's short name, as records write it.", "new-business")
    name: Line = required("The label on pages.", "New business")
    stages: tuple[Stage, ...] = required("The stages, in their order.", "[]")


class ScoreRule(Part):
    """Points that a fact about a lead is worth."""

    fact: LeadFact = required("The fact.", "asked_for_price")
    points: Annotated[Whole, Field(le=100)] = required("What it is worth.", "20", unit="points")


class LeadScoring(Part):
    """How leads are scored, and from which score marketing calls one qualified."""

    rules: tuple[ScoreRule, ...] = many("The rules.", "[{fact: asked_for_price, points: 20}]")
    qualified_from: Whole = preset(50, "The score of a qualified lead (MQL).", "50", unit="points")
    answer_within: Whole = preset(2, "A qualified lead is taken up within.", "2", unit="days")


class DiscountThreshold(Part):
    """From which discount on an approval is needed, and whose."""

    above: Percent = required("Above this discount.", "10", unit="percent")
    roles: tuple[PersonRole, ...] = required("Who may approve.", "[sales_manager, executive]")


class Hygiene(Part):
    """From when on a deal needs attention."""

    stale_after: Whole = preset(14, "No activity for so long.", "14", unit="days")
    stage_age: Whole = preset(60, "In one stage for so long.", "60", unit="days")
    next_step_within: Whole = preset(14, "A next step is due within.", "14", unit="days")
    next_step_age: Whole = preset(21, "The same next step for so long.", "21", unit="days")
    contacts: Whole = preset(2, "Fewer contacts than this is too few.", "2", unit="contacts")
    late_probability: Percent = preset(
        Decimal(50),
        "From this probability on, a deal counts as late in its pipeline.",
        "50",
        unit="percent",
    )
    born_won_days: Whole = preset(
        3,
        "A deal won within so many days of its birth never was in the pipeline.",
        "3",
        unit="days",
    )
    period_end_days: Whole = preset(
        3, "So many days are the end of a fiscal period.", "3", unit="days"
    )
    period_end_share: Percent = preset(
        Decimal(35),
        "More of the open amount than this, dated to the end of a period, is too much.",
        "35",
        unit="percent",
    )
    submission_age: Whole = preset(7, "A forecast submission is old after.", "7", unit="days")
    push_days: Whole = preset(
        30, "A close date pushed by more than so long needs a reason.", "30", unit="days"
    )
    push_count: Whole = preset(
        3, "A close date pushed for so many times needs a reason.", "3", unit="times"
    )


class CustomField(Part):
    """A field of the company's own, for one kind of record."""

    type: Literal["text", "number", "day", "flag", "choice"] = required("Its type.", "number")
    description: Line = required("What it says.", "How many plants the account runs.")
    choices: tuple[Line, ...] = many("The values of a choice.", "[yes, no, planned]")
    required: Flag = preset(False, "Must every record of the kind have it?", "true")  # noqa: FBT003 - the value itself


class Audience(Part):
    """Who sees which part of the book."""

    name: Line = required("The audience.", "partners")
    kinds: tuple[Key, ...] = many("The kinds it sees; empty: all.", "[accounts, deals]")
    hidden_fields: tuple[Line, ...] = many("Fields it does not see.", "[orders.unit_cost]")
    territories: tuple[Key, ...] = many("The territories it sees; empty: all.", "[japan-west]")


class Links(Part):
    """Working links to the hosting site; `{path}` stands for a file, `{id}` for a number."""

    edit: Line | None = optional("Edits a file.", "https://git.example/sales/edit/main/{path}")
    new: Line | None = optional("Makes a file.", "https://git.example/sales/new/main/{path}")
    pull_request: Line | None = optional("Shows a request.", "https://git.example/sales/pull/{id}")


class Company(Part):
    """The company: pipelines, picklists, calendar, currencies and thresholds."""

    name: Line = required("The company's name.", "Kitahama Instruments")
    base_currency: CurrencyCode = required("The currency of all reports.", "JPY")
    currencies: tuple[CurrencyCode, ...] = many("Further currencies in use.", "[USD, EUR]")
    languages: tuple[Literal["en", "ja", "ko"], ...] = preset(
        ("en",),
        "The languages of the portal, the first one leading.",
        "[en, ja, ko]",
    )
    time_zone: Line = preset("UTC", "The time zone of the company's days.", "Asia/Tokyo")
    fiscal_year: FiscalYear = preset(FiscalYear(), "The fiscal year.", "{start_month: 4}")
    working_days: tuple[Weekday, ...] = preset(
        ("monday", "tuesday", "wednesday", "thursday", "friday"),
        "The days on which the company works.",
        "[monday, tuesday, wednesday, thursday, friday]",
    )
    holidays: tuple[Day, ...] = many("Days off.", "[2026-11-23]")
    pipelines: tuple[Pipeline, ...] = required("The pipelines; the first is the usual one.", "[]")
    lead_scoring: LeadScoring = preset(LeadScoring(), "How leads are scored.", "{}")
    discount_approvals: tuple[DiscountThreshold, ...] = many(
        "From which discount on an approval is needed.",
        "[{above: 10, roles: [sales_manager]}]",
    )
    hygiene: Hygiene = preset(Hygiene(), "From when on a deal needs attention.", "{}")
    severities: dict[Key, Literal["error", "warning", "info", "off"]] = preset(
        {},
        "How severe a finding is, by its code.",
        "{L801: error}",
    )
    picklists: dict[Key, tuple[Line, ...]] = preset(
        {},
        "Lists that take the place of the default ones.",
        "{product_family: [Cameras, Sensors]}",
    )
    custom_fields: dict[Key, dict[Key, CustomField]] = preset(
        {},
        "The company's own fields, by kind and name.",
        "{accounts: {plant_count: {type: number, description: Plants}}}",
    )
    audiences: tuple[Audience, ...] = many("Who sees which part of the book.", "[]")
    links: Links = preset(Links(), "Working links to the hosting site.", "{}")

    @model_validator(mode="after")
    def _hold_together(self) -> Self:
        """Refuse a file whose parts contradict each other; all faults at once."""
        faults = [
            *_pipeline_faults(self.pipelines),
            *_picklist_faults(self.picklists),
            *_custom_faults(self.custom_fields),
        ]
        if faults:
            raise ValueError("; ".join(faults))
        return self

    @cached_property
    def stages(self) -> dict[tuple[str, str], Stage]:
        """Every stage by its pipeline's and its own short name."""
        return {(line.id, stage.id): stage for line in self.pipelines for stage in line.stages}

    @cached_property
    def choices(self) -> dict[str, tuple[str, ...]]:
        """Every picklist by name, the company's own in place of the default."""
        return {
            **DEFAULT_PICKLISTS,
            **self.picklists,
            "pipeline": tuple(line.id for line in self.pipelines),
            "stage": tuple(dict.fromkeys(s.id for line in self.pipelines for s in line.stages)),
        }

    @cached_property
    def choosable(self) -> frozenset[tuple[str, str]]:
        """Every picklist with each of its values, as pairs, so that many are looked up at once."""
        return frozenset((name, value) for name, values in self.choices.items() for value in values)

    def stage(self, pipeline: str | None, stage: str) -> Stage | None:
        """Find a stage; a deal without a pipeline is in the company's first one."""
        return self.stages.get((pipeline or self.pipelines[0].id, stage))

    def takes_any(self, picklist: str) -> bool:
        """Tell whether the list is still unwritten, so that any value is taken."""
        return picklist in OPEN_PICKLISTS and picklist not in self.picklists


def _pipeline_faults(pipelines: tuple[Pipeline, ...]) -> Iterator[str]:
    """Say what is wrong with the pipelines as a whole."""
    if not pipelines:
        yield "`pipelines` must have at least one pipeline"
    yield from _repeated("pipelines", [line.id for line in pipelines])
    for line in pipelines:
        ids = [stage.id for stage in line.stages]
        yield from _repeated(f"stages of `{line.id}`", ids)
        outcomes = {stage.outcome for stage in line.stages}
        for missing in sorted({"open", "won", "lost"} - outcomes):
            yield f"pipeline `{line.id}` must have a stage whose outcome is `{missing}`"
        for stage in line.stages:
            for following in stage.next_stages:
                if following not in ids:
                    yield f"stage `{stage.id}` leads to `{following}`, which `{line.id}` lacks"


def _repeated(what: str, ids: list[str]) -> Iterator[str]:
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        yield f"the {what} must differ; `{name}` is there twice"


def _custom_faults(custom: dict[str, dict[str, CustomField]]) -> Iterator[str]:
    """Say which own fields would be one and the same column: SQL does not tell case apart."""
    for folder, names in sorted(custom.items()):
        yield from _repeated(f"`custom_fields` of `{folder}`", [name.lower() for name in names])


def _picklist_faults(picklists: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """Say which lists are unknown or lack a value that reports rely on."""
    for name, values in sorted(picklists.items()):
        if name not in DEFAULT_PICKLISTS:
            yield f"there is no picklist `{name}`; the lists are {', '.join(DEFAULT_PICKLISTS)}"
        elif name in KEPT_PICKLISTS and not set(DEFAULT_PICKLISTS[name]) <= set(values):
            lacking = ", ".join(value for value in DEFAULT_PICKLISTS[name] if value not in values)
            yield f"picklist `{name}` must keep {lacking}: reports rely on them"
