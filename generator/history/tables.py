"""The history as tables: `commits`, `changes`, and for each kind its `KIND_versions`.

Both clocks stand in every table: `known`, when the branch learned it, and `happened`. A version
holds from its moment up to the next one's, which is not part of it; several commits of one second
leave versions that held for no time.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from generator.book import Entry
from generator.history import History
from generator.history.arrival import Arrival
from generator.history.commit import LAST, Commit, Person
from generator.relation import (
    Lined,
    Relation,
    SqlColumn,
    Told,
    plain,
    quoted,
    raw,
    select,
    text,
    versions,
)
from schema import KINDS
from schema.company import Company


def _moment(name: str, comment: str) -> SqlColumn:
    """Give a column of moments that come as seconds since 1970."""
    return SqlColumn(name, "TIMESTAMP", comment, f"make_timestamp({name} * 1000000)")


def _day(name: str, comment: str) -> SqlColumn:
    """Give a column of days that come as seconds since 1970 on the clocks of the place."""
    return SqlColumn(name, "DATE", comment, f"make_timestamp({name} * 1000000)::date")


_WHO = (
    plain(
        "author",
        "VARCHAR",
        "The person who made it, where the mail is known; of a merge, who made its branch.",
    ),
    plain("author_name", "VARCHAR", "The author's name as the commit has it."),
)
_KNOWN = "When the branch learned it (UTC)."
_HAPPENED = "When it took place in the business (UTC)."
_WHICH = (
    plain("commit_sha", "VARCHAR", "The full hash of the commit."),
    plain("commit_number", "BIGINT", "The commit's place along the first parents, from 0."),
    *_WHO,
)
_WHY = (
    plain("subject", "VARCHAR", "The first line of the message."),
    plain("pull_request", "BIGINT", "The number of the pull request that it merged."),
)
_COMMITS = (
    *_WHICH,
    _moment("known", _KNOWN),
    _moment("happened", _HAPPENED),
    plain("author_mail", "VARCHAR", "The author's mail as the commit has it."),
    plain("committer_name", "VARCHAR", "The committer's name as the commit has it."),
    plain("committer_mail", "VARCHAR", "The committer's mail as the commit has it."),
    _moment("authored", "The author's time (UTC)."),
    _moment("committed", "The committer's time (UTC)."),
    *_WHY,
    plain("body", "VARCHAR", "The message below its first line."),
    plain("source", "VARCHAR", "The system that the history was imported from."),
    plain("merge", "BOOLEAN", "Whether it has several parents."),
    plain("merger_name", "VARCHAR", "Who merged it, as the commit has it; null if it is no merge."),
    plain("merger_mail", "VARCHAR", "The merger's mail as the commit has it."),
    _day("known_on", "The day of `known` where the company is."),
    _day("happened_on", "The day of `happened` where the company is."),
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
    *_WHICH,
    plain("known", "TIMESTAMP", _KNOWN),
    SqlColumn("happened", "TIMESTAMP", _HAPPENED, "coalesce(arrived, commit_happened)"),
    *_WHY,
)
_ARRIVALS = (
    plain("kind", "VARCHAR", "The kind of the record, as its folder."),
    plain("record", "VARCHAR", "The record's id."),
    plain("commit_number", "BIGINT", "The merge's place along the first parents, from 0."),
    _moment("happened", "The author's time of the last commit of its branch (UTC)."),
    _day("happened_on", "The day of `happened` where the company is."),
    plain("source", "VARCHAR", "The system that this commit tells the history of."),
)
_ABOUT = (
    plain("version_number", "BIGINT", "The number of the version, from 1."),
    plain("state", "VARCHAR", "How today's schema reads it: whole, part or unread."),
    plain("known_from", "TIMESTAMP", "When the branch learned this version (UTC)."),
    plain("known_to", "TIMESTAMP", "When it learned the next one; null for the last."),
    SqlColumn(
        "happened_from",
        "TIMESTAMP",
        "When it came to be so in the business (UTC).",
        "coalesce(arrived, commit_happened)",
    ),
    SqlColumn(
        "happened_to",
        "TIMESTAMP",
        "When the next one did; null for the last.",
        "case when next_happened is not null then greatest("
        "coalesce(next_arrived, next_happened), coalesce(arrived, commit_happened)) end",
    ),
    plain("commit_sha", "VARCHAR", "The full hash of the commit that brought it."),
    plain("commit_number", "BIGINT", "That commit's place along the first parents, from 0."),
)

_ARRIVED = Relation(
    "arrivals",
    "One row is a record that a merge brought from an import, which told when it took place.",
    _ARRIVALS,
    raw("arrivals"),
)
_TIMES = ("known", "happened", "authored", "committed", "known_on", "happened_on")
_TOLD_OF_CHANGE = {
    "commit_number": "BIGINT", "kind": "VARCHAR", "record": "VARCHAR", "event": "VARCHAR",
    "field": "VARCHAR", "old": "VARCHAR", "new": "VARCHAR", "nested": "BOOLEAN",
}  # fmt: skip
_TOLD_OF_VERSION = {
    "commit_number": "BIGINT", "next_commit": "BIGINT", "version_number": "BIGINT",
    "state": "VARCHAR",
}  # fmt: skip
_ITS_COMMIT = ", ".join(
    quoted(one.name)
    for one in _CHANGES
    if one.name != "happened" and (one.name not in _TOLD_OF_CHANGE or "commit" in one.name)
)
_MADE = select(f"{_ITS_COMMIT}, happened as commit_happened", "commits")
_CAME = select("commit_number, kind, record, happened as arrived", "arrivals")
_WITH_COMMIT = (
    f" as told join ({_MADE}) using (commit_number)"
    f" left join ({_CAME}) using (commit_number, kind, record)"
    " order by commit_number, told.rowid"
)
_BEGUN = select(
    "commit_number, commit_sha, known as known_from, happened as commit_happened", "commits"
)
_ENDED = select(
    "commit_number as next_commit, known as known_to, happened as next_happened", "commits"
)


def _with_both(folder: str) -> str:
    """Write how the versions of a kind find their commits, and when they came to be so."""
    own = f"arrivals where kind = {text(folder)}"
    came = select("record as id, commit_number, happened as arrived", own)
    left = select("record as id, commit_number as next_commit, happened as next_arrived", own)
    return (
        f" as told join ({_BEGUN}) using (commit_number) left join ({_ENDED}) using (next_commit)"
        f" left join ({came}) using (id, commit_number)"
        f" left join ({left}) using (id, next_commit) order by told.rowid"
    )


_DAY = 86_400

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def tables(history: History, company: Company, people: Iterable[Entry]) -> tuple[Lined, ...]:
    """Give all tables of a history, empty where there is none; the first is that of the commits.

    The others are joined with it, so that their lines need not repeat what it tells. `people` are
    the records that authors are looked up in; other records do no harm.
    """
    clock = _clock(company)
    lines = _commits(history.commits, identities(people), clock)
    commits = Relation("commits", "One row is a commit of the branch.", _COMMITS, raw("commits"))
    comment, source = "One row is a change of a field.", f"{raw('changes')}{_WITH_COMMIT}"
    changes = (one.changes for one in history.records if one.changes)
    return (
        Lined(commits, _read(_COMMITS), lines),
        Lined(_ARRIVED, _read(_ARRIVALS), _arrivals(history.arrivals, clock)),
        Lined(Relation("changes", comment, _CHANGES, source), _TOLD_OF_CHANGE, changes),
        *_versions(history, company),
    )


def _read(columns: Iterable[SqlColumn]) -> dict[str, str]:
    """Give the types in which columns are read: moments and days as seconds."""
    return {one.name: "BIGINT" if one.name in _TIMES else one.type for one in columns}


def unknown(company: Company) -> tuple[Lined, ...]:
    """Give the tables of a past of which nothing is known: all of them, empty."""
    return tables(History(""), company, ())


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


def _clock(company: Company) -> Callable[[int], int]:
    """Give what tells the company's time: seconds since 1970 on its clocks, from those in UTC.

    A time zone that is none counts as UTC.
    """
    try:
        zone = ZoneInfo(company.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        zone = ZoneInfo("UTC")

    def ahead(seconds: int) -> int:
        sure = min(seconds, LAST - _DAY)  # behind it no clock ahead of UTC goes
        there = datetime.fromtimestamp(sure, UTC).astimezone(zone).utcoffset()
        return (there or timedelta()) // timedelta(seconds=1)

    @cache
    def all_day(day: int) -> int | None:
        first, last = ahead(day * _DAY), ahead((day + 1) * _DAY - 1)
        return first if first == last else None

    def told(seconds: int) -> int:
        offset = all_day(seconds // _DAY)
        return min(seconds + (ahead(seconds) if offset is None else offset), LAST)

    return told


def _commits(
    commits: Iterable[Commit], known: Mapping[tuple[str, str], str], clock: Callable[[int], int]
) -> Iterator[str]:
    """Write the commits: their moments as seconds, their author, and what is kept of them."""

    @cache
    def who(person: Person) -> str:
        told = {
            "author": author(person, known),
            "author_name": person.name,
            "author_mail": person.mail,
        }
        return _encode(told)[1:-1]

    for number, kept, (authored, committed, learned, happened) in commits:
        known_on = clock(learned)
        happened_on = known_on if happened == learned else clock(happened)
        yield (
            f'{{"commit_sha":"{kept.sha}","commit_number":{number},{who(kept.author)},'
            f'"known":{learned},"happened":{happened},"authored":{authored},'
            f'"committed":{committed},"known_on":{known_on},"happened_on":{happened_on},'
            f"{kept.text[1:]}"
        )


def _arrivals(arrivals: Iterable[Arrival], clock: Callable[[int], int]) -> Iterator[str]:
    """Write what merges brought of imported history."""
    for (folder, identity), number, happened, source in arrivals:
        told = {"kind": folder, "record": identity, "commit_number": number, "happened": happened}
        yield _encode({**told, "happened_on": clock(happened), "source": source})


def _versions(history: History, company: Company) -> Iterator[Lined]:
    """Give the versions of each kind."""
    kept: dict[str, list[str]] = {}
    for record in history.records:
        if record.versions:
            kept.setdefault(record.key.folder, []).append(record.versions)
    for folder, kind in KINDS.items():
        custom, lines = company.custom_fields.get(folder, {}), kept.get(folder, ())
        yield versions(kind, custom, _ABOUT, Told(_TOLD_OF_VERSION, _with_both(folder), lines))
