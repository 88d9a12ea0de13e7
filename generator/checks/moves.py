"""Law 10: how a deal may move."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from generator.annotate import counted
from generator.book import Book
from generator.checks.law import Finding
from generator.checks.revision import WHY, Revision
from generator.checks.wording import either
from schema import Deal


def stage_moves_as_allowed(revision: Revision, book: Book) -> Iterator[Finding]:
    """A deal moves from its stage only where the pipeline lets it go.

    The company lists in `company.yml` under `next_stages` where a deal may go from a stage; a stage
    without the list lets it go anywhere. With each commit of a branch a deal may go one step.
    """
    before, after = revision.before, revision.after
    if not isinstance(before, Deal) or not isinstance(after, Deal):
        return
    if (before.stage, before.pipeline) == (after.stage, after.pipeline):
        return
    stage = book.company.stage(before.pipeline, before.stage)
    other = book.company.stage(after.pipeline, after.stage)
    if stage is None or other is None or before.pipeline != after.pipeline:
        return
    if not _reached(before, other.id, revision.commits, book):
        message = f"From `{stage.id}` a deal must go to {either(stage.next_stages)}; "
        hint = "Take it step by step; `next_stages` in `company.yml` says what is allowed."
        yield Finding(("stage",), f"{message}this one went to `{other.id}`.", hint)


def _reached(deal: Deal, goal: str, steps: int, book: Book) -> bool:
    """Tell whether a deal gets to a stage as it is allowed, in so many steps at most."""
    found = {deal.stage}
    for _ in range(min(steps, len(book.company.stages))):
        here = [book.company.stage(deal.pipeline, one) for one in sorted(found)]
        if not all(stage and stage.next_stages for stage in here):
            return True
        found.update(*(stage.next_stages for stage in here if stage))
    return goal in found


class Push(NamedTuple):
    """A close date put off: by how many days, and for which time."""

    old: date
    new: date
    number: int

    @property
    def days(self) -> int:
        """By how many days."""
        return (self.new - self.old).days


def pushed(revision: Revision, book: Book) -> Push | None:
    """Find whether a deal that is open before and after closes later than was said."""
    before, after = revision.before, revision.after
    if not isinstance(before, Deal) or not isinstance(after, Deal):
        return None
    if before.close_date is None or after.close_date is None:
        return None
    if after.close_date <= before.close_date:
        return None
    is_open = _open(before, revision.book) and _open(after, book)
    return Push(before.close_date, after.close_date, revision.pushes + 1) if is_open else None


def _open(deal: Deal, book: Book) -> bool:
    stage = book.company.stage(deal.pipeline, deal.stage)
    return stage is None or stage.outcome == "open"


def push_says_why(revision: Revision, book: Book) -> Iterator[Finding]:
    """A close date that is put off far, or again and again, has a reason.

    Deals that are pushed three times are seldom won. The company says in `company.yml` from how
    many days (`push_days`) and which time on (`push_count`) it wants to know.
    """
    push, limits = pushed(revision, book), book.company.hygiene
    if push is None or revision.explained:
        return
    often = push.number >= limits.push_count
    if push.days > limits.push_days or often:
        number = f", for the {ordinal(push.number)} time" if often else ""
        far = f"{counted(push.days, 'day')}{number}"
        message = f"`close_date` must not be put off by {far} without a reason."
        yield Finding(("close_date",), message, WHY)


def ordinal(number: int) -> str:
    """Write which time it is: `1st`, `2nd`, `3rd`, `11th`."""
    teens = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
