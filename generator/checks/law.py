"""A law: one sentence that must hold for records of some kinds, and the function that asks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from generator.book import Book
from generator.diagnostic import Rule, Severity, Where
from schema import Shared


class Finding(NamedTuple):
    """A place inside a record where a law does not hold; the check adds file, line and code."""

    where: Where
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Law:
    """A law with its stable code; its title is the first line of the function's docstring.

    The function takes a record of one of the kinds and the book, and looks at other records only
    through the book: so the book knows when the law must be asked again.
    """

    code: str
    severity: Severity
    kinds: tuple[type[Shared], ...]
    check: Callable[[Any, Book], Iterator[Finding]]
    about: tuple[str, ...] = ()
    """Fields that the law is about: a record whose one field among them is empty is not asked."""

    @property
    def rule(self) -> Rule:
        """The law as an entry of the rules page."""
        return Rule(self.code, self.severity, (self.check.__doc__ or "").splitlines()[0])
