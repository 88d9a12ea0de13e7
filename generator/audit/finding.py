"""A finding of the audit: which commit, which record, what must be, and what to do."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from generator.annotate import visible
from generator.forecast import ledger

HINTS: Mapping[str, str] = {
    "A01": "Find out who pushed with force, and restore what was there.",
    "A02": "Look at it with `git log --show-signature`, and ask who made it.",
    "A03": "Set `commit.gpgsign`, and ask for signed commits where the branch is protected.",
    "A04": "Add the key: to the file of `gpg.ssh.allowedSignersFile`, or with `gpg --import`.",
    "A05": "Say why in the message, or set the change back.",
    "A06": "Tell those who were told the quarter's figures.",
    "A07": "Say why in the message, or set the change back.",
    "A08": "Protect the branch on the hosting site, so that changes need a pull request.",
    "A09": "Write the mail under `mail` or `commit_identities` of the person.",
    "A10": ledger.HINT,
}
"""What to do, by the stable code of a finding."""
_SHORT = 10


@dataclass(frozen=True, slots=True)
class Finding:
    """A fact about the history that somebody has to look at."""

    code: str
    commit: str
    record: str
    message: str

    @property
    def hint(self) -> str:
        """What to do."""
        return HINTS[self.code]


def as_text(findings: Sequence[Finding]) -> str:
    """Write one finding a line: `COMMIT: RECORD: CODE: what must be; what to do`."""
    return "".join(f"{visible(_line(one))}\n" for one in findings)


def _line(one: Finding) -> str:
    place = ": ".join(filter(None, (one.commit[:_SHORT], one.record)))
    return f"{place}: {one.code}: {one.message} {one.hint}"


def as_json(findings: Sequence[Finding], about: Mapping[str, object]) -> str:
    """Write all findings as JSON, after what was audited."""
    listed = [{**asdict(one), "hint": one.hint} for one in findings]
    return f"{json.dumps({**about, 'findings': listed}, ensure_ascii=False, indent=2)}\n"
