"""Names of persons and companies."""

from collections.abc import Sequence
from itertools import islice

import pytest

from generator.simulation.chance import stream
from generator.simulation.firms import Firm, invented
from generator.simulation.names import Language, Name, drawn

OKA = Name("ja", "Oka", "Makoto", "岡", "誠", "おか まこと")
KIM = Name("ko", "Kim", "Minseo", "김", "민서", "Kim Minseo")
ORTIZ = Name("en", "Ortiz", "Ben", "Ortiz", "Ben", "")


@pytest.mark.parametrize(
    ("name", "latin", "own", "polite", "slug"),
    [
        (OKA, "Makoto Oka", "岡 誠", "岡様", "makoto-oka"),
        (KIM, "Minseo Kim", "김민서", "김민서 님", "minseo-kim"),
        (ORTIZ, "Ben Ortiz", "Ben Ortiz", "Ben Ortiz", "ben-ortiz"),
    ],
)
def test_a_name_is_said_as_its_language_does(
    name: Name, latin: str, own: str, polite: str, slug: str
) -> None:
    assert (name.latin, name.own, name.polite, name.slug) == (latin, own, polite, slug)


@pytest.mark.parametrize("language", ["en", "ja", "ko"])
def test_drawn_names_are_of_the_language(language: Language) -> None:
    names = [drawn(stream(number, "names"), language) for number in range(20)]
    assert {name.language for name in names} == {language}
    assert all(name.slug.replace("-", "").isalpha() and name.slug.isascii() for name in names)


@pytest.mark.parametrize("language", ["en", "ja", "ko"])
def test_companies_do_not_come_twice(language: Language) -> None:
    firms = _firms(language, 9000)
    assert len({firm.slug for firm in firms}) == 9000
    assert len(firms[0].latin.split()) == 2
    assert all(firm.slug.isascii() and len(firm.slug) <= 40 for firm in firms)


def test_when_places_run_out_companies_are_numbered() -> None:
    last = _firms("ko", 3200)[-1]
    assert last.latin.endswith(" 2")
    assert last.industry


def test_a_japanese_company_has_a_reading_and_a_legal_form() -> None:
    for firm in _firms("ja", 20):
        assert firm.reading
        assert "株式会社" in firm.legal
        assert firm.domain == f"{firm.slug}.example"


def _firms(language: Language, count: int) -> Sequence[Firm]:
    return list(islice(invented(stream(1, "firms"), language), count))
