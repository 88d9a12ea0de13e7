"""`salesbook close`: a deal ends, with what its stage asks for, or nothing changes."""

from pathlib import Path

import pytest

from generator.cli import main
from generator.commands import asking
from tests.books import COMPANY, write
from tests.terminal import answered

DEAL = "name: Line 5\nstage: proposal\ncreated_on: 2026-08-03\n"
LONGER = COMPANY.replace(
    "closed, outcome: won}", "closed, outcome: won, required_fields: [amount, close_date]}"
)
PATH = "data/deals/line-5.yml"


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    files = {"company.yml": LONGER, "deals/line-5.yml": DEAL, "leads/line-5.yml": "name: A\n"}
    return write(tmp_path / "book", files)


def _close(book: Path, *words: str) -> int:
    return main(["--root", str(book), "close", "--as-of", "2026-11-18", *words])


def _text(book: Path) -> str:
    return (book / PATH).read_text(encoding="utf-8")


def test_a_lost_deal_has_its_day_and_reason(book: Path) -> None:
    assert _close(book, "line-5", "lost", "--reason", "No budget", "--note", "Next year") == 0

    assert _text(book) == (
        "name: Line 5\nstage: lost\ncreated_on: 2026-08-03\n"
        "closed_on: 2026-11-18\nlost_reason: no_budget\nlost_note: Next year\n"
    )


def test_a_won_deal_gives_up_its_reason_and_keeps_its_day(book: Path) -> None:
    words = ("--amount", "1.2M", "--date", "yesterday")
    assert _close(book, "deals/line-5", "lost", "--reason", "price") == 0
    (book / PATH).write_text(_text(book) + "close_date: 2026-11-17\n", encoding="utf-8")

    assert _close(book, PATH, "won", *words) == 0
    assert _close(book, "line-5", "won") == 0

    assert _text(book) == (
        "name: Line 5\nstage: won\ncreated_on: 2026-08-03\namount: 1200000\n"
        "closed_on: 2026-11-17\nclose_date: 2026-11-17\n"
    )


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["line-5", "lost"], 1, "`lost_reason` must be there"),
        (["line-5", "won"], 1, "`amount` must be there in stage `won`"),
        (["line-5", "lost", "--reason", "prize"], 1, "Did you mean `price`?"),
        (["line-5", "lost", "--reason", "price", "--date", "tomorrow"], 1, "must not lie ahead"),
        (["line-5", "won", "--reason", "price"], 2, "this one is won"),
        (["leads/line-5", "won"], 2, "must be one of deals"),
        (["line-6", "won"], 2, "Did you mean `deals/line-5`"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_written(
    book: Path, capsys: pytest.CaptureFixture[str], words: list[str], code: int, says: str
) -> None:
    assert _close(book, *words) == code
    said = capsys.readouterr()
    assert says in said.out + said.err
    assert _text(book) == DEAL


def test_on_a_terminal_it_asks_for_what_the_stage_requires(book: Path) -> None:
    code, said = answered(book, b"1.2M\n2026-11-20\n", "close", "line-5", "won")
    assert code == 0, said
    assert "amount - What the deal is worth" in said
    assert _text(book) == (
        "name: Line 5\nstage: won\ncreated_on: 2026-08-03\namount: 1200000\n"
        "close_date: 2026-11-20\nclosed_on: 2026-11-18\n"
    )


def test_the_tab_key_completes_choices() -> None:
    complete = asking.completer(("price", "poor_fit", "timing"))

    assert [complete("p", state) for state in range(3)] == ["price", "poor_fit", None]
