"""A request and its answer as values, away from how a server hands them over."""

import json
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from generator.website.banner import Answer as Start

LONGEST = 256 * 1024
"""Bytes of a body; a record's file may have a quarter of them."""

_KEPT = ("HOST", "ORIGIN", "COOKIE", "SEC_FETCH_SITE", "X_SALESBOOK_TOKEN")


class Request(NamedTuple):
    """What was asked: a path that begins with a slash, and what came with it."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    type: str
    length: str
    read: Callable[[int], bytes]


class Answer(NamedTuple):
    """What is answered."""

    status: HTTPStatus
    type: str
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()


def request(environ: Mapping[str, Any]) -> Request:
    """Read a request from the environment of WSGI; headers are named as there, without `HTTP_`."""
    return Request(
        method=environ["REQUEST_METHOD"],
        path=environ.get("PATH_INFO", "/"),
        query=dict(parse_qsl(environ.get("QUERY_STRING", ""))),
        headers={name: environ.get(f"HTTP_{name}", "") for name in _KEPT},
        type=environ.get("CONTENT_TYPE", "") or "",
        length=environ.get("CONTENT_LENGTH", "") or "",
        read=environ["wsgi.input"].read,
    )


def plain(status: HTTPStatus, words: str, *headers: tuple[str, str]) -> Answer:
    """Answer with words alone."""
    return Answer(status, "text/plain; charset=utf-8", f"{words}\n".encode(), headers)


def told(value: object, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    """Answer with JSON."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return Answer(status, "application/json", body)


_ALWAYS = (
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
)
"""What every answer of ours says: nothing is kept, guessed at, or shown inside another page."""


def sent(answer: Answer, start: Start) -> Iterable[bytes]:
    """Hand an answer over to the server."""
    own = (("Content-Type", answer.type), ("Content-Length", str(len(answer.body))))
    status = f"{answer.status.value} {answer.status.phrase}"
    start(status, [*own, *_ALWAYS, *answer.headers])
    return [answer.body]
