"""A moment of a book: the files of today or of a commit, the day, and where its history ends.

A moment is named by a day or by a revision of git. A day means what the branch knew at its end,
where the company is: the last commit along the first parents by then. While that is the last of
all, the files count as they lie on disk, with what is not committed yet.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from generator import history, load
from generator.errors import UsageError
from generator.files import COMPANY
from generator.history import History, git, soundness, trouble
from generator.history.commit import LAST
from generator.history.git import Repository
from generator.history.trouble import Trouble
from generator.origin import Disk, Kept, Origin, Snapshot
from generator.reading import COMPANY_LIMIT
from schema.company import Company

HEAD = "HEAD"
PAST = "history.sqlite"
"""The cache of the history, beside that of the checks."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LINE = (
    "log", "-z", "--first-parent", "--no-patch", "--no-show-signature", "--no-abbrev-commit",
    "--date=raw", "--format=%H %cd", "--end-of-options",
)  # fmt: skip


class Moment(NamedTuple):
    """Where a book is read from, and as of when.

    `root` is where everything lies that is never of the past: `mkdocs.yml`, `site/`, `reports/`.
    `tip` is what the history ends with. `trouble` says why a day that was named chose no commit.
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
    """The commits along the first parents, oldest first, and when the branch knew each.

    The moments are seconds since 1970, none before that of the commit before.
    """

    commits: Sequence[str]
    known: Sequence[int]

    def by(self, day: date, where: ZoneInfo) -> int:
        """Count the commits that were known by the end of a day."""
        return bisect_right(self.known, day, key=partial(_day_of, where))


def present(root: Path, day: date) -> Moment:
    """Take the files as they lie on disk, for a day."""
    return Moment(root, day, Disk(root))


def named(root: Path, name: str) -> Moment:
    """Find the moment that a day (YYYY-MM-DD) or else a revision of git means.

    Where there is no history to be had, a day takes the files as they lie on disk.

    Raises:
        MomentError: The name is neither, or there were no records then.
    """
    day = _day(name)
    repository = git.find(root)
    if day is not None:
        return _on(root, repository, day)
    if isinstance(repository, Trouble):
        raise MomentError(name, _FORMS, repository)
    return _at(root, repository, name)


def history_of(moment: Moment, options: load.Options) -> History:
    """Read what led to a moment. Raises what `history.read` does."""
    return history.read(
        moment.root,
        moment.tip,
        cache=options.cache and options.cache.with_name(PAST),
        processes=options.processes,
        progress=options.progress,
    )


class MomentError(UsageError):
    """A name that means no moment: what is wrong, and the trouble that may be behind it."""

    def __init__(self, name: str | date, wrong: str, why: Trouble | None = None) -> None:
        said = (f"--as-of {name}:", wrong, *((why.message, why.hint) if why else ()))
        super().__init__(" ".join(filter(None, said)))


_FORMS = "must be a day written YYYY-MM-DD, or a revision that git knows."


def _on(root: Path, repository: Repository | Trouble, day: date) -> Moment:
    """Take what the branch knew by the end of a day."""
    if isinstance(repository, Trouble):
        return present(root, day)._replace(trouble=repository)
    tip = git.resolve(repository, HEAD)
    if tip is None:
        return present(root, day)._replace(trouble=trouble.NO_COMMIT)
    if wrong := _fatal(repository, tip):
        return present(root, day)._replace(trouble=wrong)
    line = _line(repository, tip)
    number = _number(repository, line, day)
    if number == len(line.commits) - 1:
        return present(root, day)
    sha = line.commits[number]
    return Moment(root, day, snapshot(repository, sha), sha)


def _number(repository: Repository, line: _Line, day: date) -> int:
    """Number the last commit by the end of a day, in the time zone that the company had then."""
    around = max(line.by(day, ZoneInfo("UTC")) - 1, 0)
    where = _zone(repository, line.commits[around])
    number = line.by(day, where) - 1
    if number < 0:
        begin = _day_of(where, line.known[0])
        raise MomentError(day, f"the history begins on {begin}; choose that day or a later one.")
    return number


def _at(root: Path, repository: Repository, name: str) -> Moment:
    """Take a commit, and the day on which the branch that it ends knew it."""
    sha = git.resolve(repository, name)
    if sha is None:
        raise MomentError(name, _FORMS)
    kept = snapshot(repository, sha)
    if not kept.kept:
        raise MomentError(name, "there are no records in this commit; choose another.")
    if wrong := _fatal(repository, sha):
        raise MomentError(name, "", wrong)
    return _dated(root, repository, sha, kept)


def at(root: Path, repository: Repository, sha: str) -> Moment:
    """Take a commit by its full hash, and the day on which the branch that it ends knew it."""
    return _dated(root, repository, sha, snapshot(repository, sha))


def _dated(root: Path, repository: Repository, sha: str, kept: Snapshot) -> Moment:
    day = _day_of(_zone(repository, sha), _line(repository, sha).known[-1])
    return Moment(root, day, kept, sha)


def _fatal(repository: Repository, sha: str) -> Trouble | None:
    """Find what there is against reading the history of a commit."""
    return next((one for one in soundness.faults(repository, sha) if one.fatal), None)


def _line(repository: Repository, tip: str) -> _Line:
    """List the commits of a branch."""
    said = git.run(repository, *_LINE, tip, "--").out.decode("ascii", errors="replace")
    told = [one.split(" ") for one in reversed(said.split("\0")) if one]
    return _Line([one[0] for one in told], list(_known(one[1] for one in told)))


def _known(seconds: Iterable[str]) -> Iterator[int]:
    """Give the moments in which commits were known; a time that cannot be counts as none."""
    known = 0
    for text in seconds:
        known = max(known, int(text) if text.isdecimal() and int(text) <= LAST else 0)
        yield known


def _day_of(where: ZoneInfo, seconds: int) -> date:
    return datetime.fromtimestamp(seconds, where).date()


def snapshot(repository: Repository, sha: str, below: str = "data") -> Snapshot:
    """Take the files of a commit or tree as they are under the root, records and company."""
    files = git.tree(repository, sha, f"{repository.prefix}{below}", deep=True)
    cut = len(repository.prefix)
    kept = {one.path[cut:]: Kept(one.mode, one.blob) for one in files}
    return Snapshot(sha[:7], kept, partial(_contents, repository))


def _contents(repository: Repository, blobs: Sequence[str]) -> Iterator[bytes | None]:
    """Read contents, as far as the longest file that can be read; begins a process each time."""
    return (data for _, data in git.blobs(repository, blobs, COMPANY_LIMIT))


def _zone(repository: Repository, sha: str) -> ZoneInfo:
    company, _ = load.company(snapshot(repository, sha, COMPANY))
    return zone(company)


def zone(company: Company | None) -> ZoneInfo:
    """Give the time zone of the company; UTC where there is none, or it names none."""
    try:
        return ZoneInfo(company.time_zone if company else "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def day_of(moment: datetime, company: Company | None) -> date:
    """Give the day of a moment where the company is."""
    return moment.astimezone(zone(company)).date()


def _day(name: str) -> date | None:
    """Read a day in the one form that no hash has."""
    try:
        return date.fromisoformat(name) if _DAY.fullmatch(name) else None
    except ValueError:
        return None
