"""A review as people read it: a whole comment, what no value may become, and what is too long."""

import html
import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

from generator.cli import main
from generator.diagnostic import Diagnostic
from generator.look import format as formats
from generator.review import Review, written
from generator.review.findings import News
from generator.review.section import sentence
from tests.generator.review.books import LINES, begun, deal, reviewed
from tests.repository import Repository

GOLDEN = Path(__file__).with_name("review.md")
HOSTILE = "@everyone #1 !2 [x](javascript:alert(1)) | <img src=x> `a` https://e.x www.e.x GH-1"


@pytest.fixture
def past(repository: Repository) -> Repository:
    """Commit a book, and a branch that raises, pushes, reopens, adds and breaks a deal."""
    begun(repository, {
        "one": deal("One", amount=300) + LINES.format(number=3),
        "two": deal("Two", stage="lead-in", amount=1000),
        "lost": deal("Lost", stage="lost", amount=70)
        + "closed_on: 2026-10-20\nlost_reason: price\n",
        "won": deal("Won", stage="won", amount=400) + "closed_on: 2026-10-20\n",
    })  # fmt: skip
    for path, text, message, author in (
        ("one", deal("One", amount=500) + LINES.format(number=5), "Two more kits", "Aya"),
        ("two", deal("Two", stage="lead-in", amount=1000, close="2027-01-15"), "Push", "Ben"),
        ("lost", deal("Lost", amount=70), "Reopen\n\nThey came back.", "Aya"),
        ("new", deal("New | _deal_", amount=40, owner="cleo"), "Add a deal", "Aya"),
    ):
        repository.write(f"data/deals/{path}.yml", text)
        mail = f"{author.lower()}@x.example"
        repository.commit(message, when="2026-11-10T09:00:00Z", author=author, mail=mail)
    return repository


def test_a_whole_review_reads_as_it_was_written(past: Repository) -> None:
    made = written.as_markdown(reviewed(past.root), "https://p.example/7/")
    assert without_model(made) == GOLDEN.read_text(encoding="utf-8")


def without_model(markdown: str) -> str:
    """Leave out what the model says, which is tested where the model is."""
    text = re.sub(r"; the model expects .*?&#41;", "", markdown)
    text = re.sub(r"\| Model, 80 % range .*\n", "", text)
    return re.sub(r"(\| Aya \|(?:[^|]*\|){5}) ¥[^|]* \|", r"\1  |", text)


def shown(markdown: str) -> str:
    """Give what a page shows of a text: entities are letters there, joiners are nothing."""
    return html.unescape(markdown).replace("\N{WORD JOINER}", "")


def test_no_value_becomes_markdown_or_a_mention(past: Repository) -> None:
    past.write("data/deals/two.yml", deal(json.dumps(HOSTILE), stage="lead-in", amount=1001))
    past.commit("@everyone <b>", author="@bot [x](y)", mail="ben@x.example")
    made = written.as_markdown(reviewed(past.root))
    assert HOSTILE in shown(made)
    rendered = html.unescape(made)
    for live in ("@everyone", "#1", "!2", "://", "www.", "GH-1"):
        assert live not in rendered.replace(written.MARKER, ""), live
    assert "@bot" not in rendered
    assert not re.search(r"<(?!/?details>|/?summary>|!-- salesbook)", made)
    assert not re.search(r"\]\(", made)
    rows = [line for line in made.splitlines() if line.startswith("| ")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} <= {5, 9}


def test_a_link_to_a_preview_must_be_an_address(past: Repository) -> None:
    found = reviewed(past.root)
    assert "](<https://p.example/>)" in written.as_markdown(found, "https://p.example/")
    assert "](" not in written.as_markdown(found, "javascript:alert(1)")


def test_the_marker_stands_first(past: Repository) -> None:
    assert written.as_markdown(reviewed(past.root)).startswith(f"{written.MARKER}\n**FY2026 Q3")


def many(review: Review, number: int) -> Review:
    found = tuple(
        Diagnostic(f"data/deals/d{place}.yml", 1, 1, "L101", "error", "x" * 2000)
        for place in range(number)
    )
    return review._replace(news=News(found, 0))


def test_what_is_longer_than_a_comment_is_cut_and_says_so(past: Repository) -> None:
    made = written.as_markdown(many(reviewed(past.root), 40))
    assert len(made) <= written.LONGEST
    assert made.endswith("`salesbook review` shows all of it.*\n")
    assert "### New findings" in made


