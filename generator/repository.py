"""The git repository around the data: where it is, and what it is built from."""

from pathlib import Path
from shutil import which


def built_from(root: Path) -> str:
    """Name the commit that a folder is at, in short; empty outside a repository or without git."""
    try:
        from git import InvalidGitRepositoryError, NoSuchPathError, Repo  # noqa: PLC0415 - slow
    except ImportError:  # what the library makes of a machine where git is not installed
        return ""
    try:
        with Repo(root, search_parent_directories=True) as found:
            return str(found.head.commit.hexsha[:7]) if found.head.is_valid() else ""
    except (InvalidGitRepositoryError, NoSuchPathError):
        return ""


def begin(root: Path) -> bool:
    """Begin a repository in a folder; not where git is missing, or where there is one around it."""
    if which("git") is None:
        return False
    from git import InvalidGitRepositoryError, Repo  # noqa: PLC0415 - slow to load

    try:
        with Repo(root, search_parent_directories=True):
            return False
    except InvalidGitRepositoryError:
        with Repo.init(root, initial_branch="main"):
            return True
