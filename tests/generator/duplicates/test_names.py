"""Names in all their spellings, and the numbers by which somebody is reached or registered."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from generator.duplicates import contact_data, letters
from generator.duplicates.name import company, person, spoken, title

ONE = """
アクメ: ㈱アクメ, 株式会社 アクメ, ｱｸﾒ(株), アクメ㍿, あくめ株式会社, 株式会社\u200bアクメ
アクメ: 有限会社アクメ
アクメ: 合同会社アクメ, カブシキガイシャ アクメ, NPO法人アクメ
アクメ: 一般社団法人アクメ, \uff08株\uff09アクメ
yamadaseiki: Yamada Seiki, YAMADA SEIKI K.K., Yamada Seiki Co. Ltd., Yamada-Seiki KK
yamadaseiki: Yamada Seiki Kabushiki Kaisha, The Yamada Seiki Company, Yamada\u00ad Seiki\u200f Inc.
yamadaseiki: Y\u0430mada S\u0435iki, \uff39amada\u3000\uff33eiki
한빛물류: 한빛물류, 주식회사 한빛물류, ㈜한빛물류, 한빛물류(주)
한빛물류: 유한회사 한빛물류, 한빛물류 주식회사
societegenerale: Société Générale S.A., SOCIETE GENERALE SA
acme: Acme GmbH & Co. KG, Acme S.p.A., Acme A/S, Acme Pte. Ltd., Acme Inc, Acme s.r.o.
コンピュタサビス: コンピューターサービス株式会社, コンピュータサービス㈱
"""


@pytest.mark.parametrize("line", ONE.strip().splitlines())
def test_all_spellings_of_a_name_have_one_core(line: str) -> None:
    core, _, spellings = line.partition(": ")
    for name in spellings.split(", "):
        assert (name, company(name).core) == (name, core)


@pytest.mark.parametrize("name", ["Coop", "AG", "株式会社", "SCS", "The Company", "Kaisha Ltd"])
def test_a_name_is_never_empty(name: str) -> None:
    assert company(name).core


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("SAS Institute Inc.", "sasinstitute"),
        ("NV Energy", "nvenergy"),
        ("AS Roma S.p.A.", "asroma"),
        ("K.K. Yamada Seiki", "yamadaseiki"),
        ("PT Astra Tbk", "astra"),
        ("SARL Dupont", "dupont"),
    ],
)
def test_a_short_form_is_taken_off_the_front_only_where_it_stands_there(
    name: str, core: str
) -> None:
    assert company(name).core == core


def test_a_text_without_letters_has_no_name() -> None:
    assert company("—").words == person("...").words == ()


def test_groups_and_holdings_keep_their_word() -> None:
    cores = {company(name).core for name in ("Acme", "Acme Group", "Acme Holdings Ltd")}
    assert cores == {"acme", "acmegroup", "acmeholdings"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("髙島", "高島"), ("斎藤", "齊藤"), ("キヤノン", "キャノン"),
        ("ヴァイオリン", "バイオリン"),
        ("渡邊", "渡辺"), ("二トリ", "ニトリ"), ("ヱビス", "エビス"),
    ],
)  # fmt: skip
def test_letters_in_several_shapes_are_one_for_candidates(one: str, other: str) -> None:
    plain = [letters.plain(text) for text in (one, other)]
    assert letters.variant(plain[0]) == letters.variant(plain[1])
    assert plain[0] != plain[1]


@given(some.text("aA1 .,&'()々ぁあゔゖァアヴー・一山龍가힣Éé"))
def test_a_text_of_usual_letters_is_plain_in_the_same_way_as_any_other(text: str) -> None:
    assert letters.plain(f"ø{text}") == f"o{letters.plain(text)}"


@pytest.mark.parametrize("name", ["", "Acme", "山田精機", "アクメ", "한빛"])
def test_letters_are_wide_beyond_those_of_the_alphabets(name: str) -> None:
    assert letters.is_wide(name) == any(ord(letter) >= 0x2E80 for letter in name)
    assert letters.has_kana(name) == any("ぁ" <= letter <= "ヿ" for letter in name)


def test_kana_are_said_in_latin() -> None:
    assert (spoken("ヤマダセイキ"), spoken("seiki")) == ("yamadaseiki", "")


def test_a_person_is_named_without_a_title_and_in_either_order() -> None:
    names = ("Mr. Makoto Oka", "OKA Makoto", "岡 誠 様", "岡　誠")
    bags = [person(name).bag for name in names]
    assert bags[0] == bags[1]
    assert bags[2] == bags[3]
    assert person("様").core == "様"


def test_numbers_in_names_tell_apart() -> None:
    assert title("Line 05, phase 2").numbers == {"5", "2"}


def test_the_check_digit_of_a_corporate_number_is_verified() -> None:
    assert contact_data.is_checked("1180301018771")
    assert contact_data.is_checked("7000012050002")  # the National Tax Agency's own
    assert not contact_data.is_checked("2180301018771")
    assert contact_data.is_checked("123-45-67890")
    assert contact_data.register("1180-3010-18771") == "1180301018771"


def test_a_phone_number_is_told_by_its_last_digits() -> None:
    for numbers in (
        ("+81 6 1234 5678", "06-1234-5678", "(06) 1234.5678"),
        ("+82 2 123 4567", "02-123-4567"),  # Seoul: eight digits after the country's code
        ("+65 6123 4567", "6123 4567"),  # Singapore: eight, and no zero before them
    ):
        assert len({contact_data.phone(number) for number in numbers}) == 1, numbers
    assert contact_data.phone("06-1234-5678") != contact_data.phone("06-1234-5679")
    assert contact_data.phone("110") == ""


def test_a_mailbox_for_anybody_is_no_domain_of_a_company() -> None:
    assert contact_data.domain("gmail.com") == ""
    assert contact_data.domain("WWW.Acme.example") == "acme.example"
    assert contact_data.is_shared("Info@acme.example")
    assert not contact_data.is_shared("oka@acme.example")
