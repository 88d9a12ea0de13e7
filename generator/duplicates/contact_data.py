"""Numbers and addresses by which somebody is reached or registered, as they are compared."""

import re

_DIGIT = re.compile(r"\d")
_ENDING = 8
"""So many digits at the end of a phone number tell it apart, with or without the country's code.

Seoul, Singapore and others have no more after it.
"""
_SHORTEST = 7
_JAPANESE = 13


def _split(text: str) -> list[str]:
    return text.split()


_PUBLIC = frozenset(
    _split("""
gmail.com googlemail.com outlook.com outlook.jp hotmail.com hotmail.co.jp live.com live.jp
yahoo.com yahoo.co.jp yahoo.co.kr icloud.com me.com mac.com aol.com gmx.de gmx.net web.de
naver.com daum.net hanmail.net kakao.com nate.com docomo.ne.jp ezweb.ne.jp au.com
softbank.ne.jp i.softbank.jp nifty.com proton.me protonmail.com qq.com 163.com 126.com
""")
)
_SHARED = frozenset(
    _split("""
info sales office reception contact admin support mail hello service team order orders
purchasing accounting hr jobs press billing help
""")
)


def phone(text: str) -> str:
    """Give what tells a phone number apart; nothing where it is too short to tell."""
    digits = "".join(_DIGIT.findall(text))
    return digits[-_ENDING:] if len(digits) >= _SHORTEST else ""


def domain(text: str) -> str:
    """Give a domain of the company's own; nothing for one that anybody can have a mailbox at."""
    found = text.casefold().removeprefix("www.")
    return "" if found in _PUBLIC else found


def is_shared(mail: str) -> bool:
    """Tell whether a mailbox is one that several people read."""
    return mail.partition("@")[0].casefold() in _SHARED


def register(text: str) -> str:
    """Give a number of a public register without what parts it."""
    return text if text.isalnum() else "".join(filter(str.isalnum, text))


def is_checked(number: str) -> bool:
    """Tell whether a number can be right: Japan's of 13 digits begin with a check digit.

    It is 9 less the weighted sum of the other digits modulo 9; from the right, the weights are 1
    and 2 in turn (the ordinance on corporate numbers). Others are taken as they are.
    """
    if len(number) != _JAPANESE or not number.isdecimal():
        return True
    total = sum(int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number[1:])))
    return int(number[0]) == 9 - total % 9
