"""`salesbook history` as it is called, over real repositories."""

import json
from pathlib import Path

import pytest

from generator.cli import main
from tests.books import COMPANY
from tests.repository import Repository

DEAL = "name: One\nowner: aya\nstage: proposal\ncreated_on: 2026-04-01\namount: 5\n"
PERSON = "name: Mori Aya\nmail: aya.mori@example.com\nrole: sales\n"


@pytest.fixture
def past(repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Make a deal, change it, delete it and bring it back; a quote shares its id."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for path, text in (
        ("company.yml", COMPANY),
        ("people/aya.yml", PERSON),
        ("deals/one.yml", DEAL),
        ("deals/two.yml", DEAL),
    ):
        repository.write(f"data/{path}", text)
    repository.commit("Begin", when="2026-04-01T09:00:00+09:00")
    repository.write("data/deals/one.yml", DEAL.replace("amount: 5", "amount: 7"))
    repository.write("data/tickets/two.yml", "name: T\nopened: 2026-04-02 09:00\n")
    repository.commit("Larger (#12)", when="2026-04-02T09:00:00+09:00", author="A", mail="a@b.c")
    (repository.root / "data/deals/one.yml").unlink()
    repository.commit("A mistake", when="2026-04-03T09:00:00+09:00")
    return repository


def asked(root: Path, *words: str) -> int:
    return main(["--root", str(root), "history", *words])


@pytest.mark.parametrize(
    "record", ["one", "deals/one", "data/deals/one.yml", "{root}/data/deals/one.yml"]
)
def test_a_record_is_named_by_id_kind_or_path(
    past: Repository, record: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(past.root, record.replace("{root}", str(past.root))) == 0
    shown = capsys.readouterr().out
    head = past.git("log", "--format=%H").split()
    assert shown.splitlines() == [
        "deals/one  One",
        "",
        f"3 Apr 2026  Mori Aya  {head[0][:10]}",
        '    "A mistake"',
        "    deleted",
        "",
        f"2 Apr 2026  A  {head[1][:10]}  #12",
        '    "Larger"',
        "    amount: ¥5 -> ¥7",
        "",
        f"1 Apr 2026  Mori Aya  {head[2][:10]}",
        '    "Begin"',
        "    there from the first commit on",
    ]


def test_json_has_every_change_raw_and_in_words(
    past: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    text = DEAL + "lines: [{product: cam, quantity: 2, price: 3}]\n"
    past.write("data/deals/one.yml", text)
    past.commit("Back", when="2026-04-04T09:00:00+09:00")
    past.write("data/deals/one.yml", text.replace("quantity: 2", "quantity: 4"))
    past.commit("More", when="2026-04-05T09:00:00+09:00")
    assert asked(past.root, "deals/one", "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["kind"], found["id"], found["title"]) == ("deals", "one", "One")
    first, second, *_ = found["commits"]
    assert first["commit"] == past.git("rev-parse", "HEAD")
    assert (first["author"], first["known"]) == ("aya", "2026-04-05T00:00:00Z")
    assert first["changes"] == [
        {
            "field": "lines[cam].quantity",
            "old": "2",
            "new": "4",
            "words": "lines, cam, quantity: 2 -> 4",
        }
    ]
    assert (second["event"], second["changes"]) == ("came back", [])


def test_a_day_hides_what_came_later(past: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(past.root, "one", "--as-of", "2026-04-02") == 0
    shown = capsys.readouterr().out
    assert "Larger" in shown
    assert "mistake" not in shown


def test_imported_and_merged_commits_say_so(
    past: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    past.write("data/deals/two.yml", DEAL.replace("amount: 5", "amount: 8"))
    past.git("add", "--all")
    past.git(
        "commit", "--quiet", "--message=Old\n\nSource: old-crm",
        GIT_AUTHOR_NAME="B", GIT_AUTHOR_EMAIL="b@b.c", GIT_AUTHOR_DATE="2026-01-05T09:00:00Z",
        GIT_COMMITTER_NAME="B", GIT_COMMITTER_EMAIL="b@b.c",
        GIT_COMMITTER_DATE="2026-04-06T09:00:00Z",
    )  # fmt: skip
    assert asked(past.root, "deals/two") == 0
    head = past.git("rev-parse", "--short=10", "HEAD")
    expected = f"5 Jan 2026  from old-crm  known since 6 Apr 2026  B  {head}"
    assert capsys.readouterr().out.splitlines()[2] == expected


def test_what_is_not_committed_yet_says_so(
    past: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    past.write("data/deals/new.yml", DEAL)
    assert asked(past.root, "new") == 0
    assert capsys.readouterr().out.splitlines()[1] == "This record is not committed yet."


def test_the_company_has_a_history(past: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    past.write("data/company.yml", COMPANY.replace("probability: 10,", "probability: 20,"))
    past.commit("Rather", when="2026-04-07T09:00:00+09:00")
    for name in ("company", "data/company.yml"):
        assert asked(past.root, name) == 0
        words = "    pipelines, new-business, stages, lead-in, probability: 10 % -> 20 %"
        assert capsys.readouterr().out.splitlines()[4] == words


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ("two", "two: several records have this id; name one: deals/two, tickets/two."),
        ("onne", "onne: there is no such record, nor was there ever. Did you mean one?"),
        ("dealz/one", "Did you mean deals/one"),
        ("zzzzzz", "zzzzzz: there is no such record, nor was there ever."),
        ("data/deals/x.yml", "data/deals/x.yml: there is no such record"),
    ],
)
def test_what_names_no_record_is_one_line_and_2(
    past: Repository, record: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(past.root, record) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert message in shown.err
    assert shown.err.count("\n") == 1


def test_without_a_repository_the_reason_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    file = tmp_path / "book" / "data" / "company.yml"
    file.parent.mkdir(parents=True)
    file.write_text(COMPANY)
    assert asked(tmp_path / "book", "one") == 2
    assert "The past is not known: " in capsys.readouterr().err


def test_without_a_company_nothing_can_be_told(
    past: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    past.write("data/company.yml", "name: Nobody\n")
    assert asked(past.root, "one") == 2
    assert "data/company.yml cannot be used" in capsys.readouterr().err
