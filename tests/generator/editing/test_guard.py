"""Who may read and write: every refusal asked of a real server by a real request."""

import json
from pathlib import Path

import pytest

from generator.editing.exchange import LONGEST
from tests.generator.editing.conftest import DEAL, PATH
from tests.repository import Repository
from tests.served import TOKEN, Served

CHANGE = {"kind": "deals", "id": "line-5", "values": {"amount": "1"}}


def _try(served: Served, headers: dict[str, str | None], method: str = "POST") -> tuple[int, str]:
    form = served.form("deals", "line-5")
    body = json.dumps({**CHANGE, "digest": form["digest"]}).encode()
    said = served.asked(method, "/-/save", body, **headers)
    return said.status, said.body


@pytest.mark.parametrize(
    ("headers", "status", "words"),
    [
        ({"Origin": "https://evil.example"}, 403, "Only pages of this site may change anything."),
        ({"Origin": "null"}, 403, "Only pages of this site may change anything."),
        ({"Origin": None}, 403, "Only pages of this site may change anything."),
        ({"Sec_Fetch_Site": "cross-site"}, 403, "Only pages of this site may ask this."),
        ({"Sec_Fetch_Site": "same-site"}, 403, "Only pages of this site may ask this."),
        ({"X_Salesbook_Token": None}, 403, "The token is missing"),
        ({"X_Salesbook_Token": "another"}, 403, "The token is missing"),
        ({"X_Salesbook_Token": "t\u043eken"}, 403, "The token is missing"),
        ({"Cookie": None}, 403, "Open the address that `salesbook serve --edit` has printed"),
        ({"Cookie": "salesbook-1=x; \x01"}, 403, "Open the address"),
        ({"Content_Type": "text/plain"}, 415, "application/json"),
        ({"Content_Type": "application/x-www-form-urlencoded"}, 415, "application/json"),
        ({"Content_Type": None}, 415, "application/json"),
        ({"Content_Length": str(LONGEST + 1)}, 413, f"A change may have {LONGEST} bytes"),
        ({"Content_Length": "9" * 5000}, 413, f"A change may have {LONGEST} bytes"),
        ({"Content_Length": "-1"}, 411, "length"),
        ({"Host": "evil.example"}, 421, "answers to no other name"),
        ({"Host": "127.0.0.1:1"}, 421, "answers to no other name"),
    ],
)
def test_a_change_that_is_not_from_a_page_of_ours_is_refused(
    served: Served, headers: dict[str, str | None], status: int, words: str
) -> None:
    headers = {k: v.encode().decode("latin-1") if v else v for k, v in headers.items()}
    if "Content_Length" in headers:
        # Said beforehand, so that the server must decide without the body.
        said = served.asked("POST", "/-/save", None, **headers)
        found = said.status, said.body
    else:
        found = _try(served, headers)
    assert found[0] == status
    assert words in found[1]
    assert (served.root / PATH).read_text() == DEAL


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_only_post_changes_anything(served: Served, method: str) -> None:
    assert _try(served, {}, method)[0] == 405
    assert (served.root / PATH).read_text() == DEAL


def test_with_everything_right_it_is_written(served: Served) -> None:
    assert _try(served, {})[0] == 200
    assert (served.root / PATH).read_text() == DEAL.replace("900000", "1")


@pytest.mark.parametrize("method", ["POST", "PUT", "OPTIONS"])
def test_pages_and_forms_are_only_read(served: Served, method: str) -> None:
    assert served.asked(method, "/deals/line-5.html").status == 405
    assert served.asked(method, "/-/form?kind=deals").status == 405


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", ""])
def test_a_name_that_was_made_to_lead_here_is_shown_nothing(served: Served, host: str) -> None:
    for path in ("/", "/deals/line-5.html", "/-/form?kind=deals&id=line-5", f"/?token={TOKEN}"):
        said = served.asked("GET", path, Host=host)
        assert said.status == 421
        assert "Set-Cookie" not in said.headers
        assert "A page" not in said.body


def test_the_machine_may_be_called_localhost(served: Served) -> None:
    name = f"localhost:{served.port}"
    assert served.asked("GET", "/", Host=name).status == 200
    assert _try(served, {"Host": name, "Origin": f"http://{name}"})[0] == 200
    # A page of the one name is no page of the other.
    assert _try(served, {"Host": name})[0] == 403


