"""A book with a branch that a review is made of."""

from datetime import date
from pathlib import Path

from generator.history import branch
from generator.load import PLAIN
from generator.review import Review, review
from tests.books import COMPANY
from tests.repository import Repository

DAY = date(2026, 11, 20)
PERSON = "name: {name}\nmail: {mail}@x.example\nrole: sales\n"
DEAL = (
    "name: {name}\nowner: {owner}\nstage: {stage}\ncreated_on: 2026-10-01\namount: {amount}\n"
    "close_date: {close}\n"
)
LINES = "lines:\n  - {{product: kit, quantity: {number}, price: 100}}\n"
FILES = {
    "company.yml": COMPANY,
    "people/aya.yml": PERSON.format(name="Aya", mail="aya"),
    "people/ben.yml": PERSON.format(name="Ben", mail="ben"),
    "products/kit.yml": "name: Kit\ncosts:\n  - {cost: 60, valid_from: 2026-01-01}\n",
    "targets/aya.yml": "person: aya\nperiod: FY2026-Q3\namount: 1000\n",
}


def deal(
    name: str = "One",
    *,
    stage: str = "proposal",
    amount: int = 100,
    close: str = "2026-12-01",
    owner: str = "aya",
) -> str:
    """Write an open deal."""
    return DEAL.format(name=name, owner=owner, stage=stage, amount=amount, close=close)


def begun(repository: Repository, deals: dict[str, str]) -> Repository:
    """Commit the book with some deals on main, and go on to a branch."""
    files = {**FILES, **{f"deals/{name}.yml": text for name, text in deals.items()}}
    for path, text in files.items():
        repository.write(f"data/{path}", text)
    repository.write("mkdocs.yml", "plugins: [{salesbook: {as_of: 2026-11-20}}]\n")
    repository.commit("Begin", when="2026-11-01T09:00:00Z")
    repository.git("switch", "--quiet", "--create", "side")
    return repository


def reviewed(root: Path, base: str = "main", head: str = "side") -> Review:
    """Review the branch."""
    return review(branch.branch(root, base, head, DAY), PLAIN)
