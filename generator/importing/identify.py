"""Drafts to keys: which record of the book a draft is, or the fresh id of a new one."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.authoring import identity
from generator.book import Key
from generator.diagnostic import Diagnostic
from generator.importing.draft import Draft
from generator.importing.names import Names
from generator.importing.rules import found, quoted
from generator.yaml.source import Tree
from schema import KINDS
from schema.fields import ID_PATTERN, RESERVED_IDS


class Named(NamedTuple):
    """A draft with its record's key; without one it is refused."""

    draft: Draft
    key: Key | None
    faults: tuple[Diagnostic, ...] = ()


_Taken = dict[str, dict[str, str]]
"""Who has each id, by kind."""


def named(
    drafts: list[Draft], trees: Mapping[Key, Mapping[str, Tree]], day: str
) -> Iterator[Named]:
    """Name every draft; two drafts with one key in one system are one record."""
    names = Names(trees)
    fresh: dict[tuple[str, str, str], Key] = {}
    taken: _Taken = {kind: {} for kind in KINDS}
    for key in trees:
        taken[key.folder][key.id] = "a record of the book"
    for draft in drafts:
        origin = (draft.kind, draft.system, draft.key)
        known = [fresh[origin]] if origin in fresh else _known(draft, names)
        if len(known) > 1:
            yield Named(draft, None, (_ambiguous(draft, known),))
            continue
        result = Named(draft, known[0]) if known else _new(draft, taken, day)
        if result.key is not None:
            fresh[origin] = result.key
            taken[draft.kind].setdefault(result.key.id, f"key {quoted(draft.key)}")
        yield result


def _known(draft: Draft, names: Names) -> list[Key]:
    """Find the record of the book that carries the draft's key, or else matches it."""
    known = names.find(draft.kind, "key", draft.system, draft.key)
    match = draft.source.match
    if not known and match is not None and (match,) in draft.values:
        text = draft.values[(match,)].texts[0]
        known = names.find(draft.kind, match, "", text)
    return sorted(known)


def _ambiguous(draft: Draft, known: list[Key]) -> Diagnostic:
    listed = ", ".join(f"`{key}`" for key in known)
    message = f"{quoted(draft.key)} must be one record; it may be {listed}."
    return found(draft.origin.place, "I08", message, "Write its key into the right one.")


def _new(draft: Draft, taken: _Taken, day: str) -> Named:
    """Make a new record's key: from the mapping's template, else as `new` does."""
    if draft.source.id is None:
        kind = KINDS[draft.kind]
        texts = {str(where[0]): one.tree for where, one in draft.values.items() if len(where) == 1}
        name = identity.fresh(kind, texts, day, _ends(draft), taken[draft.kind])
        return Named(draft, Key(draft.kind, name))
    name = identity.slug(draft.identity)
    key = Key(draft.kind, name)
    if draft.faults and not name:
        return Named(draft, None)
    if not re.match(ID_PATTERN, name) or name in RESERVED_IDS:
        message = f"{quoted(draft.identity)} must give an id: small letters, digits and hyphens."
        hint = "Take further columns into `id`; at most 64 characters."
        return Named(draft, None, (found(draft.origin.place, "I13", message, hint),))
    if name in taken[draft.kind]:
        message = f"The id `{name}` must be free; {taken[draft.kind][name]} has it."
        hint = f"Take the key into `id`, or write it into `{key}` if they are the same."
        return Named(draft, None, (found(draft.origin.place, "I13", message, hint),))
    return Named(draft, key)


def _ends(draft: Draft) -> Iterator[str]:
    """Draw suffixes from the key itself, so that an import gives the same ids anywhere."""
    number = 0
    while True:
        seed = f"{draft.system}\n{draft.key}\n{number}".encode()
        drawn = hashlib.sha256(seed).digest()[: identity.SUFFIX]
        yield "".join(identity.ALPHABET[byte % len(identity.ALPHABET)] for byte in drawn)
        number += 1
