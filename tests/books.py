"""Small data repositories for tests: a company, and whatever records a test writes."""

from pathlib import Path

from tests.repository import Repository

COMPANY = """\
name: Test Instruments
base_currency: JPY
currencies: [USD]
fiscal_year: {start_month: 4}
pipelines:
  - id: new-business
    name: New business
    stages:
      - {id: lead-in, name: Lead in, probability: 10, category: pipeline}
      - {id: proposal, name: Proposal, probability: 50, category: best_case}
      - {id: won, name: Won, probability: 100, category: closed, outcome: won}
      - {id: lost, name: Lost, probability: 0, category: omitted, outcome: lost}
"""


def write(root: Path, files: dict[str, str]) -> Path:
    """Write files below `data/`, a company among them unless the test brings its own."""
    for name, text in {"company.yml": COMPANY, **files}.items():
        path = root / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def begin(repository: Repository, files: dict[str, str]) -> Path:
    """Commit a book in a repository in which Aiko commits, and return where it lies."""
    write(repository.root, files)
    repository.git("config", "user.name", "Aiko Tanaka")
    repository.git("config", "user.email", "aiko@kitahama.example")
    repository.commit("Begin")
    return repository.root
