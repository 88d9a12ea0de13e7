"""What can be wrong with a history: said on pages and by commands, never a crash."""

from typing import NamedTuple


class Trouble(NamedTuple):
    """Something wrong with a history; where `fatal`, there is no history to be had."""

    code: str
    message: str
    hint: str
    fatal: bool = False


NO_GIT = Trouble(
    "G01", "There must be git to read the history; it is not installed.", "Install git.", fatal=True
)
NO_REPOSITORY = Trouble(
    "G02",
    "The records must lie in a git repository; this folder is in none.",
    "Begin one: `git init`, then `git add data` and `git commit`.",
    fatal=True,
)
NOT_OWNED = Trouble(
    "G03",
    "The repository must belong to who reads it; git finds that it belongs to someone else.",
    "Give the folder to the user who runs this command: `chown -R`.",
    fatal=True,
)
NO_COMMIT = Trouble(
    "G04", "There must be a commit; this branch has none yet.", "Commit the records.", fatal=True
)
SHALLOW = Trouble(
    "G06",
    "The clone must be complete; this one is shallow, and commits are missing.",
    "Run `git fetch --unshallow`; in CI ask for the whole history (`fetch-depth: 0`).",
    fatal=True,
)
PARTIAL = Trouble(
    "G07",
    "The clone must be complete; this one was made with a filter, and contents may be missing.",
    "Clone again without `--filter`.",
    fatal=True,
)
SUBMODULES = Trouble(
    "G10",
    "A data repository must have no submodules; this one has a `.gitmodules`.",
    "Delete it: what lies in other repositories is not read.",
)
MAILMAP = Trouble(
    "G12",
    "Authors are shown as their commits name them; the `.mailmap` is not followed.",
    "Write further names and mails under `commit_identities` of the person.",
)


UNREADABLE = Trouble(
    "G02",
    "The repository must be readable; git cannot read this one's history.",
    "Look at it with `git fsck`, or clone it again.",
    fatal=True,
)


def not_committed(folder: str) -> Trouble:
    """The records are in no commit, though a repository is around them."""
    message = f"The records must be committed; `{folder}` is not in the last commit."
    return Trouble("G05", message, "Run `git add data` and `git commit`.", fatal=True)


def replaced(names: list[str]) -> Trouble:
    """Commits or contents for which others are shown."""
    message = f"No object must be replaced; {_named(names)} would be shown as another."
    return Trouble("G08", message, "Delete them: `git replace -d`. The true history is shown.")


def grafted(path: str) -> Trouble:
    """A file that gives commits other parents."""
    message = f"No commit must be given other parents; `{path}` does so."
    return Trouble("G09", message, "Delete the file. The true history is shown.")


def misdated(names: list[str]) -> Trouble:
    """Commits whose time cannot be: in the future, or no time at all."""
    message = f"A commit's time must have been; that of {_named(names)} has not."
    hint = "Set the clock of the machine right; such a commit counts as made with the one before."
    return Trouble("G11", message, hint)


def rewritten(before: str, tip: str) -> Trouble:
    """A history that no longer holds what it held before."""
    message = f"History must only grow; {before[:10]} was there and is not part of {tip[:10]}."
    return Trouble("G13", message, "Find out who pushed with force, and restore what was there.")


def unreadable(number: int) -> Trouble:
    """Versions that today's schema cannot read whole."""
    said = "1 past version is" if number == 1 else f"{number:,} past versions are"
    message = f"Records must fit their kind; {said} read only in part."
    return Trouble("G14", message, "They are marked in the tables of versions (`state`).")


def missing(number: int) -> Trouble:
    """Contents that the repository names and does not have."""
    message = f"All contents must be there; {number:,} that the history names are missing."
    return Trouble("G15", message, "Find them with `git fsck`, and fetch or clone again.")


def repeated(names: list[str]) -> Trouble:
    """Records that lie in two files at once."""
    message = f"An id must be there once in its kind; {_named(names)} lies in two files."
    return Trouble("G16", message, "The first file by its path counts.")


_SHOWN = 3


def _named(names: list[str]) -> str:
    """Name the first of many."""
    shown = ", ".join(f"`{name}`" for name in names[:_SHOWN])
    more = len(names) - _SHOWN
    return f"{shown} and {more:,} more" if more > 0 else shown