def test_the_token_in_the_address_becomes_a_cookie_of_this_site_alone(served: Served) -> None:
    said = served.asked("GET", f"//evil.example/?token={TOKEN}", Cookie=None)
    assert said.status == 303
    assert said.headers["Location"] == "/evil.example/"
    cookie = said.headers["Set-Cookie"]
    assert cookie == f"salesbook-{served.port}={TOKEN}; Path=/; HttpOnly; SameSite=Strict"


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/%5Cevil.example/", "/%5Cevil.example/"),
        ("/a%0D%0ASet-Cookie:%20b=c", "/a%0D%0ASet-Cookie%3A%20b%3Dc"),
        ("/caf%C3%A9.html", "/caf%C3%A9.html"),
    ],
)
def test_the_token_leads_to_the_page_that_was_asked_for(
    served: Served, path: str, place: str
) -> None:
    said = served.asked("GET", f"{path}?token={TOKEN}", Cookie=None)
    assert (said.status, said.headers["Location"]) == (303, place)
    assert said.headers["Set-Cookie"].startswith("salesbook-")


@pytest.mark.parametrize("other", ['prefs={"a": 1}', "a[b]=1", "x"])
def test_cookies_of_other_servers_of_this_machine_do_not_matter(served: Served, other: str) -> None:
    mine = served.usual["Cookie"]
    for cookies in (f"{other}; {mine}", f"{mine}; {other}"):
        assert served.asked("GET", "/-/form?kind=deals", Cookie=cookies).status == 200


def test_an_address_may_ask_more_than_is_known(served: Served) -> None:
    many = "&".join(f"a{number}=1" for number in range(2000))
    assert served.asked("GET", f"/-/form?kind=deals&{many}").status == 200


def test_without_the_token_the_site_is_there_and_cannot_edit(served: Served) -> None:
    for said in (
        served.asked("GET", "/deals/line-5.html", Cookie=None),
        served.asked("GET", "/?token=another", Cookie=None),
    ):
        assert said.status == 200
        assert "A page" in said.body
        assert TOKEN not in said.body
        assert "Set-Cookie" not in said.headers
    assert served.asked("GET", "/-/form?kind=deals", Cookie=None).status == 403
    assert served.asked("GET", "/-/lookup?kind=deals", Cookie=None).status == 403


def test_pages_carry_a_policy_and_are_shown_inside_no_other(served: Served) -> None:
    rules = served.asked("GET", "/deals/line-5.html").headers["Content-Security-Policy"]
    assert "default-src 'self'" in rules
    assert "frame-ancestors 'none'" in rules
    assert "form-action 'self'" in rules
    scripts = next(rule for rule in rules.split("; ") if rule.startswith("script-src"))
    # The theme's own inline script is named by its hash; the article's is not.
    assert scripts.count("'sha256-") == 1
    assert "unsafe" not in scripts


def test_what_is_no_page_stays_as_it_is(served: Served) -> None:
    said = served.asked("GET", "/a.txt")
    assert "Content-Security-Policy" not in said.headers
    assert "sb-form" not in said.body


def test_a_page_loads_what_edits_it(served: Served) -> None:
    body = served.asked("GET", "/deals/line-5.html").body
    assert 'data-kind="deals" data-id="line-5"' in body
    assert 'data-kind="deals" data-id=""' in served.asked("GET", "/deals/index.html").body
    assert 'data-kind="" data-id=""' in served.asked("GET", "/pipeline/index.html").body
    for name in ("fields.js", "form.js", "form.css"):
        assert f"/-/{name}" in body
        said = served.asked("GET", f"/-/{name}")
        assert said.status == 200
        assert "http://" not in said.body
        assert "https://" not in said.body


@pytest.mark.parametrize("path", ["/-/", "/-/../data/company.yml", "/-/desk.py", "/-/%2e%2e/x"])
def test_nothing_else_is_answered(served: Served, path: str) -> None:
    assert served.asked("GET", path).status == 404


@pytest.mark.parametrize(
    "identity",
    ["../company", "..%2Fcompany", "../../mkdocs", "/etc/passwd", "line-5%00", "no-such-deal"],
)
def test_no_path_leads_out_of_data(served: Served, identity: str) -> None:
    said = served.asked("GET", f"/-/form?kind=deals&id={identity}")
    assert said.status == 400
    assert "there is no such record" in said.json["message"]
    told = served.saved(kind="deals", id=identity, digest="", values={"amount": "1"})
    assert told["state"] == "failed"


def test_a_link_that_leads_out_of_data_is_not_followed(
    book: Repository, served: Served, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.yml").write_text("name: Secret\n")
    (book.root / "data/teams").symlink_to(outside)
    said = served.asked("GET", "/-/form?kind=teams&id=secret")
    assert said.status == 400
    assert "Secret" not in said.body
    told = served.saved(kind="teams", id=None, values={"name": "New"})
    assert told["state"] == "failed"
    assert sorted(path.name for path in outside.iterdir()) == ["secret.yml"]


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"1", b"\xff", b"[" * 100_000, b'{"kind": 1, "id": null}', b'{"id": {}}'],
)
def test_what_is_no_form_is_refused_in_words(served: Served, body: bytes) -> None:
    said = served.asked("POST", "/-/save", body)
    assert said.status in (200, 400)
    assert said.json["state"] == "failed"
    assert said.json["message"]
    assert (served.root / PATH).read_text() == DEAL
