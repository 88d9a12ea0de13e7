"""A revision: a record before and after a branch, by whom it was revised, and with what reason."""

from collections.abc import Iterator
from typing import NamedTuple

from generator.book import Book
from generator.checks.law import Finding
from generator.checks.wording import listed
from schema import Person, Shared

WHY = "Say why in a commit of the branch, below the first line of its message, or in `notes`."
"""What to do where a reason is missing."""
_ASIDE = frozenset({"id", "notes", "tags", "external_ids", "not_duplicate_of"})
"""Fields that say something about a record, and nothing about what was agreed."""


class Revision(NamedTuple):
    """A record before and after; either is missing where it came or went.

    `book` is the book before. `authors` are the people who made the commits that touched it, as far
    as they are known; `reasons` is what these say of it. `commits` is how many there are, one at
    least. `pushes` is how often the close date of a deal was put off before.
    """

    before: Shared | None
    after: Shared | None
    book: Book
    authors: tuple[Person, ...] = ()
    reasons: tuple[str, ...] = ()
    pushes: int = 0
    commits: int = 1

    @property
    def explained(self) -> bool:
        """Whether somebody said why: in a commit's message, or in the record's notes."""
        noted = self.after.notes if self.after else None
        was = self.before.notes if self.before else None
        return bool(self.reasons) or (noted is not None and noted != was)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that differ, in the order of the schema, without mere remarks."""
        old, new = (vars(one) if one else {} for one in (self.before, self.after))
        return tuple(name for name in old if name not in _ASIDE and old[name] != new.get(name))


def silent(revision: Revision, what: str) -> Iterator[Finding]:
    """Say that something changed or went without a word; `what` begins the sentence."""
    if revision.explained:
        return
    if revision.after is None:
        yield Finding((), f"{what} must not be deleted without a reason.", WHY)
    elif fields := revision.fields:
        message = f"{what} must not change without a reason; {listed(fields)} did."
        yield Finding((fields[0],), message, WHY)
