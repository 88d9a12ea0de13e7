"""A review over real repositories: what it counts, and against what."""

from decimal import Decimal

import pytest

from generator.look import format as formats
from generator.review import Review
from generator.review.figures import Figure, figures, margins
from tests.books import COMPANY
from tests.generator.review.books import FILES, LINES, begun, deal, reviewed
from tests.repository import Repository


@pytest.fixture
def past(repository: Repository) -> Repository:
    deals = {
        "one": deal("One", amount=300) + LINES.format(number=3),
        "two": deal("Two", stage="lead-in", amount=1000),
        "won": deal("Won", stage="won", amount=50) + "closed_on: 2026-10-20\n",
        "lost": deal("Lost", stage="lost") + "closed_on: 2026-10-20\nlost_reason: price\n",
    }
    return begun(repository, deals)


def committed(past: Repository, files: dict[str, str], message: str = "Change") -> Review:
    for path, text in files.items():
        past.write(f"data/{path}", text)
    past.commit(message, when="2026-11-10T09:00:00Z", author="Aya", mail="aya@x.example")
    return reviewed(past.root)


def standing(review: Review, holder: str = "") -> dict[tuple[str, str], Figure]:
    assert review.numbers is not None
    every = figures(review.numbers.standing)
    return {(one.quarter, one.measure): one for one in every if one.holder == holder}


def amounts(figure: Figure) -> list[object]:
    return [one.amount if one else None for one in (figure.before, figure.after)]


def test_figures_are_those_of_either_book(past: Repository) -> None:
    found = committed(past, {
        "deals/one.yml": deal("One", amount=500) + LINES.format(number=5),
        "deals/two.yml": deal("Two", stage="won", amount=1000) + "closed_on: 2026-11-09\n",
    })  # fmt: skip
    mine = standing(found)
    third = {name: amounts(one) for (quarter, name), one in mine.items() if "Q3" in quarter}
    assert third["won"] == [50, 1050]
    assert third["open pipeline"] == [1300, 500]
    assert third["weighted"] == [250, 250]  # half of 300 and a tenth of 1000; half of 500
    assert third["best case"] == [350, 1550]  # One and what is won; lead-in is no best case
    person = standing(found, "aya")
    (share,) = [one for (_, name), one in person.items() if name == "of target"]
    assert amounts(share) == [5, 105]  # percent of 1000


def test_what_main_has_got_meanwhile_is_on_both_sides(past: Repository) -> None:
    past.git("switch", "--quiet", "main")
    past.write("data/deals/three.yml", deal("Three", amount=7))
    past.commit("Three", when="2026-11-05T09:00:00Z")
    past.git("switch", "--quiet", "side")
    found = committed(past, {"deals/one.yml": deal("One", amount=400)})
    (pipeline,) = [
        one for (quarter, name), one in standing(found).items()
        if name == "open pipeline" and "Q3" in quarter
    ]  # fmt: skip
    assert amounts(pipeline) == [1307, 1407]
    assert found.numbers is not None
    assert [str(one.key) for one in found.numbers.difference.changed] == ["deals/one"]


def test_margins_are_of_lines_with_a_cost(past: Repository) -> None:
    found = committed(past, {"deals/one.yml": deal("One", amount=500) + LINES.format(number=5)})
    assert found.numbers is not None
    (one,) = margins(found.numbers.margins)
    assert one.before is not None
    assert one.after is not None
    assert [one.before.revenue, one.before.cost] == [300, 180]
    assert [one.after.revenue, one.after.cost] == [500, 300]
    assert one.after.share == Decimal("0.4")


