"""What a form offers while it is filled in: fields, records to refer to, records that look so."""

import json
from typing import Any
from urllib.parse import quote

import pytest

from generator.authoring.commit import Author, Branches
from generator.editing.branch import Course
from generator.hosting import Host
from tests.generator.editing.conftest import WIDE
from tests.repository import Repository
from tests.served import Served


def _field(form: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(field for field in form["fields"] if field["name"] == name)
    return found


def test_a_form_is_described_from_the_schema(served: Served) -> None:
    form = served.form("deals", "line-5")
    assert [field["name"] for field in form["fields"]][:4] == [
        "name",
        "account",
        "owner",
        "pipeline",
    ]
    assert form["values"]["amount"] == "900000"
    assert form["titles"]["accounts"] == {"yamada": "Yamada Seiki"}
    account = _field(form, "account")
    assert (account["reference"], account["label"]) == ("accounts", "Account")
    assert account["help"] == "Who would buy."
    assert _field(form, "pipeline")["choices"] == [
        {"value": "new-business", "label": "New business"}
    ]
    assert [one["name"] for one in _field(form, "lines")["fields"]][:2] == ["product", "quantity"]
    assert "currency code" in _field(form, "currency")["help"]


def test_what_holds_where_nothing_is_said_is_told(served: Served) -> None:
    assert _field(served.form("deals"), "type")["usual"] == "new"
    assert _field(served.form("deals"), "amount")["usual"] == ""
    assert _field(served.form("products"), "active")["usual"] == "true"


def test_stages_say_what_they_ask_for(served: Served) -> None:
    stages = {one["value"]: one for one in served.form("deals")["stages"]["new-business"]}
    assert stages["lead-in"]["asks"] == []
    assert stages["proposal"]["asks"] == ["close_date"]
    assert stages["won"]["asks"] == ["closed_on"]
    assert stages["lost"]["asks"] == ["closed_on", "lost_reason"]
    assert served.form("accounts")["stages"] == {}


def test_stages_that_end_a_deal_bring_their_day(served: Served) -> None:
    stages = {one["value"]: one for one in served.form("deals")["stages"]["new-business"]}
    today = {"closed_on": "2026-11-18"}
    assert stages["proposal"]["brings"] == {}
    assert stages["lost"]["brings"] == today
    assert stages["won"]["brings"] == {**today, "lost_reason": "", "lost_note": ""}


def test_undeclared_own_fields_stay_texts(book: Repository, served: Served) -> None:
    book.write("data/accounts/acme.yml", "name: Acme\ncustom: {odd: x}\n")
    custom = _field(served.form("accounts", "acme"), "custom")
    assert [(one["name"], one["help"]) for one in custom["fields"]][1:] == [
        ("odd", "Not declared.")
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["acme", "yamada"]),
        ("yam", ["yamada"]),
        ("SEIKI yama", ["yamada"]),
        ("やまだ", ["yamada"]),
        ("ヤマダ", ["yamada"]),
        ("\uff94\uff8f\uff80\uff9e", ["yamada"]),
        ("Yamáda", ["yamada"]),
        ("acme tools", ["acme"]),
        (f"{WIDE}", ["acme"]),
        ("zzz", []),
        ("%27;--", []),
    ],
)
def test_records_are_found_by_name_reading_alias_and_id(
    served: Served, asked: str, found: list[str]
) -> None:
    said = served.asked("GET", f"/-/lookup?kind=accounts&q={quote(asked)}").json
    assert [one["id"] for one in said] == found


def test_what_was_saved_a_moment_ago_is_found(served: Served) -> None:
    assert served.asked("GET", "/-/lookup?kind=accounts&q=fresh").json == []
    assert served.saved(kind="accounts", id=None, values={"name": "Fresh"})["state"] == "saved"
    (found,) = served.asked("GET", "/-/lookup?kind=accounts&q=fresh").json
    assert found == {"id": "fresh", "title": "Fresh", "detail": "fresh"}


def test_there_is_nothing_to_find_of_no_kind(served: Served) -> None:
    said = served.asked("GET", "/-/lookup?kind=nothing&q=a")
    assert (said.status, said.json["message"]) == (400, "there is no such kind of record.")


def _near(served: Served, kind: str, **values: object) -> Any:  # noqa: ANN401 - what it says
    body = json.dumps({"kind": kind, "values": values}).encode()
    return served.asked("POST", "/-/near", body).json


def test_a_record_that_is_there_already_is_named_while_it_is_typed_again(served: Served) -> None:
    (first, *_) = _near(served, "accounts", name="YAMADA SEIKI K.K.")
    assert (first["id"], first["title"]) == ("yamada", "Yamada Seiki")
    assert first["words"]
    assert _near(served, "accounts", name="Zebra Optics") == []
    assert _near(served, "products", name="Bolt") == []


def test_comparing_asks_for_the_token_as_saving_does(served: Served) -> None:
    assert served.asked("POST", "/-/near", b"{}", X_Salesbook_Token=None).status == 403
    assert served.asked("GET", "/-/near").status == 405


HOST = Host("", "")


@pytest.mark.parametrize(
    ("author", "branch"),
    [
        (Author("Aiko Tanaka", "a@b.example"), "aiko-tanaka-2026-11-18"),
        (Author("田中愛子", "aiko.t@b.example"), "aiko-t-2026-11-18"),
        (Author("田中愛子", "愛子@b.example"), "edits-2026-11-18"),
        (None, "edits-2026-11-18"),
    ],
)
def test_a_branch_is_called_after_its_author_and_the_day(
    author: Author | None, branch: str
) -> None:
    there = Branches("main", frozenset({"main"}), "main", "")
    assert Course(there, author, "2026-11-18", HOST).branch == branch
    taken = there._replace(names=frozenset({"main", branch, f"{branch}-2"}))
    assert Course(taken, author, "2026-11-18", HOST).branch == f"{branch}-3"


def test_the_main_branch_needs_no_pull_request() -> None:
    there = Branches("main", frozenset({"main"}), "main", "")
    course = Course(there, None, "2026-11-18", Host("github", "https://github.com/x/y"), "main")
    assert course.next_steps("main") == {"push": "git push -u origin main", "request": None}
