"""`salesbook fmt`: the usual form, once and for all, with every remark."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.authoring import form
from generator.cli import main
from generator.yaml import source
from schema import KINDS
from tests.books import begin
from tests.generator.authoring.test_edit import TREES, pieces
from tests.repository import Repository

UNUSUAL = """\
# All of Aiko's deals
# begin so.

# agreed by phone
amount: 5  # net
tags: ['a', "b"]
stage: 'won'
lines:
- quantity: 1
  # why
  product: bolt
contacts:
- role: user
  contact: oka
# whose?
name: "Line 5"
close_date:
# the end"""
USUAL = """\
# All of Aiko's deals
# begin so.

# whose?
name: Line 5
stage: won
# agreed by phone
amount: 5  # net
close_date:
lines:
- quantity: 1
  # why
  product: bolt
contacts:
  - contact: oka
    role: user
tags:
  - a
  - b
# the end
"""
DEALS = KINDS["deals"]


@pytest.mark.parametrize(
    ("text", "usual"),
    [
        (UNUSUAL.encode(), USUAL),
        (b"\xef\xbb\xbf" + UNUSUAL.replace("\n", "\r\n").encode(), USUAL),
        (b"{stage: won, name: A}\n", "name: A\nstage: won\n"),
        (b"{stage: won, name: A} # x\n", "{stage: won, name: A} # x\n"),
        ("name: ガ\n\n\n".encode(), "name: ガ\n"),
        (b"stage: won\nodd: x\nname: A\n", "name: A\nstage: won\nodd: x\n"),
    ],
)
def test_the_usual_form(text: bytes, usual: str) -> None:
    assert form.formed(DEALS, text, "x.yml") == (usual, ())
    assert form.formed(DEALS, usual.encode(), "x.yml") == (usual, ())


@pytest.mark.parametrize("data", [b"a: b: c\n", b"\xff\n", b"", b"a: 1\r"])
def test_what_cannot_be_read_is_said(data: bytes) -> None:
    text, found = form.formed(DEALS, data, "x.yml")
    assert text is None
    assert found


@settings(max_examples=60)
@given(st.data(), TREES)
def test_nothing_is_lost_and_twice_is_once(data: st.DataObject, tree: dict[str, object]) -> None:
    text = "".join(above + lines for _, above, lines in data.draw(pieces(tree)))  # type: ignore[arg-type]  # a tree

    usual, _ = form.formed(DEALS, text.encode(), "x.yml")

    assert usual is not None
    assert source.read(usual.encode(), "x.yml")[0] == tree
    assert form.formed(DEALS, usual.encode(), "x.yml") == (usual, ())
    assert sorted(_REMARK.findall(usual)) == sorted(_REMARK.findall(text))


_REMARK = re.compile(r"^#.*|  # so it is$", re.MULTILINE)


@pytest.fixture
def book(repository: Repository) -> Path:
    files = {"deals/a.yml": UNUSUAL, "deals/b.yml": "name: B\n", "leads/c.yml": "a: b: c\n"}
    return begin(repository, files)


def test_only_what_is_asked_for_is_written(
    book: Path, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ["--root", str(book), "fmt", str(book / "data/deals")]
    assert main([*call, "--check"]) == 1
    assert capsys.readouterr().out == "data/deals/a.yml\n"
    assert (book / "data/deals/a.yml").read_text(encoding="utf-8") == UNUSUAL
    assert main([*call, "--commit"]) == 0
    assert (book / "data/deals/a.yml").read_text(encoding="utf-8") == USUAL
    assert repository.git("log", "-1", "--format=%s") == "Write 1 record in the usual form"
    assert main([*call, "--check"]) == 0
    assert main(["--root", str(book), "fmt"]) == 1
    assert "data/leads/c.yml:1:" in capsys.readouterr().err
    assert repository.git("status", "--porcelain") == ""
    assert main(["--root", str(book), "fmt", "/etc"]) == 2
    assert main(["--root", str(book), "fmt", str(book / "data/none")]) == 2
