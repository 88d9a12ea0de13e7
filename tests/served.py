"""A local site with editing over it: a real repository, a real server, real requests."""

import http.client
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Lock, Thread
from typing import Any, NamedTuple
from wsgiref.simple_server import WSGIRequestHandler, make_server

from generator import hosting, load
from generator.authoring import proposal
from generator.editing.desk import Desk, Latest
from generator.editing.guard import Gate
from generator.editing.over import over
from generator.website.banner import Answer

TOKEN = "a-token-of-this-test"  # noqa: S105 - no secret
TODAY = date(2026, 11, 18)
PAGE = (
    '<html><head><meta charset="utf-8"><script>theme()</script></head>'
    "<body><article><h1>A page</h1><script>evil()</script></article></body></html>"
)


def desk(root: Path, port: int = 0, branch: str | None = None) -> Desk:
    """Lay a desk for a repository: it is the 18th of November, nine o'clock."""
    return Desk(
        root=root,
        gate=Gate("127.0.0.1", port, TOKEN),
        latest=Latest(lambda: proposal.standing(root, TODAY, load.PLAIN, with_faults=True)),
        environment=dict(os.environ),
        host=lambda remote: hosting.host("", "", remote),
        now=lambda _company: "2026-11-18 09:00",
        suffixes=lambda: iter(("7k3q", "2b4d", "9x8y")),
        branch=branch,
        writing=Lock(),
    )


def site(environ: dict[str, Any], start: Answer) -> Iterable[bytes]:
    """Answer every page with the same one."""
    kind = "text/plain" if environ["PATH_INFO"].endswith(".txt") else "text/html"
    start("200 OK", [("Content-Type", kind), ("Content-Length", str(len(PAGE)))])
    return [PAGE.encode()]


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


class Said(NamedTuple):
    """What a server answered."""

    status: int
    headers: Mapping[str, str]
    body: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever the server says
        return json.loads(self.body)


class Served(NamedTuple):
    """A site that is served, asked as a browser asks that has opened it with the token."""

    root: Path
    port: int

    @property
    def name(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def usual(self) -> dict[str, str]:
        """What a browser sends with a change from a page of the site."""
        return {
            "Host": self.name,
            "Origin": f"http://{self.name}",
            "Cookie": f"salesbook-{self.port}={TOKEN}",
            "Content-Type": "application/json",
            "X-Salesbook-Token": TOKEN,
            "Sec-Fetch-Site": "same-origin",
        }

    def asked(
        self, method: str, path: str, body: bytes | None = None, **changed: str | None
    ) -> Said:
        """Ask; `changed` headers (`X_Salesbook_Token=...`) take the place of the usual ones."""
        other = {name.replace("_", "-"): value for name, value in changed.items()}
        headers = {k: v for k, v in {**self.usual, **other}.items() if v is not None}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return Said(answer.status, dict(answer.getheaders()), answer.read().decode())
        finally:
            connection.close()

    def saved(self, **posted: object) -> Any:  # noqa: ANN401 - same
        """Save a form."""
        return self.asked("POST", "/-/save", json.dumps(posted).encode()).json

    def form(self, kind: str, identity: str | None = None, **given: str) -> Any:  # noqa: ANN401 - same
        """Open a form."""
        names = {"kind": kind, **({"id": identity} if identity else {}), **given}
        return self.asked("GET", "/-/form?" + "&".join(f"{k}={v}" for k, v in names.items())).json


@contextmanager
def serving(root: Path, branch: str | None = None) -> Iterator[Served]:
    """Serve a repository's records for editing, on a port of its own."""
    with make_server("127.0.0.1", 0, lambda *_: [b""], handler_class=_Quiet) as server:
        port = server.server_port
        server.set_app(over(site, desk(root, port, branch)))
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield Served(root, port)
        finally:
            server.shutdown()
            thread.join()
