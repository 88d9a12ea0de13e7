"""Legal forms in all their spellings, taken off both ends of a name."""

import re
from collections.abc import Sequence

_BRACKETED = re.compile(r"\(\s*(?:株|有|同|資|名|社|財|独|学|医|福|特非|주|유|합|재|사)\s*\)")
"""`㈱` and its kin, once they are in one width."""


def _split(text: str) -> list[str]:
    return text.split()


# The longest first: 有限責任 before 有限.
_WIDE = _split("""
特定非営利活動法人 社会医療法人 社会福祉法人 一般社団法人 公益社団法人 一般財団法人
公益財団法人 国立大学法人 独立行政法人 医療法人社団 医療法人財団 有限責任事業組合
特例有限会社 農業協同組合 協同組合 宗教法人 学校法人 医療法人 社団法人 財団法人
npo法人 株式会社 株式會社 有限会社 有限會社 合同会社 合資会社 合名会社 相互会社
カブシキガイシャ カブシキカイシャ ユウゲンガイシャ ゴウドウガイシャ 유한책임회사
주식회사 유한회사 합자회사 합명회사 재단법인 사단법인 股份有限公司 有限责任公司
有限責任公司 股份公司 有限公司
""")
_FRONT = re.compile("|".join(_WIDE))
_BACK = re.compile(f"(?:{'|'.join(_WIDE)})$")

_LATIN = frozenset(
    _split("""
inc incorporated corp corporation co company ltd limited llc llp lp plc gmbh mbh ag kg
kgaa ohg ug eg se sa sas sasu sarl srl spa sl snc scs sca bv nv cv vof oy oyj ab asa as
aps kk gk yk nk pty pte pvt private sdn bhd kft zrt rt sro doo dd ooo oao zao pao pjsc jsc
tbk pt ltda eireli kabushikikaisha kabushikigaisha yugenkaisha yugengaisha godokaisha
godogaisha kaisha kabushiki yugen godo jusikhoesa chusikhoesa yuhanhoesa hoesa jusik
chusik
""")
)
_SHORT = 3
_SHORT_IN_FRONT = {"kk", "gk", "yk", "pt", "ooo", "oao", "zao", "pao"}
"""Of the short forms only these stand before a name; of others, `SAS` or `NV`, it may begin."""
_AT_START = {form for form in _LATIN if len(form) > _SHORT} | _SHORT_IN_FRONT | {"the"}
_AT_END = _LATIN | {"the", "and", "of", "und", "et", "y"}


def without(tokens: Sequence[str]) -> tuple[str, ...]:
    """Take the legal forms off both ends of a name's words; never all of it.

    A company may be called by what is a legal form elsewhere: `AG`, `Coop`.
    """
    words = _apart(tokens)
    first, last = 0, len(words)
    while last - first > 1 and words[last - 1] in _AT_END:
        last -= 1
    while last - first > 1 and words[first] in _AT_START:
        first += 1
    return tuple(words[first:last]) or tuple(tokens)


def _apart(tokens: Sequence[str]) -> Sequence[str]:
    """Take off the forms that are written without a space."""
    found = [token if token.isascii() else _off(token) for token in tokens]
    return [word for word in found if word] or tokens


def _off(token: str) -> str:
    front = _FRONT.match(token)
    rest = token[front.end() :] if front else token
    back = _BACK.search(rest)
    return rest[: back.start()] if back else rest


def unbracketed(text: str) -> str:
    """Take out the forms in brackets, which stand on either end or between."""
    return _BRACKETED.sub(" ", text) if "(" in text else text