def test_a_fold_that_is_cut_is_closed(past: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = written.as_markdown(reviewed(past.root))
    monkeypatch.setattr(written, "LONGEST", len(whole) - 60)
    made = written.as_markdown(reviewed(past.root))
    assert len(made) <= len(whole) - 60
    assert made.count("<details>") == made.count("</details>") == 1


def test_long_lists_are_counted(past: Repository) -> None:
    found = many(reviewed(past.root), 45)
    assert "5 more are not shown." in written.as_text(found)


def test_a_conflict_is_said_with_its_files(past: Repository) -> None:
    past.git("switch", "--quiet", "main")
    past.write("data/deals/one.yml", deal("One", amount=301) + LINES.format(number=3))
    past.commit("Meanwhile", when="2026-11-11T09:00:00Z")
    found = reviewed(past.root)
    said = "It is in conflict with main in data/deals/one.yml. This shows the branch as it stands"
    assert f"> {said}" in written.as_markdown(found)
    assert said in written.as_text(found)
    assert "since it left main" in written.as_text(found)
    assert sentence(found).startswith("In conflict with main. FY2026 Q3")


def test_a_merge_that_git_cannot_try_is_said(past: Repository) -> None:
    found = reviewed(past.root)
    other = found._replace(branch=found.branch._replace(merged=False))
    assert "Git could not try the merge with main here." in written.as_text(other)
    files = tuple(f"data/deals/d{place}.yml" for place in range(5))
    other = found._replace(branch=found.branch._replace(merged=False, conflicts=files))
    assert "data/deals/d2.yml and 2 more." in written.as_text(other)


def test_the_sentence_names_what_moves(past: Repository) -> None:
    said = sentence(reviewed(past.root))
    # 200, 70 and 40 more, and 1000 that go to the next quarter
    assert said.startswith(
        f"FY2026 Q3: best case +¥310, open pipeline {formats.MINUS}¥690; the model"
    )
    assert said.endswith(". 2 new errors and 1 new warning.")
    assert sentence(reviewed(past.root, "side")) == (
        "FY2026 Q3 and the next quarter stay as they are. Nothing new is wrong."
    )


def test_a_branch_without_a_company_has_no_figures(past: Repository) -> None:
    past.write("data/company.yml", "name: Nobody\n")
    past.commit("Break it")
    found = reviewed(past.root)
    assert sentence(found).startswith("The figures are not known. ")
    assert json.loads(written.as_json(found))["findings"]


def test_json_has_all_of_it_exactly(past: Repository) -> None:
    made = json.loads(
        written.as_json(reviewed(past.root), "https://p.example/"), parse_float=Decimal
    )
    assert made["merged"] is True
    assert made["base"] == {"name": "main", "commit": past.git("rev-parse", "main")}
    assert made["head"] == {"commit": past.git("rev-parse", "side")}
    assert [one["key"] for one in made["events"]] == ["deals/lost", "deals/two"]
    sums = {(one["holder"], one["measure"], one["quarter"]): one for one in made["figures"]}
    pipeline = sums[None, "open pipeline", "FY2026 Q3"]
    assert (pipeline["before"], pipeline["after"]) == (1300, 610)
    assert [one["code"] for one in made["findings"]] == ["L101", "L1006", "L1007"]


def run(past: Repository, *words: str) -> int:
    return main(["--root", str(past.root), "review", "--no-cache", *words])


def test_the_command_reviews_the_branch_it_stands_on(
    past: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(past) == 1  # a new error
    shown = capsys.readouterr().out
    assert shown.startswith("FY2026 Q3: best case +¥310")
    assert run(past, "main...side", "--format", "json") == 1
    assert json.loads(capsys.readouterr().out)["day"] == "2026-11-20"
    assert run(past, "side..main") == 0


@pytest.mark.parametrize("words", ["..HEAD", "main....HEAD", "main..a..b", "main..nowhere"])
def test_what_is_no_branch_is_one_line_and_2(
    past: Repository, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(past, words) == 2
    assert capsys.readouterr().err.count("\n") == 1


def warned(review: Review, number: int, code: str = "L104") -> Review:
    found = tuple(
        Diagnostic(f"data/deals/d{place}.yml", 1, 1, code, "warning", "It should not be so.")
        for place in range(number)
    )
    return review._replace(news=News(found, 2), unread=1)


def test_many_warnings_are_folded_and_duplicates_are_not(past: Repository) -> None:
    found = reviewed(past.root)
    few = written.as_markdown(warned(found, 5))
    assert "more new findings" not in few
    assert "Gone: 2 findings. Not read, and counted nowhere: 1 record." in shown(few)
    many_of_them = written.as_markdown(warned(found, 6))
    assert "<summary>6 more new findings</summary>" in many_of_them
    assert "more new findings" not in written.as_markdown(warned(found, 6, "L904"))


def test_many_authors_are_counted(past: Repository) -> None:
    for name in ("Cleo", "Dan", "Eve"):
        past.write(f"data/people/{name.lower()}.yml", f"name: {name}\n")
        past.commit("Join", when="2026-11-11T09:00:00Z", author=name)
    assert "7 commits by Aya, Ben, Cleo and 2 more, merged" in written.as_text(reviewed(past.root))
    past.write("README.md", "No record.\n")
    past.commit("Explain", when="2026-11-11T09:00:00Z", author="Fay")
    assert "8 commits by Aya, Ben, Cleo and 3 more, merged" in written.as_text(reviewed(past.root))


def test_a_book_without_a_deal_has_no_quarter(repository: Repository) -> None:
    begun(repository, {})
    repository.write("data/people/cleo.yml", "name: Cleo\n")
    repository.commit("Add Cleo", when="2026-11-10T09:00:00Z")
    found = reviewed(repository.root)
    assert sentence(found).endswith(". Nothing new is wrong.")
    assert "added  Cleo (people/cleo)" in written.as_text(found)


def test_a_path_that_cannot_be_code_is_text(past: Repository) -> None:
    odd = Diagnostic("data/deals/a`b @x.yml", 1, 1, "S02", "error", "It must end in `.yml`.")
    found = reviewed(past.root)._replace(news=News((odd,), 0))
    line = next(one for one in written.as_markdown(found).splitlines() if "S02" in one)
    assert "`" not in line
    assert "@" not in html.unescape(line).replace("@\N{WORD JOINER}", "")


def test_a_share_changes_by_points(past: Repository) -> None:
    won = deal("Won", stage="won", amount=174, close="2026-11-09") + "closed_on: 2026-11-09\n"
    past.write("data/deals/more.yml", won)
    past.commit("Win", when="2026-11-12T09:00:00Z")
    # 400 and 174 of a target of 1,000
    line = next(
        one
        for one in written.as_markdown(reviewed(past.root)).splitlines()
        if one.startswith("| Of the target |")
    )
    assert shown(line) == "| Of the target | 40.0 % | 57.4 % | +17.4 points |"
