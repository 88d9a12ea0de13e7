"""The command line: arguments, exit codes, and the one place where errors end."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Protocol

from generator.errors import SalesbookError
from generator.parallel import uncollected

COMMANDS: tuple[tuple[str, str], ...] = (
    ("check", "Check all records, or the given files against the whole book."),
    ("query", "Answer a question in SQL over the book's tables."),
    ("history", "Show what every commit changed in one record."),
    ("diff", "Show what differs between two moments, in records and in money."),
    ("review", "Say what merging a branch does to the quarter, the records and the laws."),
    ("forecast", "Say what will be won, how sure that is, and how good it was so far."),
    ("audit", "Find what is unsigned, rewritten, unreviewed or changed too late."),
    ("build", "Check the records and build the portal into build/site."),
    ("serve", "Build the portal, serve it on this machine, and follow every change."),
    ("new", "Write a new record with a fresh id, in canonical order."),
    ("set", "Change fields of a record, checked before its file is touched."),
    ("edit", "Open a record in your editor, and check it when you save."),
    ("log", "Log a call, a mail, a meeting or a visit on a deal."),
    ("convert", "Convert a lead into an account, a contact and a deal."),
    ("close", "Close a deal as won or lost, with what its stage asks for."),
    ("mv", "Give a record another id, in every record that refers to it."),
    ("rm", "Remove a record that no other refers to."),
    ("merge", "Make one record of two, in every record that refers to them."),
    ("merge-driver", "Merge two changes of one record by its fields; git calls it."),
    ("fmt", "Write records in the usual form; remarks stay."),
    ("import", "Bring CSV files in through a mapping file; a dry run first."),
    ("schema", "Write JSON Schemas and settings, so that editors complete and check."),
    ("admin", "Write the page of an editor in the browser, for pull requests."),
    ("codeowners", "Write who has to approve a change of which record."),
    ("completion", "Print a script by which a shell completes commands and ids."),
    ("init", "Make a data repository of one's own, which checks and builds at once."),
    ("demo", "Write a sample company of any size as a repository with its history."),
)
"""Every command and what it does; its module is imported only when it is called."""


class _Style(Protocol):
    """What lays out a help text for the program that it is about."""

    def __call__(self, *, prog: str) -> argparse.HelpFormatter:
        """Make the formatter."""


_DESCRIPTION = """Salesbook: a sales portal for teams that live in git.

Records are YAML files in a git repository; Salesbook checks them, answers questions
over them and builds a portal from them."""


def main(words: Sequence[str] | None = None) -> int:
    """Run a command; 0 is fine, 1 says that something must be done, 2 that it cannot be done."""
    try:
        return _run(sys.argv[1:] if words is None else list(words))
    except SalesbookError as error:
        print(f"salesbook: {error}", file=sys.stderr)  # noqa: T201 - the one place where errors end
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        print(f"salesbook: {where}{error.strerror or error}.", file=sys.stderr)  # noqa: T201 - same
        return 2


def _run(words: list[str]) -> int:
    """Import the named command alone, so that help and mistakes stay quick."""
    place = _place(words)
    if place is not None:
        return _called(words[:place], words[place], words[place + 1 :])
    parser = _parser()
    parser.parse_args(words)
    parser.print_help()
    return 2


def _place(words: list[str]) -> int | None:
    """Find the command among the words; `--root` and its value may stand before it."""
    names = dict(COMMANDS)
    for index, word in enumerate(words):
        if not word.startswith("-") and (index == 0 or words[index - 1] != "--root"):
            return index if word in names else None
    return None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="salesbook",
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="salesbook COMMAND --help explains a command, with an example.",
    )
    _root(parser)
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version")
    chosen = parser.add_subparsers(metavar="COMMAND", dest="command", title="commands")
    for name, what in COMMANDS:
        chosen.add_parser(name, help=what, add_help=False)
    return parser


def _root(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--root",
        type=Path,
        default=Path(),
        metavar="DIR",
        help="the data repository (default: the current folder)",
    )


class _Version(argparse.Action):
    """Prints the version; the package's metadata is read only then."""

    def __call__(self, parser: argparse.ArgumentParser, *_words: object) -> None:
        """Print and end."""
        from importlib.metadata import version  # noqa: PLC0415 - only this call pays for it

        print(f"salesbook {version('salesbook')}")  # noqa: T201 - what was asked for
        parser.exit()


def _called(before: list[str], name: str, words: list[str]) -> int:
    """Import a command, read its own words and run it."""
    command = imported(name)
    common = argparse.ArgumentParser(prog="salesbook", add_help=False)
    _root(common)
    root = common.parse_args(before).root
    own = parser(name, command, argparse.RawDescriptionHelpFormatter)
    return int(command.run(own.parse_intermixed_args(words, argparse.Namespace(root=root))))


def imported(name: str) -> ModuleType:
    """Import the module of a command."""
    with uncollected():
        return import_module(f"generator.commands.{_module(name)}")


def parser(name: str, command: ModuleType, style: _Style) -> argparse.ArgumentParser:
    """Make the parser of a command's own words, whose help is laid out in a style."""
    own = argparse.ArgumentParser(
        prog=f"salesbook {name}",
        description=command.HELP,
        epilog=f"example: {command.EXAMPLE}",
        formatter_class=style,
    )
    command.arguments(own)
    return own


def _module(name: str) -> str:
    """Name a command's module; words that Python keeps for itself get an underscore."""
    return f"{name}_" if name in ("import", "schema") else name.replace("-", "_")
