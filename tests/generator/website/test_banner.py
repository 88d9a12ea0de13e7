from collections.abc import Iterable
from typing import Any

import pytest

from generator.website import banner

PAGE = b'<!doctype html><body dir="ltr"><p>Page</p></body>'


def site(request: dict[str, Any], start: banner.Answer) -> Iterable[bytes]:
    """Answer with a page, or with the style sheet that is asked for."""
    kind = "text/css" if request["PATH_INFO"].endswith(".css") else "text/html; charset=utf-8"
    start("200 OK", [("Content-Type", kind), ("Content-Length", str(len(PAGE)))])
    return [PAGE[:10], PAGE[10:]]


def asked(path: str, trouble: str) -> tuple[dict[str, str], bytes]:
    """Return the head and the body of an answer."""
    head: dict[str, str] = {}
    over = banner.over(site, lambda: trouble)
    body = b"".join(over({"PATH_INFO": path}, lambda _status, given: head.update(given)))
    return head, body


def test_while_nothing_is_wrong_pages_are_as_they_were() -> None:
    assert asked("/", "")[1] == PAGE


def test_what_is_wrong_stands_first_on_every_page_and_is_text() -> None:
    head, body = asked("/", "data/a.yml:1:1: <b> & more")
    assert head["Content-Length"] == str(len(body))
    before, _, after = body.decode().partition("data/a.yml:1:1: &lt;b&gt; &amp; more")
    assert before.startswith('<!doctype html><body dir="ltr"><pre role="alert"')
    assert after == "</pre><p>Page</p></body>"


def test_what_is_no_page_is_as_it_was() -> None:
    head, body = asked("/a.css", "wrong")
    assert (head["Content-Length"], body) == (str(len(PAGE)), PAGE)


@pytest.mark.parametrize("page", [b"", b"404 Not Found", b"<p>x</p>", b"<body"])
def test_a_page_without_a_body_is_as_it_was(page: bytes) -> None:
    assert banner.topped(page, "wrong") == page
