"""`salesbook mv` and `salesbook rm`: ids change everywhere or nowhere; nothing is left dangling."""

from pathlib import Path

import pytest

from generator.authoring import atomic
from generator.cli import main
from tests.books import COMPANY, begin, write
from tests.repository import Repository
from tests.terminal import answered

FILES = {
    "company.yml": COMPANY + "audiences:\n  - name: partners\n    territories: [west]\n",
    "territories/west.yml": "name: West\n",
    "accounts/sub/yamda.yml": "# ours\nname: Yamada  # so\n",
    "accounts/rival.yml": "name: Rival\nparent: yamda  # since May\n",
    "contacts/yamda.yml": "name: Of the same id\nother_accounts:\n  - account: rival\n"
    "  # and\n  - account: yamda\n    role: manager\n",
    "deals/line-5.yml": "name: yamda\naccount: 'yamda'\nstage: proposal\n"
    "created_on: 2026-08-03\ncompetitors: [rival, yamda]\n",
}


@pytest.fixture
def book(repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return begin(repository, FILES)


def _run(book: Path, *words: str) -> int:
    return main(["--root", str(book), *words, "--as-of", "2026-11-18"])


def _texts(book: Path) -> dict[str, str]:
    return {
        path.relative_to(book / "data").as_posix(): path.read_text(encoding="utf-8")
        for path in (book / "data").rglob("*.yml")
    }


def test_every_reference_follows_and_nothing_else_changes(
    book: Path, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(book, "mv", "accounts/yamda", "yamada", "--commit") == 0

    expected = {
        **FILES,
        "accounts/sub/yamada.yml": FILES["accounts/sub/yamda.yml"],
        "accounts/rival.yml": "name: Rival\nparent: yamada  # since May\n",
        "contacts/yamda.yml": FILES["contacts/yamda.yml"].replace("yamda", "yamada"),
        "deals/line-5.yml": FILES["deals/line-5.yml"]
        .replace("'yamda'", "'yamada'")
        .replace("rival, yamda", "rival, yamada"),
    }
    del expected["accounts/sub/yamda.yml"]
    assert _texts(book) == expected
    assert repository.git("status", "--porcelain") == ""
    assert repository.git("log", "-1", "--format=%s") == "Rename account yamda to yamada"
    assert "data/deals/line-5.yml: refers to yamada\n" in capsys.readouterr().out


def test_audiences_see_the_territory_under_its_new_id(
    book: Path, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    audiences = "audiences: # who sees what\n- {name: west, territories: [north, 'west'] } # ours\n"
    write(book, {"company.yml": COMPANY + audiences, "territories/north.yml": "name: North\n"})
    repository.commit("More audiences")
    capsys.readouterr()

    assert _run(book, "mv", "west", "far-west", "--commit") == 0

    company = (book / "data/company.yml").read_text(encoding="utf-8")
    assert company == COMPANY + audiences.replace("'west'", "'far-west'")
    assert "data/company.yml: refers to far-west\n" in capsys.readouterr().out
    assert repository.git("status", "--porcelain") == ""
    assert main(["--root", str(book), "diff", "HEAD~1..HEAD"]) == 0
    assert "1 renamed." in capsys.readouterr().out.splitlines()[0]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["mv", "yamda", "x"], "several records have this id"),
        (["mv", "accounts/yamda", "rival"], "there is an account of this id already"),
        (["mv", "accounts/yamda", "Yamada"], "an id must be small letters"),
        (["mv", "accounts/yamda", "con"], "an id must be small letters"),
        (["rm", "wets"], "Did you mean `west`?"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(
    book: Path, capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    assert _run(book, *words) == 2
    said = capsys.readouterr().err
    assert says in said
    assert said.count("\n") == 1
    assert _texts(book) == FILES


def test_a_reference_that_cannot_be_written_leaves_all_as_it_was(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = atomic._place  # noqa: SLF001 - the step that is made to fail

    def failing(fresh: Path, target: Path) -> None:
        if target.name == "line-5.yml":
            raise OSError(28, "No space left on device")
        place(fresh, target)

    monkeypatch.setattr(atomic, "_place", failing)
    assert _run(book, "mv", "accounts/yamda", "yamada") == 2
    assert _texts(book) == FILES


@pytest.mark.parametrize("words", [["mv", "accounts/yamda", "yamada"], ["rm", "line-5"]])
def test_records_that_cannot_be_read_might_refer_to_it(
    book: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    write(book, {"leads/flawed.yml": "name: A\n", "company.yml": FILES["company.yml"]})
    before = _texts(book)

    assert _run(book, *words) == 2
    assert "Run `salesbook check` and correct this first." in capsys.readouterr().err
    assert _texts(book) == before


def test_what_others_refer_to_stays_and_they_are_listed(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(book, "rm", "accounts/yamda") == 1
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "data/accounts/rival.yml: parent",
        "data/contacts/yamda.yml: other_accounts.2.account",
        "data/deals/line-5.yml: account, competitors.2",
    ]
    assert "must not be removed while 3 refer to it" in said.err
    assert _run(book, "rm", "west") == 1
    assert capsys.readouterr().out == "data/company.yml: audiences\n"
    assert _texts(book) == FILES


def test_what_nobody_refers_to_goes(
    book: Path, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(book, "rm", "line-5", "--dry-run") == 0
    assert _texts(book) == FILES
    assert _run(book, "rm", "line-5", "--commit") == 0

    assert "deals/line-5.yml" not in _texts(book)
    assert repository.git("log", "-1", "--format=%B") == "Remove deal yamda\n"
    assert repository.git("show", "--format=", "--name-status") == "D\tdata/deals/line-5.yml"
    assert "removed data/deals/line-5.yml" in capsys.readouterr().out


def test_on_a_terminal_it_asks_for_both_ids(book: Path) -> None:
    code, said = answered(book, b"accounts/yamda\nyamada\n", "mv")
    assert code == 0, said
    assert "id - The new one: " in said
    assert "accounts/sub/yamada.yml" in _texts(book)


def test_a_new_id_is_not_guessed(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(book, "mv", "accounts/yamda") == 2
    assert capsys.readouterr().err == "salesbook: The new id must be given.\n"
