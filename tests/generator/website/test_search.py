import json
import re
from html import unescape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.website.page import SearchEntry
from generator.website.search import mkdocs_index, zensical_index

EMPTY = json.dumps({"config": {}, "docs": []})
SEPARATOR = re.compile("[\\s\\-_,.:;!?=@/|&+*#\"'()\\[\\]{}<>、。・「」『』\uff08\uff09]+")
"""The separator of mkdocs.yml, without its first part: here, entities are read before."""


def document(entry: SearchEntry) -> dict[str, Any]:
    """Return an entry as it stands in Material's index."""
    (found,) = json.loads(mkdocs_index(EMPTY, [entry]))["docs"]
    assert isinstance(found, dict)
    return found


def found(query: str, entry: SearchEntry) -> bool:
    """Look for a query as the browser does: each of its words must begin a word of the entry."""
    item = document(entry)
    words = SEPARATOR.split(unescape(re.sub("<[^>]*>", " ", f"{item['title']} {item['text']}")))
    asked = [word for word in SEPARATOR.split(query.lower()) if word]
    return all(any(word.lower().startswith(one) for word in words) for one in asked)


YAMADA = SearchEntry(
    "accounts/yamada-seiki/",
    "山田精機株式会社",
    "Machinery",
    (
        "yamada-seiki-7k3q",
        "ヤマダセイキ",
        "yamada-seiki.co.jp",
        "oka@mail.yamada.jp",
        "Yamada Söhne",
    ),
)


@pytest.mark.parametrize(
    "query",
    [
        "山田", "精機", "田精", "山田精機株式会社", "ヤマダ", "セイキ", "yamada", "seiki", "7k3q",
        "yamada-seiki-7k3q", "yamada-seiki.co.jp", "co.jp", "oka@mail.yamada.jp", "mail", "machin",
        "Söhne", "sohne",
    ],
)  # fmt: skip
def test_a_record_is_found_by(query: str) -> None:
    assert found(query, YAMADA)


@pytest.mark.parametrize("query", ["서울", "전자", "울전자", "서울전자", "주식회사서울"])
def test_a_korean_name_is_found_by(query: str) -> None:
    assert found(query, SearchEntry("a/", "주식회사서울전자"))


@pytest.mark.parametrize("query", ["渡辺テクノ", "テクノ", "辺テク", "さくら", "らホ"])
def test_a_name_in_several_scripts_is_found_by(query: str) -> None:
    assert found(query, SearchEntry("a/", "渡辺テクノさくらホーム"))


@given(
    name=st.text(
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=20
    ),
    data=st.data(),
)
def test_every_part_of_two_characters_or_more_finds_a_name(name: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(name) - 2))
    end = data.draw(st.integers(start + 2, len(name)))
    assert found(name[start:end], SearchEntry("a/", name))


WIDE = "".join(chr(ord(sign) + 0xFEE0) for sign in "ABC123")
"""The letters and digits that Japanese forms are filled in with."""


def test_wide_letters_are_found_as_they_are_typed() -> None:
    assert found("abc123", SearchEntry("a/", WIDE))


def test_what_is_only_found_is_hidden() -> None:
    text = document(SearchEntry("a/", "Acme", "Kansai", ("acme-1",)))["text"]
    assert text == "<p>Kansai</p><p hidden>acme-1</p>"


def test_an_entry_of_a_title_alone_has_no_text() -> None:
    assert document(SearchEntry("a/", "Acme")) == {"location": "a/", "title": "Acme", "text": ""}


def test_an_entry_may_be_lifted_above_others() -> None:
    assert document(SearchEntry("a/", "Acme", boost=2))["boost"] == 2


@given(st.text(), st.text(), st.lists(st.text()))
def test_no_value_becomes_markup(title: str, text: str, words: list[str]) -> None:
    item = document(SearchEntry("a/", title, text, tuple(words)))
    left = re.sub(r"<p>|<p hidden>|</p>", "", f"{item['title']}{item['text']}")
    assert "<" not in left
    assert ">" not in left


def test_the_engines_own_pages_are_found_by_words_without_spaces() -> None:
    page = {"location": "r/", "title": "営業報告", "text": "<p>これは四半期の予測です。</p>"}
    index = json.dumps({"config": {"lang": ["en"]}, "docs": [page]})
    (item,) = json.loads(mkdocs_index(index, []))["docs"]
    hidden = item["text"].partition("<p hidden>")[2].removesuffix("</p>").split(" ")
    assert item["text"].startswith(page["text"])
    assert {"営業報告", "報告", "四半期", "予測"} <= set(hidden)


def test_a_page_in_letters_stays_as_it_is() -> None:
    page = {"location": "r/", "title": "Pipeline", "text": "<p>What is open</p>"}
    index = json.dumps({"config": {"lang": ["en"]}, "docs": [page]})
    assert json.loads(mkdocs_index(index, [])) == json.loads(index)


def test_zensical_finds_the_same_entries() -> None:
    page = {"location": "", "level": 1, "title": "Home", "text": "", "path": [], "tags": []}
    index = json.dumps({"config": {}, "items": [page]})
    items = json.loads(zensical_index(index, [YAMADA]))["items"]
    assert items == [page, {**document(YAMADA), "level": 1, "path": [], "tags": []}]
