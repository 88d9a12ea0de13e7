import json

import pytest

from generator.book import Entry, Key
from generator.facts import Context, sheet
from generator.look.setting import Setting
from generator.yaml.source import Tree
from schema import KINDS
from schema.company import CustomField
from tests.tables.books import AS_OF

CONTEXT = Context(
    Setting("JPY", AS_OF, "../"),
    {"people": {"aiko": "Aiko <Tanaka>"}, "products": {"p": "Lens"}},
)
PLANTS = {"plants": CustomField(type="number", description="Plants & sites.")}


def html(folder: str, tree: dict[str, Tree], apart: frozenset[str] = frozenset()) -> str:
    written = sheet(KINDS[folder], CONTEXT, apart, PLANTS)
    entry = Entry(Key(folder, "x"), "data/x.yml", json.dumps({"id": "x", **tree}))
    return str(written(entry, "USD").html)


@pytest.mark.parametrize(
    ("folder", "tree", "expected"),
    [
        ("accounts", {"name": "A & B"}, "<dd>A &amp; B</dd>"),
        ("accounts", {"owner": "aiko"}, '<a href="../people/aiko.html">Aiko &lt;Tanaka&gt;</a>'),
        ("accounts", {"owner": "ben"}, "<dd>ben</dd>"),
        ("accounts", {"credit_limit": "10000000"}, "<dd>$10,000,000.00</dd>"),
        ("accounts", {"size": "1320"}, "<dd>1,320\N{NO-BREAK SPACE}people</dd>"),
        ("accounts", {"customer_since": "2019-06-01"}, "<dd>1\N{NO-BREAK SPACE}Jun"),
        ("accounts", {"industry": "real_estate"}, "<dd>real estate</dd>"),
        ("accounts", {"aliases": ["a", "<b>"]}, "<dd>a, &lt;b&gt;</dd>"),
        ("accounts", {"external_ids": {"odoo": "17"}}, "<dd>odoo: 17</dd>"),
        ("accounts", {"custom": {"plants": "3"}}, 'title="Plants &amp; sites.">Plants</dt><dd>3'),
        ("accounts", {"custom": {"other": "<3"}}, "Other</dt><dd>&lt;3</dd>"),
        ("accounts", {"addresses": [{"city": "Osaka", "country": "JP"}]}, "country</span> JP · "),
        ("accounts", {"addresses": [{"city": "Osaka"}, {"city": "Kobe"}]}, "Osaka<br>"),
        ("products", {"active": "true"}, "<dd>yes</dd>"),
        ("products", {"active": "false"}, "<dd>no</dd>"),
        ("contacts", {"mail": "oka@y.example"}, 'href="mailto:oka@y.example"'),
        ("activities", {"when": "2026-11-11 10:00"}, "2026, 10:00</dd>"),
        ("deals", {"probability": "55"}, "<dd>55\N{NO-BREAK SPACE}%</dd>"),
        ("deals", {"recurring": {"amount": "5", "months": "12"}}, "amount</span> $5.00 · "),
        ("rates", {"rates": {"USD": "151.2"}}, "<dd>USD: 151.2</dd>"),
    ],
)
def test_a_field_is_shown_as_what_it_is(folder: str, tree: dict[str, Tree], expected: str) -> None:
    assert expected in html(folder, tree)


def test_a_field_explains_itself() -> None:
    assert '<dt title="The name that people use.">Name</dt>' in html("accounts", {"name": "A"})


def test_a_list_with_a_section_of_its_own_is_left_out() -> None:
    tree: dict[str, Tree] = {"name": "D", "lines": [{"product": "p", "quantity": "2"}]}
    assert "Lens" in html("deals", tree)
    assert "Lens" not in html("deals", tree, frozenset({"lines"}))


def test_the_names_of_filled_fields_are_known() -> None:
    entry = Entry(Key("deals", "x"), "data/x.yml", '{"id": "x", "name": "D", "tags": []}')
    assert sheet(KINDS["deals"], CONTEXT, frozenset(), {})(entry, "JPY").names == {"id", "name"}
