"""Named and resolved drafts to records: each judged by its shape and by the laws of the book."""

import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator import shape
from generator.authoring import identity, proposal
from generator.authoring.field_path import at
from generator.authoring.proposal import Standing
from generator.book import Entry, Key
from generator.diagnostic import Diagnostic, Where
from generator.importing.draft import Draft
from generator.importing.identify import Named
from generator.importing.merge import merged
from generator.importing.rules import found, redacted
from generator.yaml.source import Tree
from schema import KINDS, Shared
from schema.description import marked, values_at


class Candidate(NamedTuple):
    """A record as the import would leave it, and what is wrong with it.

    `before` is nothing for a new record; `record` is nothing for one that stays as it is, or that
    is refused before it has a shape.
    """

    key: Key
    path: str
    drafts: tuple[Draft, ...]
    before: dict[str, Tree] | None
    after: dict[str, Tree]
    record: Shared | None = None
    text: str = ""
    faults: tuple[Diagnostic, ...] = ()


class Settled(NamedTuple):
    """Every record that an import is about: to be written or left as it is, or refused."""

    accepted: tuple[Candidate, ...]
    refused: tuple[Candidate, ...]
    nameless: tuple[Named, ...]


def settled(drafts: Iterable[Named], stands: Standing) -> Settled:
    """Judge every record that the drafts would make or change."""
    groups: dict[Key, list[Named]] = {}
    nameless: list[Named] = []
    for named in drafts:
        if named.key is None:
            nameless.append(named)
        else:
            groups.setdefault(named.key, []).append(named)
    shaped = [_shaped(key, group, stands) for key, group in groups.items()]
    sound = _without_refused(_split(shaped))
    judged = list(_judged(sound.accepted, stands))
    lawful = _split(judged)
    both = Settled(lawful.accepted, (*sound.refused, *lawful.refused), tuple(nameless))
    return _without_refused(both)


def _split(candidates: Iterable[Candidate]) -> Settled:
    every = tuple(candidates)
    fine = tuple(one for one in every if not one.faults)
    return Settled(fine, tuple(one for one in every if one.faults), ())


def _shaped(key: Key, group: list[Named], stands: Standing) -> Candidate:
    """Write the drafts of a record over what is there, and look at the shape of the result."""
    entry = stands.entries.get(key)
    before = None if entry is None else tree_of(entry)
    after = before or {}
    for named in group:
        after = merged(named.draft, after)
    path = entry.path if entry else identity.place(KINDS[key.folder], key.id, after)
    faults = tuple(fault for named in group for fault in (*named.draft.faults, *named.faults))
    found_so = Candidate(key, path, tuple(n.draft for n in group), before, after, faults=faults)
    if faults or after == before:
        return found_so
    result = shape.record(KINDS[key.folder], key.id, after)
    if isinstance(result, shape.Shaped):
        return found_so._replace(record=result.record, text=result.text)
    return found_so._replace(faults=tuple(_misshapen(found_so, result)))


def tree_of(entry: Entry) -> dict[str, Tree]:
    """Give a record of the book as its file has it, without the id."""
    tree: dict[str, Tree] = json.loads(entry.text)
    return {name: value for name, value in tree.items() if name != "id"}


def _misshapen(one: Candidate, faults: Iterable[shape.Fault]) -> Iterator[Diagnostic]:
    for fault in faults:
        place = _place(one.drafts, fault.where)
        message = redacted(fault.message, at(one.after, fault.where))
        yield Diagnostic(*place, fault.code, "error", message, fault.hint)


def _place(drafts: tuple[Draft, ...], where: Where) -> tuple[str, int, int]:
    """Find the cell that gave a value, or the nearest one that is known; else the row."""
    for depth in range(len(where), 0, -1):
        for draft in reversed(drafts):
            for known, value in draft.values.items():
                if known[:depth] == where[:depth]:
                    return value.origin.place
    return drafts[0].origin.place


def _without_refused(parted: Settled) -> Settled:
    """Refuse what refers to a refused new record, and again what refers to that."""
    while True:
        gone = {one.key: one for one in parted.refused if one.before is None}
        touched = [_touched(one, gone) if gone else one for one in parted.accepted]
        again = _split(touched)
        if not again.refused:
            return parted
        parted = Settled(again.accepted, (*parted.refused, *again.refused), parted.nameless)


def _touched(one: Candidate, gone: dict[Key, Candidate]) -> Candidate:
    """Say which references of a record lead to a refused one."""
    if one.record is None:
        return one
    faults: list[Diagnostic] = []
    for place in marked(type(one.record), "reference"):
        for where, text in values_at(one.record, place.names):
            other = gone.get(Key(place.field.reference or "", text))
            if other is not None:
                path, line, _ = other.drafts[0].origin.place
                message = f"`{where[0]}` must not name `{text}`, which is refused: {path}:{line}."
                faults.append(found(_place(one.drafts, where), "I09", message))
    return one._replace(faults=tuple(faults))


def _judged(candidates: tuple[Candidate, ...], stands: Standing) -> Iterator[Candidate]:
    """Ask the laws about every record that would be new or changed."""
    moved = [(one, one.record) for one in candidates if one.record is not None]
    entries = {one.key: Entry(one.key, one.path, one.text) for one, _ in moved}
    among = proposal.book(stands, entries, {one.key: record for one, record in moved})
    for one in candidates:
        if one.record is None:
            yield one
        else:
            faults = (
                Diagnostic(*_place(one.drafts, where), judged.code, "error", message, hint)
                for judged in proposal.judged(one.record, among)
                if judged.severity == "error"
                for where, message, hint in [judged.finding]
            )
            yield one._replace(faults=tuple(faults))
