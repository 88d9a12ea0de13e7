"""Names of companies and people as they are compared."""

import re
from functools import lru_cache
from typing import NamedTuple

from generator import romaji
from generator.duplicates import legal_forms, letters

_DOTTED = re.compile(r"(?<!\w)(?:\w\.){2,}\w?(?!\w)|(?<!\w)\w/\w(?!\w)")
"""`K.K.`, `S.p.A`, `a/s`."""
_APOSTROPHE = re.compile("['`\u00b4\u2018\u2019]")
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+")
_NONE: frozenset[str] = frozenset()


def _split(text: str) -> list[str]:
    return text.split()


_TITLES = frozenset(
    _split("""
mr mrs ms miss dr prof sir madam herr frau 様 氏 殿 先生 サン サマ 님 씨
""")
)


class Name(NamedTuple):
    """A name in words, without its legal form or title."""

    words: tuple[str, ...]
    core: str
    """The name without spaces."""

    @property
    def bag(self) -> str:
        """The name with its words in the order of the alphabet: for names said in either order."""
        return "".join(sorted(self.words))

    @property
    def numbers(self) -> frozenset[str]:
        """The numbers in it: `Plant 2`, `2026`."""
        if self.core.isalpha():
            return _NONE
        return frozenset([number.lstrip("0") for number in _NUMBER.findall(self.core)])


@lru_cache(maxsize=65_536)
def company(text: str) -> Name:
    """Take a company's name apart; never empty unless there is no letter in the text."""
    return _named(legal_forms.without(_words(legal_forms.unbracketed(letters.plain(text)))))


@lru_cache(maxsize=65_536)
def title(text: str) -> Name:
    """Take the name of a deal or an order apart."""
    return _named(_words(letters.plain(text)))


@lru_cache(maxsize=65_536)
def person(text: str) -> Name:
    """Take a person's name apart."""
    words = _words(letters.plain(text))
    kept = tuple(word for word in words if word not in _TITLES)
    return _named(kept or words)


def _named(words: tuple[str, ...]) -> Name:
    return Name(words, "".join(words))


def _words(text: str) -> tuple[str, ...]:
    if text.replace(" ", "").isalnum():
        return tuple(_in_one(text).split())
    return tuple(_WORD.findall(_in_one(_without_signs(text))))


def _in_one(text: str) -> str:
    return letters.joined(text) if letters.is_wide(text) else text


def _without_signs(text: str) -> str:
    """Take out the dots of initials and apostrophes, and write the signs for `and`."""
    if "." in text or "/" in text:
        text = _DOTTED.sub(lambda found: re.sub(r"[./]", "", found[0]), text)
    return _APOSTROPHE.sub("", text).replace("&", " and ").replace("+", " and ")


@lru_cache(maxsize=65_536)
def spoken(name: str) -> str:
    """Write the kana of a core in Latin letters; nothing where there is none."""
    return romaji.latin(name) if letters.has_kana(name) else ""
