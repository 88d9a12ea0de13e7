"""`salesbook codeowners`: who approves what, as a hosting site reads it."""

from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from generator.authoring import codeowners
from generator.cli import main
from tests.books import write
from tests.repository import Repository

PEOPLE = {
    "people/aya.yml": "name: Aya\nlogin: aya-m\nteam: west\n",
    "people/ben.yml": "name: Ben\nmail: ben@x.example\nmanager: aya\nteam: west\n",
    "people/cleo.yml": "name: Cleo\nlogin: cleo\nmanager: eve\n",
    "people/dan.yml": "name: Dan\nteam: east\n",
    "people/eve.yml": "name: Eve\nlogin: eve\nrole: executive\n",
    "people/old.yml": "name: Old\nlogin: old\nactive_to: 2026-01-31\n",
    "teams/sales.yml": "name: Sales\nmanager: eve\n",
    "teams/west.yml": "name: West\nparent: sales\nmanager: aya\n",
    "teams/east.yml": "name: East\nparent: sales\nmanager: old\n",
    "territories/asia.yml": "name: Asia\nmanager: eve\n",
    "territories/japan.yml": "name: Japan\nparent: asia\nmanager: cleo\n",
}
DEAL = "name: D\nstage: proposal\ncreated_on: 2026-10-01\naccount: {account}\nowner: {owner}\n"
RECORDS = {
    "accounts/acme.yml": "name: Acme\nowner: ben\nterritory: japan\n",
    "accounts/alone.yml": "name: Alone\n",
    "accounts/cycle.yml": "name: Cycle\nowner: dan\n",
    "activities/a.yml": "type: call\nwhen: 2026-10-01T10:00\nperson: ben\naccount: acme\n",
    "deals/2026/one.yml": DEAL.format(account="acme", owner="ben"),
    "deals/2026/two.yml": DEAL.format(account="acme", owner="ben"),
    "deals/2026/three.yml": DEAL.format(account="alone", owner="dan"),
    "deals/a b #1/four.yml": DEAL.format(account="alone", owner="cleo"),
    "targets/t-ben.yml": "person: ben\nperiod: FY2026-Q3\namount: 1\n",
    "targets/t-west.yml": "team: west\nperiod: FY2026-Q3\namount: 1\n",
    "targets/t-japan.yml": "territory: japan\nperiod: FY2026-Q3\namount: 1\n",
    "targets/t-asia.yml": "territory: asia\nperiod: FY2026-Q3\namount: 1\n",
    "targets/t-all.yml": "family: Cameras\nperiod: FY2026-Q3\namount: 1\n",
    "forecasts/f.yml": "person: ben\nperiod: FY2026-Q3\ndate: 2026-10-01\ncommit: 1\n",
}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write(tmp_path / "book", {**PEOPLE, **RECORDS})


def run(book: Path, *words: str) -> int:
    return main(["--root", str(book), "codeowners", "--no-cache", "--as-of", "2026-11-20", *words])


