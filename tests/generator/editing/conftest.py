"""What the tests of editing share: a book in a repository, and a site that edits it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.books import COMPANY, begin
from tests.repository import Repository
from tests.served import Served, serving

DEAL = """\
# Makoto decides.
name: Line 5
account: yamada
stage: lead-in  # since Monday
created_on: 2026-08-03
amount: 900000
"""
OWN = """\
custom_fields:
  accounts:
    tier: {type: choice, description: How dear the account is., choices: [gold, plain]}
"""
ASKS = "category: best_case"
WIDE = "\uff21\uff43\uff4d\uff45"
FILES = {
    "company.yml": COMPANY.replace(ASKS, f"{ASKS}, required_fields: [close_date]") + OWN,
    "accounts/yamada.yml": "name: Yamada Seiki\nreading: やまだせいき\n",
    "accounts/acme.yml": f"name: Acme\naliases: [{WIDE} Tools]\n",
    "people/aiko.yml": "name: Aiko Tanaka\nrole: sales\nmail: aiko@kitahama.example\n",
    "products/bolt.yml": "name: Bolt\n",
    "deals/2026/line-5.yml": DEAL,
}
PATH = "data/deals/2026/line-5.yml"


@pytest.fixture
def book(repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Return a repository with a book, in which Aiko commits."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    begin(repository, FILES)
    return repository


@pytest.fixture
def served(book: Repository) -> Iterator[Served]:
    """Return the book's site, being served."""
    with serving(book.root) as found:
        yield found
