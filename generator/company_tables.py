"""The company and its calendar as tables, so that reports can join what `company.yml` says."""

from collections.abc import Iterator
from datetime import date, timedelta

from generator import calendar
from generator.relation import Sheet
from schema.company import Company

Row = tuple[object, ...]
_NAME, _DAY, _COUNT, _FLAG = "VARCHAR", "DATE", "BIGINT", "BOOLEAN"
_PERCENT = "DECIMAL(24,4)"


def sheets(company: Company, as_of: date, first: date, last: date) -> tuple[Sheet, ...]:
    """Give the tables of the company, with a calendar from the first day to the last one."""
    every = tuple(calendar.periods(company.fiscal_year, first, last))
    return (
        moment(company, as_of),
        stages(company),
        picklists(company),
        hygiene(company),
        lead_scores(company),
        days(company, every),
        periods(company, every, as_of),
    )


def moment(company: Company, as_of: date) -> Sheet:
    """Give the one row that says when and for whom the book is read."""
    fiscal = company.fiscal_year
    quarter, year = calendar.quarter_of(as_of, fiscal), calendar.year_of(as_of, fiscal)
    day = timedelta(days=1)
    row: dict[str, tuple[object, str, str]] = {
        "as_of": (as_of, _DAY, "The day for which the book is read."),
        "company": (company.name, _NAME, "The company's name."),
        "base_currency": (company.base_currency, _NAME, "The currency of all reports."),
        "month": (calendar.month_of(as_of, fiscal).name, _NAME, "The current month."),
        "quarter": (quarter.name, _NAME, "The current fiscal quarter."),
        "quarter_label": (quarter.label, _NAME, "The current fiscal quarter as pages write it."),
        "quarter_start": (quarter.first_day, _DAY, "The first day of the fiscal quarter."),
        "quarter_end": (quarter.last_day, _DAY, "The last day of the fiscal quarter."),
        "quarter_week": (calendar.week_of_quarter(as_of, fiscal), _COUNT, "Its current week."),
        "quarter_weeks": (calendar.WEEKS, _COUNT, "How many weeks it has."),
        "previous_quarter": (
            calendar.quarter_of(quarter.first_day - day, fiscal).name,
            _NAME,
            "The fiscal quarter before this one.",
        ),
        "next_quarter": (
            calendar.quarter_of(quarter.last_day + day, fiscal).name,
            _NAME,
            "The fiscal quarter after this one.",
        ),
        "year": (year.name, _NAME, "The current fiscal year."),
        "year_start": (year.first_day, _DAY, "The first day of the fiscal year."),
        "year_end": (year.last_day, _DAY, "The last day of the fiscal year."),
        "previous_year": (
            calendar.year_of(year.first_day - day, fiscal).name,
            _NAME,
            "The fiscal year before this one.",
        ),
        "week_start": (as_of - day * as_of.weekday(), _DAY, "The Monday of this week."),
    }
    return Sheet(
        "moment",
        "One row: the moment for which the book is read.",
        tuple((name, kind, comment) for name, (_, kind, comment) in row.items()),
        (tuple(value for value, _, _ in row.values()),),
    )


def stages(company: Company) -> Sheet:
    """Give every stage of every pipeline, in order."""
    rows: Iterator[Row] = (
        (
            line.id, line.name, place, stage.id, stage.name, position, stage.probability,
            stage.category, stage.outcome, stage.stale_after,
        )
        for place, line in enumerate(company.pipelines, 1)
        for position, stage in enumerate(line.stages, 1)
    )  # fmt: skip
    return Sheet(
        "company_stages",
        "One row is a stage of a pipeline.",
        (
            ("pipeline", _NAME, "The pipeline, as deals write it."),
            ("pipeline_name", _NAME, "The pipeline's label."),
            ("pipeline_position", _COUNT, "The pipeline's place; 1 is the usual pipeline."),
            ("stage", _NAME, "The stage, as deals write it."),
            ("stage_name", _NAME, "The stage's label."),
            ("position", _COUNT, "The stage's place in its pipeline."),
            ("probability", _PERCENT, "How likely a deal here is won (percent)."),
            ("category", _NAME, "The forecast category of deals here."),
            ("outcome", _NAME, "Is a deal here open, won or lost?"),
            ("stale_after", _COUNT, "A deal here is stale after so long (days)."),
        ),
        tuple(rows),
    )


def picklists(company: Company) -> Sheet:
    """Give every value of every picklist, in the order in which people should see them."""
    return Sheet(
        "picklists",
        "One row is a value of a picklist.",
        (
            ("picklist", _NAME, "The list."),
            ("value", _NAME, "The value, as records write it."),
            ("position", _COUNT, "Its place in the list."),
        ),
        tuple(
            (name, value, position)
            for name, values in sorted(company.choices.items())
            for position, value in enumerate(values, 1)
        ),
    )


