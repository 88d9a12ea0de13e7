"""The history of the records: what git kept, as commits, versions and changes.

`read` is the whole of it: find the repository, read what is new since last time, and give all.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from generator.errors import UsageError
from generator.history import git, soundness, store, trouble
from generator.history.commit import Commit, Entry, Raw, numbered, parsed
from generator.history.git import Repository
from generator.history.store import Kept, Store
from generator.history.timeline import Change
from generator.history.trace import Chain, trace
from generator.history.trouble import Trouble
from generator.history.version import Held, Move, Version, held, steps
from generator.parallel import mapped, uncollected
from generator.progress import Progress, silent
from generator.reading import COMPANY_LIMIT


class History(NamedTuple):
    """What a branch went through up to its tip, by its first parents.

    Commits are oldest first, numbered from 0; versions, moves and changes are sorted by record,
    then oldest first. With a fatal trouble all of them are empty, and `tip` may be.
    """

    tip: str
    commits: tuple[Commit, ...] = ()
    versions: tuple[Version, ...] = ()
    moves: tuple[Move, ...] = ()
    changes: tuple[Change, ...] = ()
    troubles: tuple[Trouble, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether there is a history."""
        return not any(one.fatal for one in self.troubles)


_Read = tuple[Raw, tuple[Entry, ...]]


class _News(NamedTuple):
    """Commits to add, oldest first, behind how many known ones, and the files before them."""

    start: int
    commits: list[_Read]
    before: Held


def read(  # noqa: PLR0913 - each is named where it is given
    root: Path,
    tip: str = "HEAD",
    *,
    now: datetime | None = None,
    cache: Path | None = None,
    processes: int = 1,
    progress: Progress = silent,
) -> History:
    """Read the history of the records under a root, up to a revision.

    Commits dated after `now` are named as troubles; without it only those of impossible dates.

    Raises:
        UsageError: The revision, other than `HEAD`, means no commit.
        NotWritableError: The cache cannot be written.
    """
    repository = git.find(root)
    if isinstance(repository, Trouble):
        return History("", troubles=(repository,))
    sha = git.resolve(repository, tip)
    if sha is None:
        if tip != "HEAD":
            message = f"{tip}: there is no such revision."
            raise UsageError(message)
        return History("", troubles=(trouble.NO_COMMIT,))
    troubles = tuple(soundness.faults(repository, sha))
    if any(one.fatal for one in troubles):
        return History(sha, troubles=troubles)
    with uncollected(), store.opened(cache, repository.prefix) as kept:
        last = kept.number_of(sha)
        if last is None:
            last = _Reading(repository, kept, processes, progress).run(sha)
        if last is None:
            return History(sha, troubles=(trouble.UNREADABLE, *troubles))
        return _history(sha, kept.load(last), kept, troubles, now)


def _history(
    sha: str, kept: Kept, remarks: Store, troubles: Iterable[Trouble], now: datetime | None
) -> History:
    """Give commits their moments, and add the troubles that only the content shows."""
    commits, misdated = numbered(kept.commits, now)
    partial_versions = sum(version.state in ("part", "unread") for version in kept.versions)
    found = [*troubles]
    if misdated:
        found.append(trouble.misdated(misdated))
    if partial_versions:
        found.append(trouble.unreadable(partial_versions))
    if missing := remarks.meta("missing"):
        found.append(trouble.missing(int(missing)))
    if repeated := remarks.meta("repeated"):
        found.append(trouble.repeated(repeated.split()))
    found.sort(key=lambda one: one.code)
    return History(sha, commits, kept.versions, kept.moves, kept.changes, tuple(found))


class _Reading(NamedTuple):
    """Reading what a store does not have yet."""

    repository: Repository
    kept: Store
    processes: int
    progress: Progress

    def run(self, sha: str) -> int | None:
        """Read the commits up to a tip; gives its number, or nothing where git cannot."""
        self.progress("Reading commits", 0, 1)
        news = self._further(sha) or self._all(sha)
        if news is None:
            return None
        self.progress("Reading commits", 1, 1)
        self.kept.cut(news.start - 1)
        self.kept.add(news.start, (raw for raw, _ in news.commits))
        files = enumerate((entries for _, entries in news.commits), news.start)
        found = steps(files, news.before, self.repository.prefix)
        chains = [Chain(key, [*self.kept.steps(key), *found[key]]) for key in sorted(found)]
        missing = self._trace(chains)
        repeated = [str(key) for key, paths in sorted(news.before.items()) if len(paths) > 1]
        metas = {"repeated": " ".join(repeated), "missing": str(missing or "")}
        self.kept.remark(metas)
        if not missing:
            self.kept.commit()
        return news.start + len(news.commits) - 1

    def _trace(self, chains: Sequence[Chain]) -> int:
        """Read the contents of records and take in what became of them; counts what is missing."""
        wanted = list(dict.fromkeys(step.blob for one in chains for step in one.steps if step.blob))
        blobs = dict(git.blobs(self.repository, wanted, COMPANY_LIMIT))
        told = partial(self._tell, len(chains))
        traced = mapped(partial(trace, blobs), chains, self.processes, told)
        self.kept.put(zip((one.key for one in chains), traced, strict=True))
        return sum(data is None for data in blobs.values())

    def _tell(self, total: int, done: int) -> None:
        self.progress("Reading versions", done, total)

    def _further(self, sha: str) -> _News | None:
        """Read what came after what is kept, where the new commits stand on its line."""
        since = self.kept.tip()
        commits = self._log(sha, since) if since else None
        base = commits[0][0].parents[:1] if commits else ()
        number = self.kept.number_of(base[0]) if base else None
        if number is None or commits is None:
            return None
        files = git.tree(self.repository, base[0], self.repository.data, deep=True)
        return _News(number + 1, commits, held(files, self.repository.prefix))

    def _all(self, sha: str) -> _News | None:
        """Read everything."""
        commits = self._log(sha)
        return None if commits is None else _News(0, commits, {})

    def _log(self, sha: str, since: str | None = None) -> list[_Read] | None:
        """Read the commits of a line, oldest first, or nothing where git cannot."""
        try:
            return list(parsed(git.log(self.repository, sha, since)))[::-1]
        except git.UnreadableError:
            return None
