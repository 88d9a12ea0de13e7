"""A version told from the one before: most changes touch a few plain lines, and no others."""

import re
from collections.abc import Sequence

from generator.yaml import lines
from generator.yaml.source import Tree

_ROW = re.compile(rf"({lines.KEY}): (?:({lines.PLAIN})|\"([^\"\\\n]*)\"|'([^'\n]*)')")
"""A line of a record's own `key: value`, as `lines.tree` reads it."""


def amended(
    tree: dict[str, Tree], rows: Sequence[str], changed: Sequence[str]
) -> dict[str, Tree] | None:
    """Give the tree of changed lines, or nothing where they must be read from the beginning.

    `tree` is what `lines.tree` made of the lines before; with it every line stands for itself, so
    that a plain line in the place of one with the same key changes the value of that key alone.
    """
    if len(rows) != len(changed):
        return None
    values: dict[str, Tree] = {}
    for was, now in zip(rows, changed, strict=True):
        if was != now:
            old, new = _ROW.fullmatch(was), _ROW.fullmatch(now)
            if old is None or new is None or old[1] != new[1]:
                return None
            values[new[1]] = new[2] or new[3] or new[4] or ""
    return {**tree, **values}
