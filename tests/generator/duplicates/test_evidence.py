"""What speaks for and against two records being one, in words; and what somebody has waived."""

from pathlib import Path

import pytest

from generator.book import Key
from generator.cli import main
from generator.duplicates.comparison import compare
from generator.yaml.source import Tree
from tests.books import write

ADDRESS: Tree = [{"country": "JP", "city": "大阪市", "street": "梅田\uff11丁目2-3"}]
SAME_ADDRESS: Tree = [{"country": "JP", "city": "大阪市", "street": "梅田1丁目2-3"}]
LINES: Tree = [{"product": "lamp", "quantity": "2", "price": "10"}]
DEAL: dict[str, Tree] = {"name": "Line", "account": "acme", "created_on": "2026-08-03"}
ORDER: dict[str, Tree] = {"account": "acme", "ordered_on": "2026-08-03", "lines": LINES}
OKA: dict[str, Tree] = {"name": "Makoto Oka", "phone": "+81 6 1234 5678"}


@pytest.mark.parametrize(
    ("folder", "ours", "theirs", "words"),
    [
        ("accounts", {"name": "Acme", "corporate_number": "1180301018772"},
         {"name": "Akme", "corporate_number": "1180301018772"}, "whose check digit is wrong"),
        ("accounts", {"name": "Foods Beta"}, {"name": "Beta Foods"}, "the same words in"),
        ("accounts", {"name": "髙島電機"}, {"name": "高島電機"}, "in other forms of its letters"),
        ("accounts", {"name": "山田", "reading": "やまだ"}, {"name": "Yamada"}, "names read alike"),
        ("accounts", {"name": "Acme", "domains": ["a.example"], "phone": "03-1234-5678"},
         {"name": "Acme West", "domains": ["a.example"], "phone": "+81 3 1234 5678"},
         "one name is part of the other"),
        ("accounts", {"name": "Acme", "addresses": ADDRESS},
         {"name": "Acme", "addresses": SAME_ADDRESS}, "the same address"),
        ("accounts", {"name": "Acme", "addresses": ADDRESS},
         {"name": "Acme", "addresses": [{"country": "US"}]}, "different countries"),
        ("accounts", {"name": "Acme", "domains": ["a.example"]},
         {"name": "Acme", "domains": ["b.example"]}, "different domains"),
        ("accounts", {"name": "Acme 2"}, {"name": "Acme 3", "aliases": ["Acme 3"]}, ""),
        ("accounts", {"name": "Acme", "parent": "top"}, {"name": "Acme", "parent": "top"},
         "both belong to `top`"),
        ("contacts", {**OKA, "account": "acme"}, {**OKA, "account": "beta"},
         "at different accounts"),
        ("contacts", {**OKA, "account": "acme"}, {**OKA, "name": "Makoto Okq", "account": "acme"},
         "nearly the same name"),
        ("contacts", {**OKA, "name": "M. K. Oka"}, {**OKA, "name": "Makoto Oka Abe"}, ""),
        ("leads", {**OKA, "company": "Acme Foods"}, {**OKA, "company": "Acme Food"},
         "nearly the same company"),
        ("leads", {**OKA, "company": "Acme"}, {**OKA, "company": "Zeta"}, "different companies"),
        ("leads", {"phone": "0612345678", "mail": "a@b.example"},
         {"phone": "0612345678", "mail": "A@b.example"}, "the same mail address a@b.example"),
        ("deals", {**DEAL, "lead": "yumi"}, {**DEAL, "lead": "yumi", "account": "beta"},
         "of different accounts"),
        ("deals", {**DEAL, "lead": "yumi"}, {**DEAL, "lead": "yumi"}, "from the same lead `yumi`"),
        ("deals", {**DEAL, "amount": "5", "currency": "JPY"},
         {**DEAL, "amount": "5", "currency": "USD"}, "different currencies"),
        ("deals", {**DEAL, "amount": "0"}, {**DEAL, "amount": "5"}, ""),
        ("deals", {**DEAL, "contacts": [{"contact": "oka"}]},
         {**DEAL, "contacts": [{"contact": "abe"}]}, "different contacts"),
        ("deals", {**DEAL, "created_on": "once"}, {**DEAL, "amount": "much"}, "the same name"),
        ("deals", {**DEAL, "closed_on": "2026-09-01"}, {**DEAL, "closed_on": "2026-09-01"},
         "both are won"),
        ("orders", ORDER, {**ORDER, "reduces": "o-1"}, "one takes back from an order"),
        ("orders", ORDER, {**ORDER, "status": "cancelled"}, "one is cancelled"),
        ("orders", {**ORDER, "deal": "a"}, {**ORDER, "deal": "b"}, "from different deals"),
        ("orders", {**ORDER, "quote": "a"}, {**ORDER, "quote": "a"}, "from the same quote"),
        ("orders", {**ORDER, "channel": "web"}, {**ORDER, "channel": "van"}, "through different"),
        ("orders", {**ORDER, "currency": "JPY"}, {**ORDER, "currency": "USD"}, "in different curr"),
        ("orders", {**ORDER, "invoices": [{"number": "1"}]},
         {**ORDER, "invoices": [{"number": "2"}], "ordered_on": "2026-08-04"}, "both are invoiced"),
        ("orders", ORDER,
         {**ORDER, "lines": [{"product": "lamp", "quantity": "2", "price": "99"}]},
         "at different prices"),
        ("orders", ORDER, {**ORDER, "ordered_on": ""}, "the same products and quantities"),
    ],
)  # fmt: skip
def test_what_speaks_for_and_against(
    folder: str, ours: dict[str, Tree], theirs: dict[str, Tree], words: str
) -> None:
    told = compare(Key(folder, "a"), ours, Key(folder, "b"), theirs)
    said = (*told.reasons, *told.against) if told else ()
    assert any(words in one for one in said) or not words
    back = compare(Key(folder, "b"), theirs, Key(folder, "a"), ours)
    assert (told and told[1:]) == (back and back[1:])


def test_a_waiver_stays_when_a_record_gets_another_id(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    twin = "name: Acme Ltd.\nnot_duplicate_of: [acme]\n"
    files = {"accounts/acme.yml": "name: Acme\n", "accounts/acme-2.yml": twin}
    root = write(tmp_path / "book", files)
    assert main(["--root", str(root), "mv", "accounts/acme", "acme-kk"]) == 0
    assert main(["--root", str(root), "check"]) == 0
    assert "L901" not in capsys.readouterr().out
    assert "not_duplicate_of: [acme-kk]" in (root / "data/accounts/acme-2.yml").read_text("utf-8")