def owners(text: str, path: str) -> list[str]:
    """Find the owners of a path as a hosting site does: those of the last line that fits."""
    found: list[str] = []
    for line in text.splitlines():
        if not line.startswith("/"):
            continue
        *_, last = line.replace("\\ ", "\0").split(" ")
        pattern, *names = line.replace("\\ ", "\0").split(" ")
        assert names[-1] == last
        plain = pattern.replace("\0", " ").replace("\\", "")
        if f"/{path}" == plain or (plain.endswith("/") and fnmatchcase(f"/{path}", f"{plain}*")):
            found = names
    return found


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("data/accounts/acme.yml", ["@aya-m", "@eve"]),  # Ben's manager, then who leads the teams
        ("data/accounts/cycle.yml", ["@eve"]),  # who leads the team east has left
        ("data/deals/2026/one.yml", ["@aya-m", "@eve"]),
        ("data/deals/2026/three.yml", ["@eve"]),
        ("data/deals/a b #1/four.yml", ["@eve"]),
        ("data/targets/t-ben.yml", ["@aya-m", "@eve"]),
        ("data/targets/t-west.yml", ["@eve"]),
        ("data/targets/t-japan.yml", ["@eve"]),
        ("data/targets/t-asia.yml", ["@eve"]),
        ("data/targets/t-all.yml", ["@eve"]),
        ("data/forecasts/f.yml", ["@aya-m", "@eve"]),
        ("data/people/ben.yml", ["@aya-m", "@eve"]),
        ("data/teams/west.yml", ["@eve"]),
        ("data/territories/japan.yml", ["@eve"]),
        ("data/activities/a.yml", []),
        ("data/company.yml", ["@eve"]),
        (".github/workflows/salesbook.yml", ["@eve"]),
        (".gitlab/CODEOWNERS", ["@eve"]),
    ],
)
def test_managers_approve_what_their_people_do(
    book: Path, path: str, expected: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(book, "--print") == 0
    assert owners(capsys.readouterr().out, path) == expected
    assert not (book / codeowners.FILE).exists()


def test_people_without_a_user_name_are_named_by_their_mail(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(
        book,
        {
            "people/aya.yml": "name: Aya\nmanager: ben\n",
            "people/dan.yml": "name: Dan\nmanager: ben\n",
        },
    )
    assert run(book, "--print") == 0
    text = capsys.readouterr().out
    assert owners(text, "data/people/dan.yml") == ["ben@x.example"]


def test_the_territory_counts_where_the_owner_has_no_manager(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(book, {"accounts/acme.yml": "name: Acme\nterritory: japan\n"})
    assert run(book, "--print") == 0
    assert owners(capsys.readouterr().out, "data/accounts/acme.yml") == ["@cleo", "@eve"]


def test_a_folder_whose_records_agree_is_one_line(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(book, "--print") == 0
    lines = capsys.readouterr().out.splitlines()
    assert "/data/targets/ @eve" in lines
    assert [one for one in lines if one.startswith("/data/targets/t")] == [
        "/data/targets/t-ben.yml @aya-m @eve"
    ]


def test_signs_of_patterns_are_escaped() -> None:
    assert codeowners.line("/data/a b*[1]?#!\\/", ("@x",)) == r"/data/a\ b\*\[1\]\?\#\!\\/ @x"


def test_it_is_written_and_known_to_be_up_to_date(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(book, "--check") == 1
    assert capsys.readouterr().err.startswith(".github/CODEOWNERS: is out of date")
    assert run(book) == 0
    assert run(book, "--check") == 0
    assert run(book) == 0
    assert capsys.readouterr().out.splitlines() == [
        ".github/CODEOWNERS: written.",
        ".github/CODEOWNERS: is up to date.",
        ".github/CODEOWNERS: is up to date.",
    ]
    write(book, {"people/zoe.yml": "name: Zoe\nmanager: cleo\n"})
    assert run(book, "--check") == 1


def test_a_book_below_the_top_of_its_repository_has_its_owners_at_the_top(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    book = write(repository.root / "our sales/book", {**PEOPLE, **RECORDS})
    assert run(book) == 0
    assert run(book, "--check") == 0
    assert capsys.readouterr().out.splitlines() == [
        "../../.github/CODEOWNERS: written.",
        "../../.github/CODEOWNERS: is up to date.",
    ]
    assert not (book / ".github").exists()
    text = (repository.root / codeowners.FILE).read_text(encoding="utf-8")
    for path, expected in (
        ("our sales/book/data/accounts/acme.yml", ["@aya-m", "@eve"]),
        ("our sales/book/data/company.yml", ["@eve"]),
        ("our sales/book/mkdocs.yml", ["@eve"]),
        ("our sales/book/data/activities/a.yml", []),
        ("data/accounts/acme.yml", []),
        ("mkdocs.yml", []),
        (".github/CODEOWNERS", ["@eve"]),  # who approves is read from there alone
    ):
        assert owners(text, path) == expected, path
    assert "/our\\ sales/book/data/targets/ @eve" in text.splitlines()


def test_a_file_of_somebody_elses_is_left_alone(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (book / "CODEOWNERS").write_text("* @boss\n", encoding="utf-8")
    assert run(book, "--file", "CODEOWNERS") == 2
    assert "was written by somebody else" in capsys.readouterr().err
    assert (book / "CODEOWNERS").read_text(encoding="utf-8") == "* @boss\n"


@pytest.mark.parametrize("name", ["/etc/x", "../x", ""])
def test_it_stays_below_the_root(book: Path, name: str) -> None:
    assert run(book, "--file", name) == 2


def test_a_user_name_is_checked(book: Path) -> None:
    write(book, {"people/aya.yml": "name: Aya\nlogin: '@aya *'\n"})
    assert main(["--root", str(book), "check", "--no-cache"]) == 1


def test_that_nobody_can_be_named_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    people = {"people/kim.yml": "name: Kim\nmanager: robin\n", "people/robin.yml": "name: Robin\n"}
    assert run(write(tmp_path / "book", people), "--print") == 0
    assert "has a `login` or a `mail`" in capsys.readouterr().err
