"""Kana and hangul become recognisable Latin letters."""

import pytest

from generator.romaji import latin


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("やまだ せいき", "yamada seiki"),
        ("たなか あいこ", "tanaka aiko"),
        ("きっちょう", "kitchou"),
        ("にっぽん", "nippon"),
        ("しゃちょう じゅん", "shachou jun"),
        ("りょうへい", "ryouhei"),
        ("サーバー", "saba"),
        ("ファミリー ティー ウィン", "famiri ti win"),
        ("チェック シェア ヴァン", "chekku shea van"),
        ("ぁ", "a"),
        ("っ", ""),
        ("김민준", "gimminjun"),
        ("한국 서울", "hanguk seoul"),
        ("삼성전자", "samseongjeonja"),
        ("山田", "山田"),
        ("Plain text, 12", "Plain text, 12"),
    ],
)
def test_a_name_is_written_as_it_sounds(text: str, written: str) -> None:
    assert latin(text) == written
