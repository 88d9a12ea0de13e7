"""What the commands that give one record other values share."""

import argparse
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence

from generator.authoring import assignment, change, named, telling
from generator.authoring.change import Opened
from generator.authoring.proposal import Standing
from generator.authoring.typed import Reader
from generator.book import Key
from generator.commands import asking, saving
from generator.errors import UsageError
from generator.yaml.source import Tree
from schema import KINDS

Words = Callable[[Standing, Opened], Sequence[str]]
"""Gives the words that change a record, once the book and the record are known."""


def declare(parser: argparse.ArgumentParser, metavar: str = "ID") -> None:
    """Declare which record is meant; one that is not named may be asked for."""
    parser.add_argument(
        "record", metavar=metavar, nargs="?", help="the id, or KIND/ID where two kinds share it"
    )


def run(options: argparse.Namespace, words: Words, folder: str = "") -> int:
    """Change the record that is named by words, say what that means, and write it."""
    known = named.listing(options.root)
    key = chosen(options.record, known, folder)
    stands = saving.standing(options)
    record = change.opened(options.root, key, known[key])
    reader = reading(stands, record.tree)
    tree = assignment.assigned(record.kind, record.tree, words(stands, record), reader)
    if not tree:
        message = f"{key}: a record must keep at least one field."
        raise UsageError(message)
    if tree == record.tree:
        return saving.run(options, stands, [], saving.Told([], ""))
    told = telling.told(stands, key, record.tree, tree)
    said = saving.Told([f"{key}  {told.title}", *told.lines], telling.message(told))
    return saving.run(options, stands, [record.changed(tree)], said)


def reading(stands: Standing, tree: Mapping[str, Tree]) -> Reader:
    """Prepare to read values of a record: its stages are those of its own pipeline."""
    pipeline = tree.get("pipeline")
    return Reader(stands.company, stands.as_of, pipeline if isinstance(pipeline, str) else None)


def chosen(asked: str | None, known: Mapping[Key, str], folder: str = "") -> Key:
    """Find the record that was named, of a kind where it must be; where none was, ask for it.

    Raises:
        UsageError: There is none of this name or of this kind, or there are several; or none is
            named and nobody is there to answer.
    """
    among = [key for key in known if folder in ("", key.folder)]
    if not asked and asking.able():
        question = f"{KINDS[folder].noun if folder else 'record'} - Which one, by its id: "
        asked = asking.ask(question, _ids(among))
    if not asked:
        message = "The record must be named: its id, or KIND/ID where two kinds share it."
        raise UsageError(message)
    return named.one(of_kind(asked, folder) if folder else asked, known)


def unnamed(options: argparse.Namespace) -> None:
    """Take a first word that is FIELD=VALUE for what it is: then no record is named."""
    if "=" in (options.record or ""):
        options.record, options.words = None, [options.record, *options.words]


def _ids(keys: Collection[Key]) -> list[str]:
    """Name records as they can be asked for: by their ids, with the kind where two share one."""
    shared = Counter(key.id for key in keys)
    return sorted(key.id if shared[key.id] == 1 else str(key) for key in keys)


def of_kind(asked: str, folder: str) -> str:
    """Name a record of a kind, where the kind is not said.

    Raises:
        UsageError: Another kind is said.
    """
    if "/" not in asked:
        return str(Key(folder, asked))
    if asked.removeprefix("data/").partition("/")[0] != folder:
        message = f"{asked}: must be one of {folder}."
        raise UsageError(message)
    return asked
