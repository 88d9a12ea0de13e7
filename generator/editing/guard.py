"""Who may read and who may write: only this machine's own pages, opened with the token.

A local server is reached by every page of every site that the browser shows, and by whoever else
works on the machine. So each request must name this server (a foreign name that was made to lead
here is refused), whoever edits must have opened the address with the token, which is then a cookie
that no other site's page can send, and a change must come as JSON from a page of this origin that
repeats the token: no form of another page can be sent so without asking, which is never allowed.
"""

import hmac
from collections.abc import Iterator
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import quote

from generator.editing.exchange import LONGEST, Answer, Request, plain

JSON = "application/json"
_DIGITS = 20
"""Digits of a length that are read at all."""


class Gate(NamedTuple):
    """The address of the server, and the token that lets people edit."""

    host: str
    port: int
    token: str

    @property
    def names(self) -> tuple[str, ...]:
        """What the server may be called."""
        return f"{self.host}:{self.port}", f"localhost:{self.port}"

    @property
    def cookie(self) -> str:
        """The name of the cookie; a browser sends those of all ports of a host."""
        return f"salesbook-{self.port}"


def misled(gate: Gate, request: Request) -> Answer | None:
    """Refuse whatever was meant for another server, pages included."""
    if request.headers["HOST"] in gate.names:
        return None
    words = f"This server is {gate.names[0]}, and answers to no other name."
    return plain(HTTPStatus.MISDIRECTED_REQUEST, words)


def known(gate: Gate, request: Request) -> bool:
    """Tell whether a browser was opened with the token."""
    # Other servers of this machine may have set what the library's reader gives up at.
    cookies = (one.strip().partition("=") for one in request.headers["COOKIE"].split(";"))
    return any(name == gate.cookie and _same(value, gate.token) for name, _, value in cookies)


def let_in(gate: Gate, request: Request) -> Answer | None:
    """Give a browser that comes with the token its cookie, and an address without the token."""
    given = request.query.get("token")
    if given is None or request.method != "GET" or not _same(given, gate.token):
        return None
    cookie = f"{gate.cookie}={gate.token}; Path=/; HttpOnly; SameSite=Strict"
    # Two slashes would lead to another host, and so would a backslash; a line end, to a header.
    place = quote(request.path.lstrip("/"), encoding="latin-1")
    headers = (("Location", f"/{place}"), ("Set-Cookie", cookie))
    return plain(HTTPStatus.SEE_OTHER, "Welcome.", *headers)


def refused(gate: Gate, request: Request, *, writes: bool) -> Answer | None:
    """Refuse what does not come from a page of ours; `writes` says that it may change something."""
    return next(_refusals(gate, request, writes=writes), None)


def _refusals(gate: Gate, request: Request, *, writes: bool) -> Iterator[Answer]:
    if request.headers["SEC_FETCH_SITE"] not in ("", "same-origin", "none"):
        yield plain(HTTPStatus.FORBIDDEN, "Only pages of this site may ask this.")
    if not known(gate, request):
        words = "Open the address that `salesbook serve --edit` has printed: it lets you edit."
        yield plain(HTTPStatus.FORBIDDEN, words)
    if not writes:
        if request.method != "GET":
            words = "Only GET is answered here."
            yield plain(HTTPStatus.METHOD_NOT_ALLOWED, words, ("Allow", "GET"))
        return
    if request.method != "POST":
        words = "Only POST changes anything."
        yield plain(HTTPStatus.METHOD_NOT_ALLOWED, words, ("Allow", "POST"))
    yield from _foreign(gate, request)
    yield from _unfit(request)


def _foreign(gate: Gate, request: Request) -> Iterator[Answer]:
    if request.headers["ORIGIN"] != f"http://{request.headers['HOST']}":
        yield plain(HTTPStatus.FORBIDDEN, "Only pages of this site may change anything.")
    if not _same(request.headers["X_SALESBOOK_TOKEN"], gate.token):
        yield plain(HTTPStatus.FORBIDDEN, "The token is missing or is not that of this server.")


def _unfit(request: Request) -> Iterator[Answer]:
    if request.type.partition(";")[0].strip().lower() != JSON:
        yield plain(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"A change must come as {JSON}.")
    if not request.length.isdecimal():
        yield plain(HTTPStatus.LENGTH_REQUIRED, "The length of the change must be said.")
    elif len(request.length) > _DIGITS or int(request.length) > LONGEST:
        words = f"A change may have {LONGEST} bytes; this one has {request.length[:_DIGITS]}."
        yield plain(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, words)


def _same(given: str, token: str) -> bool:
    """Compare in a time that tells nothing about how much of it is right."""
    return hmac.compare_digest(given.encode(), token.encode())
