"""The ledger against its base: what was issued stays, whatever else a branch changes.

The audit looks at every commit of the main branch; here the branch is judged by what it would
leave, so that what was set back is right again.
"""

from collections.abc import Iterator
from pathlib import Path

from generator.diagnostic import Diagnostic
from generator.forecast import ledger
from generator.history import branch, git, moment
from generator.history.branch import Branch
from generator.history.git import Repository
from generator.history.moment import Moment
from generator.origin import Disk, Origin, Snapshot

_WHOLE = 1 << 30


def altered(root: Path, start: str, at: Moment) -> Iterator[Diagnostic]:
    """Find the files of the ledger that a commit has and a later moment has not, or otherwise.

    `start` is a full hash. How lines end is no difference. What was moved is deleted where it was.
    """
    repository = git.find(root)
    if not isinstance(repository, Repository):
        return
    before = moment.snapshot(repository, start, ledger.FOLDER)
    after = moment.snapshot(repository, at.tip, ledger.FOLDER) if at.past else Disk(root)
    paths = sorted(path for path in before.kept if path.endswith(ledger.SUFFIX))
    held = [path for path in paths if after.holds(path)]
    differing = set(_differing(repository, before, after, held))
    for path in paths:
        if path not in held:
            yield _diagnostic(path, "deleted")
        elif path in differing:
            yield _diagnostic(path, "changed")


def altered_by(at: Branch) -> Iterator[Diagnostic]:
    """Find what a branch that is reviewed did to the ledger since it began."""
    repository = git.find(at.after.root)
    if isinstance(repository, Repository):
        start = branch.began(repository, at.before.tip, at.after.tip)
        yield from altered(at.after.root, start, at.after)


def _differing(
    repository: Repository, before: Snapshot, after: Origin, paths: list[str]
) -> Iterator[str]:
    """Give the paths at which two moments hold other words."""
    if isinstance(after, Snapshot):
        yield from (path for path in paths if before.kept[path].blob != after.kept[path].blob)
        return
    old = git.blobs(repository, [before.kept[path].blob for path in paths], _WHOLE)
    for path, (_, was), now in zip(paths, old, after.contents(paths), strict=True):
        if was is not None and _words(was) != _words(now):
            yield path


def _words(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n")


def _diagnostic(path: str, what: str) -> Diagnostic:
    (rule,) = ledger.RULES
    return Diagnostic(path, 1, 1, rule.code, rule.severity, ledger.said(what), ledger.HINT)
