"""Imported history that came in through a merge: what took place before the branch learned of it.

A merge brings all commits of its branch at one moment. Those that tell history of another system
took place when their authors' dates say; for the records that they left behind so does the merge.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.book import Key
from generator.history import git
from generator.history.commit import LAST, Entry, Raw, parsed, source_of
from generator.history.git import Repository
from generator.history.version import Step, key_of


class Arrival(NamedTuple):
    """A record as a merge brought it: the merge's number, when that took place, and its source.

    The moment is in seconds since 1970.
    """

    key: Key
    number: int
    happened: int
    source: str


Lines = Mapping[int, Sequence[str]]
"""Commits along the first parents by their numbers, oldest first, with all their parents."""


def arrivals(
    repository: Repository,
    line: Lines,
    shas: Collection[str],
    found: Mapping[Key, Sequence[Step]],
) -> Iterator[Arrival]:
    """Find what merges among new commits brought of imported history.

    `shas` are the hashes of the line itself, `found` the steps of the records that it changed. A
    record counts where the last commit of the branch that touched it names a source, and the merge
    took its content over as it is.

    Raises:
        UnreadableError: Git cannot read a branch.
    """
    brought = {number: parents for number, parents in line.items() if len(parents) > 1}
    if not brought:
        return
    first = next(iter(line.values()))[:1]
    tips = sorted({parent for parents in brought.values() for parent in parents[1:]})
    imported = {sha for sha in git.sourced(repository, tips, first) if sha not in shas}
    parents = dict(git.graph(repository, tips, first)) if imported else {}
    steps = {(key, step.number): step for key, taken in found.items() for step in taken}
    for number in _bringers(brought, parents, imported, set(shas)):
        for key, (raw, blob) in _touched(repository, brought[number]).items():
            step, source, when = steps.get((key, number)), source_of(raw), raw.authored
            if source and step and step.blob == blob and when is not None and 0 <= when <= LAST:
                yield Arrival(key, number, when, source)


def _bringers(
    brought: Lines, parents: Mapping[str, Sequence[str]], sought: Collection[str], seen: set[str]
) -> Iterator[int]:
    """Number the merges that brought some of the sought commits; the first one counts."""
    for number, (_, *rest) in brought.items():
        new = False
        while rest:
            sha = rest.pop()
            if sha not in seen and sha in parents:
                seen.add(sha)
                new = new or sha in sought
                rest.extend(parents[sha])
        if new:
            yield number


def _touched(repository: Repository, parents: Sequence[str]) -> dict[Key, tuple[Raw, str]]:
    """Find the last commit of a branch that touched each record, and the blob that it left."""
    last: dict[Key, tuple[Raw, str]] = {}
    for raw, entries in parsed(git.branch(repository, parents[1:], parents[0])):
        for entry in entries:
            key = key_of(entry.path.removeprefix(repository.prefix))
            if key is not None:
                last.setdefault(key, (raw, _blob(entry)))
    return last


def _blob(entry: Entry) -> str:
    """Give the blob of an ordinary file, and nothing where there is none."""
    return entry.blob if entry.mode.startswith("100") else ""
