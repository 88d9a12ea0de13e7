"""Which laws a record has to answer, and what they find."""

from collections.abc import Callable
from operator import itemgetter
from typing import NamedTuple

from generator.book import Book
from generator.checks import LAWS
from generator.checks.law import Finding, Law
from generator.checks.leaks import redacted
from schema import KINDS, Shared


class Docket(NamedTuple):
    """The laws of a kind: those that are always asked, and those that are about one field."""

    always: tuple[Law, ...]
    about: tuple[Law, ...]
    values: Callable[[dict[str, object]], tuple[object, ...]]


def _docket(kind: type[Shared]) -> Docket:
    mine = [law for law in LAWS if kind in law.kinds]
    fields = {law: [name for name in law.about if name in kind.model_fields] for law in mine}
    about = tuple(law for law in mine if len(fields[law]) == 1)
    # With two names more than needed, since a getter of one name gives no tuple.
    values = itemgetter(*(fields[law][0] for law in about), "id", "id")
    return Docket(tuple(law for law in mine if law not in about), about, values)


_DOCKETS = {kind: _docket(kind) for kind in KINDS.values()}


def findings(record: Shared, book: Book) -> list[tuple[Law, Finding]]:
    """Ask a record all laws that say something about it; an empty field has nothing to answer.

    Nor is a law asked whose findings the company does not want to see.
    """
    docket = _DOCKETS[type(record)]
    asked = [*docket.always]
    for law, value in zip(docket.about, docket.values(vars(record)), strict=False):
        if value is not None and (value or value == 0):  # zero is a value, an empty list is none
            asked.append(law)
    if book.silenced:
        asked = [law for law in asked if law.code not in book.silenced]
    return [(law, shown(finding)) for law in asked for finding in law.check(record, book)]


def shown(finding: Finding) -> Finding:
    """Give a finding without the secrets that its words may quote."""
    return Finding(finding.where, redacted(finding.message), redacted(finding.hint))
