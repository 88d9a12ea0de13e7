"""What looks like a record that is being written, and why."""

import json
from collections.abc import Mapping
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.book import Entry, Key
from generator.duplicates import Likeness, alike, index, near, sheet
from generator.duplicates.comparison import BESIDE, compare, neighbours
from generator.duplicates.keys import FOLDERS, keys, near_keys
from generator.yaml.source import Tree


def entries(folder: str, records: Mapping[str, Mapping[str, object]]) -> list[Entry]:
    return [
        Entry(Key(folder, name), f"data/{folder}/{name}.yml", json.dumps({"id": name, **tree}))
        for name, tree in records.items()
    ]


def found(
    folder: str, records: Mapping[str, Mapping[str, object]], tree: dict[str, object]
) -> tuple[Likeness, ...]:
    return near(index(folder, entries(folder, records)), json.loads(json.dumps(tree)))


ACCOUNTS: dict[str, dict[str, object]] = {
    "acme": {"name": "Acme", "legal_name": "㈱アクメ", "domains": ["acme.example"]},
    "denki": {"name": "日本電気工業", "corporate_number": "1180301018771"},
    "northgate": {"name": "Northgate Instruments", "phone": "+44 20 1234 5678"},
}


@pytest.mark.parametrize(
    ("tree", "other", "band", "words"),
    [
        ({"name": "アクメ"}, "acme", "likely", "the same name without its legal form, アクメ"),
        ({"name": "ACME Inc", "domains": ["acme.example"]}, "acme", "same", "same domain"),
        ({"name": "日本電機工業"}, "denki", "suggest", "names with little between them"),
        ({"name": "Northgate Instrumets"}, "northgate", "suggest", "nearly the same name"),
        ({"name": "Nippon", "corporate_number": "1180301018771"}, "denki", "same", "number 118"),
        (
            {"name": "Instruments of Northgate", "phone": "020 1234 5678"},
            "northgate", "suggest", "the same phone number",
        ),
        ({"name": "Northg"}, "northgate", "suggest", "a name like it, northgate instruments"),
    ],
)  # fmt: skip
def test_an_account_that_looks_like_one(
    tree: dict[str, object], other: str, band: str, words: str
) -> None:
    first = found("accounts", ACCOUNTS, tree)[0]
    assert (first.other.id, first.band) == (other, band)
    assert words in first.words


def test_nothing_is_near_before_there_is_a_name() -> None:
    assert found("accounts", ACCOUNTS, {}) == ()
    assert found("accounts", ACCOUNTS, {"name": "No"}) == ()
    assert found("accounts", ACCOUNTS, {"name": "Acme", "not_duplicate_of": ["acme"]}) == ()
    assert found("products", ACCOUNTS, {"name": "Acme"}) == ()


def test_a_record_is_not_near_itself() -> None:
    known = index("accounts", entries("accounts", ACCOUNTS))
    assert near(known, {"name": "Acme"}, own="acme") == ()


def test_people_are_found_by_the_beginning_of_their_name() -> None:
    people = {"oka": {"name": "Makoto Oka", "account": "acme"}}
    (one,) = found("contacts", people, {"name": "Makoto"})
    assert (one.other.id, one.band) == ("oka", "suggest")
    (one,) = found("contacts", people, {"name": "M. Oka", "account": "acme"})
    assert one.words == "the same name, shortened, both at `acme`"


DEAL: dict[str, Tree] = {
    "name": "Line 5 inspection",
    "account": "acme",
    "created_on": "2026-08-03",
    "amount": "5000",
    "close_date": "2026-12-11",
    "owner": "aiko",
}
LINES: list[Tree] = [{"product": "lamp", "quantity": "5", "price": "1000"}]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"name": "Line 6 inspection"}, "different numbers in their names"),
        ({"type": "renewal", "close_date": "2026-12-20"}, "one is new and one is renewal"),
        ({"close_date": "2027-03-20"}, ""),
        ({"lines": [{"product": "lens", "quantity": "1", "price": "5000"}]}, "different products"),
        ({"name": "Spare parts", "amount": "5100", "owner": "ben"}, "different names"),
        ({"amount": "50000", "created_on": "2026-03-01"}, "amounts far apart"),
    ],
)
def test_two_real_deals_of_an_account_say_why_they_are_two(
    change: dict[str, object], why: str
) -> None:
    base = {**DEAL, "lines": LINES} if "lines" in change else DEAL
    known = index("deals", entries("deals", {"line-5": base}))
    answers = alike(known, json.loads(json.dumps({**base, **change})), "other")
    assert [one.band for one in answers] in ([], ["distinct"], ["suggest"])
    assert [why in one.against for one in answers if why] in ([], [True])
    assert bool(answers) == bool(why)


def test_two_deals_won_weeks_apart_or_with_two_numbers_elsewhere_are_two() -> None:
    """Some customers buy the same thing every month."""
    sold: dict[str, Tree] = {**DEAL, "lines": LINES, "stage": "won", "closed_on": "2026-10-01"}
    twice = index("deals", entries("deals", {"line-5": sold}))
    (one,) = alike(twice, {**sold, "closed_on": "2026-10-28"}, "other")
    assert one.band not in ("same", "likely")
    assert "both are won" in one.against
    counted: dict[str, Tree] = {**DEAL, "external_ids": {"crm": "K-1"}}
    known = index("deals", entries("deals", {"line-5": counted}))
    (one,) = alike(known, {**counted, "external_ids": {"crm": "K-2"}}, "other")
    assert one.band not in ("same", "likely")
    assert "different numbers in `crm`" in one.against


