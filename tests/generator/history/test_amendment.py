"""A version told from the one before is the same as one that is read from its beginning."""

from hypothesis import given
from hypothesis import strategies as st

from generator.book import Key
from generator.history.amendment import amended
from generator.history.version import read

KEY = Key("deals", "one")
BEGUN = "name: One\nstage: proposal\namount: 5\nlines:\n  - product: cam\n    price: 7\n"
ROWS = (
    "name: One", "name: 'One'", 'name: "Two: 2"', "name: a # b", "name:", "stage: won",
    "stage:  won", "stage: won ", "amount: 5", "amount: 0x5", "amount: '5", "amount: \\", "- a",
    "notes: |", "  text: deeper", "", "# said", "lines:", "  - product: cam", "    price: 7",
    "tags: [a]", 'tags: "\\n"', "key: \u00e9", "key: e\u0301", "\ufeffname: One", "stage: a\tb",
)  # fmt: skip


def test_a_plain_line_changes_the_value_of_its_key() -> None:
    before = read(KEY, BEGUN.encode())
    after = BEGUN.replace("proposal", '"won: at last"').replace("amount: 5", "amount: '6'")
    tree = amended(before.tree, before.rows, after.split("\n"))
    assert tree == {
        "name": "One", "stage": "won: at last", "amount": "6",
        "lines": [{"product": "cam", "price": "7"}],
    }  # fmt: skip


def test_what_is_more_than_a_value_is_read_from_the_beginning() -> None:
    before = read(KEY, BEGUN.encode())
    for was, now in (
        ("amount: 5\n", ""),
        ("amount: 5", "value: 5"),
        ("amount: 5", "amount:"),
        ("amount: 5", "amount: [5]"),
        ("price: 7", "price: 8"),
    ):
        assert amended(before.tree, before.rows, BEGUN.replace(was, now).split("\n")) is None


@given(st.lists(st.sampled_from(ROWS), max_size=7), st.data())
def test_any_change_is_read_as_if_there_had_been_nothing_before(
    rows: list[str], data: st.DataObject
) -> None:
    changed = [data.draw(st.sampled_from((row, *ROWS))) for row in rows]
    before, after = ("".join(f"{row}\n" for row in some).encode() for some in (rows, changed))
    assert read(KEY, after, read(KEY, before)) == read(KEY, after)
