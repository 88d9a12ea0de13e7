"""The git repository around the data: where it is, and what it is built from."""

from pathlib import Path


def built_from(root: Path) -> str:
    """Name the commit that a folder is at, in short; empty outside a repository."""
    from git import InvalidGitRepositoryError, NoSuchPathError, Repo  # noqa: PLC0415 - slow to load

    try:
        with Repo(root, search_parent_directories=True) as found:
            return str(found.head.commit.hexsha[:7]) if found.head.is_valid() else ""
    except (InvalidGitRepositoryError, NoSuchPathError):
        return ""
