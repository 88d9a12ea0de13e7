"""A moment of a book: the files of today or of a commit, the day, and where its history ends.

A moment is named by a day or by a revision of git. A day means what the branch knew at its end,
where the company is: the last commit along the first parents by then. While that is the last of
all, the files count as they lie on disk, with what is not committed yet.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from generator import load
from generator.errors import UsageError
from generator.files import COMPANY
from generator.history import git, soundness, trouble
from generator.history.commit import LAST
from generator.history.git import Repository
from generator.history.trouble import Trouble
from generator.origin import Disk, Kept, Origin, Snapshot
from generator.reading import COMPANY_LIMIT
from schema.company import Company

HEAD = "HEAD"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LOG = ("log", "-z", "--first-parent", "--no-show-signature", "--date=raw", "--format=%H %cd")


class Moment(NamedTuple):
    """Where a book is read from, and as of when.

    `root` is where everything lies that is not of the past: `mkdocs.yml`, `site/`, `reports/`.
    `tip` is the last commit of its history. `trouble` says why a day chose no commit.
    """

    root: Path
    day: date
    origin: Origin
    tip: str = HEAD
    trouble: Trouble | None = None

    @property
    def past(self) -> bool:
        """Whether the files are those of a commit, which nobody can correct any more."""
        return isinstance(self.origin, Snapshot)


class _Line(NamedTuple):
    """The commits of a branch along its first parents, oldest first, and when it knew each.

    The moments are seconds since 1970, each not before the one before it.
    """

    shas: tuple[str, ...]
    known: tuple[int, ...]

    def last(self, day: date, where: ZoneInfo) -> int:
        """Count the commits that were known at the end of a day."""
        end = datetime.combine(day, time.max, where).timestamp()
        return bisect_right(self.known, end)


def present(root: Path, day: date) -> Moment:
    """Take the files as they lie on disk, for a day."""
    return Moment(root, day, Disk(root))


def named(root: Path, name: str) -> Moment:
    """Find the moment that a day (YYYY-MM-DD) or a revision of git means.

    Where there is no history to be had, a day takes the files as they lie on disk.

    Raises:
        UsageError: It is neither, or there were no records then.
    """
    day = _day(name)
    repository = git.find(root)
    sha = None if isinstance(repository, Trouble) else git.resolve(repository, name, HEAD)
"""


def _day(name: str) -> date | None:
    """Read a day as it is written everywhere here; other forms may be hashes."""
    try:
        return date.fromisoformat(name) if _DAY.fullmatch(name) else None
    except ValueError:
        return None
