"""Histories for the tests: records committed in real repositories."""

from collections.abc import Mapping
from pathlib import Path

from generator import history
from generator.book import Key
from generator.history import History
from tests.books import COMPANY
from tests.repository import Repository

DEAL = "name: One\nstage: proposal\ncreated_on: 2026-11-01\n"
ONE = Key("deals", "one")
PATH = "data/deals/one.yml"
WON = DEAL.replace("proposal", "won")
AMOUNT = DEAL + "amount: 5\n"
NAMED = {
    f"GIT_{role}_{part}": "x" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")
}


def begun(repository: Repository, files: Mapping[str, str] | None = None) -> Repository:
    """Commit a company and the given files."""
    return changed(repository, {"data/company.yml": COMPANY, **(files or {})})


def changed(
    repository: Repository, files: Mapping[str, str | None], when: str = "2026-04-01T09:00:00+09:00"
) -> Repository:
    """Write files, or delete those without a text, and commit that."""
    for path, text in files.items():
        if text is None:
            (repository.root / path).unlink()
        else:
            repository.write(path, text)
    repository.commit(when=when)
    return repository


def merged(repository: Repository, *branches: str, files: dict[str, str] | None = None) -> None:
    """Merge branches, with further changes made inside the merge."""
    repository.git("merge", "--quiet", "--no-ff", "--no-commit", *branches, **NAMED)
    changed(repository, dict(files or {}), when="2026-04-03T09:00:00+0900")


def read(repository: Repository, cache: Path | None = None) -> History:
    """Read a history, which must be usable."""
    found = history.read(repository.root, cache=cache)
    assert found.usable, found.troubles
    return found


def said(found: History, key: Key = ONE) -> list[tuple[int, str]]:
    """Give the versions of a record as commit and state."""
    return [(one.number, one.state) for one in found.versions if one.key == key]


def fields(found: History, key: Key = ONE) -> list[tuple[int, str, str | None, str | None]]:
    """Give what changed in a record, field by field, without its beginning and end."""
    return [
        (one.number, one.path, one.old, one.new)
        for one in found.changes
        if one.key == key and one.event == "changed"
    ]


def codes(found: History) -> list[str]:
    """Give the codes of all troubles."""
    return [one.code for one in found.troubles]
