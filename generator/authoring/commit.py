"""A commit of the files that an operation touched, and of nothing else that lies around.

It is prepared before a file is written: what git would refuse is said while nothing has happened.
The person's own settings, hooks and signing count, as in a commit made by hand.
"""

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from shutil import which
from typing import NamedTuple

from generator.errors import SalesbookError
from generator.repository import GitMissingError

_UNDER_WAY = {
    "MERGE_HEAD": "a merge",
    "rebase-merge": "a rebase",
    "rebase-apply": "a rebase",
    "CHERRY_PICK_HEAD": "a cherry-pick",
    "REVERT_HEAD": "a revert",
    "BISECT_LOG": "a bisect",
}


class NoCommitError(SalesbookError):
    """A commit that cannot be made; nothing was written."""

    def __init__(self, why: str) -> None:
        super().__init__(f"{why} Nothing was written.")


class NotCommittedError(SalesbookError):
    """A commit that git refused after the files were written; they are there, uncommitted."""

    def __init__(self, said: str) -> None:
        self.said = said
        super().__init__(
            f"git did not commit ({said}). The change is written and not committed: "
            "correct what git says and run `git commit`, or `git restore` the file."
        )


class _Said(NamedTuple):
    """What git answered."""

    code: int
    out: str
    complaint: str


class Prepared(NamedTuple):
    """A repository in which the commit can be made, and the branch to make first, if any."""

    root: Path
    environment: Mapping[str, str]
    branch: str | None

    def made(self, paths: Sequence[str], message: str) -> str:
        """Commit the files as they now lie; give the short hash and the branch.

        Raises:
            NotCommittedError: Git refused, or a hook did; what was there before is still there.
        """
        before = self._git("symbolic-ref", "--quiet", "HEAD").out.strip()
        if self.branch:
            self._must("switch", "--quiet", "--create", self.branch)
        known = self._git("ls-files", "-z", "--", *paths).out.split("\0")
        fresh = [path for path in paths if path not in known]
        try:
            if fresh:
                self._must("add", "--intent-to-add", "--", *fresh)
            self._must("commit", "--quiet", "--file=-", "--only", "--", *paths, fed=message)
        except NotCommittedError:
            self._undo(fresh, before)
            raise
        return self._git("rev-parse", "--short", "HEAD").out.strip()

    def _undo(self, fresh: Sequence[str], before: str) -> None:
        """Take the files out of the index, and go back from the branch that was made."""
        if fresh:
            self._git("rm", "--quiet", "--cached", "--ignore-unmatch", "--", *fresh)
        if self.branch:
            back = ("symbolic-ref", "HEAD", before) if before else ("switch", "--quiet", "--detach")
            self._git(*back)
            self._git("branch", "--quiet", "--delete", "--force", self.branch)

    def _must(self, *words: str, fed: str = "") -> None:
        said = self._git(*words, fed=fed)
        if said.code:
            raise NotCommittedError(said.complaint)

    def _git(self, *words: str, fed: str = "") -> _Said:
        return _git(self.root, self.environment, *words, fed=fed)


def prepared(
    root: Path, paths: Sequence[str], branch: str | None, environment: Mapping[str, str]
) -> Prepared:
    """Find out whether these files could be committed, before they are changed.

    Raises:
        GitMissingError: There is no git.
        NoCommitError: There is no repository, it is amid something, the files have other changes
            already, or the branch cannot be made.
    """
    found = Prepared(root, environment, branch)
    said = _git(root, environment, "rev-parse", "--absolute-git-dir")
    if said.code:
        why = "There is no git repository here."
        raise NoCommitError(why)
    _at_rest(Path(said.out.strip()))
    if branch is None:
        _on_a_branch(found)
    else:
        _new_branch(found, branch)
    _clean(found, paths)
    if _git(root, environment, "var", "GIT_COMMITTER_IDENT").code:
        why = "git must know who you are: set user.name and user.email with `git config`."
        raise NoCommitError(why)
    return found


class Author(NamedTuple):
    """Under whose name and mail address git would commit."""

    name: str
    mail: str


