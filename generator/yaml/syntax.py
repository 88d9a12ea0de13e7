"""What libyaml's complaints mean for somebody who writes records."""

import re
from typing import NamedTuple

from generator.yaml.fault import Fault, positions
from generator.yaml.steps import Broken


class _Meaning(NamedTuple):
    """A complaint in plain words; `{sign}`, `{line}` and `{byte}` are filled in from the file."""

    message: str
    hint: str
    at_start: bool = False
    code: str = "Y13"


KEY_LENGTH = 128
_RECORD_KEY = re.compile(r"(?<=\n)\w[\w.-]*:(?= |$)", re.MULTILINE)
_CHARACTER = re.compile(r"[^\n]")

_SAFE = "Put the text in quotes."
_ALIGN = "Keys of one mapping begin in the same column, two spaces further in than their parent's."
_QUOTING = 'Inside \'...\' an apostrophe is written twice; inside "..." a quote is written \\".'

_LONG_KEY = _Meaning(
    f"A key must be at most {KEY_LENGTH} characters long.",
    "If this is a text, put it in quotes behind a key.",
    code="Y22",
)
_LONG_LINE = _LONG_KEY._replace(at_start=True)
_COLON = _Meaning(
    "A colon and a space must stand only between a key and its value; here is a second one.", _SAFE
)
_DEEP = _Meaning("This key must not be further in than the keys around it.", _ALIGN)
_MISALIGNED = _Meaning(
    "This line must begin in the same column as the keys from line {line} on.", _ALIGN
)
_TRAILING = _Meaning("Nothing must follow a closing quote or bracket on its line.", _QUOTING)
_NO_KEY = _Meaning("A key must stand in front of the colon.", "Write `key: value`.")
_OTHER = _Meaning(
    "The file must be YAML; here it cannot be read on ({problem}).",
    "Look for a quote or bracket that is not closed, and for wrong indentation.",
)
_ANCHOR = _Meaning(
    "A text that begins with `&` or `*` must be in quotes.", _SAFE, at_start=True, code="Y17"
)
_TAG = _Meaning("A text that begins with `!` must be in quotes.", _SAFE, at_start=True, code="Y18")
_UNCLOSED = "The brackets opened on line {line} must go on with a comma or be closed with `{end}`."
_CLOSE = "Close them; a text that begins with a bracket needs quotes."
_BEGINNING = _Meaning("A text without quotes must not begin with {sign} here.", _SAFE)

_BY_CONTEXT = {
    "while scanning an anchor": _ANCHOR,
    "while scanning an alias": _ANCHOR,
    "while scanning a tag": _TAG,
    "while parsing a tag": _TAG,
}
_BY_PROBLEM = {
    "could not find expected ':'": _Meaning(
        "A line must read `key: value`; this one has no key.",
        "Write `key: value`, with a space behind the colon; further lines of a text are indented.",
        at_start=True,
    ),
    "found unexpected end of stream": _Meaning(
        "A quoted text must end with the quote that began it; this one does not.",
        f"Close it. {_QUOTING}",
        at_start=True,
    ),
    "found unexpected document indicator": _Meaning(
        "A line inside quotes must not begin with `---` or `...`.",
        "Indent it, or close the quote that was opened on line {line}.",
    ),
    "did not find expected ',' or ']'": _Meaning(_UNCLOSED.replace("{end}", "]"), _CLOSE),
    "did not find expected ',' or '}'": _Meaning(_UNCLOSED.replace("{end}", "}}"), _CLOSE),
    "found character that cannot start any token": _BEGINNING,
    "mapping keys are not allowed in this context": _BEGINNING,
    "did not find expected node content": _Meaning(
        "A value must stand here; it cannot begin with {sign}.",
        "Put a text with such a sign in quotes; nothing is left out between commas.",
    ),
    "found unknown escape character": _Meaning(
        'A backslash inside "..." must begin an escape; this one begins none.',
        "Write \\\\ for a backslash, or use '...', where it means itself.",
    ),
    "did not find expected hexdecimal number": _Meaning(
        "An escape must have 2 digits after \\x, 4 after \\u and 8 after \\U, from 0-9 and a-f.",
        "Write the character itself.",
    ),
    "found invalid Unicode character escape code": _Meaning(
        "An escape must name a whole character; the one at byte {byte} is half of a pair, or none.",
        "Write the character itself.",
    ),
    "did not find expected '-' indicator": _Meaning(
        "This line must begin with a dash like the items from line {line} on, or not stand here.",
        "Indent it two spaces more to make it part of the item, or less to end the list.",
    ),
    "block sequence entries are not allowed in this context": _Meaning(
        "A list must begin on the line under its key.",
        "Move the dash to the next line, two spaces in; put a text with a dash in quotes.",
    ),
    "did not find expected comment or line break": _Meaning(
        "The line must end behind `|` or `>`.", "Begin the text on the next line, or quote it."
    ),
    "found an indentation indicator equal to 0": _Meaning(
        "The number behind `|` or `>` must be 1 to 9.", "Leave it out."
    ),
    "found undefined tag handle": _TAG,
    "did not find expected <document start>": _Meaning(
        "Nothing must follow the closing bracket of a record.",
        "Write the record without brackets: `key: value`, one a line.",
    ),
}


