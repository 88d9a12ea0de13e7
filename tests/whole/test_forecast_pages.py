"""Books that a forecast can make little of: a labelled page, and never a wrong number."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from html import unescape

import pytest

from generator import load, pipeline
from generator.history.moment import present
from generator.website.page import Portal
from tests.books import COMPANY
from tests.repository import Repository

pytestmark = pytest.mark.slow

DAY = date(2026, 11, 20)
FIRST = date(2026, 8, 3)
GONE = COMPANY.replace(
    "      - {id: proposal",
    "      - {id: demo, name: Demo, probability: 30, category: pipeline}\n      - {id: proposal",
)
PEOPLE = {"people/aya.yml": "name: Aya\nrole: sales\n"}

Weeks = Iterator[tuple[date, Mapping[str, str]]]


def deal(stage: str, close: date, amount: str = "100", more: str = "") -> str:
    closed = f"closed_on: {close}\n" if stage in {"won", "lost"} else ""
    lost = "lost_reason: price\n" if stage == "lost" else ""
    return (
        f"name: A deal\nowner: aya\nstage: {stage}\ncreated_on: {FIRST}\namount: {amount}\n"
        f"close_date: {close}\n{closed}{lost}{more}"
    )


def weekly(outcome: str, weeks: int = 15, amount: str = "100", more: str = "") -> Weeks:
    """Bring a deal each week, which comes to an end two weeks later."""
    for week in range(weeks):
        day = FIRST + timedelta(weeks=week)
        files = {f"deals/d{week:02}.yml": deal("proposal", day, amount, more)}
        if week > 1:
            files[f"deals/d{week - 2:02}.yml"] = deal(outcome, day, amount, more)
        yield day, {**(PEOPLE if week == 0 else {}), **files}


def built(repository: Repository, weeks: Weeks, company: str = COMPANY) -> Portal:
    repository.write("data/company.yml", company)
    for day, files in weeks:
        for path, text in files.items():
            repository.write(f"data/{path}", text)
        repository.commit("Week", when=f"{day}T09:00:00Z")
    return pipeline.portal(present(repository.root, DAY))


def page(portal: Portal, path: str) -> str:
    """Give what a page shows, without queries and marks; nothing in it may be no number."""
    (text,) = (one.text for one in portal.told.pages if one.path == path)
    seen = unescape(
        re.sub(r'<details class="sb-fold".*?</details>|<[^>]*>', "", text, flags=re.DOTALL)
    )
    assert re.findall(r"\b(?:None|nan|inf|Undefined)\b", seen) == []
    return seen


def record(portal: Portal, identity: str) -> str:
    (kind,) = (one for one in portal.records if one.kind == "deals")
    (made,) = kind.pages([identity])
    return made.head


def test_without_a_history(repository: Repository) -> None:
    for path, text in {"company.yml": COMPANY, "deals/a.yml": deal("proposal", DAY)}.items():
        repository.write(f"data/{path}", text)
    repository.write("data/people/aya.yml", PEOPLE["people/aya.yml"])
    portal = pipeline.portal(present(repository.root, DAY))
    assert "Nothing is simulated: ranges and chances are learnt" in page(
        portal, "forecast/index.md"
    )
    assert "No forecast was judged" in page(portal, "forecast-accuracy/index.md")
    assert "Forecast: won and commit" in page(portal, "index.md")
    assert "Chance and health" not in record(portal, "a")


def test_a_history_that_begins_after_the_day(repository: Repository) -> None:
    late = [(DAY + timedelta(days=2), {**PEOPLE, "deals/a.yml": deal("proposal", DAY)})]
    told = page(built(repository, iter(late)), "forecast/index.md")
    assert "Not known yet, being dated after 2026-11-20: 1 commit" in told
    assert "80 % range" not in told


def test_without_a_deal(repository: Repository) -> None:
    portal = built(repository, iter([(FIRST, PEOPLE)]))
    assert "there is none in it yet" in page(portal, "forecast/index.md")
    assert "there is none in it yet" in page(portal, "forecast-accuracy/index.md")


def test_one_week_of_history(repository: Repository) -> None:
    day = DAY - timedelta(days=2)
    portal = built(repository, iter([(day, {**PEOPLE, "deals/a.yml": deal("proposal", DAY)})]))
    accuracy = page(portal, "forecast-accuracy/index.md")
    assert "The history is younger than a Monday" in accuracy
    shown = page(portal, "forecast/index.md")
    assert "Insufficient evidence: Fewer than 10 deals were won" in shown
    assert "no chance is told" in record(portal, "a")


def test_no_deal_was_won(repository: Repository) -> None:
    portal = built(repository, weekly("lost"))
    shown = page(portal, "forecast/index.md")
    assert "Insufficient evidence: Fewer than 10 deals were won" in shown
    assert "Learnt from 0 won and 13 lost deals." in shown
    assert "no chance is told" in record(portal, "d14")


def test_every_deal_was_won(repository: Repository) -> None:
    portal = built(repository, weekly("won"))
    shown = page(portal, "forecast/index.md")
    assert "Insufficient evidence" in shown
    assert "Learnt from 13 won and 0 lost deals." in shown
    page(portal, "forecast-accuracy/index.md")


@pytest.mark.parametrize("amount", ["0", "-100"])
def test_amounts_that_bring_nothing(repository: Repository, amount: str) -> None:
    """What was won is booked as it stands; nothing more is expected of such deals."""
    portal = built(repository, weekly("won", amount=amount))
    shown = page(portal, "forecast/index.md")
    booked = re.search(r"Booked[^¥]*?(\N{MINUS SIGN}?¥[\d.,KM]+)", shown)
    assert booked is not None
    won = 6 * int(amount)  # closed in October and November, up to the 9th
    assert booked[1].replace(",", "") == (f"\N{MINUS SIGN}¥{-won}" if won else "¥0")
    page(portal, "forecast-accuracy/index.md")
    page(portal, "index.md")


def test_a_stage_that_is_gone(repository: Repository) -> None:
    """Half a year ago there was a stage that the company has no more."""

    def weeks() -> Weeks:
        for number, (day, files) in enumerate(weekly("won")):
            stage = "demo" if number < 4 else "proposal"
            told = {name: text.replace("proposal", stage) for name, text in files.items()}
            yield day, {**told, **({"company.yml": COMPANY} if number == 8 else {})}

    portal = built(repository, weeks(), GONE)
    shown = page(portal, "forecast/index.md")
    assert "Learnt from 13 won and 0 lost deals." in shown
    assert "In a stage that is no more" in shown
    page(portal, "forecast-accuracy/index.md")


def test_periods_that_overlap(repository: Repository) -> None:
    """A target for the quarter counts, not those of its months; a call for the year is none."""
    own = {
        "targets/quarter.yml": "person: aya\nperiod: FY2026-Q3\namount: 1000\n",
        "targets/month.yml": "person: aya\nperiod: 2026-11\namount: 700\n",
        "forecasts/year.yml": "person: aya\nperiod: FY2026\ndate: 2026-11-18\ncommit: 9000\n",
        "forecasts/quarter.yml": "person: aya\nperiod: FY2026-Q3\ndate: 2026-11-17\ncommit: 800\n",
    }

    def weeks() -> Weeks:
        yield from weekly("won")
        yield DAY - timedelta(days=1), own

    shown = page(built(repository, weeks()), "forecast/index.md")
    assert "Target¥1,000" in shown
    assert "¥9,000" not in shown


def test_no_rate_in_the_past(repository: Repository) -> None:
    """The book as it is has a rate; of what was known before it, nothing is made up."""

    def weeks() -> Weeks:
        rates = {"rates/r.yml": "base: JPY\ndate: 2026-08-01\nrates: {USD: 150}\n"}
        for number, (day, files) in enumerate(weekly("won", amount="10", more="currency: USD\n")):
            yield day, {**files, **(rates if number == 12 else {})}

    portal = built(repository, weeks())
    shown = page(portal, "forecast/index.md")
    assert "Booked" in shown
    assert "Not counted" not in shown
    # The first files are of 3 August; the rate came twelve weeks later, before the last Mondays.
    unjudged = "Not judged and not learned from, for want of a rate then: 12 of 15 past Mondays."
    assert unjudged in shown
    assert unjudged in page(portal, "forecast-accuracy/index.md")


def test_an_amount_without_any_rate_is_an_error_that_names_it(repository: Repository) -> None:
    with pytest.raises(pipeline.UncheckedError, match="USD"):
        built(repository, weekly("won", 2, more="currency: USD\n"))


def test_a_deal_has_its_chance_with_reasons(repository: Repository) -> None:
    """Thirteen deals were won and thirteen lost, so that chances are told."""

    def weeks() -> Weeks:
        both = zip(weekly("won"), weekly("lost"), strict=True)
        for (day, won), (_, lost) in both:
            beside = {name.replace("/d", "/e"): text for name, text in lost.items()}
            yield day, {**won, **beside}

    portal = built(repository, weeks())
    head = record(portal, "d14")
    for words in ("To be won at all", "A fresh deal in this stage", "Half of such wins come by"):
        assert words in head
    assert "Prior-driven: Fewer than 30 deals were won" in page(portal, "forecast/index.md")


def test_the_same_book_gives_the_same_pages(repository: Repository) -> None:
    """Twice, once with what the first time kept and once without."""
    made = built(repository, weekly("won"))
    moment = present(repository.root, DAY)
    cache = repository.root / "cache" / "check.sqlite"
    kept = load.PLAIN._replace(cache=cache)
    for options in (kept, kept, load.PLAIN):
        again = pipeline.portal(moment, options)
        for path in ("forecast/index.md", "forecast-accuracy/index.md", "index.md"):
            assert page(again, path) == page(made, path)
