"""`salesbook serve`: the portal on this machine, following every change."""

import argparse
import os
import secrets
import socket
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Lock

from generator import annotate, hosting, pipeline, site_file
from generator.authoring import proposal
from generator.commands import manual, surroundings
from generator.commands.new import suffixes
from generator.commands.schema_ import refresh
from generator.editing.desk import Desk, Latest
from generator.editing.guard import Gate
from generator.editing.over import named, over
from generator.errors import UsageError
from generator.website import site
from generator.website.banner import Site
from generator.website.page import Portal

HELP = "Build the portal, serve it on this machine alone, and follow every change."
EXAMPLE = "salesbook serve --edit"
HOST = "127.0.0.1"
MOST = 65535


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--port", type=int, default=8000, help="the port (default: 8000)")
    parser.add_argument(
        "--edit", action="store_true", help="edit records on their pages; each change is a commit"
    )
    parser.add_argument(
        "--branch",
        metavar="NAME",
        help="the branch of the changes (default: the one checked out, or a new one of yours "
        "where that is the main branch)",
    )
    surroundings.declare_moment(parser)


def run(options: argparse.Namespace) -> int:
    """Serve until interrupted; a record with a fault is said, and the last good pages stay."""
    settings = site_file.place(options.root)
    _fit(options)
    _reserve(options.port)

    def source(_root: Path, _day: date) -> Portal:
        moment = surroundings.as_asked(options)
        loading = surroundings.loading(options, past=moment.past)
        refresh(options.root)
        return pipeline.portal(moment, loading, manual.manuals)

    try:
        site.serve(settings, f"{HOST}:{options.port}", source, _over(options))
    except pipeline.UncheckedError as error:
        print(annotate.text(error.errors, colour=surroundings.colour(sys.stdout)), end="")
        print("There are no pages to serve yet: correct this first.", file=sys.stderr)
        return 1
    return 0


def _fit(options: argparse.Namespace) -> None:
    """Refuse options that do not go together."""
    if options.edit and options.as_of is not None:
        message = "--edit changes the records as they are; leave out --as-of."
        raise UsageError(message)
    if options.branch is not None and not options.edit:
        message = "--branch names where changes go; add --edit."
        raise UsageError(message)


def _over(options: argparse.Namespace) -> Callable[[Site], Site]:
    """Give what is put over the served site: its guard, or what edits it."""
    gate = Gate(HOST, options.port, token="")
    return _editing(options) if options.edit else lambda served: named(served, gate)


def _editing(options: argparse.Namespace) -> Callable[[Site], Site]:
    """Make what edits the served records; whoever knows the token may."""
    desk = _desk(options, secrets.token_urlsafe(32))

    def put(served: Site) -> Site:
        address = f"http://{HOST}:{options.port}/?token={desk.gate.token}"
        print(f"Edit at {address}", flush=True)
        return over(served, desk)

    return put


def _desk(options: argparse.Namespace, token: str) -> Desk:
    """Gather what editing takes from the surroundings."""
    file = site_file.read(options.root)

    def standing() -> proposal.Standing:
        as_of, loading = surroundings.as_of(options), surroundings.loading(options)
        return proposal.standing(options.root, as_of, loading, with_faults=True)

    return Desk(
        root=options.root,
        gate=Gate(HOST, options.port, token),
        latest=Latest(standing),
        environment=dict(os.environ),
        host=lambda remote: hosting.host(file.repository, file.editor, remote),
        now=lambda company: f"{surroundings.now(options, company):%Y-%m-%d %H:%M}",
        suffixes=suffixes,
        branch=options.branch,
        writing=Lock(),
    )


def _reserve(port: int) -> None:
    """Refuse a port that cannot be had before the first build, which may take a while."""
    if not 0 < port <= MOST:
        message = f"--port must be a number from 1 to {MOST}; found {port}."
        raise UsageError(message)
    try:
        with socket.create_server((HOST, port)):
            pass
    except OSError as error:
        message = f"{HOST}:{port}: this port cannot be had ({error.strerror}); try another --port."
        raise UsageError(message) from error
