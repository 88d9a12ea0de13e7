import pytest

from generator.facts import Context
from generator.field_change import LONGEST, Teller, Texts, bare
from generator.look.setting import Setting
from tests.tables.books import AS_OF, company

CONTEXT = Context(
    Setting("JPY", AS_OF, "../"),
    {
        "people": {"aiko": "Aiko <Tanaka>"},
        "products": {"cam": "Camera"},
        "campaigns": {"fair": "Fair"},
    },
)


def words(folder: str, path: str, texts: Texts, *, nested: bool = False) -> str:
    told = Teller(folder, CONTEXT, company()).told(path, texts, "USD", nested=nested)
    return told.text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("path", "texts", "expected"),
    [
        ("close_date", ("2026-11-28", "2026-12-11"), "close date: 28 Nov 2026 -> 11 Dec 2026"),
        ("amount", ("15000000", "14200000.5"), "amount: $15,000,000.00 -> $14,200,000.50"),
        ("amount", (None, "7"), "amount: $7.00"),
        ("amount", ("7", None), "amount: $7.00 -> gone"),
        ("stage", ("proposal", "won"), "stage: Proposal -> Won"),
        ("stage", ("forgotten", "won"), "stage: forgotten -> Won"),
        ("pipeline", (None, "new"), "pipeline: New business"),
        ("owner", ("aiko", "ben"), "owner: Aiko <Tanaka> -> ben"),
        ("probability", ("50", "70"), "probability: 50 % -> 70 %"),
        ("forecast_category", (None, "best_case"), "forecast category: best case"),
        ("lines[cam].quantity", ("10", "12"), "lines, Camera, quantity: 10 -> 12"),
        ("lines[gone-one].price", (None, "3"), "lines, gone-one, price: $3.00"),
        ("lines[2].quantity", ("10", "12"), "lines, no. 2, quantity: 10 -> 12"),
        ("recurring.amount", ("1", "2"), "recurring, amount: $1.00 -> $2.00"),
        ("custom.trial_until", (None, "soon"), "custom, trial until: soon"),
        ("reopened[2026-10-01]", (None, "2026-10-01"), "reopened: 1 Oct 2026"),
        ("tags[a_b]", ("a_b", None), "tags: a_b -> gone"),
        ("tags[2]", ("a", "b"), "tags, no. 2: a -> b"),
        ("discontinued_field", ("x", "y"), "discontinued field: x -> y"),
        # what does not fit the schema is shown as it is written
        ("close_date", ("soon", "2026-12-11"), "close date: soon -> 11 Dec 2026"),
    ],
)
def test_a_change_is_told_in_words(path: str, texts: Texts, expected: str) -> None:
    assert words("deals", path, texts) == expected


@pytest.mark.parametrize(
    ("path", "texts", "expected"),
    [
        (
            "lines[cam]",
            (None, '{"product":"cam","quantity":"2"}'),
            "lines, Camera: product Camera · quantity 2",
        ),
        (
            "lines",
            ('[{"product":"cam","quantity":"2"},{"product":"lamp"}]', None),
            "lines: product Camera · quantity 2; product lamp -> gone",
        ),
        ("lines[]", ('["a","b"]', '["b","a"]'), "lines, order: a, b -> b, a"),
        ("competitors", (None, '["x","y"]'), "competitors: x, y"),
        ("competitors", ('["x"]', "[]"), "competitors: x -> none"),
        ("custom", (None, '{"a":"1","b":"2"}'), "custom: a: 1, b: 2"),
        ("recurring", ('"monthly"', '{"amount":"5"}'), "recurring: monthly -> amount $5.00"),
        ("name", ('{"odd":"1"}', '"N"'), 'name: {"odd": "1"} -> N'),
    ],
)
def test_what_comes_or_goes_as_a_whole_is_told_whole(
    path: str, texts: Texts, expected: str
) -> None:
    assert words("deals", path, texts, nested=True) == expected


def test_keys_of_a_mapping_are_no_fields() -> None:
    assert words("rates", "rates.USD", ("150", "151.2")) == "rates, USD: 150 -> 151.2"
    assert words("company", "base_currency", ("JPY", "USD")) == "base currency: JPY -> USD"


def test_a_long_text_is_cut() -> None:
    told = words("deals", "notes", (None, "word " * 100))
    assert told.endswith("…")
    assert len(told) <= LONGEST + len("notes: ")


def test_values_cannot_become_markup() -> None:
    teller = Teller("deals", CONTEXT, company())
    evil = "<script>alert(1)</script>"
    for path, texts, nested in (
        ("name", (evil, evil), False),
        ("owner", (evil, evil), False),
        ("custom.x", (None, evil), False),
        (f'lines["{evil}"].quantity', (evil, None), False),
        ("competitors", (None, f'["{evil}"]'), True),
        (evil, (evil, evil), False),
    ):
        assert "<script" not in teller.told(path, texts, "USD", nested=nested).html


def test_only_records_that_are_there_are_links() -> None:
    told = Teller("deals", CONTEXT, company()).told("owner", ("aiko", "ben"), "USD")
    assert told.html == (
        'owner <del><a href="../people/aiko.html">Aiko &lt;Tanaka&gt;</a></del>'
        ' <span aria-hidden="true">→</span> <ins>ben</ins>'
    )


def test_fields_are_sorted_as_the_file_has_them() -> None:
    teller = Teller("deals", CONTEXT, company())
    paths = ["unknown", "lines[cam].price", "amount", "stage", "lines[cam].discount", "name"]
    assert sorted(paths, key=teller.order) == [
        "name", "stage", "amount", "lines[cam].discount", "lines[cam].price", "unknown",
    ]  # fmt: skip


def test_tags_are_taken_off_and_signs_stay() -> None:
    assert bare("<b>a &lt; b</b><br>c") == "a < b; c"