_LIMITS = (
    ("stale_after", _COUNT, "No activity for so long (days)."),
    ("stage_age", _COUNT, "In one stage for so long (days)."),
    ("next_step_within", _COUNT, "A next step is due within (days)."),
    ("next_step_age", _COUNT, "The same next step for so long (days)."),
    ("contacts", _COUNT, "Fewer contacts than this is too few."),
    (
        "late_probability",
        _PERCENT,
        "From this probability on, a deal is late in its pipeline (percent).",
    ),
    (
        "born_won_days",
        _COUNT,
        "A deal won within so many days of its birth never was in the pipeline.",
    ),
    ("period_end_days", _COUNT, "So many days are the end of a fiscal period."),
    (
        "period_end_share",
        _PERCENT,
        "More of the open amount than this is too much for the end of a period (percent).",
    ),
    ("submission_age", _COUNT, "A forecast submission is old after so long (days)."),
)
_LEAD_LIMITS = (
    ("lead_qualified_from", _COUNT, "The score of a qualified lead."),
    ("lead_answer_within", _COUNT, "It is taken up within (days)."),
)


def hygiene(company: Company) -> Sheet:
    """Give the one row of thresholds from which on something needs attention."""
    limits, leads = company.hygiene, company.lead_scoring
    row = (
        *(getattr(limits, name) for name, _, _ in _LIMITS),
        leads.qualified_from,
        leads.answer_within,
    )
    return Sheet(
        "hygiene",
        "One row: the thresholds from which on something needs attention.",
        (*_LIMITS, *_LEAD_LIMITS),
        (row,),
    )


def lead_scores(company: Company) -> Sheet:
    """Give what each fact about a lead is worth."""
    return Sheet(
        "lead_scores",
        "One row is a rule: what a fact about a lead is worth.",
        (
            ("position", _COUNT, "The rule's place in the company's list."),
            ("fact", _NAME, "The fact, as leads write it."),
            ("points", _COUNT, "What it is worth (points)."),
        ),
        tuple(
            (position, rule.fact, rule.points)
            for position, rule in enumerate(company.lead_scoring.rules, 1)
        ),
    )


def days(company: Company, every: tuple[calendar.Period, ...]) -> Sheet:
    """Give every day of the periods with its place in the fiscal year."""
    starts = {one.quarter: one.first_day for one in every if one.kind == "quarter"}
    return Sheet(
        "calendar",
        "One row is a day.",
        (
            ("day", _DAY, "The day."),
            ("month", _NAME, "Its month, such as 2026-10."),
            ("quarter", _NAME, "Its fiscal quarter, such as FY2026-Q3."),
            ("year", _NAME, "Its fiscal year, such as FY2026."),
            ("week_start", _DAY, "The Monday of its week."),
            ("quarter_week", _COUNT, "The week of the fiscal quarter, 1 to 13."),
            ("weekday", _COUNT, "1 is Monday, 7 is Sunday."),
            ("working_day", _FLAG, "Does the company work on it?"),
        ),
        tuple(
            _day(company, day, month, starts[month.quarter])
            for month in every
            if month.kind == "month"
            for day in calendar.days(month.first_day, month.last_day)
        ),
    )


def _day(company: Company, day: date, month: calendar.Period, quarter_start: date) -> Row:
    monday = day - timedelta(days=day.weekday())
    return (
        day, month.name, month.quarter, month.year, monday,
        calendar.week_since(quarter_start, day), day.isoweekday(), calendar.works_on(company, day),
    )  # fmt: skip


def periods(company: Company, every: tuple[calendar.Period, ...], as_of: date) -> Sheet:
    """Give the fiscal years, quarters and months, as targets and submissions name them."""
    return Sheet(
        "periods",
        "One row is a fiscal year, a fiscal quarter or a month.",
        (
            ("period", _NAME, "The name, as targets write it: FY2026, FY2026-Q3, 2026-10."),
            ("kind", _NAME, "year, quarter or month."),
            ("label", _NAME, "The name as pages write it."),
            ("number", _COUNT, "Which quarter or month of the fiscal year; 1 for a year."),
            ("year", _NAME, "The fiscal year that it is part of."),
            ("quarter", _NAME, "The fiscal quarter that it is part of; null for a year."),
            ("first_day", _DAY, "Its first day."),
            ("last_day", _DAY, "Its last day."),
            ("state", _NAME, "past, current or future."),
            ("working_days", _COUNT, "How many days the company works in it."),
            ("working_days_gone", _COUNT, "How many of them are over or today."),
            ("days_left", _COUNT, "How many days come after today; 0 once it is over."),
        ),
        tuple(_period(company, period, as_of) for period in every),
    )


def _period(company: Company, period: calendar.Period, as_of: date) -> Row:
    first, last = period.first_day, period.last_day
    state = "past" if last < as_of else "future" if first > as_of else "current"
    return (
        period.name, period.kind, period.label, period.number, period.year, period.quarter,
        first, last, state,
        calendar.working_days(company, first, last),
        calendar.working_days(company, first, min(last, as_of)),
        max((last - max(as_of, first - timedelta(days=1))).days, 0),
    )  # fmt: skip
