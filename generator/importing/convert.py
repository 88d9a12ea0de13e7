"""One cell's text as a field writes it: days, numbers, flags, domains, trimmed lines."""

import re
import unicodedata
from datetime import datetime
from decimal import Decimal
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from generator.importing.mapping import Convert
from generator.importing.rules import quoted
from generator.yaml.text import refused
from schema.fields import Shape


class Written(NamedTuple):
    """How the values of a field are written in the file, and the zone of the company's days."""

    date: tuple[str, ...]
    decimal: str
    thousands: str
    times: Decimal | None
    zone: ZoneInfo


class Unfit(NamedTuple):
    """Why a text cannot be the value of a field."""

    message: str
    hint: str = ""


_FLAGS = {
    **dict.fromkeys(("true", "yes", "y", "1", "x", "on"), "true"),
    **dict.fromkeys(("false", "no", "n", "0", "off"), "false"),
}
_BREAKS = re.compile("\r\n?|[\u0085\u2028\u2029]")
_AROUND_NUMBERS = re.compile(r"[\s$€£¥₩%]+")
_MINUS = "\u2212"
_NUMBER = re.compile(r"([0-9]*)(\.[0-9]+)?")
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://(www\.)?|^www\.|^.*@")
_CHECK_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
_SHORT_ID, _CHUNK = 15, 5


def value(text: str, shape: Shape | Literal["part", "word"], written: Written) -> str | Unfit:
    """Write a text as a field of a shape is written."""
    match shape:
        case "day" | "moment":
            return _moment(text, shape, written)
        case "decimal":
            return _number(text, written)
        case "integer":
            found = _number(text, written)
            return re.sub(r"\.0+$", "", found) if isinstance(found, str) else found
        case "flag":
            return _FLAGS.get(text.casefold()) or Unfit(f"{quoted(text)} must be true or false.")
        case "prose":
            return clean(text)
        case _:
            return " ".join(clean(text).split())


def clean(text: str) -> str:
    """Take out what a record must not hold, and write letters in their usual form."""
    usual = unicodedata.normalize("NFC", _BREAKS.sub("\n", text))
    while found := refused(usual):
        usual = usual.replace(found.group(), "")
    return usual.strip()


def _moment(text: str, shape: Literal["day", "moment"], written: Written) -> str | Unfit:
    for form in written.date:
        try:
            moment = datetime.strptime(text, form)  # noqa: DTZ007 - most exports know no zone
        except ValueError:
            continue
        local = moment if moment.tzinfo is None else moment.astimezone(written.zone)
        said = local.replace(tzinfo=None).isoformat(" ", "minutes")
        return said[:10] if shape == "day" else said
    forms = " or ".join(written.date)
    return Unfit(f"{quoted(text)} must be a day written {forms}.", "Or add its form to `date`.")


def _number(text: str, written: Written) -> str | Unfit:
    """Read a number by the marks of the file, exactly; brackets and a late sign are a minus."""
    bare = _AROUND_NUMBERS.sub("", unicodedata.normalize("NFKC", text).replace(_MINUS, "-"))
    negative = bare[:1] in ("-", "(") or bare[-1:] == "-"
    found = _NUMBER.fullmatch(_ungrouped(bare.strip("+-()"), written))
    if found is None or not found.group():
        marks = f"decimal mark `{written.decimal}`, thousands mark `{written.thousands}`"
        return Unfit(f"{quoted(text)} must be a number.", f"The mapping says: {marks}.")
    plain = f"{found[1] or '0'}{found[2] or ''}"
    if written.times is not None:
        plain = f"{(Decimal(plain) * written.times).normalize():f}"
    return f"-{plain}" if negative else plain


def _ungrouped(digits: str, written: Written) -> str:
    """Take the thousands marks out, if they stand where they can; the decimal mark is a point."""
    mark, point = re.escape(written.thousands), re.escape(written.decimal)
    if written.thousands and written.thousands in digits:
        grouped = rf"[0-9]{{1,3}}({mark}[0-9]{{2,3}})*{mark}[0-9]{{3}}({point}[0-9]+)?"
        if not re.fullmatch(grouped, digits):
            return _REFUSED
        digits = digits.replace(written.thousands, "")
    if written.decimal != "." and "." in digits:
        return _REFUSED
    return digits.replace(written.decimal, ".")


_REFUSED = "?"


def changed(text: str, convert: Convert | None) -> str:
    """Change a text as the mapping wants it."""
    match convert:
        case None:
            return text
        case "lower":
            return text.lower()
        case "upper":
            return text.upper()
        case "domain":
            return re.split(r"[/:?#]", _SCHEME.sub("", text.lower()))[0]
        case "salesforce_id":
            return _salesforce_id(text)


def _salesforce_id(text: str) -> str:
    """Make the form of 18 characters, which does not rest on capital letters.

    Each of the three last characters says which of five characters are capitals.
    """
    if len(text) != _SHORT_ID:
        return text
    chunks = (text[start : start + _CHUNK] for start in range(0, _SHORT_ID, _CHUNK))
    sums = (sum(letter.isupper() << place for place, letter in enumerate(c)) for c in chunks)
    return text + "".join(_CHECK_LETTERS[capitals] for capitals in sums)
