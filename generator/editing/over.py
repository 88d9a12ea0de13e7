"""Editing over a served site: pages get their forms, and paths that begin with `/-/` are answered.

Nothing of the site itself changes, so that what is published is never a page that can edit.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from html import escape
from http import HTTPStatus
from pathlib import Path
from typing import Any

from generator.authoring.typed import Reader
from generator.editing import guard, lookup, opening, saving
from generator.editing import posted as posted_
from generator.editing.alike import alike
from generator.editing.desk import Desk
from generator.editing.exchange import Answer, Request, plain, request, sent, told
from generator.errors import SalesbookError, UsageError
from generator.website.banner import Answer as Start
from generator.website.banner import Site
from generator.website.guard import policy
from schema import KINDS

PREFIX = "/-/"
_FILES = {
    "fields.js": "text/javascript",
    "form.js": "text/javascript",
    "form.css": "text/css",
}
_HERE = Path(__file__).parent / "page"
_RECORD = re.compile(r"/([a-z_]+)/([a-z0-9-]+)\.html$")

Respond = Callable[[Desk, Request], Answer]


def over(site: Site, desk: Desk) -> Site:
    """Put editing over a site that is served."""

    def answered(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        asked = request(environ)
        first = guard.misled(desk.gate, asked) or guard.let_in(desk.gate, asked)
        if first is not None:
            return sent(first, start)
        if asked.path.startswith(PREFIX):
            return sent(_answer(desk, asked), start)
        return _page(desk, asked, site, environ, start)

    return answered


def named(site: Site, gate: guard.Gate) -> Site:
    """Let a site be served under the names of this machine alone: what is in it is nobody else's.

    Else a page of any other site could read it, by a name that was made to lead here.
    """

    def answered(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        first = guard.misled(gate, request(environ))
        return site(environ, start) if first is None else sent(first, start)

    return answered


def _page(
    desk: Desk, asked: Request, site: Site, environ: dict[str, Any], start: Start
) -> Iterable[bytes]:
    """Serve the site; whoever may edit gets the script that does, and every page its policy."""
    if asked.method not in ("GET", "HEAD"):
        words = "Pages are only read."
        return sent(plain(HTTPStatus.METHOD_NOT_ALLOWED, words, ("Allow", "GET, HEAD")), start)
    head: list[Any] = []
    body = site(environ, lambda *given: head.extend(given))
    status, headers = head[0], dict(head[1])
    if "text/html" in headers.get("Content-Type", ""):
        html = b"".join(body).decode()
        if guard.known(desk.gate, asked):
            html = html.replace("</head>", f"{_script(desk, asked.path)}</head>", 1)
        body = [html.encode()]
        rules = f"{policy(html)}; frame-ancestors 'none'"
        headers |= {"Content-Length": str(len(body[0])), "Content-Security-Policy": rules}
        headers |= {"Cache-Control": "no-store", "Referrer-Policy": "same-origin"}
    start(status, [*headers.items()])
    return body


def _script(desk: Desk, path: str) -> str:
    """Write what a page loads to edit: what it is about, and the token."""
    found = _RECORD.search(path)
    about = found.groups() if found and found[1] in KINDS else ("", "")
    kind, identity = (about[0], "" if about[1] == "index" else about[1])
    nouns = json.dumps({folder: one.noun for folder, one in KINDS.items()})
    values = {"token": desk.gate.token, "kind": kind, "id": identity, "nouns": nouns}
    data = "".join(f' data-{name}="{escape(value)}"' for name, value in values.items())
    style = f'<link rel="stylesheet" href="{PREFIX}form.css">'
    inputs = f'<script src="{PREFIX}fields.js" defer></script>'
    return f'{style}{inputs}<script src="{PREFIX}form.js" id="sb-form" defer{data}></script>'


def _answer(desk: Desk, asked: Request) -> Answer:
    """Answer what a form asks for."""
    name = asked.path.removeprefix(PREFIX)
    if name in _FILES and asked.method == "GET":
        body = (_HERE / name).read_bytes()
        return Answer(HTTPStatus.OK, f"{_FILES[name]}; charset=utf-8", body)
    respond, writes = _RESPONSES.get(name, (None, False))
    if respond is None:
        return plain(HTTPStatus.NOT_FOUND, "There is nothing here.")
    refusal = guard.refused(desk.gate, asked, writes=writes)
    if refusal is not None:
        return refusal
    try:
        return respond(desk, asked)
    except SalesbookError as error:
        return told({"state": "failed", "message": str(error)}, HTTPStatus.BAD_REQUEST)


def _form(desk: Desk, asked: Request) -> Answer:
    """Describe the form of a record, or of a new one where no id is given."""
    kind, identity = asked.query.get("kind"), asked.query.get("id")
    if identity:
        found = opening.record(desk.root, kind, identity)
        return told(opening.of_record(desk, desk.latest.known(), found))
    given = {name: text for name, text in asked.query.items() if name != "kind"}
    return told(opening.of_new(desk, kind, given))


def _lookup(desk: Desk, asked: Request) -> Answer:
    """Find records to refer to."""
    kind = opening.kind_of(asked.query.get("kind"))
    return told(lookup.found(desk.latest.known(), kind.folder, asked.query.get("q", "")))


def _near(desk: Desk, asked: Request) -> Answer:
    """Say which records look like the one that is being written."""
    posted = _posted(asked)
    kind = opening.kind_of(posted.get("kind"))
    stands = desk.latest.known()
    reader = Reader(stands.company, stands.as_of)
    tree = posted_.applied(kind, {}, posted.get("values"), reader)
    return told(alike(desk.latest.index(kind.folder), stands, tree))


def _save(desk: Desk, asked: Request) -> Answer:
    """Save what a form sends."""
    return told(saving.saved(desk, _posted(asked)))


def _posted(asked: Request) -> Mapping[str, object]:
    """Read what was sent. Raises UsageError where it is no JSON object."""
    try:
        value = json.loads(asked.read(int(asked.length)))
    except (ValueError, RecursionError) as error:
        message = "what was sent is no JSON."
        raise UsageError(message) from error
    if not isinstance(value, dict):
        message = "what was sent is no JSON object."
        raise UsageError(message)
    return value


_RESPONSES: Mapping[str, tuple[Respond, bool]] = {
    "form": (_form, False),
    "lookup": (_lookup, False),
    "near": (_near, True),
    "save": (_save, True),
}
"""What is answered under which name, and whether it is asked as what changes something."""
