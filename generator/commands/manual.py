"""What every command says about itself, for the reference."""

import argparse
from functools import partial

from generator import cli
from generator.reference import Manual

WIDTH = 88
"""Columns of a help text on a page: not those of whichever terminal the build runs on."""


def manuals() -> tuple[Manual, ...]:
    """Describe every command, in the order of `salesbook --help`."""
    return tuple(_manual(name, what) for name, what in cli.COMMANDS)


def _manual(name: str, what: str) -> Manual:
    command = cli.imported(name)
    style = partial(argparse.HelpFormatter, width=WIDTH)
    return Manual(name, what, command.EXAMPLE, cli.parser(name, command, style).format_help())
