"""From a form to a commit, by real requests on a real repository."""

import re

import pytest

from tests.generator.editing.conftest import DEAL, PATH
from tests.repository import Repository
from tests.served import Served, serving

BRANCH = "aiko-tanaka-2026-11-18"


def _saved(served: Served, **values: object) -> dict[str, object]:
    digest = served.form("deals", "line-5")["digest"]
    found: dict[str, object] = served.saved(kind="deals", id="line-5", digest=digest, values=values)
    return found


def _text(book: Repository) -> str:
    return (book.root / PATH).read_text(encoding="utf-8")


def test_one_value_changes_one_line_and_is_committed_on_a_branch_of_ones_own(
    book: Repository, served: Served
) -> None:
    said = _saved(served, amount="1.2M")

    assert said["state"] == "saved"
    assert _text(book) == DEAL.replace("900000", "1200000")
    assert said["branch"] == BRANCH
    assert book.git("symbolic-ref", "--short", "HEAD") == BRANCH
    assert said["commit"] == book.git("rev-parse", "--short", BRANCH)
    assert book.git("diff", "--name-only", "main", BRANCH) == PATH
    assert book.git("log", "-1", "--format=%an %s") == (
        "Aiko Tanaka Change deal Line 5: amount: ¥900,000 -> ¥1,200,000"
    )
    assert said["push"] == f"git push -u origin {BRANCH}"
    assert said["request"] is None


def test_the_next_change_goes_to_the_branch_that_was_begun(
    book: Repository, served: Served
) -> None:
    first, second = _saved(served, amount="1.2M"), _saved(served, amount="1.3M")
    assert first["branch"] == second["branch"] == BRANCH
    assert book.git("rev-list", "--count", f"main..{BRANCH}") == "2"


def test_a_branch_that_is_there_already_is_left_alone(book: Repository, served: Served) -> None:
    book.git("branch", BRANCH)
    assert _saved(served, amount="1.2M")["branch"] == f"{BRANCH}-2"
    assert book.git("rev-parse", BRANCH) == book.git("rev-parse", "main")


def test_the_branch_can_be_chosen(book: Repository) -> None:
    with serving(book.root, branch="week-47") as served:
        assert served.form("deals", "line-5")["branch"] == "week-47"
        assert _saved(served, amount="1.2M")["branch"] == "week-47"
        form = served.form("deals", "line-5")
        said = served.saved(
            kind="deals",
            id="line-5",
            digest=form["digest"],
            branch=" main ",
            values={"amount": "2M"},
        )
        assert said["state"] == "failed"
        assert "There is a branch `main` already" in said["message"]
    assert _text(book) == DEAL.replace("900000", "1200000")


def test_the_page_of_the_pull_request_is_that_of_the_hosting_site(
    book: Repository, served: Served
) -> None:
    book.git("remote", "add", "origin", "git@github.com:kitahama/sales.git")
    assert _saved(served, amount="1.2M")["request"] == (
        f"https://github.com/kitahama/sales/compare/main...{BRANCH}?expand=1"
    )


@pytest.mark.parametrize(
    ("values", "where", "words"),
    [
        ({"amount": "lots"}, ["amount"], "must be a number"),
        ({"amount": "9" * 30}, ["amount"], "must be a number"),
        ({"account": "yamda"}, ["account"], "yamda"),
        ({"stage": "proposal"}, ["close_date"], "must be there in stage `proposal`"),
        ({"stage": ""}, ["stage"], "`stage` must be there"),
        ({"lines": [{"product": "bolt", "quantity": "x"}]}, ["lines", 0, "quantity"], "number"),
        ({"lines": [{"quantity": "2"}]}, ["lines", 0, "product"], "`product` must be there"),
        ({"name": "two\nlines"}, ["name"], "one line"),
    ],
)
def test_a_value_that_is_refused_is_told_at_its_field_and_nothing_is_touched(
    book: Repository,
    served: Served,
    values: dict[str, object],
    where: list[object],
    words: str,
) -> None:
    said = _saved(served, **values)

    assert said["state"] == "refused"
    findings = said["findings"]
    assert isinstance(findings, list)
    assert [one["where"] for one in findings if words in one["message"]] == [where]
    assert _text(book) == DEAL
    assert book.git("status", "--porcelain") == ""
    assert book.git("branch", "--format=%(refname:short)") == "main"


def test_a_file_that_was_changed_meanwhile_is_shown_and_not_overwritten(
    book: Repository, served: Served
) -> None:
    form = served.form("deals", "line-5")
    theirs = DEAL.replace("900000", "950000")
    (book.root / PATH).write_text(theirs)

    said = served.saved(kind="deals", id="line-5", digest=form["digest"], values={"amount": "1M"})

    assert said["state"] == "changed"
    assert said["form"]["values"]["amount"] == "950000"
    assert said["form"]["digest"] != form["digest"]
    assert _text(book) == theirs


