"""A score is on its scale."""

from collections.abc import Iterator

from generator.book import Book
from generator.checks.law import Finding
from schema import Feedback, Ticket

_SCALES = {"nps": (0, 10), "csat": (1, 5), "review": (1, 5)}
_SATISFACTION = (1, 5)
_ANY = (0, 10**12)
"""The scale of a kind of feedback that the company has added."""


def score_is_on_its_scale(record: Feedback | Ticket, _book: Book) -> Iterator[Finding]:
    """A score is on the scale of its kind: NPS from 0 to 10, CSAT, reviews and tickets from 1 to 5.

    A mean of scores on different scales says nothing.
    """
    if isinstance(record, Ticket):
        name, score, scale = "satisfaction", record.satisfaction, _SATISFACTION
    else:
        name, score, scale = "score", record.score, _SCALES.get(record.kind, _ANY)
    if score is not None and not scale[0] <= score <= scale[1]:
        message = f"`{name}` must be from {scale[0]} to {scale[1]}; found {score}."
        yield Finding((name,), message, "Correct the score, or the kind of feedback.")
