"""The characters of a file: what may stand in a record before its structure matters."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from generator.diagnostic import Position, Rule
from generator.yaml.fault import Fault, also, character, position, positions

RULES = (
    Rule("Y01", "error", "A record is at most 64 KB."),
    Rule("Y02", "error", "A file is UTF-8."),
    Rule("Y03", "error", "A file begins without a byte order mark."),
    Rule("Y04", "error", "A line ends with a line feed, without a carriage return."),
    Rule("Y05", "error", "A file holds no control characters."),
    Rule("Y06", "error", "A file holds no line separators besides the line feed."),
    Rule("Y07", "error", "A file holds no invisible and no direction-changing characters."),
    Rule("Y08", "error", "Keys and values are in the Unicode form NFC."),
    Rule("Y09", "error", "A file holds no markers of a merge conflict."),
    Rule("Y10", "error", "A tab stands only inside a quoted text or a text block."),
    Rule("Y11", "error", "Brackets are nested at most 6 deep."),
    Rule("Y12", "error", "A record has no directives."),
)

LIMIT = 65_536
"""Bytes of a record; `company.yml` may have more."""


class Examined(NamedTuple):
    """A text whose length and lines are the file's, and what was wrong with its characters.

    In `text` every refused character is replaced, so that the structure can still be judged;
    it is None where judging it would only bring noise.
    """

    text: str | None
    faults: list[Fault]


# Emoji and the scripts that join letters: the only neighbours between which a joiner has a meaning.
_JOINING = (
    r"\u0600-\u0dff\u1000-\u109f\u1780-\u18af\u2190-\u2bff"
    r"\ufb50-\ufdff\ufe0f\ufe70-\ufefc\U0001f000-\U0001fbff"
)
_CONTROL = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff"
_SEPARATOR = r"\x85\u2028\u2029"
_INVISIBLE = r"\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
_TAG = r"\U000e0000-\U000e007f"
_UNSEEN = (
    rf"[{_INVISIBLE}]"
    rf"|(?<![\U0001f3f4{_TAG}])[{_TAG}]"  # a flag such as Scotland's is a black flag and tags
    rf"|(?<![{_JOINING}])[\u200c\u200d]|[\u200c\u200d](?![{_JOINING}])"
)
_REFUSED = re.compile(
    rf"(?P<Y04>\r\n?)|(?P<Y05>[{_CONTROL}])|(?P<Y06>[{_SEPARATOR}])|(?P<Y07>{_UNSEEN})"
)
# One set each, so that a sound file costs a single sweep; both refuse more than the rules do.
_SOUND_BYTES = bytes((0x0A, *range(0x20, 0x7F)))
_DOUBTFUL = re.compile(rf"[\t\r\u200c\u200d{_CONTROL}{_SEPARATOR}{_INVISIBLE}{_TAG}]")

_MARKER = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)
# Directives stand before the first line that is neither empty nor a comment.
_BODY = re.compile(r"^(?! *#| *$|%)", re.MULTILINE)
_DIRECTIVE = re.compile(r"^%", re.MULTILINE)
_NESTED_TOO_DEEP = 200
_STEPS = {"[": 1, "{": 1, "]": -1, "}": -1}
_BRACKET = re.compile(r"[\[\]{}]")
# Where an encoding of East Asia fits, a Western one fits too, but says nothing.
_OLD_ENCODINGS = (("cp932", "Shift_JIS"), ("euc_jp", "EUC-JP"), ("cp949", "EUC-KR"))
_WESTERN = "cp1252"

_SAID = {
    "Y04": (
        "Lines must end with a line feed alone; {name} stands at byte {byte}{more}.",
        'Set the line endings to LF in your editor, and add "*.yml text eol=lf" to .gitattributes.',
    ),
    "Y05": (
        "There must be no control characters; {name} stands at byte {byte}{more}.",
        "Delete it and type what was meant.",
    ),
    "Y06": (
        "A line must end with a line feed; the line separator {name} stands at byte {byte}{more}.",
        "Delete it; where a new line is meant, press Enter.",
    ),
    "Y07": (
        "There must be no invisible characters; {name} stands at byte {byte}{more}.",
        "Delete it; such characters come along when text is copied from a web page or a chat.",
    ),
}


def sound(data: bytes, limit: int = LIMIT) -> str | None:
    """The text of a file in which surely no character is amiss; None where one may be.

    This is the fast question, asked of every file; `examine` is the exact one.
    """
    if len(data) > limit:
        return None
    if data.isascii():
        return None if data.translate(None, _SOUND_BYTES) else data.decode("ascii")
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    if _DOUBTFUL.search(text) or not unicodedata.is_normalized("NFC", text):
        return None
    return text


def examine(data: bytes, limit: int = LIMIT) -> Examined:
    """Everything that is wrong with the characters of a file, and its text made harmless."""
    if len(data) > limit:
        return Examined(None, [_too_long(len(data), limit)])
    try:
        text = data.decode()
    except UnicodeDecodeError as fault:
        return Examined(None, [_not_utf8(data, fault.start)])
    faults = list(_character_faults(text)) if _DOUBTFUL.search(text) else []
    text = harmless(text)
    if obstacle := _conflict(text) or _brackets(text):
        return Examined(None, [*faults, obstacle])
    body = _BODY.search(text)
    head = text[: body.start()] if body else text
    faults += _directives(positions(text, [found.start() for found in _DIRECTIVE.finditer(head)]))
    return Examined(_DIRECTIVE.sub("#", head) + text[len(head) :], faults)


def refused(value: str) -> re.Match[str] | None:
    """The first character that a value must not hold; its group is the code. Tabs are in order."""
    return _REFUSED.search(value) if _DOUBTFUL.search(value) else None


def readable(data: bytes) -> str:
    """The text of any bytes, for looking up a position in them."""
    return harmless(data.decode("utf-8", "replace"))


def harmless(text: str) -> str:
    """The text with the same lines and columns, and nothing left in it that libyaml refuses."""
    if not _DOUBTFUL.search(text):
        return text
    return _REFUSED.sub(_stand_in, text.removeprefix("\ufeff"))


def _stand_in(found: re.Match[str]) -> str:
    """A replacement of the same length that breaks no line and no word."""
    return {"\r\n": " \n", "\r": "\n"}.get(found.group(), "_")


def _too_long(size: int, limit: int) -> Fault:
    return Fault(
        Position(1, 1),
        "Y01",
        f"A file of this kind must be at most {limit:,} bytes; this one has {size:,}.",
        "Split it, or keep long texts in documents and put their address here.",
    )


def _not_utf8(data: bytes, start: int) -> Fault:
    before = data[:start].decode()
    return Fault(
        position(harmless(before), len(harmless(before))),
        "Y02",
        f"The file must be UTF-8; byte {start} (0x{data[start]:02X}) is not.",
        f"{_likely(data)} Save it as UTF-8.",
    )


def _likely(data: bytes) -> str:
    """A guess at the encoding that a file was saved in, as a sentence."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "It looks like UTF-16."
    names = [name for codec, name in _OLD_ENCODINGS if _decodes(data, codec)]
    if not names and _decodes(data, _WESTERN):
        names = ["Windows-1252"]
    return f"It may be {' or '.join(names)}." if names else "It is not a text in a known encoding."


