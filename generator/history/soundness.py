"""Whether a repository holds its whole history, and holds it untouched."""

from collections.abc import Iterator
from pathlib import Path

from generator.history import git, trouble
from generator.history.git import Repository
from generator.history.trouble import Trouble

_PARTIAL = r"^(extensions\.partialclone|remote\..*\.(promisor|partialclonefilter))$"


def faults(repository: Repository, tip: str) -> Iterator[Trouble]:
    """Find what makes the history of a commit incomplete or doubtful."""
    if repository.shallow:
        yield trouble.SHALLOW
    if git.run(repository, "config", "--local", "--get-regexp", _PARTIAL).out:
        yield trouble.PARTIAL
    yield from _tampered(repository)
    names = {one.path for one in git.tree(repository, tip, ".gitmodules", ".mailmap")}
    if ".gitmodules" in names:
        yield trouble.SUBMODULES
    if ".mailmap" in names:
        yield trouble.MAILMAP
    if not git.tree(repository, tip, repository.data):
        yield trouble.not_committed(repository.data)


def _tampered(repository: Repository) -> Iterator[Trouble]:
    """Find what would make git show another history than the one that was committed."""
    refs = git.run(repository, "for-each-ref", "--format=%(refname:lstrip=2)", "refs/replace/")
    if names := refs.out.decode(errors="replace").split():
        yield trouble.replaced([name[:10] for name in names])
    place = git.run(repository, "rev-parse", "--git-common-dir").out.removesuffix(b"\n")
    grafts = Path(repository.folder, place.decode(errors="surrogateescape"), "info", "grafts")
    if grafts.is_file() and grafts.stat().st_size:
        yield trouble.grafted("info/grafts")
