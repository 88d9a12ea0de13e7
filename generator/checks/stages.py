"""Law 4: a deal has what its stage asks for."""

from collections.abc import Iterator

from generator.book import Book
from generator.checks.law import Finding
from generator.checks.wording import meant
from schema import Deal
from schema.company import Stage
from schema.description import field_at


def stage_of_its_pipeline(record: Deal, book: Book) -> Iterator[Finding]:
    """A deal's stage is one of its pipeline.

    Probability, forecast category and outcome of the deal come from the stage.
    """
    if _stage(record, book) is not None:
        return
    for pipeline in book.company.pipelines:
        if record.pipeline in (None, pipeline.id):
            ids = tuple(stage.id for stage in pipeline.stages)
            message = (
                f"`stage` must be one of pipeline `{pipeline.id}`; it has no `{record.stage}`."
            )
            yield Finding(("stage",), message, meant(record.stage, ids))
            return


def required_fields_are_there(record: Deal, book: Book) -> Iterator[Finding]:
    """A deal has the fields that its stage requires.

    The company says in `company.yml` what must be known before a deal may stand in a stage.
    """
    stage = _stage(record, book)
    for name in stage.required_fields if stage is not None else ():
        if not _has(record, name):
            field = field_at(Deal, (name,))
            example = f"Add `{name}: {field.example}`" if field is not None else f"Add `{name}`"
            message = f"`{name}` must be there in stage `{record.stage}`."
            yield Finding((name,), message, f"{example}, or put the deal into an earlier stage.")


def _has(record: Deal, name: str) -> bool:
    """Tell whether a field is filled in; lines are an amount, too."""
    if name in Deal.model_fields:
        filled = getattr(record, name) not in (None, (), {})
        return filled or (name == "amount" and bool(record.lines))
    return name in record.custom


def commit_has_next_step(record: Deal, book: Book) -> Iterator[Finding]:
    """A deal that is committed has a next step with a date.

    Who promises a deal knows what happens next, and when.
    """
    stage = _stage(record, book)
    if stage is None or stage.outcome != "open":
        return
    if (record.forecast_category or stage.category) != "commit":
        return
    for name in ("next_step", "next_step_date"):
        if getattr(record, name) is None and name not in stage.required_fields:
            message = f"`{name}` must be there: the deal is in the commit."
            yield Finding((name,), message, "Add it, or take the deal out of the commit.")


def closed_deal_has_its_day(record: Deal, book: Book) -> Iterator[Finding]:
    """A deal that is won or lost says on which day.

    It counts in the period of that day, and is converted at its rate.
    """
    stage = _stage(record, book)
    if stage is None or stage.outcome == "open" or "closed_on" in stage.required_fields:
        return
    if record.closed_on is None:
        message = f"`closed_on` must be there: the deal is {stage.outcome}."
        yield Finding(("closed_on",), message, "Add the day on which it was decided.")


def lost_deal_has_its_reason(record: Deal, book: Book) -> Iterator[Finding]:
    """A deal that is lost says why.

    The reasons are what a team can learn from its lost deals.
    """
    stage = _stage(record, book)
    if stage is None or stage.outcome != "lost" or "lost_reason" in stage.required_fields:
        return
    if record.lost_reason is None:
        reasons = ", ".join(book.company.choices["lost_reason"])
        message = "`lost_reason` must be there: the deal is lost."
        yield Finding(("lost_reason",), message, f"Add one of {reasons}.")


def open_deal_is_not_closed(record: Deal, book: Book) -> Iterator[Finding]:
    """An open deal has no closing day, and only a lost one says why it was lost.

    A deal that was opened again keeps the day under `reopened`.
    """
    stage = _stage(record, book)
    if stage is None or stage.outcome == "lost":
        return
    if stage.outcome == "open" and record.closed_on is not None:
        message = f"`closed_on` must not be there: stage `{record.stage}` is open."
        yield Finding(("closed_on",), message, "Delete it, or move the deal to a closed stage.")
    for name in ("lost_reason", "lost_note"):
        if getattr(record, name) is not None:
            message = f"`{name}` must not be there: stage `{record.stage}` is {stage.outcome}."
            yield Finding((name,), message, "Delete it, or move the deal to a lost stage.")


def _stage(record: Deal, book: Book) -> Stage | None:
    return book.company.stage(record.pipeline, record.stage)
