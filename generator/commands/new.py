"""`salesbook new`: a new record in canonical order under a fresh id, checked before it is there."""

import argparse
import re
import secrets
import sys
from collections.abc import Collection, Iterator

from generator import annotate, duplicates
from generator.authoring import (
    change,
    identity,
    kinds,
    proposal,
    record_text,
    telling,
    usual,
    words,
)
from generator.authoring.change import Change
from generator.authoring.proposal import Standing
from generator.book import Key
from generator.checks.wording import a
from generator.commands import asking, editing, saving, surroundings
from generator.errors import UsageError
from generator.yaml.source import Tree
from schema import KINDS, Shared
from schema.company import Company
from schema.description import FieldDescription, fields
from schema.fields import ID_PATTERN, RESERVED_IDS

HELP = "Write a new record with a fresh id, in canonical order."
EXAMPLE = 'salesbook new deals name="Line 6 inspection" account=yamada-seiki stage=proposal'


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("kind", metavar="KIND", help="the folder under data/: deals, accounts ...")
    parser.add_argument(
        "words",
        nargs="*",
        metavar="FIELD=VALUE",
        help="values, with amounts as 1.2M and days as +30d; lists by commas or several words, "
        "groups as lines.1.product=ID; a required day that is not given is today",
    )
    parser.add_argument("--id", help="the id (default: a fresh one, made of the name)")
    parser.add_argument("--yes", action="store_true", help="do not ask where it looks like another")
    parser.add_argument("--dry-run", action="store_true", help="print the record, write nothing")
    saving.committing(parser)
    surroundings.declare(parser)


def run(options: argparse.Namespace) -> int:
    """Compose a record, judge it among the others, and write it if nothing is wrong."""
    kind = KINDS[kinds.known(options.kind)]
    as_of = surroundings.as_of(options)
    tree = usual.dated(kind, words.tree(kind, options.words), as_of)
    stands = proposal.standing(options.root, as_of, surroundings.loading(options))
    if sys.stdin.isatty():
        tree |= _asked(kind, tree, stands.company)
    tree = editing.reading(stands, tree).tree(kind, tree)
    taken = {key.id for key in stands.entries if key.folder == kind.folder}
    name = _chosen(options.id, kind, taken) or identity.fresh(
        kind, tree, as_of.isoformat(), suffixes(), taken
    )
    path, text = identity.place(kind, name, tree), record_text.write(kind, tree)
    found = proposal.examined(stands, Key(kind.folder, name), path, text)
    print(annotate.text(found, colour=surroundings.colour(sys.stdout)), end="")
    if any(item.severity == "error" for item in found):
        print("Nothing was written.", file=sys.stderr)
        return 1
    if not _meant(options, stands, Key(kind.folder, name), tree):
        print("Nothing was written.", file=sys.stderr)
        return 1
    ready = saving.ready(options, [path])
    if not options.dry_run:
        change.save(options.root, [Change(Key(kind.folder, name), path, None, text)])
    print(f"{'Would write' if options.dry_run else 'Wrote'} {path}:", file=sys.stderr)
    if ready:
        told = telling.told(stands, Key(kind.folder, name), {}, tree)
        message = telling.added(told, f"Add {kind.noun} {told.title}")
        made = ready.made([path], saving.reasoned(message, options.because))
        print(f"Committed as {made}.", file=sys.stderr)
    print(text, end="")
    return 0


def _meant(options: argparse.Namespace, stands: Standing, key: Key, tree: dict[str, Tree]) -> bool:
    """Show which records look like the new one; on a terminal, ask whether it is another."""
    known = duplicates.index(key.folder, stands.entries.values())
    found = [one for one in duplicates.alike(known, tree, key.id) if one.band != "distinct"]
    for one in found[:SHOWN]:
        print(f"{BANDS[one.band]} {one.other}: {one.words}", file=sys.stderr)
    if not found or options.yes or options.dry_run or not asking.able():
        return True
    return asking.ask("Write it all the same? [y/N] ").lower() in ("y", "yes")


SHOWN = 5
BANDS = {"same": "Is there already as", "likely": "Looks like", "suggest": "May be"}


def _asked(kind: type[Shared], tree: dict[str, Tree], company: Company) -> dict[str, Tree]:
    """Ask on the terminal for required values that are missing; an empty answer gives none."""
    answers: list[str] = []
    for field in fields(kind):
        if field.required and field.name not in (*tree, "id") and field.holding == "one":
            try:
                answer = input(_question(field, company)).strip()
            except EOFError:
                break
            if answer:
                answers.append(f"{field.name}={answer}")
    return words.tree(kind, answers)


def _question(field: FieldDescription, company: Company) -> str:
    choices = company.choices.get(field.picklist or "", ())
    shown = f"one of {', '.join(choices)}" if choices else f"for example {field.example}"
    return f"{field.name} - {field.description} ({shown}): "


def _chosen(name: str | None, kind: type[Shared], taken: Collection[str]) -> str | None:
    """Take the id of the command line, if it can be one and is free."""
    if name is None:
        return None
    if not re.match(ID_PATTERN, name) or name in RESERVED_IDS:
        message = f"--id must be small letters, digits and hyphens, at most 64; found `{name}`."
        raise UsageError(message)
    if name in taken:
        message = f"--id must be free; there is {a(kind.noun)} `{name}` already."
        raise UsageError(message)
    return name


def suffixes() -> Iterator[str]:
    """Draw what makes a fresh id differ from those on other branches."""
    while True:
        yield "".join(secrets.choice(identity.ALPHABET) for _ in range(identity.SUFFIX))
