"""The git repository around the data: begun for a new one, written for the demo."""

import os
from collections.abc import Iterable
from pathlib import Path
from shutil import which
from subprocess import PIPE, STDOUT, run
from tempfile import TemporaryFile

from generator.errors import SalesbookError


def possible() -> bool:
    """Tell whether git is on this machine."""
    return which("git") is not None


def begin(root: Path) -> bool:
    """Begin a repository in a folder; not where git is missing, or where there is one around it."""
    if not possible():
        return False
    from git import InvalidGitRepositoryError, Repo  # noqa: PLC0415 - slow to load

    try:
        with Repo(root, search_parent_directories=True):
            return False
    except InvalidGitRepositoryError:
        with Repo.init(root, initial_branch="main"):
            return True


def name_driver(root: Path, command: str) -> None:
    """Name the program that merges records, in the settings of this clone alone.

    Raises:
        GitFailedError: There is no repository, or its settings cannot be written.
    """
    from git import GitError, Repo  # noqa: PLC0415 - slow to load

    try:
        with Repo(root, search_parent_directories=True) as found, found.config_writer() as settings:
            settings.set_value('merge "salesbook"', "name", "records by their fields")
            settings.set_value('merge "salesbook"', "driver", command)
    except (GitError, OSError) as error:
        what = "config"
        raise GitFailedError(what, str(error) or "there is no repository here") from error


def merge_texts(ours: Path, base: Path, theirs: Path, marks: int) -> int:
    """Merge three files line by line as git does, into the first one; 1 where a conflict is left.

    Raises GitMissingError, and GitFailedError with what git said.
    """
    program = which("git")
    if program is None:
        raise GitMissingError
    names = ("-L", "ours", "-L", "base", "-L", "theirs", f"--marker-size={marks}")
    call = [program, "merge-file", "--quiet", *names, *map(os.fspath, (ours, base, theirs))]
    done = run(call, env=_HARDENED, stdout=PIPE, stderr=STDOUT, check=False)
    if done.returncode > MOST_CONFLICTS:
        raise GitFailedError(call[1], done.stdout.decode(errors="replace"))
    return int(done.returncode > 0)


MOST_CONFLICTS = 127
"""Git counts conflicts up to here; what is more is an error."""


class GitMissingError(SalesbookError):
    """Git is not on this machine."""

    def __init__(self) -> None:
        super().__init__("git: must be installed and on the PATH.")


class GitFailedError(SalesbookError):
    """Git could not do what it was asked."""

    def __init__(self, command: str, said: str) -> None:
        what = said.strip().splitlines()[-1:] or ["it said nothing"]
        super().__init__(f"git {command}: failed ({what[0]}).")


_HARDENED = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
"""No settings of the person's or the machine's: the same stream has the same hashes anywhere."""


def write(root: Path, stream: Iterable[bytes]) -> None:
    """Make a repository in an empty folder from what `git fast-import` reads, and check it out.

    Raises GitMissingError, and GitFailedError with what git said.
    """
    _git(root, ("init", "--quiet", "--template=", "--object-format=sha1", "--initial-branch=main"))
    _git(root, ("fast-import", "--quiet", "--done"), stream)
    _git(root, ("reset", "--quiet", "--hard", "main"))


def _git(root: Path, words: tuple[str, ...], stream: Iterable[bytes] = ()) -> None:
    program = which("git")
    if program is None:
        raise GitMissingError
    with TemporaryFile(dir=root) as fed:
        fed.writelines(stream)
        fed.seek(0)
        call = [program, "-C", os.fspath(root), "-c", f"core.hooksPath={os.devnull}", *words]
        done = run(call, env=_HARDENED, stdin=fed, stdout=PIPE, stderr=STDOUT, check=False)
    if done.returncode:
        raise GitFailedError(words[0], done.stdout.decode(errors="replace"))
