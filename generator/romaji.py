"""Kana and hangul in Latin letters, for ids; good enough to recognise a name, not to cite one.

Kana follow Hepburn without its long vowel marks; hangul follow the Revised Romanization letter by
letter, without the changes between syllables.
"""

import re
from functools import cache

_SYLLABLES = """
あa いi うu えe おo かka きki くku けke こko がga ぎgi ぐgu げge ごgo
さsa しshi すsu せse そso ざza じji ずzu ぜze ぞzo たta ちchi つtsu てte とto
だda ぢji づzu でde どdo なna にni ぬnu ねne のno はha ひhi ふfu へhe ほho
ばba びbi ぶbu べbe ぼbo ぱpa ぴpi ぷpu ぺpe ぽpo まma みmi むmu めme もmo
やya ゆyu よyo らra りri るru れre ろro わwa ゐi ゑe をo んn ゔvu ゕka ゖke
"""
_KANA = {pair[0]: pair[1:] for pair in _SYLLABLES.split()}
_SMALL_Y = {"ゃ": "a", "ゅ": "u", "ょ": "o"}
_SMALL_VOWELS = {"ぁ": "a", "ぃ": "i", "ぅ": "u", "ぇ": "e", "ぉ": "o"}
_NO_Y = ("sh", "ch", "j")
"""Sounds that already hold the y of a small ya, yu or yo."""

_KATAKANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_KANA_UNIT = re.compile("([っ]?)([ぁ-ゖ])([ゃゅょぁぃぅぇぉ]?)ー?")

_LEADS, _VOWELS, _TAILS = (
    letters.split(",")
    for letters in (
        "g,kk,n,d,tt,r,m,b,pp,s,ss,,j,jj,ch,k,t,p,h",
        "a,ae,ya,yae,eo,e,yeo,ye,o,wa,wae,oe,yo,u,wo,we,wi,yu,eu,ui,i",
        ",k,k,ks,n,nj,nh,t,l,lk,lm,lp,ls,lt,lp,lh,m,p,ps,t,t,ng,t,t,k,t,p,t",
    )
)
"""How the letters of a syllable sound: before, as and after its vowel."""

_HANGUL = re.compile("[가-힣]")


def latin(text: str) -> str:
    """Write the kana and hangul of a text in Latin letters; everything else stays."""
    spoken = _KANA_UNIT.sub(_kana, text.translate(_KATAKANA))
    return _HANGUL.sub(_hangul, spoken)


def _kana(found: re.Match[str]) -> str:
    return _syllable(*found.groups())


@cache
def _syllable(doubled: str, letter: str, small: str) -> str:
    """Say one syllable: a doubled consonant before it, a small letter after it."""
    sound = _with_small(_KANA.get(letter) or _SMALL_VOWELS.get(letter, ""), small)
    if doubled and sound:
        return ("t" if sound.startswith("ch") else sound[0]) + sound
    return sound


def _with_small(sound: str, small: str) -> str:
    if small in _SMALL_Y:
        start = sound[:-1]
        return f"{start}{'' if start in _NO_Y else 'y'}{_SMALL_Y[small]}"
    if small in _SMALL_VOWELS:
        return f"{sound[:-1] or 'w'}{_SMALL_VOWELS[small]}"
    return sound


def _hangul(found: re.Match[str]) -> str:
    """Take a syllable apart, as Unicode has put it together: 19 leads, 21 vowels, 28 tails."""
    lead, rest = divmod(ord(found.group()) - 0xAC00, 21 * 28)
    vowel, tail = divmod(rest, 28)
    return _LEADS[lead] + _VOWELS[vowel] + _TAILS[tail]
