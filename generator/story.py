"""The history of a record: what every commit made of it, the latest first, as HTML and in words.

Tens of thousands of pages hold one, most of them a single line. So what a commit says of itself is
written once for all records that it touched, and no template runs.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple, Protocol, cast

from generator.facts import Context
from generator.field_change import Teller, Words
from generator.history.trouble import Trouble
from generator.hosting import Hosting
from generator.look import format as formats
from generator.look.escape import plain

MOST = 20
"""So many fields of one commit are shown on a page."""
_SHORT = 7
"""So much of a hash names a commit for readers."""


class Row(Protocol):
    """A row of `records/any/history.sql`: a change, and what there is to say of its commit."""

    event: str
    field: str | None
    old: str | None
    new: str | None
    nested: bool
    commit_number: int
    commit_sha: str
    author_id: str | None
    author_name: str
    known: datetime
    known_on: date
    happened_on: date
    source: str | None
    merger_name: str | None
    pull_request: int | None
    reason: str
    again: bool
    total: int


class Chapter(NamedTuple):
    """What one commit made of a record: a row that tells of the commit, an event, fields.

    The event is in words, and empty where fields changed. `rows` are those of the fields.
    """

    commit: Row
    event: str
    fields: tuple[Words, ...]
    rows: tuple[Row, ...]


Write = Callable[[Sequence[tuple[object, ...]], str], str]
"""Shows the rows of one record as HTML; the second argument is the currency of its amounts."""


def chapters(rows: Sequence[Row], teller: Teller, currency: str) -> list[Chapter]:
    """Group the rows of one record, the latest first, by their commits.

    `currency` is that of the record's amounts today; before it changed, they were in another.
    """
    found: list[Chapter] = []
    for _, group in groupby(rows, _NUMBER):
        same = list(group)
        event = next((word for word in map(_event, same) if word), "")
        changed = [row for row in same if row.event == "changed"]
        changed.sort(key=lambda row: teller.order(row.field or ""))
        told = [
            teller.told(row.field or "", (row.old, row.new), currency, nested=row.nested)
            for row in changed
        ]
        found.append(Chapter(same[0], event, tuple(told), tuple(changed)))
        currency = next((row.old or "" for row in changed if row.field == "currency"), currency)
    return found


_NUMBER: Callable[[Row], int] = attrgetter("commit_number")


def _event(row: Row) -> str:
    """Say what happened to the record as a whole."""
    if row.event == "created":
        if row.again:
            return "came back"
        return "created" if row.commit_number else "there from the first commit on"
    return {"deleted": "deleted", "unread": "the file could not be read"}.get(row.event, "")


def merged_by(commit: Row) -> str | None:
    """Name who merged a commit, where that was somebody other than who made it."""
    return commit.merger_name if commit.merger_name != commit.author_name else None


def stories(teller: Teller, context: Context, hosting: Hosting) -> Write:
    """Prepare the function that shows the history of one record of a kind."""
    heads = _Heads(context, hosting)

    def shown(found: Sequence[tuple[object, ...]], currency: str) -> str:
        if not found:
            return '<p class="sb-empty">This record is not committed yet.</p>'
        rows = cast("Sequence[Row]", found)
        told = [_chapter(one, heads.of(one.commit)) for one in chapters(rows, teller, currency)]
        rest = rows[0].total - len(told)
        more = f'<p class="sb-dim">and {formats.number(rest)} earlier commits</p>' if rest else ""
        return f'<ul class="sb-time">{"".join(told)}</ul>{more}'

    return shown


def _chapter(chapter: Chapter, head: tuple[str, str]) -> str:
    """Show what a commit changed: its reason, then one field a line."""
    when, why = head
    said = [words.html for words in chapter.fields[:MOST]]
    rest = len(chapter.fields) - MOST
    if rest > 0:
        said.append(f"and {rest} more")
    first = f"{chapter.event} {why}".strip()
    if first:
        said.insert(0, first)
    tone = ' class="bad"' if chapter.event == "deleted" else ""
    return f"<li{tone}>{when}<div>{'<br>'.join(said)}</div></li>"


class _Heads:
    """What commits say of themselves: when, who, which, and why; each written once."""

    def __init__(self, context: Context, hosting: Hosting) -> None:
        self._setting = context.setting
        self._people = context.titles.get("people", {})
        self._hosting = hosting
        self._known: dict[int, tuple[str, str]] = {}

    def of(self, commit: Row) -> tuple[str, str]:
        """Give the line above the changes, and the reason behind them."""
        found = self._known.get(commit.commit_number)
        if found is None:
            parts = (*self._when(commit), self._who(commit), *self._where(commit))
            why = f"<q>{plain(commit.reason)}</q>" if commit.reason else ""
            found = f'<div class="w">{" · ".join(parts)}</div>', why
            self._known[commit.commit_number] = found
        return found

    def _when(self, commit: Row) -> list[str]:
        today = self._setting.today
        exact = f"{commit.known:%Y-%m-%dT%H:%M:%SZ}"
        day = formats.day(commit.happened_on, today)
        said = [f'<time datetime="{exact}">{day}</time>']
        if commit.source:
            said.append(f"from {plain(commit.source)}")
        if commit.happened_on != commit.known_on:
            said.append(f"known since {formats.day(commit.known_on, today)}")
        return said

    def _who(self, commit: Row) -> str:
        name = commit.author_name
        known = self._people.get(commit.author_id) if commit.author_id else None
        who = (
            plain(name) if known is None else self._setting.link("people", commit.author_id, known)
        )
        merger = merged_by(commit)
        return f"{who}, merged by {plain(merger)}" if merger else str(who)

    def _where(self, commit: Row) -> list[str]:
        """Name the commit and its pull request, as links where the hosting site is known."""
        sha = f"<code>{commit.commit_sha[:_SHORT]}</code>"
        found = [self._linked(self._hosting.of_commit(commit.commit_sha), sha)]
        if commit.pull_request is not None:
            number = commit.pull_request
            found.append(self._linked(self._hosting.of_request(number), f"#{number}"))
        return found

    @staticmethod
    def _linked(target: str | None, text: str) -> str:
        return f'<a href="{plain(target)}">{text}</a>' if target else text


def unknown(troubles: Sequence[Trouble]) -> str | None:
    """Say why there is no history; nothing where there is one."""
    fatal = [one for one in troubles if one.fatal]
    said = "".join([f"<p>{_coded(one.message)} {_coded(one.hint)}</p>" for one in fatal])
    return f'<div class="sb-empty"><p>The past is not known.</p>{said}</div>' if fatal else None


def _coded(words: str) -> str:
    """Set what stands between backticks as code."""
    pieces = plain(words).split("`")
    return "".join(f"<code>{one}</code>" if at % 2 else one for at, one in enumerate(pieces))
