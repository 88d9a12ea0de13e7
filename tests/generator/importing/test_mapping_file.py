"""A mapping file is judged by itself, with the place of every fault."""

import pytest

from generator.importing.mapping_file import read

HEAD = "system: erp\nsources:\n  - file: a.csv\n    kind: deals\n    key: [Id]\n    fields:\n"
FIELDS = "      name: Name\n"


def _said(text: str) -> list[str]:
    file, found = read(text.encode(), "m.yml")
    assert (file is None) == bool(found)
    return [f"{item.line}:{item.column} {item.code} {item.message} {item.hint}" for item in found]


def test_a_mapping_in_its_shortest_form() -> None:
    file, found = read((HEAD + FIELDS).encode(), "m.yml")

    assert found == ()
    assert file is not None
    assert file.mapping.sources[0].fields["name"].columns == ("Name",)
    assert file.place(("sources", 0, "fields", "name")) == ("m.yml", 7, 13)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("system: [", "Y"),
        ("sources: []\n", "1:1 I01 `system` must be there."),
        ("system: a\nsources: []\n", "I01 `sources` "),
        (HEAD + "      name: {colum: A}\n", "7:14 I01 There is no setting `colum` here. Did you"),
        (HEAD + "      name: {xyzzy: A}\n", "7:14 I01 There is no setting `xyzzy` here. "),
        (HEAD + "      name: {required: true}\n", "must have one of `column`, `first`"),
        (HEAD + "      nmae: A\n", "7:7 I01 There is no field `nmae` in a deal. Did you mean"),
        (HEAD + "      lines: A\n", "7:7 I01 `lines` is a group of fields; name one of"),
        (HEAD + "      name: {column: A, lookup: acounts}\n", "`lookup` must be a kind: people"),
        (
            HEAD + "      owner: {column: A, lookup: accounts}\n",
            "7:34 I01 `owner` names one of `people`, so `lookup` must be `people`.",
        ),
        (
            HEAD + "      owner: {column: A, lookup: people, by: nick}\n",
            "7:46 I01 `by` must be `key` or one of id, name,",
        ),
        (HEAD + "      closed_on: {column: A, date: DD.MM}\n", "`DD.MM` must be a way to write"),
        (HEAD + FIELDS + "    date: DD.MM\n", "8:11 I01 `DD.MM` must be a way to write days"),
        (HEAD + '      name: {column: A, split: ";"}\n', "7:32 I01 `split` is for lists"),
        (HEAD + FIELDS + "    items: tags\n", "8:12 I01 `items` must name a list of groups."),
        (HEAD + FIELDS + "    match: nick\n", "8:12 I01 `match` must name a field of a deal."),
        (HEAD + FIELDS + "    whole_file: x\n", "must have either `key` or `whole_file`"),
        (HEAD + FIELDS + "    encoding: klingon\n", "8:15 I01 `encoding` must be an encoding"),
        (HEAD + FIELDS + "    decimal: '..'\n", "8:14 I01 `decimal` "),
        (
            HEAD.replace("key: [Id]", "whole_file: x") + FIELDS,
            "must say with `items` which list the rows of the whole file are",
        ),
        (HEAD.replace("deals", "deal") + FIELDS, "4:11 I01 `kind` must be a kind: people"),
        (
            HEAD.replace("deals", "price_books") + "      entries.breaks.2.price: A\n",
            "7:7 I01 `entries.breaks.2.price` must be the first item of a list inside a list.",
        ),
    ],
)
def test_a_fault_is_said_where_it_stands(text: str, said: str) -> None:
    assert said in "\n".join(_said(text))


def test_all_faults_are_said_in_one_run() -> None:
    assert len(_said(HEAD + "      nmae: A\n      lines: B\n")) == 2
