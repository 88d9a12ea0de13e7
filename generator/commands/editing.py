"""What the commands that give one record other values share."""

import argparse
from collections.abc import Callable, Sequence

from generator.authoring import assignment, change, named, telling
from generator.authoring.change import Opened
from generator.authoring.proposal import Standing
from generator.authoring.typed import Reader
from generator.book import Key
from generator.commands import saving
from generator.errors import UsageError

Words = Callable[[Standing, Opened], Sequence[str]]
"""Gives the words that change a record, once the book and the record are known."""


def run(options: argparse.Namespace, asked: str, words: Words) -> int:
    """Change a record by words, say what that means, and write it."""
    known = named.listing(options.root)
    key = named.one(asked, known)
    stands = saving.standing(options)
    record = change.opened(options.root, key, known[key])
    reader = reading(stands, record)
    tree = assignment.assigned(record.kind, record.tree, words(stands, record), reader)
    if not tree:
        message = f"{key}: a record must keep at least one field."
        raise UsageError(message)
    if tree == record.tree:
        return saving.run(options, stands, [], saving.Told([], ""))
    told = telling.told(stands, key, record.tree, tree)
    said = saving.Told([f"{key}  {told.title}", *told.lines], telling.message(told))
    return saving.run(options, stands, [record.changed(tree)], said)


def reading(stands: Standing, record: Opened) -> Reader:
    """Prepare to read values of a record: its stages are those of its own pipeline."""
    pipeline = record.tree.get("pipeline")
    return Reader(stands.company, stands.as_of, pipeline if isinstance(pipeline, str) else None)


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