def test_deals_that_a_reviewer_looks_for_are_named(past: Repository) -> None:
    stages = COMPANY.replace(
        "      - {id: won,",
        "      - {id: contract, name: Contract, probability: 90, category: commit}\n"
        "      - {id: won,",
    )
    past.git("switch", "--quiet", "main")
    past.write("data/company.yml", stages)
    past.commit("Contracts", when="2026-11-05T09:00:00Z")
    past.git("switch", "--quiet", "side")
    found = committed(
        past,
        {
            "deals/one.yml": deal("One", amount=300, close="2026-12-20") + LINES.format(number=3),
            "deals/two.yml": deal("Two", stage="won", amount=1000) + "closed_on: 2026-11-09\n",
            "deals/lost.yml": deal("Lost"),
        },
        "Change\n\nThe customer asks for it.",
    )
    told = [(one.key.id, one.what, one.how.replace(formats.SPACE, " ")) for one in found.events]
    assert told == [
        ("lost", "opened again", "Lost -> Proposal"),
        ("one", "put off", "1 Dec 2026 -> 20 Dec 2026: 19 days later, for the 1st time"),
        ("two", "stage skipped", "Lead in -> Won, without Proposal and Contract"),
    ]
    assert {one.authors for one in found.events} == {("Aya",)}
    assert {one.reason for one in found.events} == {"The customer asks for it."}


def test_a_stage_back_or_to_lost_skips_nothing(past: Repository) -> None:
    found = committed(past, {
        "deals/one.yml": deal("One", stage="lead-in", amount=300) + LINES.format(number=3),
        "deals/two.yml": deal("Two", stage="lost") + "closed_on: 2026-11-09\nlost_reason: price\n",
        "deals/won.yml": deal("Won", stage="lost") + "closed_on: 2026-11-09\nlost_reason: price\n",
    }, "Change\n\nThe notes say it.")  # fmt: skip
    assert found.events == ()


def test_only_new_findings_count_wherever_their_lines_lie(past: Repository) -> None:
    past.git("switch", "--quiet", "main")
    past.write("data/deals/old.yml", deal("Old", owner="nobody"))
    past.write("data/deals/gone.yml", deal("Gone", owner="nobody"))
    past.commit("Old faults", when="2026-11-05T09:00:00Z")
    past.git("switch", "--quiet", "side")
    past.git("merge", "--quiet", "main")
    found = committed(past, {
        "deals/old.yml": "# moved down\n" + deal("Old", owner="nobody"),
        "deals/gone.yml": deal("Gone"),
        "deals/new.yml": deal("New", owner="someone"),
    })  # fmt: skip
    assert [(one.code, one.path) for one in found.news.found] == [("L101", "data/deals/new.yml")]
    assert (found.news.gone, found.errors, found.unread) == (1, 1, 0)


def test_another_id_changes_no_figure_and_finds_nothing_anew(past: Repository) -> None:
    past.git("switch", "--quiet", "main")
    passed = deal("Old", stage="lead-in", amount=70) + "probability: 99\n"  # too much: a warning
    past.write("data/deals/old.yml", passed)
    past.commit("Old", when="2026-11-05T09:00:00Z")
    past.git("switch", "--quiet", "side")
    past.git("merge", "--quiet", "--ff-only", "main")
    past.git("mv", "data/deals/old.yml", "data/deals/older.yml")
    past.git("mv", "data/people/aya.yml", "data/people/mori.yml")
    past.write("data/targets/aya.yml", FILES["targets/aya.yml"].replace("aya", "mori"))
    for path in (past.root / "data/deals").glob("*.yml"):
        path.write_text(path.read_text("utf-8").replace("owner: aya", "owner: mori"), "utf-8")
    found = committed(past, {})
    assert found.numbers is not None
    told = [(str(one.key), one.event) for one in found.numbers.difference.changed]
    assert told == [("deals/older", "renamed"), ("people/mori", "renamed")]
    assert found.news == ((), 0)
    assert found.events == ()
    surely = [one for one in figures(found.numbers.standing) if one.measure != "forecast"]
    assert {one.holder for one in surely} >= {"", "mori"}
    assert [one for one in surely if one.change] == []


def test_a_record_that_cannot_be_read_is_counted(past: Repository) -> None:
    found = committed(past, {"deals/two.yml": "name: Two\nstage: [\n"})
    assert found.unread == 1
    assert found.errors == 1
    assert [one.code[0] for one in found.news.found] == ["Y"]


