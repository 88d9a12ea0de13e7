"""A commit of the simulated history, before git has it."""

from datetime import datetime
from typing import NamedTuple

from generator.simulation.past.change import Files


class Signature(NamedTuple):
    """Who, and when by the company's clock."""

    name: str
    mail: str
    moment: datetime


class Commit(NamedTuple):
    """A commit: its number in the history, from 1, those of its parents, and what it changes."""

    number: int
    parents: tuple[int, ...]
    author: Signature
    committer: Signature
    message: str
    files: Files
    """What differs from the first parent."""
    main: bool = True
    """Does it lie on the main branch, or on that of a pull request?"""
