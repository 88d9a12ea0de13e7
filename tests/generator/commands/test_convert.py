"""`salesbook convert`: a lead becomes what it became, found or made, in one commit."""

import re
from pathlib import Path

import pytest

from generator.cli import main
from tests.books import begin, write
from tests.repository import Repository

LEAD = (
    "name: Yumi Hirano\nstatus: qualified  # at last\ncompany: Hirano Foods\nowner: aiko\n"
    "mail: hirano@hirano.example\ncreated_on: 2026-10-08\ncampaigns:\n"
    "  - campaign: fair\n    date: 2026-10-08\n"
)
FILES = {
    "people/aiko.yml": "name: Aiko\n",
    "campaigns/fair.yml": "name: Fair\ntype: trade_show\nstart: 2026-10-01\n",
    "leads/2026/yumi.yml": LEAD,
}


@pytest.fixture
def book(repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return begin(repository, FILES)


def _convert(book: Path, *words: str) -> int:
    return main(["--root", str(book), "convert", "--as-of", "2026-11-18", "yumi", *words])


def _text(book: Path, path: str) -> str:
    return (book / "data" / path).read_text(encoding="utf-8")


def _deal(book: Path) -> tuple[str, str]:
    (path,) = (book / "data/deals/2026").glob("*.yml")
    return path.stem, path.read_text(encoding="utf-8")


def test_all_three_are_made_in_one_commit(
    book: Path, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _convert(book, "name=Line sensors", "amount=1.2M", "--commit") == 0, capsys.readouterr()

    assert _text(book, "accounts/hirano-foods.yml") == "name: Hirano Foods\nowner: aiko\n"
    assert _text(book, "contacts/yumi-hirano.yml") == (
        "name: Yumi Hirano\naccount: hirano-foods\nowner: aiko\nmail: hirano@hirano.example\n"
    )
    identity, deal = _deal(book)
    assert re.fullmatch(r"hirano-foods-line-sensors-\w{4}", identity)
    assert sorted(deal.splitlines()) == sorted(
        (
            "name: Line sensors\naccount: hirano-foods\nowner: aiko\npipeline: new-business\n"
            "stage: lead-in\ncreated_on: 2026-11-18\namount: 1200000\nlead: yumi\n"
            "contacts:\n  - contact: yumi-hirano\ncampaigns:\n  - campaign: fair\n"
            "    date: 2026-10-08"
        ).splitlines()
    )
    lead = LEAD.replace("qualified  #", "converted  #").replace(
        "campaigns:",
        "converted_on: 2026-11-18\nconverted_account: hirano-foods\n"
        f"converted_contact: yumi-hirano\nconverted_deal: {identity}\ncampaigns:",
    )
    assert _text(book, "leads/2026/yumi.yml") == lead
    assert repository.git("log", "-1", "--format=%s") == "Convert lead Yumi Hirano"
    assert repository.git("status", "--porcelain") == ""
    assert main(["--root", str(book), "check", "--as-of", "2026-11-18"]) == 0
    assert _convert(book) == 2
    assert "was converted on 2026-11-18 already" in capsys.readouterr().err


def test_what_is_there_is_found(book: Path) -> None:
    write(
        book,
        {
            "accounts/hf.yml": "name: HF\naliases: [HIRANO Foods]\n",
            "contacts/yh.yml": "name: Y. Hirano\naccount: hf\nmail: Hirano@hirano.example\n",
        },
    )
    assert _convert(book, "--no-deal") == 0

    lead = _text(book, "leads/2026/yumi.yml")
    assert "converted_account: hf\nconverted_contact: yh\ncampaigns:" in lead
    assert [path.name for path in (book / "data/accounts").iterdir()] == ["hf.yml"]
    assert not (book / "data/deals").exists()


def test_what_is_named_counts(book: Path) -> None:
    write(book, {"accounts/other.yml": "name: Other\n", "contacts/yh.yml": "name: Y\n"})

    assert _convert(book, "--account", "other", "--contact", "contacts/yh", "--no-deal") == 0
    lead = _text(book, "leads/2026/yumi.yml")
    assert "converted_account: other\nconverted_contact: yh\n" in lead


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["--account", "hf"], 2, "accounts/hf: there is no such record"),
        (["stage=wno"], 1, "Did you mean `won`"),
        (["amuont=1"], 2, "Did you mean `amount`?"),
    ],
)
def test_what_is_wrong_leaves_the_lead_as_it_is(
    book: Path, capsys: pytest.CaptureFixture[str], words: list[str], code: int, says: str
) -> None:
    assert _convert(book, *words) == code
    said = capsys.readouterr()
    assert says in said.out + said.err
    assert _text(book, "leads/2026/yumi.yml") == LEAD
    assert not (book / "data/accounts").exists()


def test_a_lead_without_a_company_needs_an_account(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(book, {"leads/2026/yumi.yml": "name: Yumi\ncreated_on: 2026-10-08\n"})
    assert _convert(book) == 2
    assert "name an account with --account ID" in capsys.readouterr().err
