"""Letters as they are compared: one width, one case, one kana, and nothing that cannot be seen.

Unicode's compatibility forms (NFKC) do the most: half-width kana, full-width letters, ㈱. What is
done here besides is only for comparing; no record is ever rewritten so.
"""

import re
import unicodedata
from collections.abc import Mapping

from generator.yaml import lookalike

_MARKS = re.compile("[\u0300-\u036f]")
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)
_OTHER_LATIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d"})
_USUAL = re.compile("[\0-\u007f\u3005\u3041-\u3096\u30a1-\u30fc\u4e00-\u9fff\uac00-\ud7a3]*")
"""ASCII, kana, kanji and hangul: what of a name in them is other than plain is case and kana."""
_DASHES = re.compile("[\u002d\u2010-\u2015\u2212\u30fc\ufe58\ufe63\uff0d\uff70~\u301c\uff5e]")
_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
"""Hiragana to katakana."""
_HIRAGANA = re.compile("[\u3041-\u3096]")
_KANA = re.compile("[\u3041-\u30ff]")
_WIDE = re.compile("[\u2e80-\U0010ffff]")

_SMALL = str.maketrans("ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワカケ")
_V = (("ヴァ", "バ"), ("ヴィ", "ビ"), ("ヴェ", "ベ"), ("ヴォ", "ボ"), ("ヴ", "ブ"))
_SOUNDS = str.maketrans("ヱヰヲヂヅ", "エイオジズ")

# Version 1. Kanji of one meaning in several shapes, as they stand in names, each to its usual one.
_KANJI = str.maketrans(
    "髙﨑嵜碕齋斉齊邊邉澤濱濵國廣德惠櫻榮壽條眞龍瀧嶋嶌槇桒來與曻冨彥淸靑奧圓學會藝鐵鋼",
    "高崎崎崎斎斎斎辺辺沢浜浜国広徳恵桜栄寿条真竜滝島島槙桑来与昇富彦清青奥円学会芸鉄鋼",
)
# Kanji and kana that are drawn alike; told apart only by what stands around them.
_DRAWN = str.maketrans("ニタエカロハ一", "二夕工力口八ー")


def _one_after_the_other(*tables: Mapping[int, int]) -> dict[int, str]:
    """Put tables together, so that a text is gone through once."""
    written = {code: chr(code) for table in tables for code in table}
    for table in tables:
        written = {code: letter.translate(table) for code, letter in written.items()}
    return written


_VARIANT = _one_after_the_other(_SMALL, _SOUNDS, _KANJI, _DRAWN)


def plain(text: str) -> str:
    """Write a text in one width, case and kana, without accents and unseen letters."""
    if text.isascii():
        return text.lower()
    if _USUAL.fullmatch(text):
        return _katakana(text.lower())
    text = _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).casefold()
    if not text.isascii():
        stripped = _MARKS.sub("", unicodedata.normalize("NFD", text))
        text = unicodedata.normalize("NFC", stripped).translate(_OTHER_LATIN)
    return _katakana(lookalike.latin(text))


def _katakana(text: str) -> str:
    return text.translate(_KATAKANA) if _HIRAGANA.search(text) else text


def joined(text: str) -> str:
    """Take the dashes and long vowels out of a plain text: コンピューター is コンピュータ."""
    return _DASHES.sub("", text)


def variant(text: str) -> str:
    """Write plain letters in their usual shape, for what people spell in several ways."""
    if text.isascii():
        return text
    if "ヴ" in text:
        for old, new in _V:
            text = text.replace(old, new)
    return text.translate(_VARIANT)


def has_kana(text: str) -> bool:
    """Tell whether a text has kana in it."""
    return not text.isascii() and bool(_KANA.search(text))


def is_wide(text: str) -> bool:
    """Tell whether a text is written in kanji, kana or hangul: each letter says much."""
    return not text.isascii() and bool(_WIDE.search(text))
