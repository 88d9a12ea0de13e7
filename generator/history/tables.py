"""The history as tables: `commits`, `changes`, and for each kind its `KIND_versions`.

Both clocks stand in every table: `known`, when the branch learned it, and `happened`. A version
holds from its moment up to the next one's, which is not part of it; several commits of one second
leave versions that held for no time.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby, zip_longest
from json.encoder import encode_basestring
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from generator.book import Entry
from generator.history import History
from generator.history.commit import Commit, Person
from generator.history.timeline import Change
from generator.history.version import Version
from generator.relation import Lined, Relation, SqlColumn, plain, raw, versions
from schema import KINDS
from schema.company import Company

_WHO = (
    plain("author", "VARCHAR", "The id of the person who made it, where the mail is known."),
    plain("author_name", "VARCHAR", "The author's name as the commit has it."),
)
_WHEN = (
    plain("known", "TIMESTAMP", "When the branch learned it (UTC)."),
    plain("happened", "TIMESTAMP", "When it took place in the business (UTC)."),
)
_COMMIT = (
    plain("commit_sha", "VARCHAR", "The full hash of the commit."),
    plain("commit_number", "BIGINT", "The commit's place along the first parents, from 0."),
    *_WHO,
    *_WHEN,
)
_WHY = (
    plain("subject", "VARCHAR", "The first line of the message."),
    plain("pull_request", "BIGINT", "The number of the pull request that it merged."),
)
_COMMITS = (
    *_COMMIT,
    plain("author_mail", "VARCHAR", "The author's mail as the commit has it."),
    plain("committer_name", "VARCHAR", "The committer's name as the commit has it."),
    plain("committer_mail", "VARCHAR", "The committer's mail as the commit has it."),
    plain("authored", "TIMESTAMP", "The author's time (UTC)."),
    plain("committed", "TIMESTAMP", "The committer's time (UTC)."),
    *_WHY,
    plain("body", "VARCHAR", "The message below its first line."),
    plain("source", "VARCHAR", "The system that the history was imported from."),
    plain("merge", "BOOLEAN", "Whether it has several parents."),
    plain("known_on", "DATE", "The day of `known` where the company is."),
    plain("happened_on", "DATE", "The day of `happened` where the company is."),
    plain("signed", "BOOLEAN", "Whether it carries a signature, good or not."),
)
_CHANGES = (
    plain("kind", "VARCHAR", "The kind of the record, as its folder; `company` for its file."),
    plain("record", "VARCHAR", "The record's id."),
    plain("event", "VARCHAR", "What it is: created, changed, deleted or unread."),
    plain("field", "VARCHAR", "The field: `stage`, `lines[camera-4k].quantity`."),
    plain("old", "VARCHAR", "The text before; null where there was none."),
    plain("new", "VARCHAR", "The text after; null where there is none."),
    plain("nested", "BOOLEAN", "Whether old and new are JSON of a group, a list or an item."),
    *_COMMIT,
    *_WHY,
)
_ABOUT = (
    plain("version_number", "BIGINT", "The number of the version, from 1."),
    plain("state", "VARCHAR", "How today's schema reads it: whole, part or unread."),
    plain("known_from", "TIMESTAMP", "When the branch learned this version (UTC)."),
    plain("known_to", "TIMESTAMP", "When it learned the next one; null for the last."),
    plain("happened_from", "TIMESTAMP", "When it came to be so in the business (UTC)."),
    plain("happened_to", "TIMESTAMP", "When the next one did; null for the last."),
    plain("commit_sha", "VARCHAR", "The full hash of the commit that brought it."),
    plain("commit_number", "BIGINT", "That commit's place along the first parents, from 0."),
)

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def tables(history: History, company: Company, people: Iterable[Entry]) -> tuple[Lined, ...]:
    """Give all tables of a history, empty where there is none.

    `people` are the records that authors are looked up in; other records do no harm.
    """
    known = identities(people)
    authors = [author(commit.author, known) for commit in history.commits]
    made = zip(history.commits, authors, strict=True)
    heads = [_head(commit, who) for commit, who in made]
    days = list(_days(history, company))
    return (
        _table(
            "commits",
            "One row is a commit of the branch.",
            _COMMITS,
            _commits(history, zip(heads, days, strict=True)),
        ),
        _table("changes", "One row is a change of a field.", _CHANGES, _changes(history, heads)),
        *_versions(history, company),
    )


def unknown(company: Company) -> tuple[Lined, ...]:
    """Give the tables of a past of which nothing is known: all of them, empty."""
    return tables(History(""), company, ())


def _table(name: str, comment: str, columns: Sequence[SqlColumn], lines: Iterable[str]) -> Lined:
    types = {column.name: column.type for column in columns}
    return Lined(Relation(name, comment, tuple(columns), raw(name)), types, lines)


def identities(people: Iterable[Entry]) -> dict[tuple[str, str], str]:
    """Give the person for each name and mail in git, and for each mail alone (an empty name).

    Small and capital letters of a mail are the same. Of several people the first id counts.
    """
    found: dict[tuple[str, str], str] = {}
    for entry in sorted(people):
        if entry.key.folder == "people":
            person = json.loads(entry.text)
            for one in (person, *person.get("commit_identities", ())):
                mail = str(one.get("mail", "")).casefold()
                found.setdefault((one["name"], mail), entry.key.id)
                found.setdefault(("", mail), entry.key.id)
    return found


def author(person: Person, known: Mapping[tuple[str, str], str]) -> str | None:
    """Find who an author of a commit is: by name and mail, else by the mail alone."""
    mail = person.mail.casefold()
    if not mail:
        return None
    return known.get((person.name, mail)) or known.get(("", mail))


def _moment(moment: datetime) -> str:
    return moment.isoformat(" ")[:19]


def _head(commit: Commit, who: str | None) -> str:
    """Write what every table tells of a commit, as the inside of a JSON object."""
    told = {
        "commit_sha": commit.sha,
        "commit_number": commit.number,
        "author": who,
        "author_name": commit.author.name,
        "known": _moment(commit.known),
        "happened": _moment(commit.happened),
        "subject": commit.subject,
        "pull_request": commit.request,
    }
    return _encode(told)[1:-1]


def _days(history: History, company: Company) -> Iterator[str]:
    """Write the company's days of every commit; a time zone that is none counts as UTC."""
    try:
        zone = ZoneInfo(company.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        zone = ZoneInfo("UTC")
    for commit in history.commits:
        known, happened = (
            str(one.astimezone(zone).date()) for one in (commit.known, commit.happened)
        )
        yield _encode({"known_on": known, "happened_on": happened})[1:-1]


def _commits(history: History, heads: Iterable[tuple[str, str]]) -> Iterator[str]:
    for commit, (head, days) in zip(history.commits, heads, strict=True):
        told = {
            "author_mail": commit.author.mail,
            "committer_name": commit.committer.name,
            "committer_mail": commit.committer.mail,
            "authored": _moment(commit.authored),
            "committed": _moment(commit.committed),
            "body": commit.body,
            "source": commit.source or None,
            "merge": commit.merge,
            "signed": commit.signed,
        }
        yield f"{{{head},{days},{_encode(told)[1:]}"


def _changes(history: History, heads: Sequence[str]) -> Iterator[str]:
    """Write the changes; what a created record holds stands in its version."""
    for change in sorted(history.changes, key=_order):
        (folder, identity), number, event, path, old, new, nested = change
        told = (
            f'{{"kind":"{folder}","record":"{identity}","event":"{event}",'
            f'"nested":{"true" if nested else "false"}'
        )
        if event == "changed":
            told += f',"field":{_text(path)},"old":{_text(old)},"new":{_text(new)}'
        yield f"{told},{heads[number]}}}"


def _text(text: str | None) -> str:
    return "null" if text is None else encode_basestring(text)


def _order(change: Change) -> tuple[int, str, str]:
    return change.number, *change.key


def _versions(history: History, company: Company) -> Iterator[Lined]:
    """Give the versions of each kind."""
    kept = {
        folder: list(group)
        for folder, group in groupby(history.versions, key=lambda one: one.key.folder)
    }
    clocks = [_clocks(commit) for commit in history.commits]
    for folder, kind in KINDS.items():
        lines = _told(kept.get(folder, ()), clocks)
        yield versions(kind, company.custom_fields.get(folder, {}), _ABOUT, lines)


class _Clocks(NamedTuple):
    """What a version tells of its commit: the moments as texts, and the commit itself as JSON."""

    known: str
    happened: str
    told: str


def _clocks(commit: Commit) -> _Clocks:
    told = f'"commit_sha":"{commit.sha}","commit_number":{commit.number}'
    return _Clocks(_moment(commit.known), _moment(commit.happened), told)


def _told(versions: Sequence[Version], commits: Sequence[_Clocks]) -> Iterator[str]:
    """Write the versions of a kind: their texts, and from when to when each held."""
    number = 0
    for version, following in zip_longest(versions, versions[1:]):
        after = following if following is not None and following.key == version.key else None
        if version.state != "deleted":
            number += 1
            yield _line(version, number, commits[version.number], after and commits[after.number])
        if after is None:
            number = 0


def _line(version: Version, number: int, here: _Clocks, after: _Clocks | None) -> str:
    """Write a version; its moments sort as texts, too."""
    text = version.text or f'{{"id":"{version.key.id}"}}'
    until = (
        f'"known_to":"{after.known}","happened_to":"{max(after.happened, here.happened)}",'
        if after
        else ""
    )
    return (
        f'{{"version_number":{number},"state":"{version.state}","known_from":"{here.known}",'
        f'"happened_from":"{here.happened}",{until}{here.told},'
        f'"path":{_text(version.path)},{text[1:]}'
    )
