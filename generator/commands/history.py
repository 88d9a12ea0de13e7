"""`salesbook history`: what every commit made of one record, as its page shows it."""

import argparse
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple, cast

from generator import files, load, records, warehouse
from generator.annotate import visible
from generator.book import Key
from generator.commands import surroundings
from generator.errors import UsageError
from generator.facts import Context
from generator.field_change import Teller, Words
from generator.history import History
from generator.history.moment import Moment, history_of
from generator.history.tables import tables
from generator.history.version import COMPANY, key_of
from generator.load import Loaded
from generator.look import format as formats
from generator.look.setting import Setting
from generator.look.vocabulary import rows
from generator.story import Chapter, Row, chapters, merged_by
from generator.table import Table
from schema.company import Company

HELP = (
    "Show what every commit changed in one record: when, who, why, and each field before and "
    "after. A record that was deleted has its history as well."
)
EXAMPLE = "salesbook history deals/line-5-inspection-7kq2 --format json"
_NEAR = 3


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "record",
        metavar="RECORD",
        help="its id, KIND/ID where two kinds share the id, or the path of its file",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print")
    surroundings.declare_moment(parser)


def run(options: argparse.Namespace) -> int:
    """Find the record, read its history, print."""
    at = surroundings.as_asked(options)
    loading = surroundings.loading(options, past=at.past)
    loaded, past = load.book(at.origin, at.day, loading), history_of(at, loading)
    fatal = next((one for one in past.troubles if one.fatal), None)
    if fatal is not None:
        message = f"The past is not known: {fatal.message} {fatal.hint}"
        raise UsageError(message)
    company = loaded.firm()
    known = {one.key for one in past.records} | {one.key for one in loaded.entries}
    key = _key(options.record, options.root, known | {COMPANY})
    told = _told(key, at, (loaded, company), past)
    print(_as_json(told) if options.format == "json" else _as_text(told), end="")
    return 0


class _Told(NamedTuple):
    """A record's history: what it is called, and its chapters, the latest first."""

    key: Key
    title: str
    people: Mapping[str, str]
    chapters: Sequence[Chapter]


def _key(asked: str, root: Path, known: Collection[Key]) -> Key:
    """Find the one record that is meant. Raises UsageError where there is none, or several."""
    found = sorted(key for key in known if key in _meant(asked, root, known))
    if len(found) == 1:
        return found[0]
    if found:
        message = f"{asked}: several records have this id; name one: {', '.join(map(str, found))}."
        raise UsageError(message)
    names = {name for key in known for name in (key.id, str(key))}
    near = get_close_matches(asked, sorted(names), n=_NEAR)
    hint = f" Did you mean {', '.join(near)}?" if near else ""
    message = f"{visible(asked)}: there is no such record, nor was there ever.{hint}"
    raise UsageError(message)


def _meant(asked: str, root: Path, known: Collection[Key]) -> set[Key]:
    """Give what a word may mean: a file, a kind and an id, or an id of any kind."""
    if asked.endswith(".yml"):
        here = next(files.relative(root, [Path(asked)]))
        return {key for key in (key_of(asked), key_of(here)) if key is not None}
    folder, slash, identity = asked.partition("/")
    if slash:
        return {Key(folder, identity)}
    return {key for key in known if key.id == asked}


def _told(key: Key, at: Moment, book: tuple[Loaded, Company], past: History) -> _Told:
    """Tell the history of a record in the words of its page."""
    loaded, company = book
    own = past.only(key)
    history = tables(own, company, loaded.entries)
    path = records.HERE / "story.sql"
    with warehouse.open_book(company, loaded.entries, at.day, history=history) as opened:
        found = opened.run(path.read_text(encoding="utf-8"), "history", str(path))
        titles = records.titles(opened)
    context = Context(Setting(company.base_currency, at.day), titles)
    teller = Teller(key.folder, context, company)
    last = next((one.text for one in reversed(own.versions) if one.text), "{}")
    tree = json.loads(last)
    title = titles.get(key.folder, {}).get(key.id) or str(tree.get("name") or key.id)
    currency = str(tree.get("currency") or company.base_currency)
    people = titles.get("people", {})
    return _Told(key, title, people, chapters(_rows(found), teller, currency))


def _rows(table: Table) -> Sequence[Row]:
    return cast("Sequence[Row]", rows(table))


def _as_text(told: _Told) -> str:
    """Write a history for a terminal."""
    lines = [f"{told.key}  {told.title}"]
    for chapter in told.chapters:
        lines.extend(_lines(chapter, told.people))
    if not told.chapters:
        lines.append("This record is not committed yet.")
    return "".join(f"{visible(line)}\n" for line in lines)


def _lines(chapter: Chapter, people: Mapping[str, str]) -> Iterator[str]:
    """Write what a commit changed: who and when, why, and one field a line."""
    commit = chapter.commit
    yield ""
    said = [formats.day(commit.happened_on)]
    if commit.source:
        said.append(f"from {commit.source}")
    if commit.happened_on != commit.known_on:
        said.append(f"known since {formats.day(commit.known_on)}")
    who = people.get(commit.author_id or "", commit.author_name)
    merger = merged_by(commit)
    said.append(f"{who}, merged by {merger}" if merger else who)
    said.append(commit.commit_sha[:10])
    if commit.pull_request is not None:
        said.append(f"#{commit.pull_request}")
    yield "  ".join(said).replace(formats.SPACE, " ")
    if commit.reason:
        yield f'    "{commit.reason}"'
    if chapter.event:
        yield f"    {chapter.event}"
    yield from (f"    {words.text}".replace(formats.SPACE, " ") for words in chapter.fields)


def _as_json(told: _Told) -> str:
    """Write a history as JSON."""
    document = {
        "kind": told.key.folder,
        "id": told.key.id,
        "title": told.title,
        "commits": [_document(one) for one in told.chapters],
    }
    return f"{json.dumps(document, ensure_ascii=False, indent=2)}\n"


def _document(chapter: Chapter) -> dict[str, object]:
    commit = chapter.commit
    return {
        "commit": commit.commit_sha,
        "known": f"{commit.known:%Y-%m-%dT%H:%M:%SZ}",
        "happened_on": str(commit.happened_on),
        "author": commit.author_id,
        "author_name": commit.author_name,
        "merged_by": commit.merger_name,
        "pull_request": commit.pull_request,
        "source": commit.source,
        "reason": commit.reason,
        "event": chapter.event or None,
        "changes": [
            _change(row, words) for row, words in zip(chapter.rows, chapter.fields, strict=True)
        ],
    }


def _change(row: Row, words: Words) -> dict[str, object]:
    old, new = (json.loads(text) if row.nested and text else text for text in (row.old, row.new))
    return {"field": row.field, "old": old, "new": new, "words": words.text}
