"""A history that a test writes down: commits, oldest first, each with the records that it changed.

A commit is `{at, files}`, with `happened`, `name`, `mail`, `subject`, `body`, `source`, `merge` and
`signed` where they matter; `at`, when the branch learned it, and `happened` are in UTC, and `merge`
is the name of who merged. `files` gives records by their keys: the fields that change, `gone` for
one that is taken away; a text for a file that is no record; `gone` for one that is deleted.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from generator.book import Key
from generator.history import History
from generator.history.commit import Commit, Person, Raw, kept, numbered
from generator.history.trace import Chain, trace
from generator.history.version import Step
from generator.yaml.source import Tree

GONE = "gone"
MAIL = "aya.mori@example.com"

Records = dict[str, dict[str, Tree]]


class Past(NamedTuple):
    """A history, and the records as its last commit left them."""

    history: History
    records: Records


def past(told: Iterable[Tree]) -> Past:
    """Make the history that a case tells."""
    tellings = [one for one in told if isinstance(one, dict)]
    commits, _ = numbered(
        kept(_raw(number, one), _who(one) if "merge" in one else None)
        for number, one in enumerate(tellings)
    )
    return _followed(commits, [_files(one) for one in tellings])


def _files(told: Mapping[str, Tree]) -> Mapping[str, Tree]:
    files = told.get("files", {})
    assert isinstance(files, dict)
    return files


def _raw(number: int, told: Mapping[str, Tree]) -> Raw:
    """Make a commit as git would have it; its hash is its number."""
    said = {name: str(value) for name, value in told.items()}
    committed = said["at"]
    who = Person(said["merge"], MAIL) if "merge" in said else _who(told)
    imported = [f"Source: {said['source']}"] if "source" in said else []
    return Raw(
        sha=_sha(number),
        parents=(*[_sha(number - 1)][: min(number, 1)], *["f" * 40][: "merge" in said]),
        author=who,
        authored=_seconds(said.get("happened", committed)),
        committer=who,
        committed=_seconds(committed),
        signed="signed" in said,
        message="\n\n".join([said.get("subject", "Change"), said.get("body", ""), *imported]),
    )


def _who(told: Mapping[str, Tree]) -> Person:
    return Person(str(told.get("name", "Mori Aya")), str(told.get("mail", MAIL)))


def _sha(number: int) -> str:
    return f"{number:040x}"


def _seconds(moment: str) -> int:
    return int(datetime.fromisoformat(moment).replace(tzinfo=UTC).timestamp())


def _followed(commits: tuple[Commit, ...], files: Iterable[Mapping[str, Tree]]) -> Past:
    """Follow every record through the commits."""
    records: Records = {}
    steps: dict[str, list[Step]] = {}
    blobs: dict[str, bytes | None] = {}
    for number, changed in enumerate(files):
        for name, tree in changed.items():
            blob = _changed(records, name, tree)
            blobs[blob] = blob.encode()
            path = f"data/{name}.yml" if blob else ""
            steps.setdefault(name, []).append(Step(number, path, blob))
    return Past(_history(commits, steps, blobs), records)


def _changed(records: Records, name: str, tree: Tree) -> str:
    """Change a record as a commit says, and give its file; nothing where it is deleted."""
    if not isinstance(tree, dict):
        records.pop(name, None)
        return "" if tree == GONE else str(tree)
    both = {**records.get(name, {}), **tree}
    records[name] = {field: value for field, value in both.items() if value != GONE}
    return json.dumps(records[name])


def _history(
    commits: tuple[Commit, ...],
    steps: Mapping[str, list[Step]],
    blobs: Mapping[str, bytes | None],
) -> History:
    chains = (Chain(Key(*name.split("/")), steps[name]) for name in sorted(steps))
    records = tuple(trace(blobs, chain).record for chain in chains)
    tip = commits[-1].sha if commits else ""
    return History(tip, commits, records)
