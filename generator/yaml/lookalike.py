"""Keys that look like other keys: the same shape in other letters."""

import re
import unicodedata

# Letters of other scripts that are drawn as a Latin small letter, after case folding.
_LATIN = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u051b\u051d\u04cf"
    "\u03b1\u03b9\u03ba\u03bd\u03bf\u03c1\u03c5\u0131\u0261\u2010\u2011\u2012\u2013\u2014\u2212",
    "aeopcyxijshdqwlaikvopuig------",
)
_SPACE = re.compile(r"\s")


def latin(text: str) -> str:
    """Write the letters that look like Latin small ones in Latin; the text is in small letters."""
    return text.translate(_LATIN)


def confusable_hint(key: str) -> str:
    """What to do about a key that is not what it looks like; empty where it is.

    Full-width letters, letters of another script and spaces at the ends are seen by no one who
    reviews a change, and make another key.
    """
    if key != key.strip():
        return f"Write `{key.strip()}` without spaces around it."
    plain = latin(unicodedata.normalize("NFKC", key).casefold())
    if plain == key or not plain.isascii() or key.isascii():
        return ""
    other = next(letter for letter in key if not letter.isascii())
    name = unicodedata.name(other, "a character without a name").lower()
    return f"Write `{plain}`: here `{other}` is U+{ord(other):04X} ({name})."