def fault(text: str, broken: Broken) -> Fault:
    """The fault that libyaml stopped at; the byte it names is one of the text in UTF-8."""
    meaning = _meaning(text, broken)
    at_end = not text[broken.stop :].strip()
    margin = broken.stop - len(_before(text, broken).lstrip())
    end = len(text.rstrip())
    start, stop, key = positions(text, [min(broken.start, end), min(broken.stop, end), margin])
    known = {
        "sign": text[broken.stop : broken.stop + 1].strip() or "the end of a line",
        "line": start.line,
        "byte": len(text[: broken.stop].encode()),
        "problem": broken.problem,
    }
    place = key if meaning is _LONG_KEY else start if meaning.at_start or at_end else stop
    return Fault(place, meaning.code, meaning.message.format(**known), meaning.hint.format(**known))


def _meaning(text: str, broken: Broken) -> _Meaning:
    """The meaning of a complaint; some of libyaml's stand for several mistakes."""
    before = _before(text, broken)
    line = text[broken.start :].partition("\n")[0]
    match broken.problem:
        case "mapping values are not allowed in this context":
            return _second_colon(before)
        case "could not find expected ':'" if len(line.partition(": ")[0]) > KEY_LENGTH:
            return _LONG_LINE
        case "did not find expected key":
            return _no_key(before, text[broken.stop : broken.stop + 1])
    return _BY_CONTEXT.get(broken.context) or _BY_PROBLEM.get(broken.problem, _OTHER)


def _before(text: str, broken: Broken) -> str:
    """What stands on the line in front of the place of a complaint."""
    return text[text.rfind("\n", 0, broken.stop) + 1 : broken.stop]


def _second_colon(before: str) -> _Meaning:
    if ": " in before:
        return _COLON
    return _LONG_KEY if len(before) > KEY_LENGTH else _DEEP


def _no_key(before: str, sign: str) -> _Meaning:
    if before.strip():
        return _TRAILING
    return _NO_KEY if sign == ":" else _MISALIGNED


def rest(text: str, broken: Broken) -> str | None:
    """The text from the next key of the record on; what is before becomes blank, in its length."""
    begin = next_key(text, broken)
    return _CHARACTER.sub(" ", text[:begin]) + text[begin:] if text[begin:] else None


def next_key(text: str, broken: Broken) -> int:
    """Where the next key of the record begins behind the place of a complaint, or the end."""
    found = _RECORD_KEY.search(text, broken.start if broken.in_quotes else broken.stop)
    return found.start() if found else len(text)
