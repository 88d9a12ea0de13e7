"""Fresh ids are readable, allowed and new."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.authoring import identity
from generator.yaml.source import Tree
from schema import KINDS
from schema.fields import ID_PATTERN, RESERVED_IDS

DAY = "2026-11-21"


def _fresh(kind: str, tree: dict[str, Tree], *taken: str) -> str:
    return identity.fresh(KINDS[kind], tree, DAY, ("2222", "3333", "4444"), taken)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Yamada Seiki", "yamada-seiki"),
        ("  O'Brien & Søns, Łódź  ", "obrien-sons-lodz"),
        ("Straße Œuvre", "strasse-oeuvre"),
        ("\uff21\uff22\uff23 ｶﾞｽ", "abc-gasu"),
        ("山田", ""),
        ("⚙", ""),
        ("김민준", "gimminjun"),
    ],
)
def test_a_text_becomes_a_slug(text: str, written: str) -> None:
    assert identity.slug(text) == written


@pytest.mark.parametrize(
    ("kind", "tree", "expected"),
    [
        ("accounts", {"name": "Yamada Seiki"}, "yamada-seiki"),
        ("accounts", {"name": "山田精機", "reading": "やまだせいき"}, "yamadaseiki"),
        ("accounts", {"name": "山田 Seiki", "reading": "ヤマダ"}, "yamada"),
        ("accounts", {"name": "山田 Seiki"}, "seiki"),
        ("accounts", {"name": "山田精機", "domains": ["yamada-seiki.co.jp"]}, "yamada-seiki"),
        ("contacts", {"name": "岡", "mail": "m.oka@yamada.example"}, "m-oka"),
        ("accounts", {"name": "山田精機"}, "account-20261121-2222"),
        ("accounts", {"name": "Con"}, "con-2222"),
        ("people", {}, "person-20261121-2222"),
        ("leads", {"name": "Yumi Hirano"}, "yumi-hirano-2222"),
        ("deals", {"name": "Line 5", "account": "yamada"}, "yamada-line-5-2222"),
        ("deals", {"name": "Line 5"}, "line-5-2222"),
        ("orders", {"ordered_on": "2026-10-01"}, "o-20261001-2222"),
        ("activities", {"when": "2026-10-01 09:30"}, "a-20261001-2222"),
        ("tickets", {"name": "Drift"}, "t-20261121-2222"),
        ("daily_reports", {"person": "aiko", "date": "2026-10-01"}, "aiko-20261001"),
        ("targets", {"person": "aiko", "period": "FY2026-Q3"}, "aiko-fy2026-q3"),
        ("rates", {"date": "2026-10-01", "base": "JPY"}, "2026-10-01"),
        ("costs", {"month": "2026-10", "area": "selling"}, "2026-10-selling"),
    ],
)
def test_a_kind_is_named_after_what_people_know(
    kind: str, tree: dict[str, Tree], expected: str
) -> None:
    assert _fresh(kind, tree) == expected


def test_an_id_that_is_taken_gets_a_suffix_and_then_another() -> None:
    assert _fresh("accounts", {"name": "Acme"}, "acme") == "acme-2222"
    assert _fresh("accounts", {"name": "Acme"}, "acme", "acme-2222") == "acme-3333"


def test_a_long_name_is_cut_between_words() -> None:
    words = _fresh("accounts", {"name": "word " * 30})
    letters = _fresh("accounts", {"name": "x" * 90})

    assert words == "-".join(["word"] * 13)[:64]
    assert letters == "x" * 64


@given(
    kind=st.sampled_from(sorted(KINDS)),
    name=st.text(),
    reading=st.text(),
    account=st.from_regex(ID_PATTERN, fullmatch=True),
)
def test_every_id_is_allowed_and_free(kind: str, name: str, reading: str, account: str) -> None:
    tree: dict[str, Tree] = {"name": name, "reading": reading, "account": account}
    first = _fresh(kind, tree)
    second = _fresh(kind, tree, first)

    assert first != second
    for made in (first, second):
        assert re.fullmatch(ID_PATTERN, made)
        assert made not in RESERVED_IDS


def test_every_naming_and_year_is_of_a_kind_and_its_fields() -> None:
    for folder, naming in identity.NAMINGS.items():
        assert {*naming.fields, *filter(None, [naming.day])} <= set(KINDS[folder].model_fields)
    for folder, day in identity.YEARS.items():
        assert day in KINDS[folder].model_fields


@pytest.mark.parametrize(
    ("kind", "tree", "path"),
    [
        ("accounts", {"name": "A"}, "data/accounts/x.yml"),
        ("deals", {"created_on": "2025-03-01"}, "data/deals/2025/x.yml"),
        ("deals", {}, "data/deals/x.yml"),
        ("deals", {"created_on": "../../etc"}, "data/deals/x.yml"),
    ],
)
def test_busy_kinds_lie_in_a_folder_of_their_year(
    kind: str, tree: dict[str, Tree], path: str
) -> None:
    assert identity.place(KINDS[kind], "x", tree) == path
