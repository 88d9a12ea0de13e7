"""The word over every served page while the records behind it have errors.

The pages are the last good ones; the word tells whoever looks at them that they are behind, and
why. It is put into the answers of the server, so that no file has to be written for it.
"""

from collections.abc import Callable, Iterable
from html import escape
from typing import Any

Answer = Callable[..., Any]
"""What writes the head of an answer: `start_response` of the server interface WSGI."""

Site = Callable[[dict[str, Any], Answer], Iterable[bytes]]
"""What answers a request, in the form of WSGI."""

_STYLE = (
    "position:sticky;top:0;z-index:9;max-height:40vh;overflow:auto;margin:0;padding:.6rem 1rem;"
    "background:#fde8e8;color:#7a1010;border-bottom:1px solid #c22;font:13px/1.45 monospace;"
    "white-space:pre-wrap;overflow-wrap:anywhere"
)


def over(site: Site, trouble: Callable[[], str]) -> Site:
    """Put what is wrong right now over every page of a site; pages are whole while nothing is."""

    def answered(request: dict[str, Any], start: Answer) -> Iterable[bytes]:
        head: list[Any] = []
        body = site(request, lambda *given: head.extend(given))
        # Asked only now: the site may have waited for a build that ended well.
        words = trouble()
        status, headers = head[0], dict(head[1])
        if words and "text/html" in headers.get("Content-Type", ""):
            body = [topped(b"".join(body), words)]
            headers["Content-Length"] = str(len(body[0]))
        start(status, list(headers.items()))
        return body

    return answered


def topped(page: bytes, words: str) -> bytes:
    """Put words at the top of a page; what is no page stays as it is."""
    start = page.find(b"<body")
    end = page.find(b">", start) + 1
    if start < 0 or not end:
        return page
    shown = f"These pages are the last good ones. To see your changes, correct this:\n\n{words}"
    said = f'<pre role="alert" style="{_STYLE}">{escape(shown)}</pre>'
    return page[:end] + said.encode() + page[end:]
