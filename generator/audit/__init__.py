"""The audit of a history: signed, only ever grown, reviewed, nothing closed or issued changed."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from generator import load, warehouse
from generator.audit.finding import Finding
from generator.errors import UsageError
from generator.forecast import ledger
from generator.history import git, signature
from generator.history.git import Repository
from generator.history.moment import Moment, history_of
from generator.history.signature import Signature, Verified
from generator.history.tables import tables
from generator.history.trouble import Trouble, rewritten
from generator.load import Options
from generator.relation import Sheet

HERE = Path(__file__).parent
_QUERIES = ("closed_deals", "closed_periods", "past_targets", "commits")
_GOOD = "G"
_WRONG = {"B": "is not that of what it says", "R": "was made with a revoked key"}


class Since(NamedTuple):
    """Where an audit begins: a commit that was published, and who says so."""

    name: str
    source: str


class Audit(NamedTuple):
    """What was found in which commits, and what could not be looked at."""

    tip: str
    since: str | None
    commits: int
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]


def audit(
    at: Moment, since: Since | None, options: Options, environment: Mapping[str, str]
) -> Audit:
    """Audit the commits up to a moment, from the published one on, or all of them.

    `environment` tells git where the user's keys are.

    Raises:
        UsageError: There is no history, no company, or no such commit to begin with.
    """
    repository = git.find(at.root)
    if isinstance(repository, Trouble):
        raise _unknown(repository)
    past = history_of(at, options)
    if fatal := next((one for one in past.troubles if one.fatal), None):
        raise _unknown(fatal)
    start, notes, first = _start(repository, past.tip, since)
    found = signature.verified(repository, past.tip, start, environment)
    findings = [*first, *_signatures(found)]
    findings += _ledger(repository, start, past.tip)
    loaded = load.book(at.origin, at.day, options)
    company = loaded.firm()
    history = tables(past, company, loaded.entries)
    sheets = (_audited(found),)
    with warehouse.open_book(
        company, loaded.entries, at.day, sheets=sheets, history=history
    ) as opened:
        for name in _QUERIES:
            path = HERE / f"{name}.sql"
            table = opened.run(path.read_text(encoding="utf-8"), name, str(path))
            findings += [
                Finding(str(row[2]), str(row[0]), str(row[1] or ""), str(row[3]))
                for row in table.rows
            ]
    troubles = (f"{one.message} {one.hint}" for one in past.troubles)
    said = (*notes, *_unverifiable(found), *troubles)
    return Audit(past.tip, start, len(found.signatures), tuple(findings), said)


def _unknown(why: Trouble) -> UsageError:
    return UsageError(f"The past is not known: {why.message} {why.hint}")


def _start(
    repository: Repository, tip: str, since: Since | None
) -> tuple[str | None, tuple[str, ...], tuple[Finding, ...]]:
    """Find where to begin, what is to be said of it, and whether the published tip is still there.

    Raises UsageError where the commit that the caller named does not exist.
    """
    if since is None:
        note = "No site was built here yet, and --since names no commit: all commits are audited."
        return None, (note,), ()
    start = git.resolve(repository, since.name)
    if start is None and not since.source:
        message = f"--since {since.name}: there is no such revision."
        raise UsageError(message)
    if start is not None and git.is_ancestor(repository, start, tip):
        return start, (), ()
    wrong = rewritten(start or since.name, tip)
    return start, (), (Finding("A01", start or since.name, "", wrong.message),)


def _signatures(found: Verified) -> Iterator[Finding]:
    """Judge the signatures, oldest commit first; where there is none at all, that is one fault."""
    number = len(found.signatures)
    if number > 1 and not any(one.form for one in found.signatures):
        newest = found.signatures[0].commit
        yield Finding("A03", newest, "", f"Commits must be signed; none of these {number:,} is.")
        return
    for one in reversed(found.signatures):
        named = f'"{one.subject}" by {one.author}'
        if not one.form:
            yield Finding("A03", one.commit, "", f"A commit must be signed; {named} is not.")
        elif one.verdict in _WRONG:
            message = f"A signature must be good; that of {named} {_WRONG[one.verdict]}."
            yield Finding("A02", one.commit, "", message)
        elif one.verdict != _GOOD:
            yield Finding("A04", one.commit, "", _doubtful(one, named))


def _ledger(repository: Repository, start: str | None, tip: str) -> Iterator[Finding]:
    """Find what became of forecasts that were issued."""
    for one in ledger.altered(repository, start, tip):
        yield Finding(ledger.RULES[0].code, one.commit, one.path, ledger.said(one.what))


def _doubtful(one: Signature, named: str) -> str:
    key = f" {one.key}" if one.key else ""
    return f"A commit must be signed with a known key; {named} is signed with another{key}."


def _unverifiable(found: Verified) -> Iterator[str]:
    """Say what git had no keys to verify with."""
    number = sum(one.form == "ssh" for one in found.signatures)
    if number and not found.ssh_keys:
        yield (
            f"SSH signatures ({number:,}) cannot be verified: `{signature.SIGNERS}` is not set in "
            "git's configuration."
        )


def _audited(found: Verified) -> Sheet:
    rows = tuple((one.commit,) for one in found.signatures)
    return Sheet("audited", "The commits to audit.", (("commit_sha", "VARCHAR", ""),), rows)