def test_work_that_is_not_committed_is_not_taken_along(book: Repository, served: Served) -> None:
    theirs = DEAL.replace("900000", "950000")
    (book.root / PATH).write_text(theirs)
    said = _saved(served, amount="1M")
    assert said["state"] == "failed"
    assert "has changes already that are not committed" in str(said["message"])
    assert _text(book) == theirs


def test_other_files_that_are_not_committed_do_not_matter(book: Repository, served: Served) -> None:
    book.write("notes.txt", "mine\n")
    assert _saved(served, amount="1M")["state"] == "saved"
    assert book.git("status", "--porcelain") == "?? notes.txt"


def test_a_file_that_git_does_not_take_leaves_no_branch_behind(
    book: Repository, served: Served
) -> None:
    book.write(".gitignore", "data/leads/\n")
    book.commit("Leave leads out")
    values = {"name": "Aki", "company": "X", "status": "new", "created_on": "2026-11-18"}
    said = served.saved(kind="leads", id=None, values=values)
    assert said["state"] == "failed"
    assert "ignored" in said["message"]
    assert book.git("branch", "--format=%(refname:short)") == "main"
    assert book.git("symbolic-ref", "--short", "HEAD") == "main"
    assert not [*(book.root / "data").glob("leads/**/*.yml")]


def test_what_a_hook_refuses_leaves_a_detached_head_where_it_was(
    book: Repository, served: Served
) -> None:
    book.write(".git/hooks/pre-commit", "#!/bin/sh\nexit 1\n").chmod(0o755)
    book.git("switch", "--quiet", "--detach", "main")
    assert _saved(served, amount="1M")["state"] == "failed"
    assert "detached" in book.git("branch", "--format=%(refname:short)")
    assert BRANCH not in book.git("branch", "--format=%(refname:short)").splitlines()
    assert _text(book) == DEAL


@pytest.mark.parametrize("branch", ["a\0b", "a\ud800b", "a\nb"])
def test_a_branch_whose_name_cannot_be_written_is_refused(
    book: Repository, served: Served, branch: str
) -> None:
    digest = served.form("deals", "line-5")["digest"]
    posted = {"kind": "deals", "id": "line-5", "digest": digest, "values": {"amount": "1"}}
    said = served.saved(**posted, branch=branch)
    assert (said["state"], said["message"]) == ("failed", "a branch cannot be called so.")
    assert _text(book) == DEAL


def test_the_command_is_one_whatever_the_branch_is_called(book: Repository, served: Served) -> None:
    book.git("switch", "--quiet", "--create", "a;b")
    assert _saved(served, amount="1.2M")["push"] == "git push -u origin 'a;b'"


def test_what_a_hook_refuses_is_said_and_the_file_is_as_it_was(
    book: Repository, served: Served
) -> None:
    hook = book.write(".git/hooks/pre-commit", "#!/bin/sh\necho 'not today' >&2\nexit 1\n")
    hook.chmod(0o755)
    said = _saved(served, amount="1M")
    assert said == {
        "state": "failed",
        "message": "git did not commit (not today). Nothing was written.",
    }
    assert _text(book) == DEAL
    assert book.git("symbolic-ref", "--short", "HEAD") == "main"
    made = served.saved(kind="accounts", id=None, values={"name": "Fresh"})
    assert made["state"] == "failed"
    assert book.git("status", "--porcelain") == ""


def test_from_a_detached_head_a_branch_is_made(book: Repository, served: Served) -> None:
    book.git("switch", "--quiet", "--detach", "main")
    assert _saved(served, amount="1M")["branch"] == BRANCH
    assert book.git("symbolic-ref", "--short", "HEAD") == BRANCH


def test_amid_a_merge_nothing_is_written(book: Repository, served: Served) -> None:
    book.write(".git/MERGE_HEAD", book.git("rev-parse", "HEAD") + "\n")
    said = _saved(served, amount="1M")
    assert "in the middle of a merge" in str(said["message"])
    assert _text(book) == DEAL


def test_without_a_repository_the_file_is_written_and_that_is_said(
    book: Repository, served: Served
) -> None:
    (book.root / ".git").rename(book.root / "no-git")
    said = _saved(served, amount="1M")
    assert (said["state"], said["commit"], said["branch"]) == ("saved", None, None)
    assert "push" not in said
    assert _text(book) == DEAL.replace("900000", "1000000")


def test_nothing_new_is_no_change(book: Repository, served: Served) -> None:
    assert _saved(served, amount="900000", name=" Line 5 ")["state"] == "same"
    assert _saved(served)["state"] == "same"
    assert book.git("branch", "--format=%(refname:short)") == "main"


def test_a_field_that_is_emptied_goes_with_its_line(book: Repository, served: Served) -> None:
    assert _saved(served, amount="")["state"] == "saved"
    assert _text(book) == DEAL.replace("amount: 900000\n", "")