def _decodes(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _character_faults(text: str) -> Iterator[Fault]:
    """One fault for each kind of character that is refused, at its first place."""
    if text.startswith("\ufeff"):
        yield Fault(
            Position(1, 1),
            "Y03",
            "The file must begin without a byte order mark; one stands at byte 0.",
            'Save it as "UTF-8", not as "UTF-8 with BOM".',
        )
    places: dict[tuple[str, str], list[int]] = {}
    for found in _REFUSED.finditer(text, text.startswith("\ufeff")):
        places.setdefault((str(found.lastgroup), found.group()), []).append(found.start())
    for (code, characters), indexes in places.items():
        yield _character_fault(text, code, characters, indexes)


def _character_fault(text: str, code: str, characters: str, indexes: list[int]) -> Fault:
    mark = text.startswith("\ufeff")  # it takes no column
    first, *rest = positions(harmless(text), [index - mark for index in indexes])
    message, hint = _SAID[code]
    name, byte = character(characters), len(text[: indexes[0]].encode())
    more = also([place.line for place in rest if place.line != first.line])
    return Fault(first, code, message.format(name=name, byte=byte, more=more), hint)


def _conflict(text: str) -> Fault | None:
    places = positions(text, [found.start() for found in _MARKER.finditer(text)])
    if not places:
        return None
    first, *rest = places
    return Fault(
        first,
        "Y09",
        f"A merge conflict must be resolved; its markers stand here{also([p.line for p in rest])}.",
        "Keep the lines that are right, and delete the others and the lines of markers.",
    )


def _brackets(text: str) -> Fault | None:
    """Nesting that no record has, found before libyaml sees the text."""
    depth = 0
    for found in _BRACKET.finditer(text):
        depth += _STEPS[found.group()]
        if depth > _NESTED_TOO_DEEP:
            return nested(position(text, found.start()))
    return None


def _directives(places: list[Position]) -> Iterator[Fault]:
    for first in places[:1]:
        more = also([place.line for place in places[1:]])
        message = f"A record must have no directives; `%` begins one here{more}."
        yield Fault(first, "Y12", message, "Delete the line.")


def nested(place: Position) -> Fault:
    """The fault of brackets inside brackets inside brackets."""
    return Fault(
        place,
        "Y11",
        "Brackets must be nested at most 6 deep; this one is deeper.",
        "Write lists and mappings on lines of their own, indented by two spaces.",
    )
