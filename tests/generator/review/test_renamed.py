"""Records that only get another id, over real repositories: nothing settled changes by that."""

from datetime import date

import pytest

from generator.history import moment
from generator.load import PLAIN
from generator.review.against import against
from tests.generator.review.books import FILES, begun
from tests.repository import Repository

DAY = date(2026, 11, 20)
WON = (
    "name: Won\naccount: old\nowner: aya\nstage: won\ncreated_on: 2026-10-01\namount: 5\n"
    "close_date: 2026-10-20\nclosed_on: 2026-10-20\n"
    "splits:\n  - {person: aya, percent: 50}\n  - {person: ben, percent: 50}\n"
)


@pytest.fixture
def past(repository: Repository) -> Repository:
    """Commit a won deal of an account, and begin a branch."""
    repository.write("data/accounts/old.yml", "name: Old\n")
    return begun(repository, {"won": WON})


def renamed(past: Repository, folder: str, old: str, new: str, deal: str) -> None:
    """Rename a record, and write the deal that refers to it."""
    past.git("mv", f"data/{folder}/{old}.yml", f"data/{folder}/{new}.yml")
    if (past.root / "data/deals/won.yml").exists():
        past.write("data/deals/won.yml", deal)
    past.commit("Rename", when="2026-11-10T09:00:00Z")


def found(past: Repository) -> list[tuple[str, str]]:
    at = moment.present(past.root, DAY)
    return [(one.path, one.message) for one in against(at, "main", PLAIN)]


@pytest.mark.parametrize(
    ("folder", "old", "deal"),
    [
        ("accounts", "old", WON.replace("account: old", "account: new")),
        (
            "people",
            "aya",
            WON.replace("owner: aya", "owner: new").replace("person: aya", "person: new"),
        ),
        ("deals", "won", WON),
    ],
)
def test_another_id_is_no_change_of_what_was_agreed(
    past: Repository, folder: str, old: str, deal: str
) -> None:
    if folder == "people":
        past.write("data/targets/aya.yml", FILES["targets/aya.yml"].replace("aya", "new"))
    renamed(past, folder, old, "new", deal)
    assert found(past) == []


def test_what_changes_besides_the_id_is_asked_about(past: Repository) -> None:
    deal = WON.replace("account: old", "account: new").replace("amount: 5", "amount: 6")
    renamed(past, "accounts", "old", "new", deal)
    assert found(past) == [
        ("data/deals/won.yml", "A won deal must not change without a reason; `amount` did.")
    ]


def test_two_renames_that_depend_on_each_other_are_followed(past: Repository) -> None:
    past.git("mv", "data/deals/won.yml", "data/deals/done.yml")
    past.write("data/deals/done.yml", WON.replace("account: old", "account: new"))
    renamed(past, "accounts", "old", "new", "")
    assert found(past) == []


def test_a_deal_that_goes_over_to_another_account_is_asked_about(past: Repository) -> None:
    past.write("data/accounts/new.yml", "name: New\n")
    past.write("data/deals/won.yml", WON.replace("account: old", "account: new"))
    past.commit("Move", when="2026-11-10T09:00:00Z")
    assert found(past) == [
        ("data/deals/won.yml", "A won deal must not change without a reason; `account` did.")
    ]


def test_of_several_alike_none_is_taken_for_another(past: Repository) -> None:
    past.write("data/deals/copy.yml", WON)
    past.git("mv", "data/deals/won.yml", "data/deals/done.yml")
    past.commit("Rename and copy", when="2026-11-10T09:00:00Z")
    assert found(past) == [
        ("data/deals/won.yml", "A won deal must not be deleted without a reason.")
    ]
