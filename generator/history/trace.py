"""One record through all its commits: its steps become versions and changes."""

import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from generator.book import Key
from generator.history.timeline import differences
from generator.history.version import Step, read
from generator.yaml.source import Tree

_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

VersionRow = tuple[int, str, str, str, str | None]
"""A version without its key: commit, path, blob, state, text; the state `moved` is a move."""

ChangeRow = tuple[int, str, str, str | None, str | None, bool]
"""A change without its key: commit, event, path, old, new, nested."""

Traced = tuple[list[VersionRow], list[ChangeRow]]
"""What became of a record, as plain values, which travel well between processes."""


class Chain(NamedTuple):
    """A record and its steps, oldest first."""

    key: Key
    steps: Sequence[Step]


def trace(blobs: Mapping[str, bytes | None], chain: Chain) -> Traced:
    """Read every version of a record, and compare each with the one before.

    Where a file is no YAML, its fields count as unchanged until it can be read again.
    """
    versions: list[VersionRow] = []
    changes: list[ChangeRow] = []
    before: dict[str, Tree] | None = None
    held = ""
    for number, path, blob in chain.steps:
        if not blob:
            versions.append((number, "", "", "deleted", None))
            changes.append((number, "deleted", "", None, None, False))
            before = None
        elif blob == held:
            versions.append((number, path, blob, "moved", None))
        else:
            found = read(chain.key, blobs[blob])
            versions.append((number, path, blob, found.state, found.text))
            if before is None:
                before = found.tree
                changes.append((number, "created", "", None, _compact(before), True))
            elif found.sound:
                wrong = differences(chain.key.folder, before, found.tree)
                changes.extend((number, "changed", *one) for one in wrong)
                before = found.tree
            if not found.sound:
                changes.append((number, "unread", "", None, None, False))
        held = blob
    return versions, changes
