"""The history of records as pages show it, over histories that the tests write down."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import html5lib

from generator import records
from generator.facts import Context
from generator.field_change import Teller
from generator.history import trouble
from generator.hosting import Hosting
from generator.look.render import environment
from generator.look.setting import Setting
from generator.look.vocabulary import one
from generator.part import divided
from generator.story import MOST, Write, stories, unknown
from generator.yaml.source import Tree
from schema import KINDS
from tests.generator.test_records import MINIMAL
from tests.tables.books import AS_OF, company, entry, warehouse

DEAL: dict[str, Tree] = {
    "name": "One",
    "stage": "proposal",
    "created_on": "2026-09-10",
    "amount": "5",
}
HOSTING = Hosting("https://git.example/c/{id}", "https://git.example/p/{id}")
PEOPLE: dict[str, Tree] = {"people/aiko": {"name": "Aiko", "mail": "aiko@kitahama.example"}}


def commit(at: str, files: Mapping[str, Tree], **told: Tree) -> Tree:
    return {"at": at, "files": dict(files), **told}


def history(commits: Sequence[Tree], folder: str = "deals", currency: str = "JPY") -> str:
    """Show the history of the record `one` of a kind."""
    setting = Setting("JPY", AS_OF, "../")
    sql = (records.HERE / "any" / "history.sql").read_text("utf-8").replace("$kind", folder)
    with warehouse(PEOPLE, commits=commits) as tables:
        answer = divided(tables.run(sql, "history"))
    return writer(setting, folder)(answer.of("one"), currency)


def writer(setting: Setting, folder: str) -> Write:
    context = Context(setting, {"people": {"aiko": "Aiko"}})
    return stories(Teller(folder, context, company()), context, HOSTING)


def lines(html: str) -> list[str]:
    """Give what a reader sees of each entry."""
    page = html5lib.parseFragment(html.replace("<br>", " / "), namespaceHTMLElements=False)
    found = ["".join(item.itertext()) for item in page.iter("li")]
    return [" ".join(text.split()) for text in found]


def test_every_commit_says_when_who_which_why_and_what() -> None:
    told = lines(
        history(
            [
                commit("2025-09-10 09:00", {"deals/one": DEAL}, subject="A new deal"),
                commit("2026-09-11 09:00", {"deals/two": DEAL}),
                commit(
                    "2026-09-12 09:00",
                    {"deals/one": {"amount": "7", "stage": "won"}},
                    subject="Signed (#12)",
                    mail="aiko@kitahama.example",
                ),
            ]
        )
    )
    assert told == [
        "12 Sep · Aiko · 0000000 · #12Signed / stage Proposal → Won / amount ¥5 → ¥7",
        "10 Sep 2025 · Mori Aya · 0000000there from the first commit on A new deal",
    ]


def test_links_lead_to_person_commit_and_request() -> None:
    files = {"deals/one": DEAL}
    html = history(
        [commit("2026-09-10 09:00", files, mail="aiko@kitahama.example", subject="New (#3)")]
    )
    assert re.findall('href="([^"]*)"', html) == [
        "../people/aiko.html",
        f"https://git.example/c/{'0' * 40}",
        "https://git.example/p/3",
    ]


def test_deletions_and_returns_are_told() -> None:
    told = lines(
        history(
            [
                commit("2026-09-10 09:00", {"deals/x": DEAL}),
                commit("2026-09-11 09:00", {"deals/one": DEAL}),
                commit("2026-09-12 09:00", {"deals/one": "gone"}),
                commit("2026-09-13 09:00", {"deals/one": DEAL}),
                commit("2026-09-14 09:00", {"deals/one": "- no record"}),
            ]
        )
    )
    what = [line.partition("0000000")[2].removesuffix(" Change") for line in told]
    assert what == ["the file could not be read", "came back", "deleted", "created"]


def test_imported_history_says_from_where_and_since_when_it_is_known() -> None:
    files = {"deals/one": DEAL}
    told = lines(
        history([
            commit("2026-10-02 09:00", files, happened="2026-08-03 09:00", source="old system")
        ])
    )  # fmt: skip
    assert told[0].startswith("3 Aug · from old system · known since 2 Oct · Mori Aya")


def test_a_merge_names_who_made_it_who_merged_and_the_title_of_the_request() -> None:
    subject = "Merge pull request #12 from aya/a"
    told = lines(
        history(
            [
                commit("2026-09-09 09:00", {"deals/two": DEAL}),
                commit(
                    "2026-09-10 09:00",
                    {"deals/one": DEAL},
                    subject=subject,
                    body="New",
                    merge="Ken",
                ),
            ]
        )
    )
    assert told == ["10 Sep · Mori Aya, merged by Ken · 0000000 · #12created New"]


def test_amounts_before_a_change_of_currency_are_in_the_former_one() -> None:
    told = lines(
        history(
            [
                commit("2026-09-10 09:00", {"deals/one": {**DEAL, "currency": "USD"}}),
                commit("2026-09-11 09:00", {"deals/one": {"amount": "6"}}),
                commit("2026-09-12 09:00", {"deals/one": {"amount": "900", "currency": "JPY"}}),
                commit("2026-09-13 09:00", {"deals/one": {"amount": "901"}}),
            ]
        )
    )
    assert ["¥900 → ¥901" in told[0], "$5.00 → $6.00" in told[2]] == [True, True]


def test_a_long_history_says_how_much_more_there_is() -> None:
    first = [commit("2026-09-10 09:00", {"deals/one": DEAL})]
    later = [
        commit(f"2026-09-11 09:{minute}", {"deals/one": {"amount": str(minute)}})
        for minute in range(10, 45)
    ]
    html = history([*first, *later])
    assert len(lines(html)) == 30
    assert html.endswith('<p class="sb-dim">and 6 earlier commits</p>')


def test_a_commit_of_many_fields_shows_the_first_ones() -> None:
    ids: Tree = {f"system-{number}": str(number) for number in range(MOST + 5)}
    first: dict[str, Tree] = {"external_ids": {"odoo": "17"}}
    html = history(
        [
            commit("2026-09-10 09:00", {"deals/one": {**DEAL, **first}}),
            commit("2026-09-11 09:00", {"deals/one": {"external_ids": ids}}),
        ]
    )
    assert html.count("<ins>") + html.count("gone") == MOST
    assert "<br>and 6 more" in html


def test_nothing_a_commit_says_becomes_markup() -> None:
    evil = '<img src=x onerror="alert(1)">'
    html = history(
        [commit("2026-09-10 09:00", {"deals/one": DEAL}, subject=evil, name=evil, source=evil)]
    )
    assert "<img" not in html


def test_every_kind_shows_its_histories_as_sound_html() -> None:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    for folder in KINDS:
        html = history(
            [
                commit("2026-09-10 09:00", {f"{folder}/one": MINIMAL[f"{folder}/one"]}),
                commit("2026-09-11 09:00", {f"{folder}/one": {"notes": "<c>", "tags": ["x"]}}),
            ],
            folder,
        )
        parser.parseFragment(html)
        assert len(lines(html)) == 2, folder


def test_a_record_that_is_not_committed_says_so() -> None:
    setting = Setting("JPY", AS_OF)
    shown = writer(replace(setting, root="../"), "deals")([], "JPY")
    assert shown == '<p class="sb-empty">This record is not committed yet.</p>'


def test_without_a_history_the_reason_is_said() -> None:
    said = unknown((trouble.NO_REPOSITORY, trouble.MAILMAP))
    assert said is not None
    assert "this folder is in none" in said
    assert "<code>git init</code>" in said
    assert ".mailmap" not in said
    assert unknown((trouble.MAILMAP,)) is None


def pages(commits: Sequence[Tree], **shared: object) -> dict[str, dict[str, str]]:
    """Make the pages of all records: their sections by their keys."""
    setting = Setting("JPY", AS_OF)
    stamps = environment([records.HERE], escape="html", setting=setting)
    with warehouse({"deals/new": DEAL}, commits=commits) as tables:
        moment = one(tables.run("select * from moment", "moment"))
        values = {"moment": moment, "company": company(), "lacking": (), **shared}
        entries = [entry(name, DEAL) for name in ("deals/new", "deals/one")[: 1 + bool(commits)]]
        kinds = records.made(entries, records.prepared(tables, stamps, values))
        return {
            page.id: {part.id: part.body for part in page.sections}
            for kind in kinds
            for page in kind.pages(kind.ids)
        }


def test_a_page_has_the_history_before_all_fields() -> None:
    made = pages(
        [commit("2026-09-10 09:00", {"deals/one": DEAL}, subject="A new deal (#3)")],
        since=AS_OF,
        troubles=(trouble.MAILMAP,),
        hosting=HOSTING,
    )
    assert list(made["one"])[-2:] == ["history", "fields"]
    assert "A new deal" in made["one"]["history"]
    assert "https://git.example/p/3" in made["one"]["history"]
    assert "not committed yet" in made["new"]["history"]


def test_a_page_without_a_history_says_why() -> None:
    made = pages([], since=None, troubles=(trouble.SHALLOW,))
    assert "this one is shallow" in made["new"]["history"]
    assert "history" not in pages([], since=None, troubles=())["new"]
