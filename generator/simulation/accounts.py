"""The companies of the simulated market: customers, prospects, partners and rivals."""

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Literal, NamedTuple

from generator.simulation import firms, prices
from generator.simulation.chance import likely, stream, weighted
from generator.simulation.firms import CAST, PARTNERS, RIVALS, Firm
from generator.simulation.names import Language
from generator.simulation.org import Org
from generator.simulation.places import TERRITORY_PLACES, Place
from generator.simulation.sizes import Sizes

Style = Literal["old", "new", "prospect", "former", "partner", "competitor", "holding", "twin"]
"""What becomes of a company: customer from before, won meanwhile, never won, lost long ago, …"""

LEAST = 30
"""The fewest accounts that a simulated company can have: the fixed ones and some others."""


class Account(NamedTuple):
    """A company of the market, as it is drawn; what it is called in the book follows from deals."""

    id: str
    firm: Firm
    style: Style
    territory: str
    place: Place
    seller: str
    currency: str
    terms: str
    slowness: int
    """Days after the due date on which its payments usually come."""
    size: int
    since: date | None
    parent: str | None = None

    @property
    def language(self) -> Language:
        """The language in which notes about the account are written, where not in English."""
        return self.firm.language

    @property
    def price_book(self) -> str:
        """The prices that apply."""
        return prices.book(self.currency)

    @property
    def buys(self) -> bool:
        """May there be deals with it?"""
        return self.style in {"old", "new", "prospect", "twin"}


_LANGUAGES: dict[Language, float] = {"ja": 60, "ko": 21, "en": 19}
_STYLES: dict[Style, float] = {"old": 50, "new": 20, "prospect": 24, "former": 6}
_WEST, _EAST = "japan-west", "japan-east"
_CAST_SELLERS = {
    "yamada-holdings": (_WEST, "aiko-tanaka"),
    "yamada-seiki": (_WEST, "aiko-tanaka"),
    "yamada-foods": (_WEST, "aiko-tanaka"),
    "kansai-rail": (_WEST, "aiko-tanaka"),
    "naniwa-metro": (_WEST, "mei-lin"),
    "sakura-foods": (_WEST, "mei-lin"),
    "hirano-foods": (_EAST, "ben-ortiz"),
}
_CAST_STYLES: dict[str, Style] = {
    "yamada-holdings": "holding",
    "hanbit-holdings": "holding",
    "naniwa-metro": "new",
    "hirano-foods": "new",
    "merlion-packaging": "new",
    "yamada-foods": "prospect",
}
_PARENTS = {
    "yamada-seiki": "yamada-holdings",
    "yamada-foods": "yamada-holdings",
    "hanbit-logistics": "hanbit-holdings",
}
_CURRENCIES: dict[Language, str] = {"ja": "JPY", "ko": "KRW", "en": "USD"}
_TERMS: dict[Language, dict[str, float]] = {
    "ja": {
        "end of month + 1": 5,
        "end of month + 2": 2,
        "end of month + 2, day 10": 1,
        "net 30": 1,
    },
    "ko": {"net 30": 2, "net 45": 1},
    "en": {"net 30": 3, "net 60": 1},
}
_SLOWNESS: dict[int, float] = {0: 62, 6: 20, 20: 12, 45: 6}
_GROUP = 17
"""Every so many-th invented company belongs to the one before it."""


def draw(seed: int, sizes: Sizes, org: Org) -> tuple[Account, ...]:
    """Draw the market: the fixed companies first, then as many invented ones as are wanted."""
    rng = stream(seed, "accounts")
    found = [_of_cast(rng, org, key, firm) for key, firm in CAST.items()]
    found += [_account(rng, org, firm, "partner") for firm in PARTNERS]
    found += [_account(rng, org, firm, "competitor") for firm in RIVALS]
    found.append(_twin(found[1], org))
    return (*found, *_invented(rng, org, sizes.accounts - len(found), {one.id for one in found}))


def _of_cast(rng: Random, org: Org, key: str, firm: Firm) -> Account:
    found = _account(rng, org, firm, _CAST_STYLES.get(key, "old"))
    land, seller = _CAST_SELLERS.get(key, (found.territory, found.seller))
    place = found.place if land == found.territory else TERRITORY_PLACES[land][0]
    return found._replace(territory=land, seller=seller, place=place, parent=_PARENTS.get(key))


def _invented(rng: Random, org: Org, count: int, taken: set[str]) -> Iterator[Account]:
    """Draw companies of all languages; now and then one is a daughter of the one before."""
    sources = {language: firms.invented(rng, language) for language in _LANGUAGES}
    before: dict[Language, Account] = {}
    for number in range(count):
        language = weighted(rng, _LANGUAGES)
        firm = next(firm for firm in sources[language] if firm.slug not in taken)
        account = _account(rng, org, firm, weighted(rng, _STYLES))
        if number % _GROUP == _GROUP - 1 and language in before:
            account = account._replace(parent=before[language].id)
        before[language] = account
        yield account


def further(rng: Random, language: Language, taken: set[str]) -> Iterator[Firm]:
    """Name companies that are not in the book: those that leads come from."""
    return (firm for firm in firms.invented(rng, language) if firm.slug not in taken)


def _account(rng: Random, org: Org, firm: Firm, style: Style) -> Account:
    territory = _territory(rng, firm.language)
    sellers = {person.id: person.strength for person in org.in_territory(territory)}
    since = date(rng.randint(2009, 2024), rng.randint(1, 12), rng.randint(1, 28))
    return Account(
        id=firm.slug,
        firm=firm,
        style=style,
        territory=territory,
        place=rng.choice(TERRITORY_PLACES[territory]),
        seller=weighted(rng, sellers),
        currency=_CURRENCIES[firm.language],
        terms=weighted(rng, _TERMS[firm.language]),
        slowness=weighted(rng, _SLOWNESS),
        size=round(min(9000, rng.lognormvariate(5.4, 1.1) + 12)),
        since=since if style in {"old", "former"} else None,
    )


def _territory(rng: Random, language: Language) -> str:
    match language:
        case "ja":
            return _WEST if likely(rng, 52) else _EAST
        case "ko":
            return "korea"
        case _:
            return "pacific"


def _twin(original: Account, org: Org) -> Account:
    """Enter a customer a second time, under its legal short form and with another seller."""
    firm = original.firm._replace(own=f"{original.firm.own}㈱")
    seller = org.in_territory(_EAST)[0].id
    return original._replace(
        id=f"{original.id}-2",
        firm=firm,
        style="twin",
        territory=_EAST,
        place=TERRITORY_PLACES[_EAST][0],
        seller=seller,
        since=None,
        parent=None,
    )
