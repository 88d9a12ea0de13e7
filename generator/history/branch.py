"""A branch beside the one that it is to be merged into: what the merge would give, and by whom.

The merge is made by git in memory of its own, as a hosting site would make it: without a merge
driver of the person's, and without touching a file or a branch.
"""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from generator.errors import UsageError
from generator.history import git, moment, soundness
from generator.history.commit import Entry, Raw, parsed
from generator.history.git import Repository
from generator.history.moment import Moment
from generator.history.trouble import Trouble

MAIN = ("origin/HEAD", "origin/main", "main", "origin/master", "master")
"""The names under which the main branch is looked for, the first one first."""
_CONFLICT = 1


class Made(NamedTuple):
    """A commit of the branch, and the files below `data/` that it changed; there may be none."""

    raw: Raw
    paths: tuple[str, ...]


class Branch(NamedTuple):
    """What a branch changes: the book before and after it, and its commits, oldest first.

    Where git can merge it, `before` is the tip of the base and `after` what the merge gives. Else
    `before` is where the branch began and `after` is its tip; `conflicts` are the files in which
    both sides changed the same lines.
    """

    base: str
    before: Moment
    after: Moment
    commits: tuple[Made, ...]
    merged: bool
    conflicts: tuple[str, ...] = ()


class NoBranchError(UsageError):
    """Two revisions that cannot be compared as a branch and its base."""


def branch(root: Path, base: str, head: str, day: date) -> Branch:
    """Find what a branch changes, both books as of one day.

    The day is never before the last commit of either side.

    Raises:
        NoBranchError: There is no history, no such revision, or nothing in common.
    """
    stands = unmerged(root, base, head, day)
    repository = _sound(root, head)
    tip = _commit(repository, base)
    tree, conflicts = _merged(repository, tip, stands.after.tip)
    if tree is None:
        return stands._replace(conflicts=conflicts)
    before = moment.at(root, repository, tip)
    since = max(before.day, stands.after.day)
    return stands._replace(
        before=before._replace(day=since),
        after=stands.after._replace(day=since, origin=moment.snapshot(repository, tree)),
        merged=True,
    )


def unmerged(root: Path, base: str, head: str, day: date) -> Branch:
    """Find what a branch has changed since it began; takes and raises what `branch` does."""
    repository = _sound(root, head)
    other, tip = (_commit(repository, one) for one in (base, head))
    start = began(repository, other, tip)
    before, after = (moment.at(root, repository, one) for one in (start, tip))
    since = max(day, before.day, after.day)
    return Branch(
        base,
        before._replace(day=since),
        after._replace(day=since),
        commits(repository, other, tip),
        merged=False,
    )


def main_branch(root: Path) -> str:
    """Name the main branch, as far as this clone knows of it.

    Raises:
        NoBranchError: There is none of the usual name.
    """
    repository = git.find(root)
    if isinstance(repository, Trouble):
        raise NoBranchError(_said(repository))
    for name in MAIN:
        if git.resolve(repository, f"refs/remotes/{name}") or git.resolve(
            repository, f"refs/heads/{name}"
        ):
            return name
    message = "There is no main branch here; name the base: BASE..HEAD."
    raise NoBranchError(message)


def _sound(root: Path, head: str) -> Repository:
    """Find the repository, in which nothing may stand against reading the history."""
    found = git.find(root)
    if isinstance(found, Trouble):
        raise NoBranchError(_said(found))
    wrong = next((one for one in soundness.faults(found, _commit(found, head)) if one.fatal), None)
    if wrong is not None:
        raise NoBranchError(_said(wrong))
    return found


def _said(why: Trouble) -> str:
    return f"The past is not known: {why.message} {why.hint}"


def _commit(repository: Repository, name: str) -> str:
    sha = git.resolve(repository, name)
    if sha is None:
        message = f"{name}: must be a revision that git knows; in CI fetch the whole history."
        raise NoBranchError(message)
    return sha


def began(repository: Repository, base: str, tip: str) -> str:
    """Find the last commit that two revisions have in common, all by full hashes.

    Raises:
        NoBranchError: They have none.
    """
    said = git.run(repository, "merge-base", base, tip)
    found = said.out.decode("ascii", errors="replace").split()
    if said.code or not found:
        message = f"{base[:10]} and {tip[:10]} have no commit in common."
        raise NoBranchError(message)
    return found[0]


def commits(repository: Repository, base: str, tip: str) -> tuple[Made, ...]:
    """Give the commits behind a tip that are not behind the base, oldest first.

    Raises:
        NoBranchError: Git cannot read them.
    """
    try:
        found = list(parsed(git.branch(repository, [tip], base)))
    except git.UnreadableError as error:
        message = "Git cannot read the commits of the branch; look with `git fsck`."
        raise NoBranchError(message) from error
    return tuple(Made(raw, _below(repository, entries)) for raw, entries in reversed(found))


def _below(repository: Repository, entries: tuple[Entry, ...]) -> tuple[str, ...]:
    return tuple(one.path.removeprefix(repository.prefix) for one in entries)


def _merged(repository: Repository, base: str, tip: str) -> tuple[str | None, tuple[str, ...]]:
    """Merge two commits: the tree, or nothing and the files in conflict, if git can name them."""
    said = git.merge_tree(repository, base, tip)
    tree, *files = said.out.decode(errors="replace").split("\0")
    if said.code == 0:
        return tree, ()
    named = files[: files.index("")] if said.code == _CONFLICT and "" in files else files
    return None, tuple(sorted({one for one in named if one}))
