"""Law 11: no text holds a secret."""

import re
from collections.abc import Iterator
from math import log2
from typing import NamedTuple

from generator.book import Book
from generator.checks.law import Finding
from generator.checks.places import placed, places, texts
from schema import Shared
from schema.description import FieldDescription


class _Secret(NamedTuple):
    """Something that looks like a secret: what, and as much of it as may be shown."""

    what: str
    excerpt: str


_MARKS = (
    "AKIA", "ASIA", "AIza", "PRIVATE KEY", "eyJ", "glpat-", "gldt-", "glrt-", "xox",
    "hooks.slack.com", "://",
)  # fmt: skip
_UNDERSCORED = ("github_pat_", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "k_live_", "npm_")
"""Every key below has one of these; most texts have none, and are not looked at again."""

_KEYS = (
    ("an AWS key", re.compile(r"\bA(?:KI|SI)A[A-Z2-7]{16}\b")),
    ("a Google key", re.compile(r"\bAIza[\w-]{35}")),
    ("a private key", re.compile(r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----")),
    ("a JSON web token", re.compile(r"\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}")),
    ("a GitHub token", re.compile(r"\b(?:gh[oprsu]_[A-Za-z0-9]{36}|github_pat_\w{22})")),
    ("a GitLab token", re.compile(r"\bgl(?:pat|dt|rt)-[\w-]{20}")),
    ("a Slack token", re.compile(r"\bxox[a-z]-[\w-]{10,}|hooks\.slack\.com(?:/\w+){4}")),
    ("a Stripe key", re.compile(r"\b[rs]k_live_[A-Za-z0-9]{16}")),
    ("an npm token", re.compile(r"\bnpm_[A-Za-z0-9]{36}")),
)

_LABELS = ("passw", "passphrase", "pwd", "secret", "token", "key")
_LABELS_BEYOND_ASCII = ("パスワード", "暗証番号", "비밀번호", "암호", "密码", "密碼")
_ASSIGNED = re.compile(
    r"""(?: pass(?:word|wd|phrase) | pwd | secret | token | (?:api|access|secret)[\ _-]?key
          | パスワード | 暗証番号 | 비밀번호 | 암호 | 密码 | 密碼 )
        ["']? \s* [:=\uff1a\uff1d] \s* ["']? ([^\s"',;]{8,})""",
    re.VERBOSE | re.IGNORECASE,
)
_IN_ADDRESS = re.compile(r"\w://[^\s/:@]+:([^\s/@]{3,})@")
BITS = 3
"""What is assigned is taken for a secret from so many bits of entropy a character on."""

# The look behind comes second, so that the search skips to a digit quickly.
_CARD = re.compile(
    r"""[0-9] (?<![\w.+-][0-9])
        (?: [0-9]{13,18}
          | [0-9]{3} ([ -]) [0-9]{4} \1 [0-9]{4} \1 [0-9]{1,4} (?: \1 [0-9]{1,3} )?
          | [0-9]{3} ([ -]) [0-9]{6} \2 [0-9]{4,5} )
        (?! \w | [.-] [0-9] )""",
    re.VERBOSE,
)
_ISSUED = re.compile(
    r"""4 (?: [0-9]{12} | [0-9]{15} | [0-9]{18} )
      | (?: 5[1-5] | 2[2-7] ) [0-9]{14}
      | 3[47] [0-9]{13}
      | 3 (?: 0[0-5] | [689][0-9] ) [0-9]{11}
      | 35 [0-9]{14,17}
      | 6 (?: 011 | 5[0-9]{2} | 4[4-9][0-9] | 2[0-9]{2} ) [0-9]{12,15}""",
    re.VERBOSE,
)
"""The first digits of the card issuers, with the lengths of their numbers."""


def no_secret(record: Shared, _book: Book) -> Iterator[Finding]:
    """No text holds a password, a key of a service or the number of a payment card.

    Everybody who may read the repository reads it, and its history keeps it after it is deleted.
    Thirteen digits in one piece are no card number here: registers and bar codes write them so.
    """
    where = places(type(record), _kind_of_text)
    if not _is_suspect("\n".join([text for _, text in texts(record, where)])):
        return
    for path, kind, text in placed(record, where):
        secret = _secret(text, cards=kind == "text")
        if secret is not None:
            message = (
                f"A text must not hold {secret.what}; this looks like one: `{secret.excerpt}`."
            )
            hint = "Take it out and have it replaced: the history keeps what was committed."
            yield Finding(path, message, hint)


def holds_secret(text: str) -> bool:
    """Tell whether a text looks like a secret, so that no message repeats it."""
    return _is_suspect(text) and _secret(text, cards=True) is not None


def redacted(text: str) -> str:
    """Cut every secret in a text down to what may be shown; a message may repeat what it found."""
    if not _is_suspect(text):
        return text
    for _, pattern in _KEYS:
        text = pattern.sub(lambda found: _excerpt(found[0]), text)
    text = _IN_ADDRESS.sub(lambda found: found[0].replace(found[1], "…"), text)
    text = _ASSIGNED.sub(
        lambda found: found[0].replace(found[1], "…") if _is_random(found[1]) else found[0], text
    )
    return _CARD.sub(lambda found: _excerpt(found[0]) if _is_card(found[0]) else found[0], text)


def _kind_of_text(field: FieldDescription) -> str | None:
    """Tell free texts from numbers of other systems, which may look like the number of a card."""
    if field.shape not in ("text", "prose") or field.picklist is not None:
        return None
    numbers = ("corporate_number", "external_ids", "invoice", "number")
    return "number" if field.name in numbers else "text"


def _is_suspect(text: str) -> bool:
    """Tell quickly whether a text may hold a secret."""
    return (
        _has_one(text, _MARKS)
        or ("_" in text and _has_one(text, _UNDERSCORED))
        or _has_one(text.lower(), _LABELS)
        or (not text.isascii() and _has_one(text, _LABELS_BEYOND_ASCII))
        or _CARD.search(text) is not None
    )


def _has_one(text: str, words: tuple[str, ...]) -> bool:
    for word in words:  # noqa: SIM110 - calling any() takes twice the time
        if word in text:
            return True
    return False


def _secret(text: str, *, cards: bool) -> _Secret | None:
    """Find the first secret of a text."""
    for what, pattern in _KEYS:
        if key := pattern.search(text):
            return _Secret(what, _excerpt(key[0]))
    if _IN_ADDRESS.search(text) or any(_is_random(value) for value in _ASSIGNED.findall(text)):
        return _Secret("a password", "…")
    numbers = (found[0] for found in _CARD.finditer(text)) if cards else ()
    number = next(filter(_is_card, numbers), None)
    return _Secret("the number of a payment card", _excerpt(number)) if number else None


def _excerpt(secret: str) -> str:
    return f"{secret[:4]}…"


def _is_random(value: str) -> bool:
    """Tell a password from a word: letters and digits, and hardly a character twice."""
    if not (any(sign.isdigit() for sign in value) and any(sign.isalpha() for sign in value)):
        return False
    shares = [value.count(sign) / len(value) for sign in sorted(set(value))]
    return -sum(share * log2(share) for share in shares) >= BITS


def _is_card(number: str) -> bool:
    """Check issuer, length and check digit (Luhn) of a number written with or without gaps."""
    digits = [int(sign) for sign in reversed(number) if sign.isdigit()]
    if not _ISSUED.fullmatch(re.sub("[ -]", "", number)):
        return False
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0
