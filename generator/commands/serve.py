"""`salesbook serve`: the portal on this machine, following every change."""

import argparse
import socket
import sys
from datetime import date
from pathlib import Path

from generator import annotate, pipeline, site_file
from generator.commands import manual, surroundings
from generator.errors import UsageError
from generator.website import site
from generator.website.page import Portal

HELP = "Build the portal, serve it on this machine alone, and follow every change."
EXAMPLE = "salesbook serve --port 8080"
HOST = "127.0.0.1"
MOST = 65535


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--port", type=int, default=8000, help="the port (default: 8000)")
    surroundings.declare_moment(parser)


def run(options: argparse.Namespace) -> int:
    """Serve until interrupted; a record with a fault is said, and the last good pages stay."""
    settings = site_file.place(options.root)
    _reserve(options.port)

    def source(_root: Path, _day: date) -> Portal:
        moment = surroundings.as_asked(options)
        loading = surroundings.loading(options, past=moment.past)
        return pipeline.portal(moment, loading, manual.manuals())

    try:
        site.serve(settings, f"{HOST}:{options.port}", source)
    except pipeline.UncheckedError as error:
        print(annotate.text(error.errors, colour=surroundings.colour(sys.stdout)), end="")
        print("There are no pages to serve yet: correct this first.", file=sys.stderr)
        return 1
    return 0


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
