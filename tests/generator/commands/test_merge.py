"""`salesbook merge`: one record is left, and nothing it knew is lost unsaid."""

from pathlib import Path

import pytest

from generator.cli import main
from tests.books import COMPANY, begin
from tests.repository import Repository

FILES = {
    "company.yml": COMPANY + "audiences:\n  - name: partners\n    territories: [west]\n",
    "territories/west.yml": "name: West\n",
    "territories/east.yml": "name: East\n",
    "accounts/yamada.yml": "# the right one\nname: Yamada Seiki\ntype: prospect  # as yet\n"
    "parent: yamada-kk\ntags: [a]\nexternal_ids: {erp: '1'}\nnotes: First.\n",
    "accounts/yamada-kk.yml": "name: Yamada KK\ntype: customer\nphone: +81 3 1\n"
    "tags: [b, a]\nexternal_ids: {erp: '2', crm: '3'}\nnotes: Second.\n"
    "not_duplicate_of: [yamada]\naddresses:\n  - country: JP\n",
    "accounts/sub.yml": "name: Sub\nparent: yamada-kk\nnot_duplicate_of: [yamada, yamada-kk]\n",
    "deals/a.yml": "name: A\naccount: yamada-kk\nstage: proposal\ncreated_on: 2026-08-03\n"
    "lines:\n  - {product: bolt, quantity: 1, price: 5}\n",
    "deals/b.yml": "name: B\naccount: yamada\nstage: proposal\ncreated_on: 2026-08-03\n"
    "lines:\n  - {product: bolt, quantity: 2, price: 5}\n"
    "contacts:\n  - {contact: oka, role: user}\n",
    "deals/c.yml": "name: B\nstage: proposal\ncreated_on: 2026-08-03\n"
    "contacts:\n  - {contact: oka, role: champion}\n  - {contact: ito}\n",
    "products/bolt.yml": "name: Bolt\n",
    "contacts/oka.yml": "name: Oka\n",
    "contacts/ito.yml": "name: Ito\n",
}


@pytest.fixture
def book(repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return begin(repository, FILES)


def _merge(book: Path, *words: str) -> int:
    return main(["--root", str(book), "merge", "--as-of", "2026-11-18", *words])


def _text(book: Path, path: str) -> str:
    return (book / "data" / path).read_text(encoding="utf-8")


def test_the_survivor_is_filled_and_all_follow(
    book: Path, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _merge(book, "accounts/yamada", "yamada-kk", "--commit") == 0, capsys.readouterr()

    assert _text(book, "accounts/yamada.yml") == (
        "# the right one\nname: Yamada Seiki\ntype: prospect  # as yet\n"
        "aliases:\n  - Yamada KK\nphone: +81 3 1\naddresses:\n  - country: JP\n"
        'tags: [a, b]\nexternal_ids: {erp: "1", crm: "3"}\n'
        "notes: |-\n  First.\n\n  Second.\n\n"
        "  Merged with `yamada-kk` (Yamada KK) on 2026-11-18.\n"
    )
    assert not (book / "data/accounts/yamada-kk.yml").exists()
    assert (
        _text(book, "accounts/sub.yml") == "name: Sub\nparent: yamada\nnot_duplicate_of: [yamada]\n"
    )
    assert "account: yamada\n" in _text(book, "deals/a.yml")
    said = capsys.readouterr().out
    assert "type: keeps prospect, not customer\n" in said
    assert "external_ids.erp: keeps 1, not 2\n" in said
    assert "data/deals/a.yml: refers to yamada\n" in said
    assert repository.git("status", "--porcelain") == ""
    assert repository.git("log", "-1", "--format=%s") == "Merge account yamada-kk into yamada"


def test_lists_that_say_how_much_are_not_put_together(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _merge(book, "b", "a") == 0
    said = capsys.readouterr().out
    assert 'lines: keeps [{"product": "bolt", "quantity": "2", "price": "5"}], not' in said
    assert "name: keeps B, not A\n" in said
    assert _merge(book, "deals/b", "deals/c") == 0
    said = capsys.readouterr().out
    assert 'contacts[oka]: keeps {"contact": "oka", "role": "user"}, not' in said
    assert "contacts:\n  - {contact: oka, role: user}\n  - contact: ito\n" in _text(
        book, "deals/b.yml"
    )


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["accounts/yamada", "accounts/yamada"], "must be another record"),
        (["yamada", "deals/a"], "deals/a: must be one of accounts"),
        (["yamada", "yamada-k"], "Did you mean `accounts/yamada-kk`"),
    ],
)
def test_what_cannot_be_merged_is_said(
    book: Path, capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    assert _merge(book, *words) == 2
    assert says in capsys.readouterr().err
    assert {path: _text(book, path) for path in FILES} == FILES


def test_an_audience_sees_the_territory_that_is_left(book: Path) -> None:
    assert _merge(book, "east", "west") == 0
    expected = FILES["company.yml"].replace("[west]", "[east]")
    assert _text(book, "company.yml") == expected


def test_a_dry_run_only_says_what_would_be(book: Path) -> None:
    assert _merge(book, "yamada", "yamada-kk", "--dry-run") == 0
    assert {path: _text(book, path) for path in FILES} == FILES
