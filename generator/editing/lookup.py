"""Records to refer to, found by what somebody types: a part of the name, reading, id or account."""

import json
from collections.abc import Iterator
from heapq import nsmallest
from typing import NamedTuple

from generator.authoring.proposal import Standing
from generator.authoring.telling import title
from generator.duplicates.letters import plain

MOST = 12


class Found(NamedTuple):
    """A record that may be meant, and what tells it from others of its name."""

    id: str
    title: str
    detail: str


def found(stands: Standing, folder: str, asked: str) -> list[dict[str, str]]:
    """Find the records of a kind that have every word; names that begin so come first."""
    words = plain(asked).split()
    ranked = (
        (rank, record.title, record)
        for record, spoken in _records(stands, folder)
        if (rank := _rank(words, spoken)) is not None
    )
    return [one[2]._asdict() for one in nsmallest(MOST, ranked)]


def _records(stands: Standing, folder: str) -> Iterator[tuple[Found, list[str]]]:
    for key, entry in stands.entries.items():
        if key.folder == folder:
            tree = json.loads(entry.text)
            name = str(tree.get("name") or key.id)
            account = tree.get("account") or tree.get("company")
            beside = title(stands, "accounts", account) if isinstance(account, str) else ""
            others = [*_texts(tree.get("aliases")), str(tree.get("reading") or "")]
            spoken = [plain(text) for text in (name, key.id, *others, beside)]
            yield Found(key.id, name, beside or key.id), spoken


def _texts(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []


def _rank(words: list[str], spoken: list[str]) -> int | None:
    """Rank a record: 0 where its name begins as asked, 1 where a word does, 2 inside one."""
    if not all(any(word in text for text in spoken) for word in words):
        return None
    if not words or spoken[0].startswith(words[0]):
        return 0
    return 1 if any(part.startswith(words[0]) for text in spoken for part in text.split()) else 2
