"""What a value may become on a page: text."""

import html
from urllib.parse import urlsplit

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from generator.look import escape

anything = st.text(st.characters(codec=None))


@given(anything)
def test_both_escapers_keep_the_text(text: str) -> None:
    assert html.unescape(escape.html(text)) == escape.clean(text)
    assert html.unescape(escape.markdown(text)) == escape.clean(text)


@given(anything)
def test_text_for_markdown_has_no_sign_that_markdown_knows(text: str) -> None:
    written = escape.markdown(text)
    assert not set(written) & set("<>\"'\n\t\\`*_{}[]()+!|~^:=$@-./?")
    assert "#" not in written.replace("&#", "")
    assert not written.startswith(" ")


def test_markup_of_ours_stays() -> None:
    bold = Markup("<b>x</b>")
    assert escape.html(bold) is bold
    assert escape.markdown(bold) is bold


def test_control_characters_and_lone_surrogates_are_dropped() -> None:
    assert escape.clean("a\x00b\x85c\u2028d\ud800e\ufffe") == "abcde"
    assert escape.clean("a\r\nb\rc\td") == "a\nb\nc\td"
    assert escape.clean("山田\u3000精機 한빛 e\u0301") == "山田\u3000精機 한빛 e\u0301"


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/a?b=c#d",
        "http://example.com",
        "mailto:ken@example.com",
        "tel:+81-6-1234-5678",
        "https://日本.example/path",
    ],
)
def test_these_addresses_may_be_linked(url: str) -> None:
    assert escape.address(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " \tjavascript:alert(1)",
        "java\nscript:alert(1)",
        "java\x00script:alert(1)",
        "\uff4a\uff41\uff56\uff41script:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example",
        "example.com",
        "https:/\\evil.example",
        "https://bank.example@evil.example",
        "https://bank.example:pass@evil.example",
        "https://",
        "https://[",
        'https://example.com/"onmouseover="x',
        "https://example.com/a b",
        "ftp://example.com",
        "",
    ],
)
def test_these_addresses_may_not(url: str) -> None:
    assert escape.address(url) is None


@given(st.text())
def test_whatever_is_linked_has_an_allowed_scheme(text: str) -> None:
    for url in (text, f"https://{text}", f"mailto:{text}", f"javascript:{text}"):
        allowed = escape.address(url)
        assert allowed is None or urlsplit(allowed).scheme in {"http", "https", "mailto", "tel"}


@pytest.mark.parametrize(
    "title",
    [
        "Plain",
        "a\ntemplate: evil.html\nhide: [toc]",
        "---\ntitle: x\n---\n",
        '"quoted" \\ and \\u0041',
        "!!python/object:os.system",
        "- item",
        "{{ 7*7 }} # not a comment",
        "山田精機㈱ 한빛물류 \U0001f600",
        "</title><script>alert(1)</script>",
        "null",
        "a\u2028b\x85c\x00d\ufffe",
    ],
)
def test_a_title_is_one_scalar_of_the_front_matter(title: str) -> None:
    head = escape.front_matter(title, hide=["navigation", "toc"])
    start, text, end = head.split("---\n", 1)[0], head[4:].rsplit("---\n", 1)[0], head[-4:]
    meta = yaml.safe_load(text)
    assert (start, end) == ("", "---\n")
    assert sorted(meta) == ["hide", "title"]
    assert html.unescape(meta["title"]) == " ".join(escape.clean(title).split())
    assert "<" not in meta["title"]


def test_front_matter_can_say_more() -> None:
    head = escape.front_matter("A", description="b & c", search=False)
    assert yaml.safe_load(head.strip("-\n")) == {
        "title": "A",
        "description": "b &amp; c",
        "search": {"exclude": True},
    }