def author(root: Path, environment: Mapping[str, str]) -> Author | None:
    """Say who commits here; nothing where git does not know."""
    said = _git(root, environment, "var", "GIT_AUTHOR_IDENT")
    found = re.match(r"(.*?) ?<([^<>]+)>", said.out)
    return None if said.code or found is None else Author(found[1], found[2])


def mail(root: Path, environment: Mapping[str, str]) -> str | None:
    """Give the mail address under which git would commit here; nothing where it knows none."""
    found = author(root, environment)
    return found.mail if found else None


class Branches(NamedTuple):
    """The branch that is checked out, if any, the others, the main one, and where it is from."""

    current: str | None
    names: frozenset[str]
    trunk: str
    remote: str


def branches(root: Path, environment: Mapping[str, str]) -> Branches | None:
    """Look which branches there are; nothing where there is no repository.

    The main one is the remote's own, else the one that is called so, else the current one.
    """
    if _git(root, environment, "rev-parse", "--absolute-git-dir").code:
        return None
    current = _asked(root, environment, "symbolic-ref", "--quiet", "--short", "HEAD")
    listed = _asked(root, environment, "for-each-ref", "--format=%(refname)", "refs/heads/")
    names = frozenset(line.removeprefix("refs/heads/") for line in listed.splitlines())
    theirs = _asked(root, environment, "symbolic-ref", "--quiet", "refs/remotes/origin/HEAD")
    usual = next((name for name in ("main", "master") if name in names), current)
    trunk = theirs.removeprefix("refs/remotes/origin/") or usual
    remote = _asked(root, environment, "remote", "get-url", "origin")
    return Branches(current or None, names, trunk, remote)


def _asked(root: Path, environment: Mapping[str, str], *words: str) -> str:
    """Ask git for a line; empty where there is none."""
    said = _git(root, environment, *words)
    return "" if said.code else said.out.strip()


def _at_rest(folder: Path) -> None:
    for name, what in _UNDER_WAY.items():
        if (folder / name).exists():
            why = f"The repository is in the middle of {what}: finish or abort it first."
            raise NoCommitError(why)


def _on_a_branch(at: Prepared) -> None:
    if _git(at.root, at.environment, "symbolic-ref", "--quiet", "HEAD").code:
        why = "No branch is checked out (a detached head): name a new one with `--branch NAME`."
        raise NoCommitError(why)


def _new_branch(at: Prepared, name: str) -> None:
    if _git(at.root, at.environment, "check-ref-format", "--branch", name).code:
        why = f"A branch cannot be called `{name}`."
        raise NoCommitError(why)
    ref = f"refs/heads/{name}"
    if not _git(at.root, at.environment, "show-ref", "--verify", "--quiet", ref).code:
        why = f"There is a branch `{name}` already: `git switch` to it, or name another."
        raise NoCommitError(why)


def _clean(at: Prepared, paths: Sequence[str]) -> None:
    """Take no other change of the same files along: it may be somebody's half-done work."""
    words = ("status", "--porcelain", "--untracked-files=all", "--", *paths)
    said = _git(at.root, at.environment, *words)
    if said.out.strip():
        why = f"{said.out.splitlines()[0][3:]}: has changes already that are not committed."
        raise NoCommitError(why)


def _git(root: Path, environment: Mapping[str, str], *words: str, fed: str = "") -> _Said:
    program = which("git")
    if program is None:
        raise GitMissingError
    done = subprocess.run(
        [program, "-C", os.fspath(root), *words],
        env={**environment, "GIT_LITERAL_PATHSPECS": "1", "GIT_TERMINAL_PROMPT": "0"},
        input=fed.encode(),
        capture_output=True,
        check=False,
    )
    out, wrong = (text.decode(errors="replace") for text in (done.stdout, done.stderr))
    lines = [line for line in (*wrong.splitlines(), *out.splitlines()) if line.strip()]
    complaint = lines[0].removeprefix("fatal: ").rstrip(".") if lines else "it said nothing"
    return _Said(done.returncode, out, complaint)
