"""Words of a command line become a record."""

import pytest

from generator.authoring.words import tree
from generator.errors import UsageError
from generator.yaml.source import Tree
from schema import KINDS


@pytest.mark.parametrize(
    ("kind", "words", "expected"),
    [
        ("deals", ["name=Line 6 = new", "stage=won"], {"name": "Line 6 = new", "stage": "won"}),
        ("deals", ["tags=a,b", "tags=c"], {"tags": ["a", "b", "c"]}),
        ("contacts", ["opted_out=phone, mail"], {"opted_out": ["phone", "mail"]}),
        ("accounts", ["aliases=Acme, Inc.", "aliases=Acme"], {"aliases": ["Acme, Inc.", "Acme"]}),
        (
            "deals",
            ["lines.1.product=bolt", "lines.1.quantity=2", "lines.2.product=nut"],
            {"lines": [{"product": "bolt", "quantity": "2"}, {"product": "nut"}]},
        ),
        ("deals", ["recurring.amount=5"], {"recurring": {"amount": "5"}}),
        ("rates", ["rates.USD=150"], {"rates": {"USD": "150"}}),
        ("accounts", ["custom.tier=1"], {"custom": {"tier": "1"}}),
    ],
)
def test_words_are_read(kind: str, words: list[str], expected: dict[str, Tree]) -> None:
    assert tree(KINDS[kind], words) == expected


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("won", "`won` must be written FIELD=VALUE."),
        ("stagge=won", "there is no field `stagge` in a deal. Did you mean `stage`?"),
        ("lines.2.product=nut", "item 2 needs item 1 before it"),
    ],
)
def test_a_word_that_cannot_be_used_is_said(word: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        tree(KINDS["deals"], [word])

    assert said in str(caught.value)
