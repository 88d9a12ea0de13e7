"""Every rule that a record, the company, an import or a page is held to, in the groups of its code.

The reference shows what the checks themselves say: titles and docstrings are theirs.
"""

import re
from collections.abc import Iterable, Iterator
from inspect import cleandoc
from typing import NamedTuple

from generator import files, shape
from generator.checks import LAWS, REVISED
from generator.diagnostic import Rule
from generator.forecast import ledger
from generator.importing import rules as importing
from generator.yaml import source
from schema import KINDS
from schema.company import Company

GROUPS = (
    ("Y", "How a file is written"),
    ("S", "What a record is made of"),
    ("C", "The company's settings"),
    ("L1", "References"),
    ("L2", "Identity"),
    ("L3", "Time"),
    ("L4", "Stages and closing"),
    ("L5", "Sums and quantities"),
    ("L6", "Currencies and rates"),
    ("L7", "Prices and approvals"),
    ("L8", "Credit"),
    ("L9", "Duplicates"),
    ("L10", "Against the base branch"),
    ("L11", "Consent and secrets"),
    ("P1", "Picklists"),
    ("P2", "The company's own fields"),
    ("P3", "Scales"),
    ("I", "Imports"),
    ("A", "Issued forecasts"),
)
"""How codes begin, and what they are about."""

_LAW = re.compile(r"[LP]\d+(?=\d\d$)")


class Ruling(NamedTuple):
    """A rule as it stands in this company, where its severity may be `off`, and why it is one."""

    code: str
    severity: str
    usual: str
    title: str
    why: str
    kinds: tuple[str, ...]


class Group(NamedTuple):
    """The rules about one subject."""

    title: str
    rules: tuple[Ruling, ...]

    @property
    def narrow(self) -> bool:
        """Whether some of the rules are for some kinds alone."""
        return any(rule.kinds for rule in self.rules)


def groups(company: Company) -> tuple[Group, ...]:
    """Give all rules with the severity that they have in a company; no group is empty."""
    known = sorted((*_shapes(company), *_laws(company)), key=lambda rule: (len(rule.code), rule))
    return tuple(
        Group(title, found)
        for start, title in GROUPS
        if (found := tuple(rule for rule in known if group_of(rule.code) == start))
    )


def group_of(code: str) -> str:
    """Name the group of a code: `L101` is in `L1`, `Y05` in `Y`."""
    law = _LAW.match(code)
    return law[0] if law else code[0]


def _shapes(company: Company) -> Iterator[Ruling]:
    """Give the rules of reading, shape, imports and the ledger, which are one sentence each."""
    known: Iterable[Rule] = (*source.RULES, *files.RULES, *shape.RULES, *importing.RULES)
    for rule in (*known, *ledger.RULES):
        severity = company.severities.get(rule.code, rule.severity)
        yield Ruling(rule.code, severity, rule.severity, rule.title, "", ())


def _laws(company: Company) -> Iterator[Ruling]:
    for law in (*LAWS, *REVISED):
        severity = company.severities.get(law.code, law.severity)
        why = cleandoc(law.check.__doc__ or "").partition("\n")[2].strip()
        folders = tuple(kind.folder for kind in law.kinds) if len(law.kinds) < len(KINDS) else ()
        yield Ruling(law.code, severity, law.severity, law.rule.title, why, folders)