def test_without_a_company_there_are_only_findings(past: Repository) -> None:
    past.git("switch", "--quiet", "main")
    past.write("data/deals/old.yml", deal("Old", owner="nobody"))
    past.commit("Old fault", when="2026-11-05T09:00:00Z")
    past.git("switch", "--quiet", "side")
    found = committed(past, {"company.yml": "name: Nobody\n"})
    assert found.numbers is None
    assert {one.code[0] for one in found.news.found} == {"S"}
    assert found.news.gone == 0  # the old one is not looked for


def test_an_issued_forecast_that_a_branch_changes_is_an_error(past: Repository) -> None:
    past.git("switch", "--quiet", "main")
    past.write("ledger/2026-W45.json", "{}\n")
    past.write("ledger/2026-W46.json", "{}\n")
    past.commit("Issue", when="2026-11-05T09:00:00Z")
    past.git("switch", "--quiet", "side")
    past.git("merge", "--quiet", "--ff-only", "main")
    past.git("switch", "--quiet", "main")
    past.write("ledger/2026-W47.json", "{}\n")
    past.commit("Issue", when="2026-11-09T09:00:00Z")
    past.git("switch", "--quiet", "side")
    past.git("mv", "ledger/2026-W45.json", "ledger/2026-W44.json")
    past.write("ledger/2026-W46.json", '{"better": 1}\n')
    said = [("A10", "ledger/2026-W45.json"), ("A10", "ledger/2026-W46.json")]
    for company in (COMPANY, "name: Nobody\n"):  # whether or not there is a company
        found = committed(past, {"company.yml": company})
        assert [one for one in codes(found) if one[0][0] == "A"] == said
        assert found.errors >= len(said)


def codes(found: Review) -> list[tuple[str, str]]:
    return [(one.code, one.path) for one in found.news.found]


def test_nothing_is_written(past: Repository) -> None:
    committed(past, {"deals/one.yml": deal("One", amount=301)})
    assert past.git("status", "--porcelain") == ""
    assert past.git("for-each-ref", "--format=%(refname)").splitlines() == [
        "refs/heads/main",
        "refs/heads/side",
    ]


ONE = deal("One", amount=300) + LINES.format(number=3)
CLOSED = "closed_on: 2026-11-09"


@pytest.mark.parametrize(
    ("ours", "theirs", "codes"),
    [
        # one id in two folders: no conflict for git, and twice the same record
        ({"deals/a/new.yml": deal("New")}, {"deals/b/new.yml": deal("New")}, {"S05"}),
        # main takes a person away whom the branch gives a deal
        ({"people/ben.yml": ""}, {"deals/new.yml": deal("New", owner="ben")}, {"L101"}),
        # main wins the deal, the branch says why it was lost: no line is changed by both
        (
            {"deals/one.yml": ONE.replace("stage: proposal", f"stage: won\n{CLOSED}", 1)},
            {"deals/one.yml": f"{ONE}lost_reason: price\n"},
            {"L406"},
        ),
    ],
    ids=["G-09", "G-10", "G-11"],
)
def test_what_git_merges_wrongly_is_found_on_the_result(
    past: Repository, ours: dict[str, str], theirs: dict[str, str], codes: set[str]
) -> None:
    past.git("switch", "--quiet", "main")
    for path, text in ours.items():
        past.write(f"data/{path}", text)
        if not text:
            (past.root / "data" / path).unlink()
    past.commit("Meanwhile", when="2026-11-05T09:00:00Z")
    past.git("switch", "--quiet", "side")
    found = committed(past, theirs, "Change\n\nThey asked for it.")
    assert found.branch.merged
    assert {one.code for one in found.news.found if one.severity == "error"} == codes


def test_both_sides_are_not_kept_where_a_file_asks_for_it(past: Repository) -> None:
    past.git("switch", "--quiet", "main")
    past.write(".gitattributes", "*.yml merge=union\n")
    past.write("data/deals/one.yml", f"{ONE}{CLOSED}\n")
    past.commit("Win it", when="2026-11-05T09:00:00Z")
    past.git("switch", "--quiet", "side")
    found = committed(past, {"deals/one.yml": f"{ONE}lost_reason: price\n"})
    assert found.branch.conflicts == ("data/deals/one.yml",)
