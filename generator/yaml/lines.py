"""The usual record, read line by line: `key: text`, nested by indentation, and nothing else.

libyaml stays the authority. This reader knows a small part of the language, answers only where
every line belongs to it, and answers exactly as libyaml would (the tests hold the two together);
on anything else it gives None and libyaml reads the file. It is here because creating an object
for each event of libyaml takes four fifths of the time that a repository needs to be read.
"""

import re

Tree = str | list["Tree"] | dict[str, "Tree"]
"""A record as it is written: every scalar is text; a key with an empty plain value is absent."""

PLAIN = (
    r"(?:[^\s\-?:,\[\]{}#&*!|>'\"%@`]|-(?=[\d.]))[^:#\n]*+(?:(?::(?=\S)|(?<=\S)#)[^:#\n]*+)*+(?<! )"
)
"""A text that needs no quotes behind `key: ` or `- `: it stays one scalar, and the same one."""

KEY = r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}+"
"""A key that needs no quotes."""

_QUOTED = r"\"[^\"\\\n]*\"|'[^'\n]*'"
# A block of lines two spaces deeper than its key (which a dash moves two to the right). Its first
# line begins with a letter; the last line end belongs to the line, not to the block.
_DEEPER = r"\n(?P=pad)(?(dash)    |  )"
_BLOCK = rf"\|-?{_DEEPER}(?! )[^\n]+(?:{_DEEPER}[^\n]+|\n(?=\n))*"
_LINE = re.compile(
    rf"(?P<pad> {{0,8}}+)(?:(?P<dash>- )?+({KEY}):(?: ({PLAIN}|{_QUOTED}|{_BLOCK}))?"
    rf"|- ({PLAIN}|{_QUOTED}))\n"
    r"|\n| *#[^\n]*\n|(.)(?s:.*)"
)
_MARKS = "\"'|"
# Indentation of at most 8 keeps the depth below 12.
PARTS = 5_000
"""So many events of libyaml a record may have."""

_Mapping = dict[str, Tree]
_Waiting = tuple[_Mapping, str] | None
_Around = list[tuple[int, _Mapping | list[Tree]]]


class _BeyondError(Exception):
    """A line that only libyaml can judge."""


def tree(text: str) -> dict[str, Tree] | None:
    """The record that a sound text spells, or None where only libyaml can tell."""
    if len(text) * 2 > PARTS and _parts(text) > PARTS:  # two characters make at most four
        return None
    try:
        return _tree(text)
    except _BeyondError:
        return None


def _parts(text: str) -> int:
    """At most so many events: two for a line, more where a mapping or list begins and ends."""
    return 6 + 2 * text.count("\n") + 2 * text.count("- ") + text.count(":\n")


def _tree(text: str) -> _Mapping:
    """One pass; `around` holds the open containers and their columns, `waiting` an empty key."""
    root: _Mapping = {}
    here, level = root, 0
    around: _Around = [(0, root)]
    waiting: _Waiting = None
    absent: list[tuple[_Mapping, str]] = []
    for pad, dash, key, value, item, odd in _LINE.findall(text):
        if key:
            if dash:
                here = _item_at(around, len(pad), waiting)
            elif waiting or len(pad) != level:
                here = _mapping_at(around, len(pad), waiting)
            if key in here:
                raise _BeyondError
            level = len(pad) + len(dash)
            if value:
                here[key] = value if value[0] not in _MARKS else _resolved(value)
                waiting = None
            else:
                here[key] = ""
                waiting = (here, key)
                absent.append(waiting)
        elif item:
            items = _list_at(around, len(pad), waiting)
            items.append(item if item[0] not in _MARKS else _resolved(item))
            waiting, level = None, -1
        elif odd:
            raise _BeyondError
    if not root:
        raise _BeyondError
    _drop(absent)
    return root


def _drop(absent: list[tuple[_Mapping, str]]) -> None:
    """Take out the keys under which nothing followed; so late, that a second one was noticed."""
    for mapping, key in absent:
        if not mapping[key]:
            del mapping[key]


def _mapping_at(around: _Around, column: int, waiting: _Waiting) -> _Mapping:
    found = _at(around, column, waiting, {})
    if isinstance(found, list):
        raise _BeyondError
    return found


def _list_at(around: _Around, column: int, waiting: _Waiting) -> list[Tree]:
    found = _at(around, column, waiting, [])
    if isinstance(found, list):
        return found
    raise _BeyondError


def _item_at(around: _Around, column: int, waiting: _Waiting) -> _Mapping:
    """A new mapping behind a dash, which moves its keys two columns to the right."""
    new: _Mapping = {}
    _list_at(around, column, waiting).append(new)
    around.append((column + 2, new))
    return new


def _at(
    around: _Around, column: int, waiting: _Waiting, new: _Mapping | list[Tree]
) -> _Mapping | list[Tree]:
    """The container of a line at this column: a new one, if the waiting key is left of it."""
    if waiting and column > around[-1][0]:
        mapping, key = waiting
        mapping[key] = new
        around.append((column, new))
        return new
    while around[-1][0] > column:
        around.pop()
    level, found = around[-1]
    if level != column:
        raise _BeyondError
    return found


def _resolved(value: str) -> str:
    """The text inside quotes, or the lines of a block without their indentation."""
    if not value.startswith("|"):
        return value[1:-1]
    mark, _, lines = value.partition("\n")
    margin = "\n" + lines[: len(lines) - len(lines.lstrip(" "))]
    body = f"\n{lines}".replace(margin, "\n")[1:].rstrip("\n")
    return body if mark == "|-" else f"{body}\n"
