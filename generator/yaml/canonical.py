"""A tree of texts written as YAML in one form, which the reader reads back as the same tree."""

import re
from collections.abc import Callable

from generator.diagnostic import Where
from generator.yaml.lines import KEY, PLAIN, Tree

Textual = Callable[[Where], bool]
"""Whether the field at a place holds text, so that `007` there is not a number."""

_KEY = re.compile(KEY)
_PLAIN = re.compile(PLAIN)
_UNWRITABLE = re.compile(
    r"[^ -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_UNQUOTABLE = re.compile(rf"[\"\\]|{_UNWRITABLE.pattern}")
_FLOW = re.compile(r"[\[\]{},]|:$")
"""What ends a plain text inside brackets."""
_SHOWN_IN_BLOCKS = {ord("\n"): None, ord("\t"): None}
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}

# What tools that guess at types, by YAML 1.1 or 1.2, would take for something else than a text.
_WORDS = {"~", "=", "<<", "null", "true", "false", "yes", "no", "on", "off", "y", "n"}
_WORD_LENGTH = max(map(len, _WORDS))
_NUMBER = re.compile(
    r"[-+]?(?:0b[01_]+|0o[0-7_]+|0x[0-9a-fA-F_]+)"
    r"|[-+]?(?:\.[0-9_]+|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ].*)?"
)


def _always(_: Where) -> bool:
    return True


def text(tree: dict[str, Tree], textual: Textual = _always) -> str:
    """The tree as YAML: fields in their order, two spaces a level, quotes only where needed.

    `textual` is asked only about values that another tool would take for a number, a date, a
    truth value or nothing: where it says yes they are quoted, where it says no they are left plain.
    """
    return "\n".join([*lines(tree, (), textual), ""])


def lines(value: Tree, where: Where = (), textual: Textual = _always) -> list[str]:
    """A value as lines without a margin; all but the first of a text are indented."""
    if isinstance(value, str):
        return _scalar(value, where, textual)
    if isinstance(value, dict):
        return _mapping(value, where, textual) or ["{}"]
    return _items(value, where, textual) or ["[]"]


def flow(value: Tree, where: Where = (), textual: Textual = _always) -> str:
    """The value on one line, in brackets where it is a list or a mapping."""
    if isinstance(value, dict):
        inside = (
            f"{_name(key)}: {flow(item, (*where, key), textual)}" for key, item in value.items()
        )
        return f"{{{', '.join(inside)}}}"
    if isinstance(value, list):
        inside = (flow(item, (*where, index), textual) for index, item in enumerate(value))
        return f"[{', '.join(inside)}]"
    written = _scalar(value, where, textual)
    return written[0] if len(written) == 1 and not _FLOW.search(value) else _quoted(value)


def quoted(value: str, mark: str) -> str | None:
    """The text in quotes of one kind; nothing where that kind cannot hold it on one line."""
    if mark == '"':
        return _quoted(value)
    return None if _UNWRITABLE.search(value) else f"'{value.replace(chr(39), chr(39) * 2)}'"


def _mapping(tree: dict[str, Tree], where: Where, textual: Textual) -> list[str]:
    found: list[str] = []
    for key, value in tree.items():
        name = key if _KEY.fullmatch(key) else _name(key)
        first, *rest = lines(value, (*where, key), textual)
        if isinstance(value, str) or not value:
            found += [f"{name}: {first}", *rest]
        else:
            found += [f"{name}:", f"  {first}", *map(_indented, rest)]
    return found


def _items(items: list[Tree], where: Where, textual: Textual) -> list[str]:
    found: list[str] = []
    for index, item in enumerate(items):
        first, *rest = lines(item, (*where, index), textual)
        found += [f"- {first}", *(rest if isinstance(item, str) else map(_indented, rest))]
    return found


def _indented(line: str) -> str:
    return f"  {line}" if line else ""


def _name(key: str) -> str:
    return key if _is_plain(key) else _quoted(key)


def _scalar(value: str, where: Where, textual: Textual) -> list[str]:
    if _is_plain(value):
        return [_quoted(value) if _is_guessed(value) and textual(where) else value]
    return _block(value) if "\n" in value and _fits_block(value) else [_quoted(value)]


def _is_plain(value: str) -> bool:
    """Whether a text stays itself without quotes."""
    return bool(_PLAIN.fullmatch(value)) and (value.isprintable() or not _UNWRITABLE.search(value))


def _is_guessed(value: str) -> bool:
    """Whether some tool would not read these letters as a text."""
    if value[0] in "-+.0123456789":
        return bool(_NUMBER.fullmatch(value))
    return len(value) <= _WORD_LENGTH and value.lower() in _WORDS


def _quoted(value: str) -> str:
    return f'"{_UNQUOTABLE.sub(_escape, value)}"'


def _escape(found: re.Match[str]) -> str:
    """The escape of a character; all that need one lie below U+10000."""
    letter = found.group()
    return _ESCAPES.get(letter) or f"\\u{ord(letter):04X}"


def _fits_block(value: str) -> bool:
    """Whether a block can show the text: it begins with a letter and needs no escapes."""
    return value[0] not in " \n\t" and not _UNWRITABLE.search(value.translate(_SHOWN_IN_BLOCKS))


def _block(value: str) -> list[str]:
    """The lines of a text behind a bar, which says whether it ends with a line end, or several."""
    body = value.rstrip("\n")
    ends = len(value) - len(body)
    mark = ("|-", "|", "|+")[min(ends, 2)]
    return [mark, *map(_indented, body.split("\n")), *[""] * (ends - 1)]
