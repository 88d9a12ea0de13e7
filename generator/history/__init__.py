"""The history of the records: what git kept, as commits, versions and changes.

`read` is the whole of it: find the repository, read what is new since last time, and give all.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from generator.book import Key
from generator.errors import UsageError
from generator.history import git, record, soundness, store, trouble
from generator.history.arrival import Arrival, arrivals
from generator.history.commit import Commit, Entry, Kept, Person, kept, numbered, parsed
from generator.history.git import Repository
from generator.history.record import Record
from generator.history.store import Contents, Store
from generator.history.timeline import Change
from generator.history.trace import Chain, Traced, trace
from generator.history.trouble import Trouble
from generator.history.version import Held, Move, Step, Version, held, steps
from generator.parallel import batched, uncollected
from generator.progress import Progress, silent
from generator.reading import COMPANY_LIMIT


class History(NamedTuple):
    """What a branch went through up to its tip, by its first parents.

    Commits are oldest first, numbered from 0; records are sorted by key, and so are the arrivals,
    which say of some versions that they happened before their commits. With a fatal trouble both
    are empty, and `tip` may be. Versions, moves and changes are read out of the records' texts each
    time that they are asked for; they are sorted by record, then oldest first.
    """

    tip: str
    commits: tuple[Commit, ...] = ()
    records: tuple[Record, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    arrivals: tuple[Arrival, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether there is a history."""
        return not any(one.fatal for one in self.troubles)

    @property
    def versions(self) -> tuple[Version, ...]:
        """What each commit made of each record."""
        return tuple(one for each in self.records for one in record.versions(each))

    @property
    def moves(self) -> tuple[Move, ...]:
        """When a record's file came to lie elsewhere."""
        return tuple(one for each in self.records for one in record.moves(each))

    @property
    def changes(self) -> tuple[Change, ...]:
        """What each commit changed in each record."""
        return tuple(one for each in self.records for one in record.changes(each))

    def only(self, key: Key) -> "History":
        """Give the history with one record alone."""
        return self._replace(
            records=tuple(one for one in self.records if one.key == key),
            arrivals=tuple(one for one in self.arrivals if one.key == key),
        )


_Read = tuple[Kept, tuple[Entry, ...], tuple[str, ...]]
"""A commit, the files that it changed, its parents."""


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
    with uncollected(), store.opened(cache, repository.prefix) as opened:
        last = opened.number_of(sha)
        if last is None:
            last = _Reading(repository, opened, processes, progress).run(sha)
        if last is None:
            return History(sha, troubles=(trouble.UNREADABLE, *troubles))
        return _history(sha, opened.load(last), opened, troubles, now)


def _history(
    sha: str, found: Contents, remarks: Store, troubles: Iterable[Trouble], now: datetime | None
) -> History:
    """Give commits their moments, and add the troubles that only the content shows."""
    commits, misdated = numbered(found.commits, now)
    shown = [*troubles]
    if misdated:
        shown.append(trouble.misdated(misdated))
    if found.amiss:
        shown.append(trouble.unreadable(found.amiss))
    if missing := remarks.meta("missing"):
        shown.append(trouble.missing(int(missing)))
    if repeated := remarks.meta("repeated"):
        shown.append(trouble.repeated(repeated.split()))
    shown.sort(key=lambda one: one.code)
    return History(sha, commits, found.records, tuple(shown), found.arrivals)


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
        self.kept.add(news.start, (commit for commit, _, _ in news.commits))
        files = enumerate((entries for _, entries, _ in news.commits), news.start)
        found = steps(files, news.before, self.repository.prefix)
        brought = self._arrivals(news, found)
        if brought is None:
            return None
        self.kept.bring(brought)
        chains = [Chain(key, [*self.kept.steps(key), *found[key]]) for key in sorted(found)]
        missing = self._trace(chains)
        repeated = [str(key) for key, paths in sorted(news.before.items()) if len(paths) > 1]
        metas = {"repeated": " ".join(repeated), "missing": str(missing or "")}
        self.kept.remark(metas)
        if not missing:
            self.kept.commit()
        return news.start + len(news.commits) - 1

    def _arrivals(self, news: _News, found: Mapping[Key, list[Step]]) -> list[Arrival] | None:
        """Find what merges brought of imported history, or nothing where git cannot read them."""
        line = {number: one[2] for number, one in enumerate(news.commits, news.start)}
        shas = {commit.sha for commit, _, _ in news.commits}
        try:
            return list(arrivals(self.repository, line, shas, found))
        except git.UnreadableError:
            return None

    def _trace(self, chains: Sequence[Chain]) -> int:
        """Read the contents of records and take in what became of them; counts what is missing."""
        missing: set[str] = set()
        self.kept.put(self._traced(chains, missing))
        return len(missing)

    def _traced(self, chains: Sequence[Chain], missing: set[str]) -> Iterator[Traced]:
        """Trace records, each process with a git of its own, and note what is missing."""
        told = partial(self._tell, len(chains))
        work = partial(_share, self.repository, chains)
        for traced in batched(work, range(len(chains)), self.processes, told):
            missing.update(traced.missing)
            yield traced

    def _tell(self, total: int, done: int) -> None:
        self.progress("Reading versions", done, total)

    def _further(self, sha: str) -> _News | None:
        """Read what came after what is kept, where the new commits stand on its line."""
        since = self.kept.tip()
        commits = self._log(sha, since) if since else None
        base = commits[0][2][:1] if commits else ()
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
            found = list(parsed(git.log(self.repository, sha, since)))
            made = self._makers({raw.branch for raw, _ in found if raw.branch})
        except git.UnreadableError:
            return None
        return [
            (kept(raw, made[raw.branch] if raw.branch else None), entries, raw.parents)
            for raw, entries in reversed(found)
        ]

    def _makers(self, branches: set[str]) -> dict[str, Person]:
        """Find who made the last commit of each branch that was merged."""
        found = parsed(git.heads(self.repository, sorted(branches))) if branches else ()
        return {raw.sha: raw.author for raw, _ in found}


def _share(repository: Repository, chains: Sequence[Chain], places: Sequence[int]) -> list[Traced]:
    """Trace some of all records; what is handed from process to process are places and texts."""
    mine = [chains[place] for place in places]
    wanted = dict.fromkeys(step.blob for one in mine for step in one.steps if step.blob)
    blobs = dict(git.blobs(repository, list(wanted), COMPANY_LIMIT))
    return [trace(blobs, chain) for chain in mine]
