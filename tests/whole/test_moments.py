"""A portal as of a commit is the portal of a clone that is checked out there, byte for byte."""

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from generator import pipeline
from generator.cli import main
from generator.history import moment
from generator.history.moment import Moment
from generator.load import Options
from generator.website.page import Portal
from tests.books import COMPANY
from tests.portal import MKDOCS, tree
from tests.repository import Repository, create

pytestmark = pytest.mark.slow

TODAY = date(2026, 9, 1)
RATES = "base: JPY\ndate: 2026-04-01\nrates: {{USD: {usd}}}\n"
DEAL = """\
name: Line {name}
account: yamada
owner: aiko
stage: {stage}
currency: USD
amount: {amount}
created_on: 2026-04-02
close_date: 2026-09-30
"""
AIKO = "name: Aiko Tanaka\nmail: aiko@kitahama.example\n"
UNREADABLE = "name: Old\naccount: yamada\nstage: proposal\nvalue: 7\ncreated_on: 2026-04-02\n"
COMMITS: tuple[tuple[str, dict[str, str | None]], ...] = (
    (
        "2026-04-01T09:00:00+09:00",
        {
            "company.yml": COMPANY,
            "people/aiko.yml": AIKO,
            "accounts/yamada.yml": "name: 山田精機\nowner: aiko\n",
            "rates/2026-04-01.yml": RATES.format(usd="150"),
        },
    ),
    (
        "2026-04-02T18:00:00-07:00",
        {"deals/one.yml": DEAL.format(name="1", stage="lead-in", amount="1000")},
    ),
    (
        "2026-05-02T15:30:00+00:00",  # the next day in Tokyo
        {
            "company.yml": f"{COMPANY}time_zone: Asia/Tokyo\n",
            "deals/one.yml": DEAL.format(name="1", stage="proposal", amount="1200"),
            "deals/two.yml": DEAL.format(name="2", stage="lead-in", amount="300"),
        },
    ),
    ("2026-05-20T09:00:00+09:00", {"rates/2026-04-01.yml": RATES.format(usd="155")}),
    (
        "2026-06-01T09:00:00+09:00",
        {
            "company.yml": COMPANY.replace("start_month: 4", "start_month: 1").replace("50", "60"),
            "accounts/yamada.yml": None,
            "accounts/2026/yamada.yml": "name: 山田精機\nowner: aiko\n",
        },
    ),
    ("2026-07-01T09:00:00+09:00", {"deals/two.yml": None}),
    (
        "2026-08-01T09:00:00+09:00",
        {
            "deals/one.yml": DEAL.format(name="1", stage="proposal", amount="1200")
            + "probability: 70\n"
        },
    ),
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Return a repository with all of the commits and one uncommitted deal more."""
    repository = create(tmp_path_factory.mktemp("told") / "sales")
    repository.write("mkdocs.yml", MKDOCS)
    repository.write("site/about.md", "# About\n")
    for when, files in COMMITS:
        commit(repository, when, files)
    repository.write("data/deals/three.yml", DEAL.format(name="3", stage="lead-in", amount="5"))
    return repository


def commit(repository: Repository, when: str, files: dict[str, str | None]) -> None:
    for path, text in files.items():
        if text is None:
            (repository.root / "data" / path).unlink()
        else:
            repository.write(f"data/{path}", text)
    repository.commit(when=when)


def clone(repository: Repository, folder: Path, name: str) -> Path:
    """Check a commit out in a clone, which then knows nothing of what came later."""
    made = Repository(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    repository.git("clone", "--quiet", "--no-checkout", str(repository.root), str(folder))
    made.git("checkout", "--quiet", repository.git("rev-parse", name))
    return folder


def values(portal: Portal) -> dict[str, object]:
    """Return all that a portal holds, with every record's page made."""
    held: dict[str, object] = {page.path: page for page in portal.told.pages}
    held |= {asset.path: asset.content for asset in portal.told.assets}
    held |= {
        f"{kind.kind}/{page.id}.html": page
        for kind in portal.records
        for page in kind.pages(kind.ids)
    }
    return held | {f"?{entry.location}": entry for entry in portal.told.search}


def differing(one: Portal, other: Portal) -> list[str]:
    """Name what is not the same in two portals."""
    first, second = values(one), values(other)
    return sorted(
        name for name in first.keys() | second.keys() if first.get(name) != second.get(name)
    )


NAMES = [f"HEAD~{number}" for number in range(len(COMMITS))]


@pytest.mark.parametrize("name", NAMES)
def test_a_portal_as_of_a_commit_is_that_of_a_checkout(
    told: Repository, tmp_path: Path, name: str
) -> None:
    there = moment.named(told.root, name)
    here = moment.named(clone(told, tmp_path / "clone", name), there.day.isoformat())
    assert there.past
    assert not here.past
    assert differing(pipeline.portal(there), pipeline.portal(here)) == []


def test_a_day_is_as_its_last_commit_and_the_day(told: Repository, tmp_path: Path) -> None:
    there = moment.named(told.root, "2026-05-31")
    here = moment.present(clone(told, tmp_path / "clone", "HEAD~3"), date(2026, 5, 31))
    assert there.past
    assert differing(pipeline.portal(there), pipeline.portal(here)) == []


def test_earlier_moments_leave_what_later_ones_had(told: Repository, tmp_path: Path) -> None:
    cache = tmp_path / "cache" / "check.sqlite"
    today = moment.present(told.root, TODAY)
    first = pipeline.portal(today, Options(cache))
    kept = cache.read_bytes()
    for name in ("HEAD~1", "HEAD~4", "HEAD~4", "HEAD~1"):
        there = moment.named(told.root, name)
        made = pipeline.portal(there, Options(cache, past=True))
        assert differing(made, pipeline.portal(there)) == []
    assert cache.read_bytes() == kept
    assert differing(first, pipeline.portal(today, Options(cache))) == []


def test_the_whole_site_is_the_same(
    told: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    other = clone(told, tmp_path / "clone", "HEAD~2")
    assert main(["--root", str(told.root), "build", "--as-of", "HEAD~2"]) == 0
    assert main(["--root", str(other), "build", "--as-of", "2026-06-01"]) == 0
    ours = tree(told.root / "build" / "site")
    assert "deals/two.html" in ours
    assert ours == tree(other / "build" / "site")
    home = ours["index.html"].decode()
    short = told.git("rev-parse", "HEAD~2")[:7]
    assert "As of 1 Jun 2026" in home.replace("\N{NO-BREAK SPACE}", " ")
    assert f"built from <code>{short}</code>" in home
    assert "history back to 1 Apr 2026" in home.replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def erring(repository: Repository) -> Repository:
    """Return a repository in which a record was once written as no kind knows it, then well."""
    repository.write("mkdocs.yml", MKDOCS)
    commit(repository, *COMMITS[0])
    old = {"deals/old.yml": UNREADABLE, "accounts/lost.yml": "name: Lost\nparent: nobody\n"}
    call = "name: Call\nwhen: 2026-04-02 10:00\ntype: call\nperson: aiko\ndeal: old\n"
    commit(repository, COMMITS[1][0], {**old, **COMMITS[1][1], "activities/call.yml": call})
    sound = {"deals/old.yml": DEAL.format(name="old", stage="lead-in", amount="7")}
    commit(repository, COMMITS[2][0], {**sound, "accounts/lost.yml": "name: Found\n"})
    return repository


def pages(made: Portal) -> dict[str, str]:
    """Return the pages as they are read, by their paths."""
    return {page.path: unescape(page.text) for page in made.told.pages}


def test_what_today_cannot_read_of_the_past_is_left_out_and_named(erring: Repository) -> None:
    there = moment.named(erring.root, "HEAD~1")
    made = pages(pipeline.portal(there))
    for report in ("index.md", "pipeline/index.md", "accounts/index.md"):
        assert "left out, unreadable by today's rules" in made[report]
        assert "with errors by today's rules" in made[report]
    listed = made["reference/errors/index.md"]
    assert "data/deals/old.yml" in listed
    assert "data/accounts/lost.yml" in listed


TO_PAGE = re.compile(r'(?:href="|\]\(|\bat )(?:\.\./|\./)*([a-z_]+/[a-z0-9-]+)\.html')


def test_nothing_leads_to_what_is_left_out(erring: Repository) -> None:
    """A call with the deal that is left out, and an account whose parent there never was."""
    made = pipeline.portal(moment.named(erring.root, "HEAD~1"))
    every = ((kind, page) for kind in made.records for page in kind.pages(kind.ids))
    shown = {f"{kind.kind}/{page.id}": page for kind, page in every}
    assert {"activities/call", "accounts/lost"} <= shown.keys()
    assert "deals/old" not in shown
    texts = [page.text for page in made.told.pages]
    for page in shown.values():
        texts += [page.head, *(part.body for part in page.sections)]
    kinds = {kind.kind for kind in made.records} | {"deals"}
    led = {found for text in texts for found in TO_PAGE.findall(text)}
    assert "accounts/yamada" in led
    assert {one for one in led if one.split("/")[0] in kinds} - shown.keys() == set()
    call = "".join(part.body for part in shown["activities/call"].sections)
    assert "old" in call


def test_what_is_well_again_is_not_spoken_of(erring: Repository) -> None:
    made = pages(pipeline.portal(moment.named(erring.root, "HEAD")))
    assert made.get("reference/errors/index.md") is None
    assert "today's rules" not in made["index.md"]


def test_the_present_is_refused_with_the_same_errors(erring: Repository) -> None:
    erring.git("checkout", "--quiet", "HEAD~1")
    with pytest.raises(pipeline.UncheckedError, match=r"data/accounts/lost\.yml:2:9: L101"):
        pipeline.portal(moment.named(erring.root, "2026-04-03"))


def test_a_company_of_the_past_that_cannot_be_used_is_refused(repository: Repository) -> None:
    commit(repository, COMMITS[0][0], {"company.yml": "name: Test\n"})
    commit(repository, COMMITS[1][0], {"company.yml": COMPANY})
    with pytest.raises(pipeline.UncheckedError, match=r"data/company\.yml"):
        pipeline.portal(moment.named(repository.root, "HEAD~1"))


def test_without_a_repository_every_report_says_why_there_is_no_history(told: Repository) -> None:
    found: Moment = moment.present(told.root, TODAY)
    assert "no history" not in pages(pipeline.portal(found))["index.md"]
    (told.root / ".git").rename(told.root / "git")
    try:
        alone = pages(pipeline.portal(found))
    finally:
        (told.root / "git").rename(told.root / ".git")
    assert "no history: The records must lie in a git repository" in alone["pipeline/index.md"]
    assert "built from" not in alone["pipeline/index.md"]
