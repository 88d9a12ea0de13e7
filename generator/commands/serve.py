"""`salesbook serve`: the portal on this machine, following every change."""

import argparse

from generator import site
from generator.errors import UsageError
from generator.site_file import NAME

HELP = "Build the portal, serve it on this machine alone, and follow every change."
EXAMPLE = "salesbook serve --port 8080"
HOST = "127.0.0.1"
MOST = 65535


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--port", type=int, default=8000, help="the port (default: 8000)")


def run(options: argparse.Namespace) -> int:
    """Serve until interrupted; a record with a fault is said, and the last good pages stay."""
    if not 0 < options.port <= MOST:
        message = f"--port must be a number from 1 to {MOST}; found {options.port}."
        raise UsageError(message)
    site.serve(options.root / NAME, f"{HOST}:{options.port}")
    return 0
