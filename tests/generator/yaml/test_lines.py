"""The reader of usual records says what libyaml says, or nothing."""

from itertools import product

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.yaml import lines
from generator.yaml.source import Tree, read
from generator.yaml.text import sound

ORDER = """\
# an order of spring
account: yamada-seiki
name: 山田精機 / Yamada#1 (12:30)
amount: -1200.50
close_date:

lines:
  - product: p-100
    quantity: 3

  # the second one
  - product: "p: 200"
    note: |
      It is
        odd,

      isn't it?

    place: |-
      Tokyo,
      east

  - product: ''
tags:
  - new
  - 'a b'
contact:
  mail: a@example.com
owner:
"""


def by_nodes(text: str) -> dict[str, Tree]:
    """Return the record of a text in order, by libyaml's nodes and a rule or two."""
    node = yaml.compose(text, yaml.CBaseLoader)
    assert isinstance(node, yaml.MappingNode)
    return mapping(node)


def mapping(node: yaml.MappingNode) -> dict[str, Tree]:
    """Return the fields of a mapping, without those that nothing is written for."""
    pairs = [(key.value, value) for key, value in node.value]
    assert len({key for key, _ in pairs}) == len(pairs)
    return {key: plain(value) for key, value in pairs if value.value != "" or value.style}


def plain(node: yaml.Node) -> Tree:
    """Return a node as texts, lists and mappings."""
    if isinstance(node, yaml.MappingNode):
        return mapping(node)
    return [plain(item) for item in node.value] if isinstance(node.value, list) else node.value


def agrees(text: str) -> bool:
    """Hold all readers of a text together; return whether the fast one had an answer.

    A mark before a record keeps it from the fast reader; an exclamation mark in a comment has it
    looked at for faults before it is read.
    """
    events, code = read(f"---\n{text}".encode(), "r.yml")
    careful, codes = read(f"---\n# !\n{text}".encode(), "r.yml")
    assert events == careful
    assert [fault.code for fault in code] == [fault.code for fault in codes]
    found = lines.tree(text) if sound(text.encode()) is not None else None
    if found is not None:
        assert found == events == by_nodes(text)
        assert list(found) == list(by_nodes(text))
    return found is not None


def test_a_usual_record_is_read_without_libyaml() -> None:
    assert lines.tree(ORDER) == {
        "account": "yamada-seiki",
        "name": "山田精機 / Yamada#1 (12:30)",
        "amount": "-1200.50",
        "lines": [
            {"product": "p-100", "quantity": "3"},
            {"product": "p: 200", "note": "It is\n  odd,\n\nisn't it?\n", "place": "Tokyo,\neast"},
            {"product": ""},
        ],
        "tags": ["new", "a b"],
        "contact": {"mail": "a@example.com"},
    }
    assert agrees(ORDER)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing\n",
        "a: b",
        "a: b\na: c\n",
        "a: b\n c: d\n",
        "a: b\n  c\n",
        " a: b\n",
        "- a\n",
        "a:\n- b\n",
        "a:\n  - b\n  c: d\n",
        "a:\n  b: c\n  - d\n",
        "a:\n    b: c\n  d: e\n",
        "a: [b]\n",
        "a: b # c\n",
        "a: b: c\n",
        "a: b:\n",
        "a: b \n",
        "a: - b\n",
        "a: 'it''s'\n",
        'a: "\\n"\n',
        "a: >\n  b\n",
        "a: |\n   b\n",
        "a: |\n",
        "---\na: b\n",
        f"{'k' * 65}: v\n",
        "a:\n  b:\n    c:\n      d:\n        e:\n          f: g\n",
        "a: b\n" * 2,
        "".join(f"a{n}: b\n" for n in range(2500)),
    ],
)
def test_what_is_not_usual_is_left_to_libyaml(text: str) -> None:
    assert lines.tree(text) is None


USUAL = """\
a: b
b: c # d
c:
c: x#y
d: "e: f"
e: ''
f: -1
g: - 1
h: |
  text
   deeper
  i: 'j'
  k:
    l: m
    n: |-
      o
  - p
  - 'q r'
  - s: t
    u: v
  - w:
      - x
      y: z
  -
- a

# comment
  # comment
    # comment
...
key : v
a.b-c: 2024-01-02
山: 田
"""
LINES = [*USUAL.splitlines(), "  "]


def test_three_lines_of_any_kind_are_read_alike() -> None:
    texts = {"\n".join(three) + "\n" for three in product(LINES, repeat=3)}
    assert sum(agrees(text) for text in sorted(texts) if lines.tree(text) is not None) > 1_000


MARKED = [line.replace(":", "{}:", 1) for line in LINES]


@settings(max_examples=300)
@given(st.lists(st.sampled_from(MARKED), min_size=4, max_size=12))
def test_many_lines_of_any_kind_are_read_alike(chosen: list[str]) -> None:
    agrees("".join(f"{line.format(number)}\n" for number, line in enumerate(chosen)))


@settings(max_examples=300)
@given(
    st.text("ab:#-? |>'\"[]{},&*!%@`~\\山 é0.1\u3000\xa0=<", max_size=7),
    st.sampled_from(["k: {}\n", "a:\n  - {}\nb: c\n", "a:\n  - k: {}\n    z: 1\n", "k: |\n  {}\n"]),
)
def test_any_value_is_read_alike(value: str, record: str) -> None:
    agrees(record.replace("{}", value))


@settings(max_examples=300)
@given(st.integers(0, len(ORDER)), st.integers(0, 5), st.text(" \n:-#|'\"a", max_size=3))
def test_any_change_to_a_record_is_read_alike(begin: int, length: int, new: str) -> None:
    agrees(ORDER[:begin] + new + ORDER[begin + length :])


MEMBERS = (
    "  - contact: a\n    status: sent\n",
    "  - a\n",
    "  - contact: a - b\n",
    "  - contact:\n      name: a\n",
    "  - lines:\n      - a\n",
    "  # no member\n",
)


@pytest.mark.parametrize("member", MEMBERS)
def test_a_long_record_is_read_as_far_as_it_surely_has_few_parts(member: str) -> None:
    """Around the most parts that a record may have, no record is read that has more."""

    def parts(text: str) -> int:
        return sum(1 for _ in yaml.parse(text, yaml.CBaseLoader))

    for number in (10, 500, 600, 620, 625, 800, 1200, 1700, 2500):
        text = f"members:\n{member * number}note: x\n"
        found = lines.tree(text)
        assert found is None or parts(text) <= lines.PARTS
        assert found in (None, by_nodes(text))
        assert found is not None or number >= 600