def test_a_list_gets_items_and_empty_rows_are_none(book: Repository, served: Served) -> None:
    said = _saved(
        served,
        amount="",
        lines=[{"product": "bolt", "quantity": "2", "price": "1k", "discount": ""}, {}],
        competitors=["acme", ""],
        external_ids={" erp ": " 7 ", "": "", "none": ""},
    )
    assert said["state"] == "saved"
    assert _text(book) == (
        DEAL.replace("amount: 900000\n", "competitors:\n  - acme\n")
        + "lines:\n  - product: bolt\n    quantity: 2\n    price: 1000\n"
        + 'external_ids:\n  erp: "7"\n'
    )


def test_own_fields_are_chosen_from_their_values(book: Repository, served: Served) -> None:
    form = served.form("accounts", "acme")
    custom = next(field for field in form["fields"] if field["name"] == "custom")
    assert [field["name"] for field in custom["fields"]] == ["tier"]
    assert [one["value"] for one in custom["fields"][0]["choices"]] == ["gold", "plain"]
    given = {"kind": "accounts", "id": "acme", "digest": form["digest"]}
    said = served.saved(**given, values={"custom": {"tier": "silver"}})
    assert [one["where"] for one in said["findings"]] == [["custom", "tier"]]
    assert served.saved(**given, values={"custom": {"tier": "gold"}})["state"] == "saved"
    assert (book.root / "data/accounts/acme.yml").read_text().endswith("custom:\n  tier: gold\n")


def test_a_record_may_be_gone(book: Repository, served: Served) -> None:
    form = served.form("deals", "line-5")
    (book.root / PATH).unlink()
    said = served.saved(kind="deals", id="line-5", digest=form["digest"], values={"amount": "1"})
    assert "there is no such record" in said["message"]
    assert not (book.root / PATH).exists()


def test_a_file_that_cannot_be_read_has_no_form(book: Repository, served: Served) -> None:
    (book.root / PATH).write_text("name: [\n")
    assert PATH in served.form("deals", "line-5")["message"]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"amnt": "1"}, "there is no field `amnt`"),
        ({"id": "other"}, "there is no field `id`"),
        ({"amount": 1}, "a form sends texts"),
        ({"amount": None}, "a form sends texts"),
        ([], "a form sends a group"),
        ({"lines": [[[[[[[["x"]]]]]]]]}, "a form sends texts"),
        ({"name": "Line\u200b 5"}, "`name` has the character U+200B after `Line`"),
        ({"next_step": "\ud800"}, "`next_step` has the character U+D800 at its beginning"),
        ({"custom": {"a": "b\0c"}}, "`custom` has the character U+0000 after `b`"),
        ({"competitors": ["x\x0by"]}, "`competitors` has the character U+000B after `x`"),
        ({"name": "", "stage": "", "account": "", "created_on": "", "amount": ""}, "at least one"),
    ],
)
def test_what_no_form_sends_is_refused(
    book: Repository, served: Served, values: object, words: str
) -> None:
    form = served.form("deals", "line-5")
    said = served.saved(kind="deals", id="line-5", digest=form["digest"], values=values)
    assert said["state"] == "failed"
    assert words in said["message"]
    assert _text(book) == DEAL


def test_a_new_record_has_a_fresh_id_today_and_its_owner(book: Repository, served: Served) -> None:
    form = served.form("deals")
    assert form["values"] == {"owner": "aiko", "created_on": "2026-11-18"}
    values = form["values"] | {"name": "Line 6", "account": "yamada", "stage": "Lead in"}

    said = served.saved(kind="deals", id=None, values=values)

    assert (said["state"], said["id"]) == ("saved", "yamada-line-6-7k3q")
    assert (book.root / said["path"]).read_text() == (
        "name: Line 6\naccount: yamada\nowner: aiko\nstage: lead-in\ncreated_on: 2026-11-18\n"
    )
    assert book.git("log", "-1", "--format=%s") == "Add deal Line 6"


def test_a_call_is_logged_on_its_deal_with_the_deals_account(
    book: Repository, served: Served
) -> None:
    form = served.form("activities", deal="line-5", type="call")
    assert form["values"] == {
        "when": "2026-11-18 09:00",
        "account": "yamada",
        "deal": "line-5",
        "type": "call",
        "person": "aiko",
    }
    values = form["values"] | {"summary": "Wants the quote.\nBy Friday."}
    said = served.saved(kind="activities", id=None, values=values)
    assert said["state"] == "saved"
    assert book.git("log", "-1", "--format=%s") == "Log call on deal Line 5"
    assert re.search(r"^deal: line-5$", (book.root / said["path"]).read_text(), re.MULTILINE)


def test_two_that_save_at_once_do_not_overwrite_each_other(
    book: Repository, served: Served
) -> None:
    form = served.form("deals", "line-5")
    given = {"kind": "deals", "id": "line-5", "digest": form["digest"]}
    states = [
        served.saved(**given, values={name: value})["state"]
        for name, value in (("amount", "1M"), ("next_step", "Ask"))
    ]
    assert states == ["saved", "changed"]
    assert "next_step" not in _text(book)
