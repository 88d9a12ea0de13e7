"""Law 4: what a deal says in place of its stage stays near to what the stage says."""

from collections.abc import Iterator
from decimal import Decimal

from generator.book import Book
from generator.checks.law import Finding
from generator.checks.wording import plain
from schema import Deal
from schema.company import Company, Stage
from schema.picklists import DEFAULT_PICKLISTS

CATEGORIES = DEFAULT_PICKLISTS["forecast_category"]
"""The forecast categories, from the least to the most certain; each is a step from the next."""

FAR = 2
"""From so many steps on, an override disagrees."""

_OF_OUTCOME = {"won": "closed", "lost": "omitted"}


def category_is_near(record: Deal, book: Book) -> Iterator[Finding]:
    """A forecast category that a deal sets itself is less than two steps from its stage's.

    An old override is easily forgotten when the deal moves on.
    """
    stage = book.company.stage(record.pipeline, record.stage)
    override = record.forecast_category
    if override is None or stage is None or stage.outcome != "open" or override == "closed":
        return
    steps = _category_steps(override, stage.category)
    if steps >= FAR:
        message = (
            f"`forecast_category` `{override}` should be nearer to `{stage.category}`, "
            f"which stage `{stage.id}` stands for; it is {steps} steps away."
        )
        yield Finding(("forecast_category",), message, "Delete the override, or move the stage.")


def _category_steps(one: str, other: str) -> int:
    """Count the steps between two categories; one of the company's own has no place among them."""
    if one not in CATEGORIES or other not in CATEGORIES:
        return 0
    return abs(CATEGORIES.index(one) - CATEGORIES.index(other))


def probability_is_near(record: Deal, book: Book) -> Iterator[Finding]:
    """A probability that a deal sets itself is less than two stages from its own stage's.

    The steps are the probabilities of the pipeline's open and won stages; an override belongs to
    the one that is nearest, and in the middle between two to the one nearer to the deal's stage.
    """
    override, stage = record.probability, book.company.stage(record.pipeline, record.stage)
    if override is None or stage is None or stage.outcome != "open":
        return
    ladder = _ladder(record.pipeline, book.company)
    own = ladder.index(stage.probability)
    steps = min((abs(step - override), abs(index - own)) for index, step in enumerate(ladder))[1]
    if steps >= FAR:
        message = (
            f"`probability` {plain(override)} should be nearer to {plain(stage.probability)}, "
            f"which stage `{stage.id}` stands for; it is {steps} stages away."
        )
        yield Finding(("probability",), message, "Delete the override, or move the stage.")


def _ladder(pipeline: str | None, company: Company) -> list[Decimal]:
    """Give the different probabilities of a pipeline's open and won stages, rising."""
    found = next(line for line in company.pipelines if pipeline in (None, line.id))
    return sorted({stage.probability for stage in found.stages if stage.outcome != "lost"})


def category_of_the_outcome(record: Deal, book: Book) -> Iterator[Finding]:
    """Only a won deal is in category `closed`, and a lost one in none but `omitted`.

    Otherwise the forecast counts as won what is open, or as open what is decided.
    """
    override, stage = record.forecast_category, book.company.stage(record.pipeline, record.stage)
    if override is not None and stage is not None and _contradicts(override, stage):
        message = f"`forecast_category` must not be `{override}`: the deal is {stage.outcome}."
        yield Finding(("forecast_category",), message, "Delete the override.")


def _contradicts(override: str, stage: Stage) -> bool:
    if stage.outcome == "open":
        return override == "closed"
    return override != _OF_OUTCOME[stage.outcome]