def test_a_deal_and_its_renewal_of_next_year_never_meet() -> None:
    known = index("deals", entries("deals", {"line-5": DEAL}))
    assert alike(known, {**DEAL, "close_date": "2027-12-11"}) == ()
    pair = Key("deals", "a"), DEAL, Key("deals", "b"), {**DEAL, "close_date": "2027-12-11"}
    told = compare(*pair)
    assert told is not None
    assert "another period: they close 365 days apart" in told.against


def test_the_copy_of_a_deal_under_another_owner_is_found() -> None:
    (one,) = found("deals", {"line-5": DEAL}, {**DEAL, "name": "Inspection line 5", "owner": "ben"})
    assert one.band in ("same", "likely")


TREES = st.fixed_dictionaries(
    {"name": st.sampled_from(["Acme", "Acme Ltd", "㈱アクメ", "Acne", "Beta Foods", "Foods Beta"])},
    optional={
        "reading": st.sampled_from(["アクメ", "あくめ"]),
        "domains": st.lists(st.sampled_from(["a.example", "b.example"]), min_size=1, max_size=2),
        "phone": st.sampled_from(["03-1234-5678", "+81 3 1234 5678"]),
        "parent": st.sampled_from(["n0", "n1"]),
        "corporate_number": st.sampled_from(["1180301018771", "7000012050002"]),
    },
)


@given(st.lists(TREES, min_size=2, max_size=5))
@settings(deadline=None, max_examples=60)
def test_likeness_is_the_same_from_both_sides_and_in_any_order(
    trees: list[dict[str, object]],
) -> None:
    records = {f"n{number}": tree for number, tree in enumerate(trees)}
    whole = entries("accounts", records)
    told = []
    for order in (whole, whole[::-1]):
        known = index("accounts", order)
        told.append({key.id: alike(known, known.fields(key), key.id) for key in
                     sorted(entry.key for entry in order)})  # fmt: skip
    assert told[0] == told[1]
    for (mine, ours), (theirs, yours) in permutations(told[0].items(), 2):
        there = [one._replace(other=Key("", "")) for one in ours if one.other.id == theirs]
        back = [one._replace(other=Key("", "")) for one in yours if one.other.id == mine]
        assert there == back


def test_of_very_many_only_the_next_are_compared_from_both_sides() -> None:
    many = [Key("accounts", f"a{number:03}") for number in range(100)]
    beside = {key: set(neighbours(many, key)) for key in many}
    assert max(map(len, beside.values())) == 2 * BESIDE
    assert all(key in beside[other] for key in many for other in beside[key])


def test_names_one_letter_apart_have_a_key_in_common() -> None:
    names = ["northgate", "northgat", "nortgate", "northgatee", "nrothgate", "northgade"]
    first = set(near_keys("accounts", {"name": names[0]}))
    assert all(first & set(near_keys("accounts", {"name": other})) for other in names)
    assert not first & set(near_keys("accounts", {"name": "eastgate"}))
    assert not near_keys("contacts", {"name": names[0]})


def test_two_kinds_may_have_a_key_in_common_by_chance() -> None:
    """So do the account and the contact among the examples of L901 that are right."""
    mine = keys("accounts", {"name": "Acme", "phone": "+81 1005 6049"})
    assert {*mine} & {*keys("contacts", {"mail": "m2649@x.example"})}


def test_what_was_published_with_a_record_is_not_worked_out_again() -> None:
    told = [
        entry._replace(topics="\n".join(["external:crm=1", *keys("accounts", fields)]))
        for entry in entries("accounts", ACCOUNTS)
        for fields in [json.loads(entry.text)]
    ]
    assert [entry.alike for entry in told] == [
        [*keys("accounts", json.loads(entry.text))] for entry in told
    ]
    worked_out = index("accounts", entries("accounts", ACCOUNTS))
    for name in ("アクメ", "Northgate Instrumets"):
        assert alike(index("accounts", told), {"name": name}) == alike(worked_out, {"name": name})
        assert alike(worked_out, {"name": name})


@given(st.lists(TREES, min_size=2, max_size=6))
@settings(deadline=None, max_examples=40)
def test_the_table_holds_each_pair_that_looks_alike_once(trees: list[dict[str, object]]) -> None:
    records = {f"n{number}": tree for number, tree in enumerate(trees)}
    whole = entries("accounts", records)
    known = index("accounts", whole)
    pairs = {
        (key.id, one.other.id, one.band, f"{one.score:.4f}")
        for key, fields in known
        for one in alike(known, fields, key.id)
        if key < one.other
    }
    rows = sheet.sheet(whole).rows
    assert {(row[1], row[2], row[3], row[4]) for row in rows} == pairs
    assert len(rows) == len(pairs)
    assert {row[0] for row in rows} <= {*FOLDERS}


def test_a_name_in_another_script_is_not_another_name() -> None:
    """Nobody can tell from the letters whether 김지훈 is Jihoon Kim; one mail address can."""
    lead = {"name": "김지훈", "company": "새론정밀", "mail": "kim@saeron.example"}
    typed = {"name": "Jihoon Kim", "company": "Saeron Precision", "mail": "kim@saeron.example"}
    (one,) = found("leads", {"kim": {**lead, "created_on": "2026-05-01"}}, {**typed})
    assert (one.band, one.against) == ("same", ())
    known = index("leads", entries("leads", {"kim": lead}))
    (one,) = alike(known, {**typed, "name": "이민준", "company": "가람물류"})
    assert one.against == ("different names", "different companies")
