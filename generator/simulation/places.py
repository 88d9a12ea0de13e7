"""Places where the simulated companies have their offices and plants."""

from random import Random
from typing import NamedTuple


class Place(NamedTuple):
    """A city: its region, country, the start of its postal codes and of its phone numbers."""

    region: str
    country: str
    city: str
    postal: str
    phone: str
    streets: tuple[str, ...]


def _japan(region: str, city: str, postal: str, phone: str, *streets: str) -> Place:
    return Place(region, "JP", city, postal, f"+81 {phone}", streets)


def _korea(region: str, city: str, postal: str, phone: str, *streets: str) -> Place:
    return Place(region, "KR", city, postal, f"+82 {phone}", streets)


TERRITORY_PLACES = {
    "japan-west": (
        _japan("Osaka", "Osaka-shi", "541", "6", "Kitahama", "Doshomachi", "Awajimachi"),
        _japan("Osaka", "Sakai-shi", "590", "72", "Hamadera", "Chikko"),
        _japan("Kyoto", "Kyoto-shi", "600", "75", "Shijo", "Kamitoba"),
        _japan("Hyogo", "Kobe-shi", "650", "78", "Sannomiya", "Port Island"),
        _japan("Hyogo", "Amagasaki-shi", "660", "6", "Ogimachi", "Higashihama"),
        _japan("Nara", "Yamatokoriyama-shi", "639", "743", "Imagokomachi"),
        _japan("Shiga", "Kusatsu-shi", "525", "77", "Noji", "Kitayamada"),
        _japan("Hiroshima", "Hiroshima-shi", "730", "82", "Motomachi", "Ujina"),
        _japan("Fukuoka", "Kitakyushu-shi", "802", "93", "Asano", "Tobata"),
        _japan("Okayama", "Kurashiki-shi", "710", "86", "Mizushima"),
    ),
    "japan-east": (
        _japan("Tokyo", "Ota-ku", "144", "3", "Kamata", "Haneda-asahi"),
        _japan("Tokyo", "Koto-ku", "135", "3", "Shinkiba", "Toyosu"),
        _japan("Kanagawa", "Yokohama-shi", "230", "45", "Tsurumi", "Daikoku"),
        _japan("Kanagawa", "Kawasaki-shi", "210", "44", "Ogimachi"),
        _japan("Aichi", "Nagoya-shi", "450", "52", "Meieki", "Atsuta"),
        _japan("Aichi", "Toyohashi-shi", "440", "532", "Akemi"),
        _japan("Saitama", "Kawaguchi-shi", "332", "48", "Ryoke"),
        _japan("Shizuoka", "Hamamatsu-shi", "430", "53", "Shinmiyakoda"),
        _japan("Nagano", "Suwa-shi", "392", "266", "Kogan-dori"),
        _japan("Miyagi", "Sendai-shi", "980", "22", "Izumi"),
        _japan("Ishikawa", "Kanazawa-shi", "920", "76", "Kitayasue"),
    ),
    "korea": (
        _korea("Seoul", "Seoul", "085", "2", "Gasan digital 1-ro", "Guro-daero"),
        _korea("Incheon", "Incheon", "216", "32", "Namdongseo-ro", "Songdo-daero"),
        _korea("Gyeonggi", "Hwaseong", "185", "31", "Dongtan-daero"),
        _korea("Gyeonggi", "Ansan", "154", "31", "Sinwon-ro"),
        _korea("Busan", "Busan", "467", "51", "Noksansandan-ro"),
        _korea("Daegu", "Daegu", "427", "53", "Seongseo-ro"),
        _korea("Gyeongnam", "Changwon", "514", "55", "Gongdan-ro"),
    ),
    "pacific": (
        Place("Singapore", "SG", "Singapore", "628", "+65", ("Tuas Avenue", "Jurong Pier Road")),
        Place("California", "US", "Fremont", "945", "+1 510", ("Warm Springs Road",)),
        Place("Texas", "US", "Fort Worth", "761", "+1 817", ("Alliance Gateway",)),
        Place("Ohio", "US", "Dayton", "454", "+1 937", ("Wagner Ford Road",)),
        Place("Victoria", "AU", "Dandenong", "317", "+61 3", ("Frankston Road",)),
        Place("Greater London", "GB", "London", "W3", "+44 20", ("Victoria Road",)),
    ),
}
"""Where companies of each territory are."""

REGIONS = tuple(
    dict.fromkeys(place.region for places in TERRITORY_PLACES.values() for place in places),
)


def postal_code(rng: Random, place: Place) -> str:
    """Draw a postal code of a place, in the form of its country."""
    match place.country:
        case "JP":
            return f"{place.postal}-{rng.randrange(10_000):04}"
        case "GB":
            return f"{place.postal} {rng.randint(1, 9)}{rng.choice('ABDEFH')}{rng.choice('JLNPQR')}"
        case "AU":
            return f"{place.postal}{rng.randrange(10)}"
        case "SG":
            return f"{place.postal}{rng.randrange(1000):03}"
        case _:
            return f"{place.postal}{rng.randrange(100):02}"


def street(rng: Random, place: Place) -> str:
    """Draw a street and a number."""
    name = rng.choice(place.streets)
    if place.country == "JP":
        return f"{name} {rng.randint(1, 5)}-{rng.randint(1, 20)}-{rng.randint(1, 12)}"
    return f"{rng.randint(2, 480)} {name}"


def phone(rng: Random, place: Place) -> str:
    """Draw a phone number of a place."""
    return f"{place.phone} {rng.randint(200, 799)} {rng.randrange(10_000):04}"
